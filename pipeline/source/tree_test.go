package source

import (
	"strings"
	"testing"
)

func TestTree(t *testing.T) {
	n := Tree([]byte(`{"a": {"@x": "1", "#text": " t ", "b": [{"c": "one"}, {"c": null}], "d": true, "e": 7}}`))
	a := n.Child("a")
	if a.Attr("x") != "1" || a.Text != " t " || len(a.All("b")) != 2 || a.Get("b", "c") != "one" || a.Get("d") != "true" || a.Get("e") != "7" {
		t.Errorf("%s", n.Canon())
	}
	for _, text := range []string{`[]`, `[[1,[2]],{"a":[[3]]}]`, `null`, `"x"`, `{}`, `{"a":[]}`} {
		Tree([]byte(text)) // none hangs
	}
	doc := &Document{Body: strings.NewReader(`<a x="1"> t <b><c>one</c></b><b><c/></b><d>true</d><e> 7 </e></a>`)}
	for e, err := range XML(doc, "/a") {
		if err != nil || e.Canon() != a.Canon() {
			t.Errorf("%v: %s is not %s", err, e.Canon(), a.Canon())
		}
	}
}

func TestWhole(t *testing.T) {
	d := &Document{Digest: "x", Body: strings.NewReader("a\nb"), start: 3}
	v, err := Whole(d)
	if err != nil || string(v.Raw) != "a\nb" || v.Origin.Offset != 3 || v.Origin.Length != 3 || d.Units() != 1 {
		t.Errorf("%+v %v", v, err)
	}
	d = &Document{Digest: "x", Body: strings.NewReader("a\xff")}
	if _, err := Whole(d); err == nil || AsDefect(err, Origin{}).Reason != "text.utf8" || AsDefect(err, Origin{}).Scope != WholeRecord {
		t.Errorf("%v", err)
	}
}

func TestFirst(t *testing.T) {
	for text, want := range map[string]byte{"": 0, " \r\n\t<a/>": '<', "\ufeff {": '{'} {
		d := &Document{Body: strings.NewReader(text)}
		if got := d.First(); got != want {
			t.Errorf("%q: %q", text, got)
		}
		if v, err := Whole(d); err != nil || string(v.Raw) != text {
			t.Errorf("%q is read as %q", text, v.Raw)
		}
	}
}

// TestBlocks holds that answers in one file are records with their own bytes and lines, and that one alone is the whole text.
func TestBlocks(t *testing.T) {
	text := "\n# a\nx=1\n\n# b\ny=2"
	d := &Document{Digest: "d", Body: strings.NewReader(text)}
	blocks, err := Blocks(d, "#")
	if err != nil || len(blocks) != 2 || d.Units() != 2 {
		t.Fatalf("%d blocks, %d units, %v", len(blocks), d.Units(), err)
	}
	for i, want := range []string{"# a\nx=1\n\n", "# b\ny=2"} {
		o := blocks[i].Origin
		if string(blocks[i].Raw) != want || text[o.Offset:o.Offset+o.Length] != want {
			t.Errorf("%q at %+v", blocks[i].Raw, o)
		}
	}
	if a, b := blocks[0].Origin.Fragment, blocks[1].Origin.Fragment; a != "line=1,4" || b != "line=4,6" {
		t.Errorf("%s, %s", a, b)
	}
	one := &Document{Body: strings.NewReader("# a\nx=1\n")}
	if blocks, err := Blocks(one, "#"); err != nil || len(blocks) != 1 || blocks[0].Origin.Fragment != "" || one.Units() != 1 {
		t.Errorf("%+v, %v", blocks, err)
	}
	if _, err := Blocks(&Document{Body: strings.NewReader("# a\n\xff")}, "#"); err == nil {
		t.Error("no UTF-8, and no error")
	}
}
