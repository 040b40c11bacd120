package source

import "iter"

// What one CSV row may take.
const (
	MaxRow   = 1 << 20 // bytes
	MaxLines = 2000    // lines of a row with quoted line ends
)

// Row is one row of a CSV document, or of a sheet, by column name.
type Row struct {
	Origin Origin
	header *header
	values []string
}

type header struct {
	names []string
	index map[string]int
}

// Get is the value of a column, "" where the row has none.
func (r Row) Get(column string) string {
	if i, ok := r.header.index[column]; ok {
		return r.values[i]
	}
	return ""
}

// Values is what stands in the row, in order, whether its column has a name or not. It must not be changed.
func (r Row) Values() []string { return r.values }

// Columns is the header, in order. It must not be changed.
func (r Row) Columns() []string { return r.header.names }

// CSV yields the rows of a CSV document after its header. Given a sheet of a workbook it is XLSX: a table is a table.
//
// The first line with something on it is the header; what separates its columns (comma, semicolon, tab or |) separates those of the
// rows. A name that comes again gets its number: amount, amount (2). Quotes are those of RFC 4180, with line ends inside them; a
// quote in the middle of a value that does not begin with one is an ordinary character. The fragment of an origin is row=N (RFC
// 7111), the header being row=1 unless empty lines come before it; its bytes are those of the row with its quotes, without its line
// end. Empty lines count as rows, as they do in a spreadsheet, but are no units, and so does the mark (0x1A) with which DOS ended a
// file.
//
// A row that cannot be read comes as an error, a *Defect of the scope WholeRecord: csv.ragged, csv.quote, csv.utf8,
// csv.too_large. A quote that is not closed costs one line, not the rest of the file. What of the columns of a Parquet file does not
// come out is told behind the rows, by a *Defect of the scope OneField: parquet.column, parquet.bytes. A header that cannot be read
// (csv.header, csv.utf8) is a *Defect of the scope WholeDocument, and all that is yielded.
func CSV(d *Document) iter.Seq2[Row, error] { return csv(d, nil) }

// CSVWithout yields the rows of a CSV document that has no header: columns are the names of its columns. The first row is
// row=1. All else is as with CSV.
func CSVWithout(d *Document, columns ...string) iter.Seq2[Row, error] { return csv(d, columns) }

func csv(d *Document, columns []string) iter.Seq2[Row, error] {
	if d.sheet != nil {
		return xlsx(d, columns)
	}
	return handingOut(d, func(yield func(Row, error) bool) {
		c := &rows{d: d, t: newText(d)}
		c.sniff()
		var (
			h *header
			o Origin
			f *fault
		)
		if columns == nil {
			h, o, f = c.header()
		} else {
			h, o, c.columns = named(columns), d.Origin(), len(columns)
		}
		for f == nil {
			var values []string
			if values, o, f = c.row(); f == errNoRow {
				break
			}
			d.units++
			var err error
			if f != nil {
				err = &Defect{Scope: WholeRecord, Origin: o, Reason: f.reason, Message: f.message, Kept: "the other rows", Next: nextCSV(f)}
			}
			if !yield(Row{o, h, values}, err) {
				return
			}
			f = nil
		}
		if d.lost != nil {
			for _, l := range d.lost() {
				if !yield(Row{}, &Defect{Scope: OneField, Origin: d.Origin(), Field: l.column, Reason: l.reason, Message: l.message, Kept: l.kept,
					Next: "if it matters, write it as a column of texts, and run again"}) {
					return
				}
			}
		}
		if broken := c.t.broken(o); broken != nil {
			yield(Row{}, broken)
		} else if f != errNoRow {
			yield(Row{}, &Defect{Scope: WholeDocument, Origin: o, Reason: f.reason, Message: f.message, Next: nextCSV(f)})
		}
	}, func(r *Row) Origin { return r.Origin })
}

func nextCSV(f *fault) string {
	if f.reason == "csv.utf8" {
		return "convert the file to UTF-8, for instance with iconv, and run again"
	}
	return nextFile
}
