// Package source finds documents and remembers where in them each fact was read.
//
// A Document is the decoded text of one input file, or of one member of an archive. A cursor (JSON, CSV, XML, Text, HTML, WARC) walks the
// documents of one syntax record by record; what a cursor yields is the unit of "record" in every count, and each comes
// with its Origin, so that a format never computes one by hand.
package source

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Origin says where a fact was read. It prints as sha256:ab12…/member.json#/releases/3/awards/0.
//
// In the terms of W3C PROV the digest names the entity and the rest is its atLocation.
type Origin struct {
	Digest   string `parquet:"digest,dict" doc:"SHA-256 of the input file as delivered, before decompression, in lower-case hexadecimal"`
	Member   string `parquet:"member,optional" doc:"path inside the archive, that of an archive in an archive before its own, and of a sheet the part of its workbook; what identifies a person in a name is […], and where two would then be one, ~2, ~3 … follow by the order in the archive; null if the file is none"`
	Fragment string `parquet:"fragment" doc:"place inside the member: JSON Pointer (RFC 6901), line=N for JSON Lines followed by a pointer, row=N (RFC 7111), XPath by local names, char=A,B (RFC 5147), record=N for the Nth record of a web archive"`
	Offset   int64  `parquet:"offset" doc:"first byte of the record in the decompressed UTF-8 text of the member"`
	Length   int64  `parquet:"length" doc:"length of the record in bytes"`
}

// memberEscape keeps a # in a name apart from the one before the fragment.
var memberEscape = strings.NewReplacer("%", "%25", "#", "%23")

// String is the origin in its standard notation; # and % in the member are %23 and %25.
func (o Origin) String() string {
	s := "sha256:" + o.Digest
	if o.Member != "" {
		s += "/" + memberEscape.Replace(o.Member)
	}
	return s + "#" + o.Fragment
}

// At is the origin of a part of the record: the same bytes, a deeper fragment.
func (o Origin) At(pointer string) Origin {
	o.Fragment += pointer
	return o
}

// Document is the origin of the whole document.
func (o Origin) Document() Origin { return Origin{Digest: o.Digest, Member: o.Member} }

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

var lowerBase32 = base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)

// ID is a content address of its parts: the same parts, the same id, on every machine and in every run. There are no
// counters. It is 26 letters and digits, 128 bits of a SHA-256 over the length-prefixed parts.
func ID(parts ...string) string {
	var room [1024]byte
	text := room[:0]
	for _, p := range parts {
		text = append(strconv.AppendInt(text, int64(len(p)), 10), ':')
		text = append(text, p...)
	}
	sum := sha256.Sum256(text)
	var id [26]byte
	lowerBase32.Encode(id[:], sum[:16])
	return string(id[:])
}

// Document is one text to read: an input file decoded, or one member of it. A format sees no path: renaming a file must
// change nothing that a format writes.
type Document struct {
	Digest string    // SHA-256 of the input file as delivered
	Member string    // path inside the archive, empty if the file is none; see Origin
	Groups []string  // for formats that read siblings together: a content address of each folder's set, sorted
	Key    []byte    // under which Keyed hashes; nil where the run was given none
	Body   io.Reader // decompressed UTF-8, without a byte-order mark; of a sheet its XML
	start  int64     // offset of the first byte of Body: 3 where a UTF-8 byte-order mark was passed over
	sheet  *sheet    // nil where it is none
	units  int64
	unit   Origin // handed out by a cursor

	// Refused are records that a reader failed on: the cursors yield the Defect in place of each.
	Refused map[Origin]*Defect

	plain bool          // Body is the file, as it stands
	lost  func() []loss // what the table whose text Body is has beside it; nil of others

	// Of a stretch of a text: see File.ReadStretch and File.Unpack.
	lines    bool   // that is JSON Lines
	before   int64  // lines before it
	head     []byte // of the whole text
	from, to *seam  // inside a JSON document, where it begins and ends there
	apart    bool   // no record of the patterns that were asked for is cut by them
}

// loss is a column of a table of which something does not come out.
type loss struct{ column, reason, message, kept string }

// Units is how many records the cursors have yielded so far, broken ones included.
func (d *Document) Units() int64 { return d.units }

// Origin names the document as a whole.
func (d *Document) Origin() Origin { return Origin{Digest: d.Digest, Member: d.Member} }

// First is the first byte of the text that is no white space, for formats that come in two syntaxes; 0 if its first 4 KiB
// have none. The text is still read from its beginning.
func (d *Document) First() byte {
	if head := bytes.TrimSpace(d.Head()); len(head) > 0 {
		return head[0]
	}
	return 0
}

// Head is the first bytes of the document's text, at most 4 KiB. The text is still read from its beginning.
func (d *Document) Head() []byte { return bytes.TrimPrefix(d.peek(4<<10), utf8BOM) }

// Beginning is the head of the document's text, as Format.Match sees it. The text is still read from its beginning.
func (d *Document) Beginning() *Head { return NewHead(d.peek(HeadSize)) }

