package ocds

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// aboutOf is what a package says of itself, and in which language its first release is, as far as the beginning of the document
// shows it: publishers write it before the releases.
func aboutOf(head []byte) table.About {
	var a table.About
	dec := jsontext.NewDecoder(bytes.NewReader(bytes.TrimPrefix(head, []byte("\ufeff"))), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		tok, err := dec.ReadToken()
		if err != nil {
			return a
		}
		if tok.Kind() != jsontext.KindString {
			continue
		}
		at := pointer(dec)
		if at == "" { // a name
			continue
		}
		switch text := tok.String(); {
		case at == "/publisher/name" && a.Publisher == "":
			a.Publisher = record.Publisher(text)
		case at == "/license" && a.Licence == "":
			a.Licence = record.Licence(text)
		case at == "/publishedDate" && a.Published == nil:
			day, _, _ := strings.Cut(strings.TrimSpace(text), "T")
			if d, err := table.ParseDate(day); err == nil {
				a.Published = &d
			}
		case a.Language == "" && ofFirst.MatchString(at):
			a.Language = record.Language(text)
		}
	}
}

// ofFirst finds the language of the first release of a document.
var ofFirst = regexp.MustCompile(`^(?:/releases/0|/records/0/(?:compiledRelease|releases/0)|/compiledRelease)?/language$`)

// pointer is where the value just read stands, a first element of a list of documents being the document; "" for a name.
func pointer(dec *jsontext.Decoder) string {
	if kind, n := dec.StackIndex(dec.StackDepth()); kind == jsontext.KindBeginObject && n%2 == 1 {
		return ""
	}
	at := string(dec.StackPointer())
	if dec.StackDepth() == 0 {
		return at
	}
	if kind, _ := dec.StackIndex(1); kind == jsontext.KindBeginArray {
		return strings.TrimPrefix(at, "/0")
	}
	return at
}
