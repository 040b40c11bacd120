package source

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func TestXML(t *testing.T) {
	read := func(text string, patterns ...string) []unit {
		units, n := readXML(strings.NewReader(text), patterns...)
		lawful(t, []byte(text), units, n, false)
		return units
	}
	// Namespaces declared around a record and in it; a prefix that nobody declares stands for itself.
	want(t, read(`<?xml version="1.0"?><a xmlns="d" xmlns:p="u"><p:b p:x="1" y="2"><q:c xmlns:q="v"/><r:d/></p:b></a>`, "/a/b"),
		`/a[1]/b[1] u|b u|x=1 |y=2(v|c xmlns|q=v()r|d())`)
	// Places count siblings of one name, wanted or not; comments, CDATA and quotes hide no tags.
	want(t, read(`<a><!-- <b> --><b>1</b><c><b/></c><b t=">">2<![CDATA[<b>]]></b><b/></a>`, "/a/b"),
		`/a[1]/b[1] |b(1)`, `/a[1]/b[2] |b |t=>(2<b>)`, `/a[1]/b[3] |b()`)
	// The outer of two wanted elements; text in document order.
	units := read(`<a><b>x<b>y</b>z</b></a>`, "/a/b", "/a/b/b")
	want(t, units, `/a[1]/b[1] |b(x|b(y)z)`)
	want(t, read(`<r><x><b/></x><y><b/></y></r>`, "/*/y/b", "/r/x"), `/r[1]/x[1] |x(|b())`, `/r[1]/y[1]/b[1] |b()`)
	want(t, read(`<a/>`, "/a"), `/a[1] |a()`)

	// One bad record does not cost the others.
	bad := "record xml.syntax "
	want(t, read(`<a><b><c></b><b>2</b></a>`, "/a/b"), bad+"/a[1]/b[1]", "/a[1]/b[2] |b(2)")
	want(t, read(`<a><b>1 < 2</b><b>2</b></a>`, "/a/b"), bad+"/a[1]/b[1]", "/a[1]/b[2] |b(2)")
	want(t, read(`<a><b>&nbsp;</b><b>2</b></a>`, "/a/b"), bad+"/a[1]/b[1]", "/a[1]/b[2] |b(2)")
	want(t, read(`<a><b x="1" x="1"/><b>2</b></a>`, "/a/b"), bad+"/a[1]/b[1]", "/a[1]/b[2] |b(2)")
	want(t, read("<a><b>\xff</b><b>2</b></a>", "/a/b"), "record xml.utf8 /a[1]/b[1]", "/a[1]/b[2] |b(2)")
	want(t, read(`<a><b>1</b><b>2`, "/a/b"), `/a[1]/b[1] |b(1)`, "record xml.truncated /a[1]/b[2]")
	deep := strings.Repeat("<x>", MaxDepth) + strings.Repeat("</x>", MaxDepth)
	want(t, read("<a><b>"+deep+"</b><b>2</b></a>", "/a/b"), "record xml.depth /a[1]/b[1]", "/a[1]/b[2] |b(2)")
	wide := ""
	for i := range MaxAttributes + 1 {
		wide += fmt.Sprintf(" a%d='1'", i)
	}
	want(t, read("<a><b"+wide+"/><b>2</b></a>", "/a/b"), "record xml.attributes /a[1]/b[1]", "/a[1]/b[2] |b(2)")

	// What breaks the text around the records ends it.
	want(t, read("<?xml version='1.0'?>\n<!DOCTYPE a>\n<a><b>1</b></a>", "/a/b"), "/a[1]/b[1] |b(1)")
	want(t, read(`<!DOCTYPE a SYSTEM "x"><a><b>1</b></a>`, "/a/b"), "document xml.doctype ")
	want(t, read(`<a><b><!DOCTYPE a></b></a>`, "/a/b"), "document xml.doctype ")
	want(t, read(`<!DOCTYPE a [<!ENTITY x "y">]><a><b>&x;</b></a>`, "/a/b"), "document xml.doctype ")
	want(t, read(`<a><b>1</b></c><b>2</b></a>`, "/a/b"), `/a[1]/b[1] |b(1)`, "document xml.syntax ")
	want(t, read(`<a><b>1</b>`, "/a/b"), `/a[1]/b[1] |b(1)`, "document xml.truncated ")
	want(t, read(`<a><b>1</b></a><a/>`, "/a/b"), `/a[1]/b[1] |b(1)`, "document xml.syntax ")
	want(t, read(`x<a/>`, "/a"), "document xml.syntax ")
	want(t, read(``, "/a"), "document xml.syntax ")
}

func TestXMLLarge(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("<a><b>")
	b.Write(bytes.Repeat([]byte("x"), MaxRecord))
	b.WriteString("</b><skip>")
	b.Write(bytes.Repeat([]byte("y"), MaxRecord))
	b.WriteString("</skip><b>2</b></a>")
	units, _ := readXML(&b, "/a/b")
	want(t, units, "record xml.too_large /a[1]/b[1]", "/a[1]/b[2] |b(2)")
	units, _ = readXML(strings.NewReader("<a><b x='"+strings.Repeat("x", 2*MaxTag)+"'/></a>"), "/a/b")
	want(t, units, "document xml.too_large ")
}

func TestNode(t *testing.T) {
	for e, err := range XML(&Document{Body: strings.NewReader(`<a><b i="1"><c> x <i>y</i> z </c><c>2</c></b><b/></a>`)}, "/a") {
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Get("b", "c"); got != "x y z" {
			t.Errorf("Get: %q", got)
		}
		if n := len(e.All("b", "c")); n != 2 || len(e.All("*")) != 2 {
			t.Errorf("All: %d", n)
		}
		if e.Child("b").Attr("i") != "1" || e.Child("no", "where").Attr("i") != "" || e.Child("x").Get("y") != "" || e.Child("x").All() != nil {
			t.Error("a missing element is not empty")
		}
	}
	if space, name := NewHead([]byte(`<?xml version="1.0" encoding="ISO-8859-1"?><!-- x --><p:a xmlns:p="u"><b>`)).XMLRoot(); space != "u" || name != "a" {
		t.Errorf("root %q %q", space, name)
	}
	if _, name := NewHead([]byte(`text <a>`)).XMLRoot(); name != "" {
		t.Errorf("a text has the root %q", name)
	}
	for text, root := range map[string]string{"\ufeff \n<a/>": "a", "&#32;\u00a0<a/>": "a", "&amp;<a/>": "", `{"a":"<a/>"}`: "", " ": ""} {
		if _, name := NewHead([]byte(text)).XMLRoot(); name != root {
			t.Errorf("the root of %q is %q", text, name)
		}
	}
}
