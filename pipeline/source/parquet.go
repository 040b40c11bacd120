package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// A Parquet file is a table in a container, as a workbook is: its text is the table as CSV, with a header, and origins count
// the bytes of that text. Columns inside groups are called group.column; the values of a list stand in one cell with "; " between
// them, and lists of lists are left out. Null is empty, a decimal is exact, a day is YYYY-MM-DD, a moment is YYYY-MM-DDThh:mm:ss in UTC.
//
// The library, which reads the footer, is a stranger's: it fails on some damaged files, so it is asked where a panic is a Defect.

// listComma stands between the values of a list.
const listComma = "; "

// parquet walks through a Parquet file as the text of its table.
func (w *walk) parquet(p Part, in *bufio.Reader, whole fs.File) error {
	at, size, err := w.anywhere(in, whole, "parquet.nested", "a Parquet file")
	if err != nil {
		return w.fails(p, err)
	}
	if whole != nil {
		at.b = nil // it is read by columns, many rows at once, and charged at once
		w.budget.in += size
	}
	t, err := newParquet(at, size)
	if err != nil {
		return w.fails(p, err)
	}
	t.ahead = w.budget.ahead
	p.lost = t.lost
	return w.text(p, bufio.NewReaderSize(&spent{r: t, b: &w.budget}, 64<<10), nil)
}

// parquetText is the table of a Parquet file as CSV.
type parquetText struct {
	r       io.ReaderAt
	size    int64
	columns []parquetColumn // those that are read
	without []string        // names of the others
	groups  []format.RowGroup
	rows    int64 // left in the row group
	pages   *pages
	ahead   func(n int64) // told of the bytes of each row group before it is read
	silent  int64         // entries of lists that gave no text
	out     bytes.Buffer
	cells   [][]byte // of the row being written
	err     error
}

// parquetColumn is a column that is read; number is its place in a row group.
type parquetColumn struct {
	number int
	name   string
	leaf   parquet.LeafColumn
	text   func(parquet.Value) string
	chunk  *chunk
	bare   bool // of some values there is no text
}

// lost are the columns that are left out, and those of whose values met so far some are, for the reader of the rows to tell.
func (t *parquetText) lost() (all []loss) {
	for _, name := range t.without {
		all = append(all, loss{name, "parquet.column", "the column holds lists of lists, or values of a type that no text is written for", "the other columns"})
	}
	for _, c := range t.columns {
		if c.bare {
			all = append(all, loss{c.name, "parquet.bytes", "some values of the column are bytes that are no text, or times that no day has", "the rows without these values"})
		}
	}
	return all
}

func damagedParquet() *Defect { // what the library says may hold data of the file
	return &Defect{Scope: WholeDocument, Reason: "parquet.damaged", Message: "the Parquet file is damaged, or of a kind that is not read",
		Kept: keptUntil, Next: "read the file with another program, write it anew or as CSV, and run again"}
}

func newParquet(r io.ReaderAt, size int64) (t *parquetText, err error) {
	defer func() {
		if recover() != nil {
			t, err = nil, damagedParquet()
		}
	}()
	if !honestFooter(r, size) {
		return nil, damagedParquet()
	}
	file, err := parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, damagedParquet()
	}
	t = &parquetText{r: r, size: size, groups: file.Metadata().RowGroups, pages: newPages(size), ahead: func(int64) {}}
	paths := file.Schema().Columns()
	for i, path := range paths {
		name := strings.ReplaceAll(strings.Join(path, "."), ".list.element", "")
		leaf, ok := file.Schema().Lookup(path...)
		if ok && leaf.MaxRepetitionLevel <= 1 {
			if text := textOf(leaf.Node.Type()); text != nil {
				t.columns = append(t.columns, parquetColumn{number: i, name: name, leaf: leaf, text: text})
				continue
			}
		}
		t.without = append(t.without, name)
	}
	for _, g := range t.groups {
		if len(g.Columns) != len(paths) || g.NumRows < 0 {
			return nil, damagedParquet()
		}
	}
	if len(t.columns) == 0 {
		return nil, &Defect{Scope: WholeDocument, Reason: "parquet.columns", Message: "the Parquet file has no column that is a single value a row, or a list of them",
			Next: "write what you need of it as CSV"}
	}
	for _, c := range t.columns {
		t.cells = append(t.cells, []byte(c.name))
	}
	t.line()
	return t, nil
}

