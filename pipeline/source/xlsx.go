package source

import (
	"bytes"
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// Sheet is the name of the sheet that the document is, "" where it is none.
func (d *Document) Sheet() string {
	if d.sheet == nil {
		return ""
	}
	return d.sheet.name
}

// XLSX yields the rows of a sheet of a workbook after its header, as CSV does of a CSV document; CSV itself, given a sheet,
// is this. The header is the first row with something in it; cells beyond it have no name, and Values gives them.
//
// A value is what stands in the cell: a text as it is; a number in the digits of the file, which are what was typed, or, where the file
// has them in 16 or 17 digits or with an exponent, the shortest decimal that is that number; a number shown as a date as
// YYYY-MM-DD, with Thh:mm:ss where the day has a time, and one shown as a time as hh:mm:ss; TRUE or FALSE; of a formula what
// it gave when the workbook was saved. An error such as #N/A is "".
//
// The fragment of an origin is row=N (RFC 7111), N being the number that the spreadsheet shows; the member names the sheet,
// and the bytes are those of the element row in it. What is wrong with a row is what XML says, or xlsx.cell, xlsx.columns; a
// header that cannot be read is xlsx.header.
func XLSX(d *Document) iter.Seq2[Row, error] { return xlsx(d, nil) }

// xlsx is XLSX, or, given names of columns, a sheet without a header.
func xlsx(d *Document, columns []string) iter.Seq2[Row, error] {
	return handingOut(d, func(yield func(Row, error) bool) {
		if d.sheet == nil {
			yield(Row{}, &Defect{Scope: WholeDocument, Origin: d.Origin(), Reason: "xlsx.workbook", Message: "this is no sheet of a workbook",
				Next: "report it: this is a bug of the format"})
			return
		}
		var h *header
		if columns != nil {
			h = named(columns)
		}
		for r, err := range d.sheet.rows(d) {
			bad, _ := err.(*Defect)
			switch {
			case bad != nil && bad.Scope == WholeRecord && h == nil:
				header := *bad
				header.Scope, header.Reason, header.Message, header.Kept = WholeDocument, "xlsx.header", "the header cannot be read: "+bad.Message, ""
				yield(Row{}, &header)
				return
			case bad != nil:
				if bad.Scope == WholeRecord {
					d.units++
				}
				if !yield(Row{}, bad) {
					return
				}
			case len(r.values) == 0:
			case h == nil:
				var f *fault
				if h, f = newHeader(r.values); f != nil {
					yield(Row{}, &Defect{Scope: WholeDocument, Origin: r.Origin, Reason: "xlsx.header", Message: f.message, Next: nextFile})
					return
				}
			default:
				d.units++
				for len(r.values) < len(h.names) {
					r.values = append(r.values, "")
				}
				r.header = h
				if !yield(r, nil) {
					return
				}
			}
		}
	}, func(r *Row) Origin { return r.Origin })
}

// rows are all rows of the sheet, without a header; an empty one has no values. Their units are not counted.
func (s *sheet) rows(d *Document) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		n := int64(0)
		text := &Document{Digest: d.Digest, Member: d.Member, Body: d.Body, start: d.start}
		for e, err := range XML(text, "/worksheet/sheetData/row") {
			if err != nil {
				n++
				if !yield(Row{}, err) {
					return
				}
				continue
			}
			n++
			if said, err := strconv.ParseInt(e.Attr("r"), 10, 32); err == nil && said > 0 {
				n = said
			}
			r := Row{Origin: e.Origin}
			r.Origin.Fragment = fmt.Sprintf("row=%d", n)
			values, f := s.book.values(e.Node)
			r.values = values
			if f != nil {
				err = &Defect{Scope: WholeRecord, Origin: r.Origin, Reason: f.reason, Message: f.message, Kept: "the other rows", Next: nextFile}
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// values are the cells of a row up to the last one that is not empty.
func (b *book) values(row *Node) (values []string, f *fault) {
	at := 0
	for _, c := range row.All("c") {
		if letters := strings.TrimRight(c.Attr("r"), "0123456789"); letters != "" {
			n, ok := column(letters)
			if !ok {
				return nil, &fault{"xlsx.cell", "a cell has no place in the sheet"}
			}
			at = n
		}
		v, ok := b.value(c)
		switch {
		case !ok:
			return nil, &fault{"xlsx.cell", "a cell refers to a text that the workbook has not"}
		case v == "":
		case at >= MaxColumns:
			return nil, &fault{"xlsx.columns", fmt.Sprintf("the row has something beyond column %d", MaxColumns)}
		case at < len(values):
			return nil, &fault{"xlsx.cell", "the cells of the row are not in order"}
		default:
			for len(values) < at {
				values = append(values, "")
			}
			values = append(values, v)
		}
		at++
	}
	return values, nil
}

// column is the place of a column from its letters: A is 0.
func column(letters string) (n int, ok bool) {
	if len(letters) > 3 {
		return 0, false
	}
	for _, c := range []byte(letters) {
		if c < 'A' || c > 'Z' {
			return 0, false
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1, true
}

// value is what stands in a cell; ok is false where that cannot be found.
func (b *book) value(c *Node) (v string, ok bool) {
	v = c.Child("v").Full()
	switch c.Attr("t") {
	case "s":
		if v == "" {
			return "", true
		}
		n, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil {
			return "", false
		}
		return b.string(n)
	case "inlineStr":
		return richText(c.Child("is")), true
	case "str":
		return unescape(v), true
	case "d":
		return v, true
	case "b":
		return map[string]string{"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}[v], true
	case "e":
		return "", true
	}
	v = strings.TrimSpace(v)
	s := asNumber
	if i, err := strconv.Atoi(c.Attr("s")); err == nil && i >= 0 && i < len(b.styles) {
		s = b.styles[i]
	}
	return s.show(v, b.date1904), true
}

// richText is the text of a shared string or of one in its cell, without the readings that are written above it.
func richText(n *Node) string {
	var b strings.Builder
	for _, c := range n.All("*") {
		switch c.Name {
		case "t":
			b.WriteString(c.Full())
		case "r":
			b.WriteString(c.Child("t").Full())
		}
	}
	return unescape(b.String())
}

// unescape undoes _xHHHH_, which stands for characters that XML cannot have.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || len(s) < i+7 {
			return b.String() + s
		}
		b.WriteString(s[:i])
		n, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' || n >= 0xd800 && n < 0xe000 {
			b.WriteString("_x")
			s = s[i+2:]
			continue
		}
		b.WriteRune(rune(n))
		s = s[i+7:]
	}
}

// sheetHead is the beginning of a sheet as CSV, header first, for formats to tell it by.
func (d *Document) sheetHead(buf []byte) ([]byte, *Defect) {
	b := bytes.NewBuffer(buf)
	for r, err := range d.sheet.rows(d) {
		if err != nil {
			if bad := err.(*Defect); bad.Scope == WholeDocument && b.Len() == 0 {
				return nil, bad
			}
			continue
		}
		for i, v := range r.values {
			if i > 0 {
				b.WriteByte(',')
			}
			if strings.ContainsAny(v, "\",;|\t\r\n") {
				v = `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
			}
			b.WriteString(v)
		}
		if b.WriteByte('\n'); b.Len() >= HeadSize {
			break
		}
	}
	return b.Bytes()[:min(b.Len(), HeadSize)], nil
}
