package source

import "iter"

// HeadSize is how much of a document's decoded text a format may look at to recognise it.
const HeadSize = 64 << 10

// Value is one JSON record: its raw text, checked to be valid, strict JSON, and where it stands.
type Value struct {
	Origin Origin
	Raw    []byte // valid until the next record
}

// JSON yields the records of a JSON document, or of a text of several JSON documents (JSON Lines among them).
func JSON(d *Document, pattern string) iter.Seq2[Value, error] { panic("helper") }
