package source

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// Whole is the text of a document as one record, for syntaxes of a few lines that mean something together only. Its fragment
// is empty. The error is a *Defect: of the scope WholeRecord where the text is no valid UTF-8 or larger than a record may be
// (text.utf8, text.too_large), else of the document.
func Whole(d *Document) (Value, error) {
	raw, err := io.ReadAll(io.LimitReader(d.Body, MaxRecord+1))
	o := d.Origin()
	o.Offset, o.Length = d.start, int64(len(raw))
	if err != nil {
		broken := *AsDefect(err, o)
		broken.Origin, broken.Origin.Offset = d.Origin(), d.start+o.Length
		return Value{}, &broken
	}
	d.units++
	bad := &Defect{Scope: WholeRecord, Origin: o, Kept: "nothing of it", Next: nextFile}
	switch {
	case len(raw) > MaxRecord:
		bad.Reason, bad.Message = "text.too_large", "the text is larger than a record may be"
		return Value{}, bad
	case !utf8.Valid(raw):
		bad.Reason, bad.Message = "text.utf8", "there is text that is no valid UTF-8"
		return Value{}, bad
	}
	return Value{o, raw}, nil
}

// Blocks is the text of a document cut before each line that begins with heading, for several answers in one file: a record each,
// but for blocks of white space. The fragment of each is its lines, as RFC 5147 counts them; it is empty where there is one
// block alone. The error is as that of Whole.
func Blocks(d *Document, heading string) ([]Value, error) {
	text, err := Whole(d)
	if err != nil {
		return nil, err
	}
	var blocks []Value
	begin, first, at, line := 0, 0, 0, 0
	cut := func() {
		if raw := text.Raw[begin:at]; len(bytes.TrimSpace(raw)) > 0 {
			o := text.Origin
			o.Offset, o.Length, o.Fragment = o.Offset+int64(begin), int64(len(raw)), fmt.Sprintf("line=%d,%d", first, line)
			blocks = append(blocks, Value{o, raw})
		}
		begin, first = at, line
	}
	for l := range bytes.Lines(text.Raw) {
		if bytes.HasPrefix(l, []byte(heading)) {
			cut()
		}
		at, line = at+len(l), line+1
	}
	cut()
	if len(blocks) < 2 {
		return []Value{text}, nil
	}
	d.units += int64(len(blocks)) - 1
	return blocks, nil
}
