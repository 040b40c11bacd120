package source

import (
	"bytes"
	"io"
	"testing"
	"testing/fstest"
	"testing/iotest"
)

func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"releases":[{"a":1},{"b":"\"]"}],"x":{}}`, "{\"a\":1}\n{\"a\n{\"a\":3}\n", `[[{"a":{}},1,"x"],tru`, "\ufeff[1]", `{}{}[]1 "x`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		patterns := []string{"/releases/*", "/*/releases/*", "/*"}
		units, n := readJSON(bytes.NewReader(text), patterns...)
		lawful(t, text, units, n, true)
		slow, _ := readJSON(iotest.OneByteReader(bytes.NewReader(text)), patterns...)
		if list(units) != list(slow) {
			t.Errorf("got\n%sbyte by byte\n%s", list(units), list(slow))
		}
		units, n = readJSON(bytes.NewReader(text))
		lawful(t, text, units, n, true)
		TopKeys(text)
	})
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\r\n\"x\"\"\n\",3\n", "a;b;c\n1;\"2;3\n4;5;6\n7;8;9\n", "a\rb\r", "\n;,;", "\ufeff\"a\"\tb\n\n1\t", "a,b\n\"1\"2,\n\xff,1"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		units, n := readCSV(bytes.NewReader(text))
		lawful(t, text, units, n, false)
		slow, _ := readCSV(iotest.OneByteReader(bytes.NewReader(text)))
		if list(units) != list(slow) {
			t.Errorf("got\n%sbyte by byte\n%s", list(units), list(slow))
		}
		header := newText(&Document{Body: bytes.NewReader(text)})
		c := &rows{d: &Document{}, t: header}
		c.sniff()
		for _, u := range units {
			if o := u.origin; u.defect == nil && c.eol == '\n' {
				if again := csvAgain(text[o.Offset:o.Offset+o.Length], c.comma); again != u.text {
					t.Errorf("%s is %q by itself", u, again)
				}
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{zip("[1,2]"), zip("a", "b"), zip(zip("\ufeffx")), "\xff\xfea\x00\x3d\xd8", "\ufeffa", zip("x") + "\x00\x00y"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := File{Path: "f", fsys: fstest.MapFS{"f": {Data: data}}, name: "f"}
		digest, head, err := file.Hash()
		if digest != sum(string(data)) {
			t.Fatalf("digest %q, %v", digest, err)
		}
		d, closer, err := file.Open(digest, nil)
		if err != nil {
			if _, ok := err.(*Defect); !ok {
				t.Errorf("%v is no defect", err)
			}
			return
		}
		text, err := io.ReadAll(d.Body)
		if !bytes.HasPrefix(text, head) {
			t.Error("the head is not the beginning of the text")
		}
		if len(text) > FreeOutput && len(text) > MaxRatio*len(data) {
			t.Errorf("%d bytes of %d", len(text), len(data))
		}
		if err != nil && AsDefect(err, Origin{}).Reason == "unreadable" {
			t.Errorf("unexpected: %v", err)
		}
		if err := closer.Close(); err != nil {
			t.Error(err)
		}
	})
}
