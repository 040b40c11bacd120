package source

import (
	"bytes"
	"iter"

	"github.com/go-json-experiment/json/jsontext"
)

// What one JSON record may take. What passes them is rejected, not read in part.
const (
	MaxRecord = 64 << 20 // bytes of a record
	MaxString = 16 << 20 // bytes of a string in it
	MaxDepth  = 256      // arrays and objects inside each other, those around the record included
)

// Value is one JSON record: its raw text, checked to be valid, strict JSON, and where it stands.
type Value struct {
	Origin Origin
	Raw    []byte // valid until the next record
}

// JSON yields the records of a JSON document, or of a text of several JSON documents (JSON Lines among them).
//
// A record is what one of the patterns points at. A pattern is a JSON Pointer in which * stands for every index of an array, and
// {*} for every name of an object: "/releases/*", "/*", "/*/releases/*", "/data/{*}", and "" for each JSON document itself. No
// pattern at all means "". What no pattern points at is passed over: it is no unit, and that it is valid JSON is not checked. Where
// a record contains another one, the outer is yielded.
//
// The fragment of an origin is the record's JSON Pointer, such as /releases/3. In a text of several JSON documents those
// after the first have "line=N" before the pointer, N being the line (from 1) on which the document begins; the first has
// the bare pointer, since nobody can know while reading it that another follows. Control characters between JSON documents,
// such as those of JSON text sequences (RFC 7464), are passed over.
//
// A record that is no strict JSON comes as an error, a *Defect of the scope WholeRecord, and reading goes on after it: in
// JSON Lines with the next line. Where the text around the records is broken the error is a *Defect of the scope
// WholeDocument, and it is the last thing yielded. Reasons: json.syntax, json.utf8, json.duplicate_key, json.depth,
// json.too_large, json.truncated, and those of decoding, such as gzip.truncated.
func JSON(d *Document, patterns ...string) iter.Seq2[Value, error] {
	return JSONRead(d, (*Strict).Length, patterns...)
}

// JSONRead is JSON for a reader that takes what it wants of a record while that is checked: of most records, before they are
// yielded, read says how many bytes they take, as Strict.Length does. It may be asked more than once of one record, of what is none,
// and of a record not at all: what it took is to be forgotten with the record, or the defect, that is yielded next. No record is
// handed out yet when read is asked, so that one that fails there fails on the whole document.
func JSONRead(d *Document, read func(s *Strict, level int) int, patterns ...string) iter.Seq2[Value, error] {
	return handingOut(d, func(yield func(Value, error) bool) {
		w := &walker{d: d, t: newText(d), yield: yield, read: read, check: jsontext.NewDecoder(new(bytes.Buffer))}
		w.t.limit = MaxRecord
		if len(patterns) == 0 {
			patterns = []string{""}
		}
		for _, p := range patterns {
			w.patterns = append(w.patterns, splitPointer(p))
		}
		if d.apart = d.from.between(w.patterns) && d.to.between(w.patterns); d.apart {
			w.documents()
		}
	}, func(r *Value) Origin { return r.Origin })
}
