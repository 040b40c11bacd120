package source

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// noTexts are what documents are that are no text, by their first bytes.
var noTexts = []struct{ begins, seems string }{
	{"%PDF-", "it is a PDF, whose layout no format reads: give its text or its tables"},
	{"\xff\xd8\xff", "it is a picture"},
	{"\x89PNG", "it is a picture"},
	{"GIF8", "it is a picture"},
	{"II*\x00", "it is a picture"},
	{"\xd0\xcf\x11\xe0", "it is of an Office program before 2007 (DOC, XLS): save it as XLSX, CSV or text"},
	{`{\rtf`, "it is RTF: save it as text"},
}

// Seems says in words what a document that no format reads seems to be, by the beginning of its text: why it is not read is
// then plain, and what to do about it.
func Seems(head *Head) string {
	text := bytes.TrimSpace(bytes.TrimPrefix(head.Text, utf8BOM))
	if !bytes.HasPrefix(head.Text, text) { // what seems to be there is what follows any white space
		head = NewHead(text)
	}
	for _, k := range noTexts {
		if bytes.HasPrefix(text, []byte(k.begins)) {
			return k.seems
		}
	}
	switch {
	case len(text) == 0:
		return "it is empty"
	case bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text[:max(0, len(text)-utf8.UTFMax)]):
		return "it is no text, or in an encoding that nothing in it names"
	case isYAML(text):
		return "it is YAML, which no format reads: settings, a schema, or a mapping, which --mapping names"
	case text[0] == '<':
		return seemsXML(head)
	case text[0] == '{' || text[0] == '[':
		return seemsJSON(head)
	}
	columns := head.Header()
	for _, c := range columns {
		if strings.EqualFold(strings.TrimSpace(c), "code") {
			return "it is a list of codes, which names no organisation"
		}
	}
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	second, _, _ := bytes.Cut(rest, []byte("\n"))
	for _, comma := range []string{",", ";", "\t", "|"} {
		if n := strings.Count(string(first), comma); n > 0 && len(columns) == n+1 && strings.Contains(string(second), comma) {
			return "it is a table whose columns no format and no mapping knows: a mapping can say what they are"
		}
	}
	return "it is a text that is no article, notice or page"
}

// isYAML says whether each of the first lines that is no comment begins with a name and a colon, is indented or a list item.
func isYAML(text []byte) bool {
	lines, names := bytes.Split(text, []byte("\n")), 0
	for _, line := range lines[:min(len(lines), 20)] {
		line = bytes.TrimRight(line, " \r")
		switch {
		case len(line) == 0, line[0] == '#', line[0] == ' ', bytes.HasPrefix(line, []byte("- ")), string(line) == "---":
		case yamlName.Match(line):
			names++
		default:
			return false
		}
	}
	return names > 0
}

var yamlName = regexp.MustCompile(`^[A-Za-z0-9_.-]+:(?:\s|$)`)

func seemsXML(head *Head) string {
	space, name := head.XMLRoot()
	switch {
	case space == "http://www.w3.org/2001/XMLSchema":
		return "it is an XML schema, which holds no data"
	case name == "CodeList":
		return "it is a list of codes, which names no organisation"
	case strings.EqualFold(name, "html"):
		return "it is a web page without an article"
	case name == "":
		return "it is markup without an element"
	}
	return "it is XML whose root element no format knows"
}

func seemsJSON(head *Head) string {
	keys := head.TopKeys()
	has := func(names ...string) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(keys, n) })
	}
	switch {
	case has("$schema") || has("type", "properties") || has("definitions"):
		return "it is a JSON schema, which holds no data"
	case len(keys) == 0:
		return "it is JSON without records"
	}
	return "it is JSON whose names no format and no mapping knows: a mapping can say what they are"
}
