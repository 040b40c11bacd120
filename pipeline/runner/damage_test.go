package runner

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// damage changes every file below a folder.
func damage(t *testing.T, folder string, change func(b []byte) []byte) (n int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) == ".list" {
			return err
		}
		n++
		b, err := os.ReadFile(p)
		return errors.Join(err, os.WriteFile(p, change(b), 0o644))
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestDamagedActions holds that the record of an action is believed only as it was written: a digit that changed in one, or a name of
// a piece, leads neither to another dataset nor to a run that cannot go on.
func TestDamagedActions(t *testing.T) {
	in := small(t)
	want := tree(t, func() string { out := t.TempDir(); mustRun(t, toy, options(in, out)); return out }())
	for name, change := range map[string]func(b []byte) []byte{
		"count":     func(b []byte) []byte { return bytes.ReplaceAll(b, []byte(`"rows":1`), []byte(`"rows":2`)) },
		"kind":      func(b []byte) []byte { return bytes.Replace(b, []byte(`"kind":"`), []byte(`"kind":"x`), 1) },
		"piece":     func(b []byte) []byte { return bytes.ReplaceAll(b, []byte(`"name":"a`), []byte(`"name":"b`)) },
		"truncated": func(b []byte) []byte { return b[:len(b)/2] },
		"empty":     func(b []byte) []byte { return nil },
		"another":   func(b []byte) []byte { return []byte("{}") },
		"bit": func(b []byte) []byte {
			b[len(b)*2/3] ^= 1
			return b
		},
	} {
		for _, rebuild := range []bool{false, true} {
			out := t.TempDir()
			mustRun(t, toy, options(in, out))
			damage(t, filepath.Join(out, "actions"), change)
			damage(t, filepath.Dir(statsPath(out)), func(b []byte) []byte {
				if bytes.HasPrefix(b, []byte("{")) || bytes.Contains(b, []byte(`"formats":["`)) {
					return change(bytes.ReplaceAll(b, []byte(`"formats":["`), []byte(`"formats":["x`)))
				}
				return b
			})
			o := options(in, out)
			o.Rebuild = rebuild
			if _, _, err := Run(t.Context(), toy, o); err != nil {
				t.Errorf("%s, rebuild %v: %v", name, rebuild, err)
				continue
			}
			same(t, "actions damaged: "+name, want, tree(t, out))
		}
	}
}

// TestSwappedActions puts the record of each action in the place of another's.
func TestSwappedActions(t *testing.T) {
	in, out := small(t), t.TempDir()
	mustRun(t, toy, options(in, out))
	want := tree(t, out)
	names, err := filepath.Glob(filepath.Join(out, "actions", "*", "*.json"))
	if err != nil || len(names) < 4 {
		t.Fatal(names, err)
	}
	last, err := os.ReadFile(names[len(names)-1])
	for _, name := range names {
		next, bad := os.ReadFile(name)
		if err = errors.Join(err, bad, os.WriteFile(name, last, 0o644)); err != nil {
			t.Fatal(err)
		}
		last = next
	}
	_, r, err := Run(t.Context(), toy, options(in, out))
	if err != nil || len(r.Damaged) < len(names) {
		t.Fatalf("%v, %v", r, err)
	}
	same(t, "actions swapped", want, tree(t, out))
}

// TestDamagedSegments holds that a run makes anew however many pieces of the cache are damaged, wherever a bit is another one.
func TestDamagedSegments(t *testing.T) {
	files := map[string]string{}
	for i := range 20 {
		files[string(rune('a'+i%26))+string(rune('a'+i/26))+".csv"] = "item,number,amount,day\napple," + string(rune('0'+i%10)) + ",1,2020-01-01\n"
	}
	in, out := put(t, files), t.TempDir()
	mustRun(t, toy, options(in, out))
	want := tree(t, out)
	for _, at := range []int{0, 3, 4, 8, -1} {
		damage(t, filepath.Join(out, "cache", "segments"), func(b []byte) []byte {
			b[(at+len(b))%len(b)] ^= 0x10
			return b
		})
		o := options(in, out)
		day := table.Date(at)
		o.AsOf = &day
		mustRun(t, toy, o)
		o = options(in, out)
		o.Rebuild = true
		mustRun(t, toy, o)
		same(t, "segments damaged", want, tree(t, out))
	}
}

// TestHostileKeys holds that keys with zero bytes, keys that are alike for hundreds of bytes and rows above the size of a block are
// told apart and put together alike, whatever the workers, the memory and the names of the files.
func TestHostileKeys(t *testing.T) {
	long := strings.Repeat("k", 300)
	names := []string{"\x00", "\x00\x00", "\x00\x01", "\x00\u00ff", "a", "a\x00", "a\x00\x01", "a\x01", "ü", long, long + "\x00", long + "a", long[:256], long[:255], long[:257]}
	files, want := map[string]string{}, map[string]string{}
	for i := range 12 {
		var b strings.Builder
		for k, thing := range names {
			size := 1 << (i + k%8)
			text := fmt.Sprintf("%d;", i) + strings.Repeat("x", size) + ";"
			line, err := json.Marshal(map[string]any{"thing": thing, "seq": i, "text": text})
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s\n", line)
			want[thing] += text
		}
		files[fmt.Sprintf("f%02d.jsonl", i)] = b.String()
	}
	in := put(t, files)
	out := t.TempDir()
	mustRun(t, toy, options(in, out))
	first := tree(t, out)
	got := map[string]string{}
	p := toy
	spy := *totalStage
	spy.Derive = func(in, out *table.Set) error {
		for x := range things.In(in) {
			got[x.ID] += x.Text
		}
		return totalStage.Derive(in, out)
	}
	p.Stages = []*pipeline.Stage{&spy, letterStage, auditStage}
	o := options(in, t.TempDir())
	o.Workers, o.Memory = 1, 1<<20
	mustRun(t, p, o)
	same(t, "one worker, little memory", first, tree(t, o.Out))
	if !maps.Equal(want, got) {
		for name := range want {
			if want[name] != got[name] {
				t.Errorf("%.20q…: a text of %d bytes, want %d", name, len(got[name]), len(want[name]))
			}
		}
	}
	o = options(in, t.TempDir())
	o.Workers, o.Memory = 8, 1<<30
	mustRun(t, toy, o)
	same(t, "eight workers, much memory", first, tree(t, o.Out))
}
