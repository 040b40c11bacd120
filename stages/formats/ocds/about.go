package ocds

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// aboutOf is what a package says of itself, and in which language its first release is, as far as the beginning of the document
// shows it: publishers write it before the releases.
func aboutOf(head []byte) table.About {
	r := aboutReader{dec: jsontext.NewDecoder(bytes.NewReader(bytes.TrimPrefix(head, []byte("\ufeff"))), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
	for r.value("") == nil {
	}
	return r.about
}

// aboutPlaces are where a document says something of itself, and what is above them. All else is passed over.
var aboutPlaces = func() map[string]bool {
	all := map[string]bool{"": true}
	for _, at := range []string{"/publisher/name", "/license", "/publishedDate", "/language", "/compiledRelease/language",
		"/releases/0/language", "/records/0/compiledRelease/language", "/records/0/releases/0/language"} {
		for ; at != ""; at = at[:strings.LastIndexByte(at, '/')] {
			all[at] = true
		}
	}
	return all
}()

type aboutReader struct {
	dec   *jsontext.Decoder
	about table.About
}

// value reads a value, whose place in the document is given: of a list of documents the first one is the document.
func (r *aboutReader) value(at string) error {
	if !aboutPlaces[at] {
		return r.dec.SkipValue()
	}
	tok, err := r.dec.ReadToken()
	if err != nil {
		return err
	}
	switch tok.Kind() {
	case jsontext.KindString:
		r.take(at, tok.String())
		return nil
	case jsontext.KindBeginObject:
		for r.dec.PeekKind() == jsontext.KindString {
			name, err := r.dec.ReadToken()
			if err != nil {
				return err
			}
			if err := r.value(at + "/" + strings.ReplaceAll(name.String(), "/", "~1")); err != nil {
				return err
			}
		}
	case jsontext.KindBeginArray:
		for i := 0; r.dec.PeekKind() != jsontext.KindEndArray; i++ {
			inner := at + "/" + strconv.Itoa(i)
			if inner == "/0" && r.dec.PeekKind() == jsontext.KindBeginObject {
				inner = ""
			}
			if err := r.value(inner); err != nil {
				return err
			}
		}
	default:
		return nil
	}
	_, err = r.dec.ReadToken() // its end
	return err
}

func (r *aboutReader) take(at, text string) {
	switch a := &r.about; {
	case at == "/publisher/name" && a.Publisher == "":
		a.Publisher = record.Publisher(text)
	case at == "/license" && a.Licence == "":
		a.Licence = record.Licence(text)
	case at == "/publishedDate" && a.Published == nil:
		day, _, _ := strings.Cut(strings.TrimSpace(text), "T")
		if d, err := table.ParseDate(day); err == nil {
			a.Published = &d
		}
	case a.Language == "" && strings.HasSuffix(at, "/language"):
		a.Language = record.Language(text)
	}
}
