package source

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// shelf is a Room in memory.
type shelf struct{ text []byte }

func (s *shelf) WriteAt(p []byte, at int64) (int, error) {
	s.text = append(s.text[:at], p...)
	return len(p), nil
}

func (s *shelf) ReadAt(p []byte, at int64) (int, error) { return bytes.NewReader(s.text).ReadAt(p, at) }

func onShelf() (Room, error) { return new(shelf), nil }

// unpackLaw holds that a text yields the same whether it is read at once or unpacked, twice each stretch, and that the stretches
// are the whole of it; unless it is to be read at once.
func unpackLaw(t *testing.T, f File, seal Seal, stretch int64) (cuts int) {
	t.Helper()
	var all []*Unpacked
	for u, err := range f.Unpack(seal, stretch, onShelf) {
		if err == ErrWhole {
			return 0
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, u)
	}
	for _, patterns := range [][]string{nil, {"/releases/*", "/*"}, {"/{*}/*"}, {"/records/*/a", "/releases/*/a", "/*/a"}, {"/releases", "/records/*"}} {
		var want, got, text, head string
		var units, n, at int64
		whole := false
		read := func(see func(*Document)) {
			if err := f.ReadSealed(seal, []string{""}, func(d *Document) error { see(d); return nil }); err != nil {
				t.Fatal(err)
			}
		}
		read(func(d *Document) {
			head = string(d.Beginning().Text)
			want, units = yielded(d, patterns...), d.Units()
		})
		read(func(d *Document) {
			b, _ := io.ReadAll(d.Body)
			at, text = d.start, strings.Repeat(".", int(d.start))+string(b)
		})
		for i, u := range all {
			once := ""
			for range 2 {
				err := u.Read(func(d *Document) error {
					if string(d.Beginning().Text) != head {
						t.Errorf("stretch %d has another beginning", i)
					}
					again := yielded(d, patterns...)
					if once == "" {
						once, n = again, n+d.Units()
					} else if again != once {
						t.Errorf("stretch %d once\n%s\nand again\n%s", i, once, again)
					}
					return nil
				})
				if whole = whole || err == ErrWhole; err != nil && err != ErrWhole {
					t.Error(err)
				}
			}
			got += once
			if u.From != at || u.lines && i+1 < len(all) && u.To-u.From < stretch-3 || u.Line != int64(strings.Count(text[:u.From], "\n")) {
				t.Errorf("stretch %d of %d: %+v", i, stretch, u.Stretch)
			}
			if at = u.To; strings.Contains(once, "{Scope:document ") { // nothing behind it counts
				at = int64(len(text))
				break
			}
		}
		if whole {
			continue
		}
		cuts += len(all) - 1
		if got != want || n != units || at != int64(len(text)) {
			t.Errorf("unpacked in stretches of %d, to %d of %d: %d units\n%s\nat once: %d\n%s", stretch, at, len(text), n, got, units, want)
		}
	}
	return cuts
}

// packings are what a text may be in that is unpacked to its end, or not.
var packings = map[string]func(text string) string{
	"gzip": func(text string) string { return gzipped(text) },
	"zstd": zstded,
	"two members": func(text string) string {
		return gzipped(text[:len(text)/2], text[len(text)/2:])
	},
	"twice":   func(text string) string { return zstded(gzipped(text)) },
	"garbage": func(text string) string { return gzipped(text) + "garbage" },
	"truncated": func(text string) string {
		z := gzipped(text, text)
		return z[:len(z)-9]
	},
	"checksum": func(text string) string {
		z := []byte(gzipped(text))
		z[len(z)-8] ^= 1
		return string(z)
	},
	"UTF-16": func(text string) string {
		wide := []byte{0xff, 0xfe}
		for _, c := range text {
			wide = append(wide, byte(c), byte(c>>8))
		}
		return string(wide)
	},
}

// finely is how much longer the next stretch is: for one packing little.
func finely(packing string, stretch int64) int64 {
	if packing == "gzip" {
		return 1 + stretch/4
	}
	return 1 + 4*stretch
}