// line writes the row in cells as a line of CSV, and empties them.
func (t *parquetText) line() {
	for i, v := range t.cells {
		if i > 0 {
			t.out.WriteByte(',')
		}
		if bytes.ContainsAny(v, "\",;|\t\r\n") || len(v) == 0 && len(t.cells) == 1 {
			t.out.WriteByte('"')
			t.out.Write(bytes.ReplaceAll(v, []byte(`"`), []byte(`""`)))
			v = []byte(`"`)
		}
		t.out.Write(v)
		t.cells[i] = t.cells[i][:0]
	}
	t.out.WriteByte('\n')
}

func (t *parquetText) Read(p []byte) (int, error) {
	for t.out.Len() == 0 && t.err == nil {
		t.err = t.fill()
	}
	if t.out.Len() == 0 {
		return 0, t.err
	}
	return t.out.Read(p)
}

// fill writes the next row.
func (t *parquetText) fill() error {
	err := t.row()
	var known *Defect
	if err != nil && err != io.EOF && !errors.As(err, &known) {
		return damagedParquet()
	} else if known != nil {
		return known
	}
	return err
}

func (t *parquetText) row() error {
	for t.rows == 0 {
		if len(t.groups) == 0 {
			return io.EOF
		}
		if err := t.open(t.groups[0]); err != nil {
			return err
		}
		t.rows, t.groups = t.groups[0].NumRows, t.groups[1:]
		if t.rows == 0 {
			if err := t.close(); err != nil {
				return err
			}
		}
	}
	width := 0
	for i, c := range t.columns {
		for first, last := true, false; !last; first = false {
			var v parquet.Value
			var err error
			if v, last, err = c.chunk.next(); err != nil {
				return err
			}
			cell := t.cells[i]
			if !v.IsNull() && width <= MaxRow { // so long a row is refused, whatever else is in it
				text := c.text(v)
				if text == "" {
					size := -1
					if k := v.Kind(); k == parquet.ByteArray || k == parquet.FixedLenByteArray {
						size = len(v.ByteArray())
					}
					t.columns[i].bare = t.columns[i].bare || size != 0
					if err := t.pages.spend(int64(max(size, 0))); err != nil { // of bytes without a text, a dictionary gives any number
						return err
					}
				}
				if len(cell) > 0 {
					cell = append(cell, listComma...)
				}
				cell = append(cell, text...)
			}
			if len(cell) == len(t.cells[i]) && !first {
				t.silent++
			}
			width += len(cell) - len(t.cells[i])
			t.cells[i] = cell
		}
		if t.silent > FreeOutput && t.silent > 8*t.size {
			return refused("budget.ratio", "the lists in the Parquet file have more elements without a text than the file has bits")
		}
	}
	t.line()
	if t.rows--; t.rows == 0 {
		return t.close()
	}
	return nil
}

// open begins with the columns of a row group, close holds them to end with its rows.
func (t *parquetText) open(group format.RowGroup) (err error) {
	t.pages.room = MaxPages
	read := int64(0)
	for i := range t.columns {
		c := &t.columns[i]
		stored := &group.Columns[c.number]
		if stored.FilePath != "" {
			return errPage
		}
		if c.chunk, err = newChunk(t.r, &stored.MetaData, c.leaf, t.size, t.pages); err != nil {
			return err
		}
		read += c.chunk.rest
	}
	t.ahead(read)
	return nil
}

func (t *parquetText) close() error {
	for _, c := range t.columns {
		if err := c.chunk.end(); err != nil {
			return err
		}
	}
	return nil
}
