package source

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"
)

func paths(files []File) (p []string) {
	for _, f := range files {
		p = append(p, f.Path)
	}
	return p
}

func file(data string) fs.FS { return fstest.MapFS{"f": {Data: []byte(data)}} }

func one(t *testing.T, fsys fs.FS, name string) File {
	t.Helper()
	files, err := Find([]Root{{Prefix: name, FS: fsys, Path: name}})
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	return files[0]
}

func sum(data string) string {
	s := sha256.Sum256([]byte(data))
	return hex.EncodeToString(s[:])
}

func gzipped(members ...string) string {
	var b bytes.Buffer
	for _, m := range members {
		w := gzip.NewWriter(&b)
		io.WriteString(w, m)
		w.Close()
	}
	return b.String()
}

func TestFind(t *testing.T) {
	fsys := fstest.MapFS{"b/x.json": {Data: []byte("12")}, "a.csv": {}, ".git/config": {}, "b/.hidden": {}, "b/c/d": {}, "bb": {}}
	files, err := Find([]Root{
		{Prefix: "./in/", FS: fsys, Path: "."}, {Prefix: "in/b", FS: fsys, Path: "b"}, {Prefix: "list.csv", FS: fsys, Path: "a.csv"}, {FS: fsys, Path: "bb"}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"bb", "in/a.csv", "in/b/c/d", "in/b/x.json", "in/bb", "list.csv"}
	if got := paths(files); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if files[3].Size != 2 {
		t.Errorf("size %d", files[3].Size)
	}
	if files[0].Stamp() != "" {
		t.Error("a file that is on no disk has a stamp")
	}
	if _, err := Find([]Root{{Prefix: "in/none", FS: fsys, Path: "none"}}); err == nil || !strings.HasPrefix(err.Error(), "in/none: ") {
		t.Errorf("a missing root gives %v", err)
	}
}

// What is no regular file is listed and fails, and nothing waits for a pipe.
func TestFindOddFiles(t *testing.T) {
	dir := t.TempDir()
	os.Mkdir(filepath.Join(dir, "in"), 0o755)
	os.Mkdir(filepath.Join(dir, "in", "folder"), 0o755)
	os.WriteFile(filepath.Join(dir, "secret"), []byte("outside"), 0o600)
	os.WriteFile(filepath.Join(dir, "in", "a"), []byte("a"), 0o600)
	os.Symlink("a", filepath.Join(dir, "in", "link"))
	os.Symlink("../secret", filepath.Join(dir, "in", "out"))
	os.Symlink("folder", filepath.Join(dir, "in", "tofolder"))
	os.Symlink("nowhere", filepath.Join(dir, "in", "broken"))
	if err := syscall.Mkfifo(filepath.Join(dir, "in", "pipe"), 0o600); err != nil {
		t.Skip(err)
	}
	root, err := os.OpenRoot(filepath.Join(dir, "in"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	files, err := Find([]Root{{Prefix: "in", FS: root.FS(), Path: "."}})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range files {
		_, parts, err := look(f)
		if err != nil {
			if d := err.(*Defect); d.Reason != "unreadable" || d.Scope != WholeDocument || strings.Contains(d.Message, dir) {
				t.Errorf("%s: %+v", f.Path, d)
			}
			got[f.Path] = "unreadable"
			continue
		}
		got[f.Path] = string(parts[0].Head.Text)
	}
	want := map[string]string{"in/a": "a", "in/link": "a", "in/out": "unreadable", "in/broken": "unreadable", "in/pipe": "unreadable"}
	if len(got) != len(want) {
		t.Errorf("got %v", got)
	}
	for p, w := range want {
		if got[p] != w {
			t.Errorf("%s: got %q, want %q", p, got[p], w)
		}
	}
}

func TestStamp(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "f")
	os.WriteFile(path, []byte("one"), 0o600)
	f := one(t, os.DirFS(dir), "f")
	before := f.Stamp()
	if before == "" {
		t.Skip("no stamps here")
	}
	if one(t, os.DirFS(dir), "f").Stamp() != before {
		t.Error("a stamp changes by itself")
	}
	info, _ := os.Stat(path)
	time.Sleep(20 * time.Millisecond)
	os.WriteFile(path, []byte("two"), 0o600)
	os.Chtimes(path, info.ModTime(), info.ModTime())
	if one(t, os.DirFS(dir), "f").Stamp() == before {
		t.Error("a changed file of the same size and time has the same stamp")
	}
}

func TestSettled(t *testing.T) {
	now := time.Unix(1e9, 0)
	for stamp, want := range map[string]bool{
		fmt.Sprintf("1 2 %d 5 6", now.UnixNano()-10e9): true,
		fmt.Sprintf("1 2 %d 5 6", now.UnixNano()-1e9):  false,
		fmt.Sprintf("1 2 %d 5 6", now.UnixNano()+9e9):  false,
		"": false, "1 2 x 3": false,
	} {
		if got := Settled(stamp, now); got != want {
			t.Errorf("Settled(%q) = %v", stamp, got)
		}
	}
}

func TestDecode(t *testing.T) {
	utf16le := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	rows := "[1,2]"
	damaged := []byte(gzipped(strings.Repeat(rows, 100)))
	damaged[len(damaged)-6] ^= 1
	for name, c := range map[string]struct {
		data, text string
		start      int64
		reason     string // of the defect that ends it
	}{
		"plain":              {rows, rows, 0, ""},
		"empty":              {"", "", 0, ""},
		"byte-order mark":    {"\ufeff[]", "[]", 3, ""},
		"gzip":               {gzipped(rows), rows, 0, ""},
		"gzip and mark":      {gzipped("\ufeff[]"), "[]", 3, ""},
		"members":            {gzipped("[1,", "2]", ""), rows, 0, ""},
		"twice":              {gzipped(gzipped(rows)), rows, 0, ""},
		"four times":         {gzipped(gzipped(gzipped(gzipped(rows)))), "", 0, "budget.layers"},
		"padding":            {gzipped(rows) + "\x00\x00\x00\x00", rows, 0, ""},
		"garbage":            {gzipped(rows) + "garbage", rows, 0, "gzip.garbage"},
		"cut":                {gzipped(rows)[:len(gzipped(rows))-9], rows, 0, "gzip.truncated"},
		"cut in a header":    {gzipped(rows)[:8], "", 0, "gzip.truncated"},
		"another member cut": {gzipped(rows) + gzipped(rows)[:12], rows + "[", 0, "gzip.truncated"},
		"checksum":           {string(damaged), strings.Repeat(rows, 100), 0, "gzip.checksum"},
		"UTF-16":             {utf16le("[\"ü😀\"]"), "[\"ü😀\"]", 0, ""},
		"UTF-16, other":      {"\xfe\xff\x00[\x00]", "[]", 0, ""},
		"UTF-16, half pair":  {"\xff\xfe[\x00\x3d\xd8]\x00", "[\xff]", 0, ""},
		"UTF-16, half unit":  {"\xff\xfe[\x00]", "[\xff", 0, ""},
		"not gzip":           {"\x1f\x8b", "\x1f\x8b", 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := one(t, file(c.data), "f")
			digest, parts, err := look(f)
			if digest != sum(c.data) || err != nil || len(parts) != 1 {
				t.Fatalf("digest %s, %d parts, %v", digest, len(parts), err)
			}
			p := parts[0]
			if (p.Defect != nil) != (c.text == "" && c.reason != "") || string(p.Head.Text) != c.text {
				t.Errorf("head %q, %v", p.Head.Text, p.Defect)
			}
			if p.Defect != nil {
				if p.Defect.Reason != c.reason {
					t.Errorf("%+v", p.Defect)
				}
				return
			}
			err = readFile(f, digest, func(d *Document) {
				text, err := io.ReadAll(d.Body)
				if string(text) != c.text || d.start != c.start {
					t.Errorf("text %q from %d", text, d.start)
				}
				if c.reason == "" != (err == nil) || err != nil && AsDefect(err, Origin{}).Reason != c.reason {
					t.Errorf("ends with %v", err)
				}
			})
			if err != nil {
				t.Errorf("read: %v", err)
			}
		})
	}
}

func TestChanged(t *testing.T) {
	m := fstest.MapFS{"f": {Data: []byte("[1,2]")}}
	f := one(t, m, "f")
	digest, _ := f.Digest()
	m["f"].Data = []byte("[1,3]")
	if err := readFile(f, digest, func(d *Document) {}); err == nil || err.(*Defect).Reason != "changed" {
		t.Errorf("read: %v", err)
	}
	if _, err := f.Reread(Origin{Digest: digest, Offset: 1, Length: 1}); err == nil || err.(*Defect).Reason != "changed" {
		t.Errorf("reread: %v", err)
	}
	delete(m, "f")
	if err := readFile(f, digest, func(d *Document) {}); err == nil || err.(*Defect).Reason != "unreadable" {
		t.Errorf("open: %v", err)
	}
}

// Whatever the encoding, the bytes at an origin are those of the record.
func TestReread(t *testing.T) {
	text := `{"releases":[{"a":1},{"b":"é"}]}`
	for name, data := range map[string]string{"plain": text, "mark": "\ufeff" + text, "gzip": gzipped("\ufeff"+text[:9], text[9:]),
		"UTF-16": ""} {
		if name == "UTF-16" {
			data = "\xfe\xff"
			for _, r := range text {
				data += string([]byte{0, byte(r)})
			}
		}
		f := one(t, file(data), "f")
		digest, err := f.Digest()
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		err = readFile(f, digest, func(d *Document) {
			for v, err := range JSON(d, "/releases/*") {
				if err != nil {
					t.Fatal(name, err)
				}
				n++
				again, err := f.Reread(v.Origin)
				if err != nil || string(again) != string(v.Raw) {
					t.Errorf("%s: %s is %q (%v), not %q", name, v.Origin, again, err, v.Raw)
				}
			}
		})
		if err != nil || n != 2 {
			t.Errorf("%s: %d records, %v", name, n, err)
		}
		if _, err := f.Reread(Origin{Digest: digest, Offset: 30, Length: 100}); err == nil {
			t.Errorf("%s: bytes behind the end", name)
		}
		if _, err := f.Reread(Origin{Digest: digest, Offset: -1, Length: 100}); err == nil {
			t.Errorf("%s: bytes before the beginning", name)
		}
	}
}

// The records before the place where a compressed file breaks off are kept, the one that is cut is not.
func TestTruncatedGzip(t *testing.T) {
	text := string(sample(1 << 20))
	whole := gzipped(text)
	data := whole[:len(whole)/2]
	f := one(t, file(data), "f")
	var units []unit
	err := readFile(f, sum(data), func(d *Document) {
		for v, err := range JSON(d, "/releases/*") {
			units = append(units, unitOf(v.Origin, string(v.Raw), err))
		}
		lawful(t, []byte(text), units, d.Units(), true)
	})
	if err != nil {
		t.Fatal(err)
	}
	last := units[len(units)-1]
	if len(units) < 100 || last.defect == nil || last.defect.Reason != "gzip.truncated" || last.defect.Origin.Digest != sum(data) || last.defect.Origin.Offset == 0 {
		t.Errorf("%d units, the last is %+v", len(units), last.defect)
	}
	csv := gzipped("a,b\n1,2\n3,45\n")
	for cut := range 14 {
		data := csv[:len(csv)-8-cut]
		var units []unit
		err := readFile(one(t, file(data), "f"), sum(data), func(d *Document) {
			for row, err := range CSV(d) {
				units = append(units, unitOf(row.Origin, strings.Join(row.values, "¦"), err))
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, u := range units {
			if s := u.String(); !slices.Contains([]string{"row=2 1¦2", "row=3 3¦45"}, s) && (i != len(units)-1 || u.defect.Reason != "gzip.truncated") {
				t.Errorf("cut by %d: %s", cut, s)
			}
		}
	}
}

// TestNames holds that two names that are no UTF-8 stay two.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{"a\xffb.csv": `a\xffb.csv`, "a\xfeb.csv": `a\xfeb.csv`, "è.csv": "è.csv", "\ufffd.csv": "\ufffd.csv"} {
		if got := validPath(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