func (d *Document) peek(n int) []byte {
	if d.head != nil {
		return d.head[:min(len(d.head), n)]
	}
	b := bufio.NewReaderSize(d.Body, n)
	d.Body = b
	head, _ := b.Peek(n) // what is wrong with the text is for the cursors to meet
	return head
}

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
	"encoding.unknown":   "the text declares an encoding that is not known",
	"gzip.truncated":     "the compressed file ends too early",
	"gzip.garbage":       "something that is not compressed follows the compressed file",
	"gzip.checksum":      "the compressed file has another checksum than it says",
	"gzip.corrupt":       "the compressed file is damaged",
	"zstd.truncated":     "as gzip.truncated",
	"zstd.garbage":       "as gzip.garbage",
	"zstd.checksum":      "as gzip.checksum",
	"zstd.corrupt":       "as gzip.corrupt",
	"zstd.unknown":       "the file was compressed with a dictionary",
	"bzip2.truncated":    "as gzip.truncated",
	"bzip2.garbage":      "as gzip.garbage",
	"bzip2.checksum":     "as gzip.checksum",
	"bzip2.corrupt":      "as gzip.corrupt",
	"xz.truncated":       "as gzip.truncated",
	"xz.garbage":         "as gzip.garbage",
	"xz.corrupt":         "as gzip.corrupt; checksums are part of it",
	"xz.unknown":         "the file was compressed with a filter or a checksum that is not known",
	"tar.truncated":      "the archive ends too early",
	"tar.header":         "a header in the archive is larger than 1 MiB",
	"tar.corrupt":        "the archive is damaged",
	"zip.directory":      "the directory at the end of the archive is missing or damaged",
	"zip.overlap":        "entries of the archive lie over each other, as in a bomb",
	"zip.nested":         "a zip file inside something else is too large to be held in memory",
	"zip.encrypted":      "the entry is encrypted",
	"zip.method":         "the entry is compressed by a method that is not known",
	"zip.truncated":      "the entry ends too early, or has another size than the archive says",
	"zip.checksum":       "the entry has another checksum than the archive says",
	"zip.corrupt":        "the entry is damaged, or has another size than the archive says",
	"archive.name":       "the name of an entry leads out of the archive, is empty or too long, or has a backslash or control characters",
	"archive.duplicate":  "an archive has one name twice",
	"archive.special":    "an entry is a link or a device, not a file",
	"budget.bytes":       "the file decompresses to more bytes than are read",
	"budget.ratio":       "the file decompresses to too many times its size",
	"budget.layers":      "compressions and archives lie inside each other more times than is read",
	"budget.entries":     "the file holds more files and folders, or longer names, than are read",
	"budget.memory":      "decompressing the file takes too much memory",
	"json.syntax":        "this is no valid JSON",
	"json.utf8":          "there is text that is no valid Unicode",
	"json.duplicate_key": "an object has one name twice",
	"json.depth":         "arrays and objects are nested too deep",
	"json.too_large":     "a record or a string is too large",
	"json.truncated":     "the text ends inside a JSON value",
	"csv.header":         "the header has zero bytes",
	"csv.quote":          "quotes are not closed, or make no sense",
	"csv.ragged":         "a row has another number of values than the header",
	"csv.utf8":           "there is text that is no valid UTF-8",
	"csv.too_large":      "a row is too large",
	"text.utf8":          "there is text that is no valid UTF-8",
	"text.too_large":     "the text is larger than a record may be",
	"text.too_long":      "the text has more words than are read of one article",
	"parquet.damaged":    "a Parquet file is damaged, or of a kind that is not read",
	"parquet.bytes":      "values of a column of a Parquet file are bytes that are no text, or times that no day has",
	"parquet.column":     "a column of a Parquet file holds lists of lists, or values of a type that no text is written for",
	"parquet.columns":    "a Parquet file has no column that is a single value a row",
	"parquet.nested":     "a Parquet file inside something else is too large to be read there",
	"xlsx.workbook":      "a part that all sheets need cannot be read",
	"xlsx.header":        "the header cannot be read",
	"xlsx.cell":          "a cell has no place, comes out of order, or refers to a text that is not there",
	"xlsx.columns":       "a row has something beyond the last column that is read",
	"xlsx.too_large":     "the sheets share more text than is held in memory",
	"xml.syntax":         "this is no well-formed XML",
	"xml.utf8":           "there is text that is no valid UTF-8",
	"xml.doctype":        "a document type is declared",
	"xml.depth":          "elements are nested too deep",
	"xml.attributes":     "an element has too many attributes",
	"xml.too_large":      "a record or a tag is too large",
	"xml.truncated":      "the text ends inside an element",
	"warc.header":        "a record of a web archive has no header that can be read, or not the length it says",
	"warc.garbage":       "something that is no record stands between the records of a web archive",
	"warc.truncated":     "the web archive ends inside a record",
	"warc.digest":        "a record has another digest than it says",
	"warc.chunks":        "the chunks of a reply do not have the lengths they say",
	"warc.encoding":      "a reply is compressed or encoded in a way that cannot be undone",
	"warc.too_large":     "a text in a web archive is larger than is read",
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
