package mapping

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// element is a row of a table, or an element of JSON.
type element interface {
	// get is the text at a place; number says that it is a number of JSON.
	get(place string) (s string, number bool)
	// each is the elements that a pointer with * finds, with their own pointers; "" is the element itself.
	each(pattern string) []found
}

type found struct {
	element
	pointer string
}

type unit struct {
	source.Origin
	element
}

// units are the records of a document.
func (m *document) units(doc *source.Document) iter.Seq2[unit, error] {
	if m.Reads == "json" {
		return m.objects(doc)
	}
	return m.rows(doc)
}

// cells are a row, and what the rows above say of it.
type cells struct {
	source.Row
	above map[string]string
}

func (c cells) get(column string) (string, bool) {
	if s, ok := c.above[column]; ok {
		return s, false
	}
	return c.Get(column), false
}

func (c cells) each(string) []found { return []found{{c, ""}} }

// rows are the rows of a table. Where the header of a CSV document repeats a name, the second column of that name is called
// "NAME (2)", and the header is a unit that is left out.
func (m *document) rows(doc *source.Document) iter.Seq2[unit, error] {
	repeats := false
	var columns []string
	if doc.Sheet() == "" {
		columns, repeats = distinct(doc.Beginning().FirstRow())
	}
	all := source.CSV(doc)
	if repeats {
		all = source.CSVWithout(doc, columns...)
	}
	return func(yield func(unit, error) bool) {
		for row, err := range all {
			if repeats && err == nil {
				repeats = false
				if !yield(unit{row.Origin, nil}, nil) {
					return
				}
				continue
			}
			if !yield(unit{row.Origin, cells{Row: row}}, err) {
				return
			}
		}
	}
}

// distinct gives the second and later columns of one name a number.
func distinct(names []string) (columns []string, repeats bool) {
	count := map[string]int{}
	for _, n := range names {
		n = strings.TrimSpace(n)
		if count[n]++; count[n] > 1 && n != "" {
			n = fmt.Sprintf("%s (%d)", n, count[n])
			repeats = true
		}
		columns = append(columns, n)
	}
	return columns, repeats
}

// tree is a value of JSON: a map, a list, a string, a number as it is written, true, false or nil.
type (
	tree   struct{ any }
	object map[string]any
	number string
)

func (m *document) objects(doc *source.Document) iter.Seq2[unit, error] {
	records, _ := m.found(doc.Beginning())
	return func(yield func(unit, error) bool) {
		for v, err := range source.JSON(doc, records) {
			u := unit{Origin: v.Origin}
			if err == nil {
				u.element = tree{decodeJSON(jsontext.NewDecoder(bytes.NewReader(v.Raw)))}
			}
			if !yield(u, err) {
				return
			}
		}
	}
}

// decodeJSON reads a value that the cursor has found valid.
func decodeJSON(d *jsontext.Decoder) any {
	tok, err := d.ReadToken()
	if err != nil {
		return nil
	}
	switch tok.Kind() {
	case '{':
		o := object{}
		for d.PeekKind() != '}' {
			name, err := d.ReadToken()
			if err != nil {
				return o
			}
			key := name.String()
			o[key] = decodeJSON(d)
		}
		d.ReadToken()
		return o
	case '[':
		var list []any
		for d.PeekKind() != ']' && d.PeekKind() != 0 {
			list = append(list, decodeJSON(d))
		}
		d.ReadToken()
		return list
	case '"':
		return tok.String()
	case '0':
		return number(tok.String())
	case 't':
		return true
	case 'f':
		return false
	}
	return nil
}

func (t tree) get(pointer string) (string, bool) {
	all := t.each(pointer)
	if len(all) == 0 {
		return "", false
	}
	switch v := all[0].element.(tree).any.(type) {
	case string:
		return v, false
	case number:
		return string(v), true
	case bool:
		return strconv.FormatBool(v), false
	}
	return "", false
}

var unescape = strings.NewReplacer("~1", "/", "~0", "~")

func (t tree) each(pattern string) []found {
	level := []found{{t, ""}}
	if pattern == "" {
		return level
	}
	for step := range strings.SplitSeq(pattern[1:], "/") {
		var next []found
		for _, f := range level {
			switch v := f.element.(tree).any.(type) {
			case object:
				if inner, ok := v[unescape.Replace(step)]; ok {
					next = append(next, found{tree{inner}, f.pointer + "/" + step})
				} else if step == "*" && f.pointer != "" { // an object where a list of one was meant
					next = append(next, f)
				}
			case []any:
				for i, inner := range v {
					if step == "*" || step == strconv.Itoa(i) {
						next = append(next, found{tree{inner}, f.pointer + "/" + strconv.Itoa(i)})
					}
				}
			}
		}
		level = next
	}
	return slices.DeleteFunc(level, func(f found) bool { return f.element.(tree).any == nil })
}

// matches says that a document that begins with head has what the mapping requires.
func (m *document) matches(head *source.Head) bool {
	if m.Reads == "table" {
		if head.TopKeys() != nil || bytes.HasPrefix(bytes.TrimSpace(head.Text), []byte("<")) {
			return false
		}
		columns, _ := distinct(head.FirstRow())
		return !slices.ContainsFunc(m.Requires, func(n string) bool { return !slices.Contains(columns, n) })
	}
	_, yes := m.found(head)
	return yes
}

// found is the first of the pointers to records at which what the mapping requires stands; of a mapping that gives none, each
// JSON document is a record.
func (m *document) found(head *source.Head) (records string, ok bool) {
	patterns := m.Records
	if len(patterns) == 0 {
		patterns = []string{""}
	}
	seen := head.Pointers()
	for _, p := range patterns {
		if !slices.ContainsFunc(m.Requires, func(n string) bool { return !seen[p+n] }) {
			return p, true
		}
	}
	return "", false
}