// packages are texts that are one JSON document, or a few.
var packages = []string{
	`{"releases":[{"a":1},{"a":2},{"a":3}]}`,
	"{\"uri\":\"]\",\n\"releases\":[\n{\"a\":[1,{}]},\n\n {\"a\":\"\\\"],[\"} ,\n[],7 ,\n\"x\",{\"a\":1,\"a\":2}],\"records\":[{\"a\":1},{\"a\":2}],\"end\":{}}\n",
	"\ufeff [ {\"releases\":[1,2]},{\"a\":[1]},\n{\"a\":3} ]\n[4,5]\n{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n",
	`{"records":[],"releases":[{"a":1},{"a":2}],"x":[1,2,3],"releases":[{"a":3},{"a":4}]}`,
	`{"records":[{"a":1},{"a":2},3],"a/~b":[{"a":1},{"a":2}],"*":[1,2],"{*}":[1,2],"*":[1]}`,
	`{"releases":[{"a":1},{"a":2} {"a":3},{"a":4}]}`,
	`{"releases":[{"a":1},{"a":2},]}`,
	`{"releases":[{"a":1},{"a":2},{"a":`,
	`{"releases":[{"a":1},{"a":2},`,
	`{"releases":[{"a":1},{"a":2},{"a":3}}`,
	`{"releases":[{"a":1},{"a":2},{"a":3}],]`,
	`{"releases":[{"a":1},{"a":tru},{"a":3},tru],"x":[1 2,3]}`,
	`[{"a":1},{"a":2},{"a":3}`,
	`[[{"a":1},{"a":2}],[{"a":3}],[]] [{"a":1},{"a":2}]`,
	`{"releases":[{"a":"` + "\xff" + `"},{"a":2},{"a":3}]} x`,
}

func TestUnpackPackages(t *testing.T) {
	for _, text := range packages {
		for name, pack := range packings {
			f, cuts := one(t, fstest.MapFS{"f": {Data: []byte(pack(text))}}, "f"), 0
			seal, err := f.Seal(0, nil, func(Part) {})
			if err != nil {
				t.Fatal(err)
			}
			for stretch := int64(1); stretch < int64(len(text)); stretch += finely(name, stretch) {
				cuts += unpackLaw(t, f, seal, stretch)
			}
			if cuts == 0 && name != "UTF-16" {
				t.Errorf("%q, %s: it is not cut", text, name)
			}
		}
	}
}

func TestUnpack(t *testing.T) {
	for i, text := range linesTexts {
		for name, pack := range packings {
			f, cuts := one(t, fstest.MapFS{"f": {Data: []byte(pack(text))}}, "f"), 0
			seal, err := f.Seal(0, nil, func(Part) {})
			if err != nil || seal.Stretches != nil {
				t.Fatal(seal, err)
			}
			for stretch := int64(1); stretch < int64(len(text)); stretch += finely(name, stretch) {
				cuts += unpackLaw(t, f, seal, stretch)
			}
			if apart := i != 7; apart != (cuts > 0) && name != "UTF-16" {
				t.Errorf("%q, %s: cut is %v", text, name, cuts > 0)
			}
			for range f.Unpack(seal, 1, onShelf) {
				break
			}
		}
	}
}

func FuzzUnpack(f *testing.F) {
	for i, text := range slices.Concat(linesTexts, packages) {
		f.Add([]byte(text), uint8(i))
		f.Add([]byte(gzipped(text)), uint8(i))
	}
	f.Add([]byte("{0.000000000000"), uint8('\r'))
	f.Fuzz(func(t *testing.T, text []byte, stretch uint8) {
		for _, data := range []string{string(text), gzipped(string(text))} {
			f := one(t, file(data), "f")
			if seal, err := f.Seal(0, nil, func(Part) {}); err == nil {
				unpackLaw(t, f, seal, int64(stretch)+1)
			}
		}
	})
}

