package source

import (
	"archive/zip"
	"bufio"
	"path"
	"slices"
	"strconv"
	"strings"
)

// What a workbook may have beside the limits of XML.
const (
	MaxStrings = 48 << 20 // bytes of the texts that its sheets share
	MaxColumns = 2048     // columns with something in them
)

// book is what the sheets of a workbook share.
type book struct {
	text     []byte // its texts, one after the other
	ends     []uint32
	styles   []style // by the number that cells have
	date1904 bool
}

// sheet is one sheet of a workbook.
type sheet struct {
	name string // as people see it
	part string // of the zip file
	book *book
}

// workbook walks through the sheets of a workbook, each a document of its own: the member is the part of the zip file that
// the sheet lies in, such as xl/worksheets/sheet1.xml.
func (w *walk) workbook(p Part, parts map[string]*zip.File) error {
	b := &book{}
	sheets, err := w.sheets(b, parts)
	if err != nil {
		return err
	}
	sheets = slices.DeleteFunc(sheets, func(s *sheet) bool { return w.wants != nil && !w.wants(inside(p.Member, s.part)) })
	if len(sheets) == 0 {
		return nil
	}
	if err := w.shared(b, parts); err != nil {
		return err
	}
	for _, s := range sheets {
		e := Part{Member: inside(p.Member, s.part), Name: s.name, Bytes: int64(parts[s.part].UncompressedSize64)}
		r, err := w.openEntry(parts[s.part])
		if err != nil {
			w.fails(e, err)
			continue
		}
		err = w.text(e, bufio.NewReader(r), s)
		r.Close()
		if err != nil {
			return stopped{err}
		}
		if w.budget.err != nil {
			return w.budget.err
		}
	}
	return nil
}

// each calls f with the elements of a part; a workbook need not have it.
func (w *walk) each(parts map[string]*zip.File, part string, f func(Element), patterns ...string) error {
	if parts[part] == nil {
		return nil
	}
	r, err := w.openEntry(parts[part])
	if err == nil {
		defer r.Close()
		var d *Document
		body, start, _, bad := decode(bufio.NewReader(r))
		if err = bad; err == nil {
			d = &Document{Body: body, start: start}
			for e, bad := range XML(d, patterns...) {
				if err = bad; err != nil {
					break
				}
				f(e)
			}
		}
	}
	if w.budget.err != nil {
		return w.budget.err
	}
	if err != nil {
		return &Defect{Scope: WholeDocument, Reason: "xlsx.workbook", Message: "a part that all sheets of the workbook need cannot be read: " + AsDefect(err, Origin{}).Message,
			Next: "open the workbook with a spreadsheet, save it anew, and run again"}
	}
	return nil
}

// sheets finds the sheets, in the order of the workbook.
func (w *walk) sheets(b *book, parts map[string]*zip.File) (sheets []*sheet, err error) {
	targets := map[string]string{}
	err = w.each(parts, "xl/_rels/workbook.xml.rels", func(e Element) {
		if target := e.Attr("Target"); strings.HasSuffix(e.Attr("Type"), "/worksheet") {
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/xl", target)
			}
			targets[e.Attr("Id")] = strings.TrimPrefix(path.Clean(target), "/")
		}
	}, "/Relationships/Relationship")
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	err = w.each(parts, "xl/workbook.xml", func(e Element) {
		if e.Name == "workbookPr" {
			b.date1904 = e.Attr("date1904") == "1" || e.Attr("date1904") == "true"
			return
		}
		if part := targets[e.Attr("id")]; parts[part] != nil && !taken[part] {
			taken[part] = true
			sheets = append(sheets, &sheet{e.Attr("name"), part, b})
		}
	}, "/workbook/workbookPr", "/workbook/sheets/sheet")
	return sheets, err
}

// shared reads the texts and the styles that all sheets share.
func (w *walk) shared(b *book, parts map[string]*zip.File) error {
	tooMany := false
	err := w.each(parts, "xl/sharedStrings.xml", func(e Element) {
		if s := richText(e.Node); len(b.text)+len(s) <= MaxStrings && len(b.ends) < MaxStrings/8 {
			b.text = append(b.text, s...)
			b.ends = append(b.ends, uint32(len(b.text)))
		} else {
			tooMany = true
		}
	}, "/sst/si")
	if err != nil {
		return err
	}
	if tooMany {
		return refused("xlsx.too_large", "the sheets share more text than is held in memory")
	}
	formats := map[string]style{}
	return w.each(parts, "xl/styles.xml", func(e Element) {
		id := e.Attr("numFmtId")
		if e.Name == "numFmt" {
			formats[id] = styleOf(e.Attr("formatCode"))
			return
		}
		if s, ok := formats[id]; ok {
			b.styles = append(b.styles, s)
		} else {
			n, _ := strconv.Atoi(id)
			b.styles = append(b.styles, builtin(n))
		}
	}, "/styleSheet/numFmts/numFmt", "/styleSheet/cellXfs/xf")
}

// shared text number n.
func (b *book) string(n int) (string, bool) {
	if n < 0 || n >= len(b.ends) {
		return "", false
	}
	from := uint32(0)
	if n > 0 {
		from = b.ends[n-1]
	}
	return string(b.text[from:b.ends[n]]), true
}
