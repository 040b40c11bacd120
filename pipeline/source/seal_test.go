package source

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// yielded is what a document yields, with all that a defect says, and its units.
func yielded(d *Document, patterns ...string) string {
	var b strings.Builder
	for v, err := range JSON(d, patterns...) {
		if err != nil {
			fmt.Fprintf(&b, "%+v\n", *err.(*Defect))
			continue
		}
		fmt.Fprintf(&b, "%+v %q\n", v.Origin, v.Raw)
	}
	return b.String()
}

// cutLaw holds that a text yields the same whether it is read at once or in stretches, and that those are the whole of it.
func cutLaw(t *testing.T, text []byte, stretch int64) (cuts int) {
	t.Helper()
	f := one(t, fstest.MapFS{"f": {Data: text}}, "f")
	seal, err := f.Seal(stretch, nil, func(Part) {})
	if err != nil || seal.Digest != sum(string(text)) {
		t.Fatal(seal.Digest, err)
	}
	for _, patterns := range [][]string{nil, {"/releases/*", "/*"}} {
		var want, got, head string
		var units, n int64
		if err := f.ReadSealed(seal, []string{""}, func(d *Document) error {
			head = string(d.Beginning().Text)
			want = yielded(d, patterns...)
			units = d.Units()
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for i := range seal.Stretches {
			if err := f.ReadStretch(seal, i, func(d *Document) error {
				if string(d.Beginning().Text) != head {
					t.Errorf("stretch %d has another beginning", i)
				}
				got += yielded(d, patterns...)
				n += d.Units()
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		if len(seal.Stretches) > 0 && (got != want || n != units) {
			t.Errorf("in stretches of %d: %d units\n%s\nat once: %d\n%s", stretch, n, got, units, want)
		}
	}
	unpackLaw(t, f, seal, stretch)
	at := int64(0)
	for i, s := range seal.Stretches {
		if s.From != at || s.To <= s.From || s.Line != int64(bytes.Count(text[:s.From], []byte("\n"))) || i+1 < len(seal.Stretches) && s.To-s.From < stretch {
			t.Errorf("stretch %d of %d: %+v", i, stretch, s)
		}
		at = s.To
	}
	if at != int64(len(text)) && at != 0 {
		t.Errorf("the stretches end at %d of %d", at, len(text))
	}
	return len(seal.Stretches)
}

var linesTexts = []string{
	"{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n",
	"\ufeff{\"a\":1}\r\n\r\n{\"a\":2}\r\n{\"a\":\r\n3}\r\n[4]\r\n{\"a\":5}",
	"\n \n\t\n{\"releases\":[{\"id\":1},{\"id\":2}]}\n\n\n{\"releases\":[{\"id\":3,\"id\":4}]}\n[{\"x\":\"\\\n\"}]\n7\n\"x\n{}{}\n{} []\n{\"é\":\"\xff\"}\ntru",
	"{\"a\":1}\n{\"a\":2}\n{\"a\":\"" + strings.Repeat("long ", 40) + "\"}\n{\"a\":4}\n",
	"{\"a\":1}\n{\"a\":2}\n\x1e{\"a\":3}\n{\"a\":4}\x00\n",
	"{\n \"releases\": [\n  {\"id\": 1},\n  {\"id\": 2}\n ]\n}\n",
	"[{\"a\":1},\n{\"a\":2},\n{\"a\":3}]\n",
	"{\"a\":1} {\"a\":2} {\"a\":3}\n\n{\"a\":4\n}\n{\"a\":5}\n",
	"\xef\n{\"a\":1}\n{\"a\":2}\n",
	"{\"a\":1}\n{\"a\":2}",
}

func TestStretches(t *testing.T) {
	cut := make([]int, len(linesTexts))
	for i, text := range linesTexts {
		for stretch := int64(1); stretch <= int64(len(text)); stretch++ {
			cut[i] += cutLaw(t, []byte(text), stretch)
		}
	}
	for i, n := range cut {
		if lines := i < 5 || i > 7; lines != (n > 0) {
			t.Errorf("%q: cut is %v", linesTexts[i], n > 0)
		}
	}
}

func FuzzStretches(f *testing.F) {
	for i, text := range linesTexts {
		f.Add([]byte(text), uint8(i))
	}
	f.Add([]byte("{."), uint8(0))
	f.Fuzz(func(t *testing.T, text []byte, stretch uint8) { cutLaw(t, text, int64(stretch)) })
}

// TestSealed holds that a change between looking and reading is noticed wherever it is, by a stretch, by the whole, and where
// only the digest is left of the look.
func TestSealed(t *testing.T) {
	text := linesTexts[3]
	none := func(*Document) error { return nil }
	name := filepath.Join(t.TempDir(), "f")
	for at := range len(text) + 2 {
		changed := []byte(text)
		switch {
		case at < len(text):
			changed[at] ^= 1
		case at == len(text):
			changed = append(changed, '\n')
		default:
			changed = changed[:len(text)-1]
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		f := one(t, os.DirFS(filepath.Dir(name)), "f")
		seal, err := f.Seal(8, nil, func(Part) {})
		if err != nil || len(seal.Stretches) < 3 {
			t.Fatal(seal, err)
		}
		stored := Seal{Digest: seal.Digest, Stretches: seal.Stretches}
		if again, err := f.Again(stored, 8); err != nil || !again.proof.equal(seal.proof) {
			t.Fatal(again, err)
		}
		if err := os.WriteFile(name, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		noticed := 0
		for i := range seal.Stretches {
			if err := f.ReadStretch(seal, i, none); err != nil {
				noticed++
				if d := err.(*Defect); d.Reason != "changed" || d.Origin.Digest != seal.Digest {
					t.Errorf("%+v", d)
				}
			}
		}
		if noticed == 0 {
			t.Errorf("no stretch notices that byte %d is another", at)
		}
		for _, s := range []Seal{seal, stored} {
			if err := f.ReadSealed(s, []string{""}, none); err == nil || err.(*Defect).Reason != "changed" {
				t.Errorf("byte %d is another: %v", at, err)
			}
		}
		if _, err := f.Again(stored, 8); err == nil || err.(*Defect).Reason != "changed" {
			t.Errorf("byte %d is another: %v", at, err)
		}
	}
}

// TestSeamsByAnyPiece holds that where a file is cut does not depend on how it is delivered.
func TestSeamsByAnyPiece(t *testing.T) {
	for _, text := range linesTexts {
		whole := newSeams(9)
		whole.Write([]byte(text))
		bytewise := newSeams(9)
		for i := range len(text) {
			bytewise.Write([]byte{text[i]})
		}
		if a, b := whole.done(), bytewise.done(); !a.equal(b) || !slices.Equal(a.stretches(), b.stretches()) {
			t.Errorf("%q: %+v, byte by byte %+v", text, a, b)
		}
	}
}
