// Package source finds documents and remembers where in them each fact was read.
//
// A Document is the decoded text of one input file, or of one member of an archive. A cursor (JSON, CSV) walks the
// documents of one syntax record by record; what a cursor yields is the unit of "record" in every count, and each comes
// with its Origin, so that a format never computes one by hand.
package source

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Origin says where a fact was read. It prints as sha256:ab12…/member.json#/releases/3/awards/0.
//
// In the terms of W3C PROV the digest names the entity and the rest is its atLocation.
type Origin struct {
	Digest   string `parquet:"digest,dict" doc:"SHA-256 of the input file as delivered, before decompression, in lower-case hexadecimal"`
	Member   string `parquet:"member,optional" doc:"path inside the archive; null if the file is none"`
	Fragment string `parquet:"fragment" doc:"place inside the member: JSON Pointer (RFC 6901), line=N for JSON Lines followed by a pointer, row=N (RFC 7111)"`
	Offset   int64  `parquet:"offset" doc:"first byte of the record in the decompressed UTF-8 text of the member"`
	Length   int64  `parquet:"length" doc:"length of the record in bytes"`
}

// String is the origin in its standard notation.
func (o Origin) String() string {
	s := "sha256:" + o.Digest
	if o.Member != "" {
		s += "/" + o.Member
	}
	return s + "#" + o.Fragment
}

// At is the origin of a part of the record: the same bytes, a deeper fragment.
func (o Origin) At(pointer string) Origin {
	o.Fragment += pointer
	return o
}

// Compare orders origins by document and place: digest, member, offset, fragment, length.
func (o Origin) Compare(p Origin) int {
	if c := strings.Compare(o.Digest, p.Digest); c != 0 {
		return c
	}
	if c := strings.Compare(o.Member, p.Member); c != 0 {
		return c
	}
	if o.Offset != p.Offset {
		if o.Offset < p.Offset {
			return -1
		}
		return 1
	}
	if c := strings.Compare(o.Fragment, p.Fragment); c != 0 {
		return c
	}
	switch {
	case o.Length < p.Length:
		return -1
	case o.Length > p.Length:
		return 1
	}
	return 0
}

// Unite is the origins of both lists in order, each once.
func Unite(a, b []Origin) []Origin {
	all := slices.Concat(a, b)
	slices.SortFunc(all, Origin.Compare)
	return slices.Compact(all)
}

// ID is a content address of its parts: the same parts, the same id, on every machine and in every run. There are no
// counters. It is 26 letters and digits, 128 bits of a SHA-256 over the length-prefixed parts.
func ID(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:", len(p))
		io.WriteString(h, p)
	}
	return strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(h.Sum(nil)[:16]))
}

// Document is one text to read: an input file decoded, or one member of it. A format sees no path: renaming a file must
// change nothing that a format writes.
type Document struct {
	Digest string    // SHA-256 of the input file as delivered
	Member string    // path inside the archive, empty if the file is none
	Groups []string  // for formats that read siblings together: a content address of each folder's set, sorted
	Body   io.Reader // decompressed UTF-8, without a byte-order mark if Open made it
	start  int64     // offset of the first byte of Body: 3 where a UTF-8 byte-order mark was passed over
	units  int64
}

// Units is how many records the cursors have yielded so far, broken ones included.
func (d *Document) Units() int64 { return d.units }

// Origin names the document as a whole.
func (d *Document) Origin() Origin { return Origin{Digest: d.Digest, Member: d.Member} }

// Scope says how much a Defect lost.
type Scope string

const (
	WholeDocument Scope = "document" // the document, or all of it from this place on
	WholeRecord   Scope = "record"   // one record; it counts as read and as rejected
	OneField      Scope = "field"    // one value; the record was kept without it
)

// Defect is bad input: what, where, what was kept and what to do next. It never carries the offending data itself.
type Defect struct {
	Scope   Scope
	Origin  Origin
	Field   string // column or pointer inside the record, if one is at fault
	Reason  string // a word from a closed list: see Reasons
	Message string // one sentence for people
	Kept    string // what was kept all the same
	Next    string // what the reader can do
}

// Reasons are the words that this package gives for a Defect, with what each means. Formats add their own, which begin
// with the name of the format.
var Reasons = map[string]string{
	"unreadable":         "the file could not be opened or read",
	"changed":            "the file changed while it was read",
	"gzip.truncated":     "the compressed file ends too early",
	"gzip.garbage":       "something that is not compressed follows the compressed file",
	"gzip.checksum":      "the compressed file has another checksum than it says",
	"gzip.corrupt":       "the compressed file is damaged",
	"budget.bytes":       "the file decompresses to more bytes than are read",
	"budget.ratio":       "the file decompresses to too many times its size",
	"budget.layers":      "the file is compressed more times over than is read",
	"json.syntax":        "this is no valid JSON",
	"json.utf8":          "there is text that is no valid Unicode",
	"json.duplicate_key": "an object has one name twice",
	"json.depth":         "arrays and objects are nested too deep",
	"json.too_large":     "a record or a string is too large",
	"json.truncated":     "the text ends inside a JSON value",
	"csv.header":         "the header has one column name twice, or zero bytes",
	"csv.quote":          "quotes are not closed, or make no sense",
	"csv.ragged":         "a row has another number of values than the header",
	"csv.utf8":           "there is text that is no valid UTF-8",
	"csv.too_large":      "a row is too large",
}

// Error is the reason, the message and the field, without data.
func (d *Defect) Error() string {
	s := d.Reason + ": " + d.Message
	if d.Field != "" {
		s += " (" + d.Field + ")"
	}
	return s
}

// AsDefect finds the Defect in err; any other error becomes one of the whole document, with the reason "unreadable".
func AsDefect(err error, at Origin) *Defect {
	var d *Defect
	if errors.As(err, &d) {
		return d
	}
	return &Defect{Scope: WholeDocument, Origin: at, Reason: "unreadable", Message: err.Error(),
		Kept: "the records before this place", Next: "check the file and run again"}
}