// TestUnpackWhole holds that what cannot be read apart is told of, and that a room's error is handed on.
func TestUnpackWhole(t *testing.T) {
	lines := linesTexts[3]
	word := make([]byte, 1<<20)
	for i := range word {
		word[i] = "0123456789abcdef"[rand.N(16)]
	}
	ends := func(data string, stretch int64, room func() (Room, error)) (n int, last error) {
		f := one(t, file(data), "f")
		seal, err := f.Seal(0, nil, func(Part) {})
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range f.Unpack(seal, stretch, room) {
			if n++; err != nil {
				return n - 1, err
			}
		}
		return n, nil
	}
	long := lines + `{"a":"` + strings.Repeat(string(word), MaxRecord>>20+1) + "\"}\n"
	for name, c := range map[string]struct {
		data    string
		stretch int64
		n       int
	}{
		"plain": {lines, 8, 0}, "short": {gzipped(lines), 1000, 0}, "no JSON": {gzipped("a;b;c\n1;2;3\n4;5;6\n"), 8, 0},
		"a line that is too long": {gzipped(long), 100, 1},
	} {
		if n, err := ends(c.data, c.stretch, onShelf); err != ErrWhole || n != c.n {
			t.Errorf("%s: %d stretches, %v", name, n, err)
		}
	}
	full := errors.New("the disk is full")
	if n, err := ends(gzipped(lines), 8, func() (Room, error) { return nil, full }); n != 0 || err != full {
		t.Error(n, err)
	}
}

// TestUnpackChanged holds that a change between looking and unpacking is noticed wherever it is.
func TestUnpackChanged(t *testing.T) {
	packed := gzipped(linesTexts[3])
	name := filepath.Join(t.TempDir(), "f")
	for at := range len(packed) + 1 {
		changed := []byte(packed)
		if at < len(packed) {
			changed[at] ^= 1
		} else {
			changed = append(changed, 0)
		}
		if err := os.WriteFile(name, []byte(packed), 0o600); err != nil {
			t.Fatal(err)
		}
		f := one(t, os.DirFS(filepath.Dir(name)), "f")
		seal, err := f.Seal(8, nil, func(Part) {})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, s := range []Seal{seal, {Digest: seal.Digest}} {
			var last error
			for _, err := range f.Unpack(s, 8, onShelf) {
				last = err
			}
			if last == ErrWhole { // whoever reads it at once notices
				last = f.ReadSealed(s, []string{""}, func(*Document) error { return nil })
			}
			var d *Defect
			if !errors.As(last, &d) || d.Reason != "changed" {
				t.Errorf("byte %d is another: %v", at, last)
			}
		}
	}
}

// TestUnpackBombs holds that a bomb of lines is refused as soon in stretches as at once.
func TestUnpackBombs(t *testing.T) {
	line := "{\"a\":\"" + strings.Repeat(" ", 1<<10) + "\"}\n"
	for name, data := range map[string]string{"lines": strings.Repeat(line, 256<<10), "one line": strings.Repeat(line, 4) + strings.Repeat(" ", 256<<20)} {
		for _, pack := range []func(string) string{zstded, func(text string) string { return gzipped(text) }} {
			f := one(t, file(pack(data)), "f")
			seal, err := f.Seal(0, nil, func(Part) {})
			if err != nil {
				t.Fatal(err)
			}
			start, got := processorTime(), ""
			same := new(shelf)
			for u, err := range f.Unpack(seal, 64<<10, func() (Room, error) { return same, nil }) {
				if err != nil {
					got = err.Error()
					break
				}
				u.Read(func(d *Document) error {
					for _, err := range JSON(d) {
						if err != nil {
							got = err.Error()
						}
					}
					return nil
				})
			}
			if d := processorTime() - start; !strings.HasPrefix(got, "budget.ratio") || d > 2*time.Second {
				t.Errorf("%s: %q after %v", name, got, d)
			}
		}
	}
}
