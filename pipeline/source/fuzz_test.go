package source

import (
	"bytes"
	"testing"
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
		NewHead(text).TopKeys()
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

func FuzzXML(f *testing.F) {
	for _, s := range []string{`<a xmlns:p="u"><b p:x="1">t<c/>u</b><b>&lt;<![CDATA[<b>]]></b><d><b/></d></a>`, `<a><b><c></b><b>1 < 2</b><b x="1" x="2"/></a>`,
		`<?xml version="1.0"?><!-- <a> --><a><b>`, `<!DOCTYPE a><a/>`, "\ufeff<a/>x", `<a><b x='>'></b></a>`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, patterns := range [][]string{{"/a/b", "/*/d/b"}, {"/*"}} {
			units, n := readXML(bytes.NewReader(text), patterns...)
			lawful(t, text, units, n, false)
			slow, _ := readXML(iotest.OneByteReader(bytes.NewReader(text)), patterns...)
			if list(units) != list(slow) {
				t.Errorf("got\n%sbyte by byte\n%s", list(units), list(slow))
			}
			for _, u := range units {
				if o := u.origin; u.defect == nil && !bytes.HasPrefix(text[o.Offset:], []byte("<")) {
					t.Errorf("%s begins with %q", u, text[o.Offset])
				}
			}
		}
		NewHead(text).XMLRoot()
	})
}
