package source

import (
	"strings"
	"testing"
)

func TestSeems(t *testing.T) {
	for text, want := range map[string]string{
		"%PDF-1.7\n%\xe2\xe3":              "a PDF",
		"\xff\xd8\xff\xe0\x00\x10JFIF":     "a picture",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "XLS",
		`{\rtf1\ansi`:                      "RTF",
		"":                                 "empty", " \n": "empty", "\x00\x01abcdefgh": "no text", "\xff\xfe\xfd\xfc\xfbabcdef": "no text",
		`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>`: "XML schema", `<gc:CodeList xmlns:gc="u"/>`: "list of codes",
		`<html><body>`: "web page", `<a><b/></a>`: "root element", `<!-- x -->`: "without an element",
		`{"$schema":"s"}`: "JSON schema", `{"type":"object","properties":{}}`: "JSON schema", `[]`: "without records", `{"a":1}`: "JSON whose names",
		"Code,Title\n1,x\n": "list of codes", "a;b\n1;2\n": "table whose columns", "To whom it may concern,\nnothing.\n": "is a text", "notes\n": "is a text",
		"# of a schema\nname: x\nlist:\n  - a\n": "YAML", "Dear Sir:\nnothing.\n": "is a text",
		`<storage xmlns="http://www.isapi.org/ver20/XMLSchema"/>`: "root element",
	} {
		if got := Seems(NewHead([]byte(text))); !strings.Contains(got, want) {
			t.Errorf("%q: %s", text, got)
		}
	}
}
