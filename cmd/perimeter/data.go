package main

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages"
)

// data is one committed dataset: HEAD is looked up once, so that a run beside it changes nothing here.
type data struct {
	set    *dataset.Dataset
	tables []table.Any // every published table, in the order of the contents page
}

// openData opens the dataset that a verb was pointed to.
func openData(out string) (*data, error) {
	if out == "" {
		return nil, usage("--out is empty: name a folder.")
	}
	set, err := dataset.Open(out)
	if errors.Is(err, dataset.ErrNoDataset) {
		f := usage("%s: no dataset there.", safe(out))
		f.next = "perimeter run INPUT… --out " + argument(out)
		return nil, f
	}
	if errors.Is(err, dataset.ErrDamaged) {
		return nil, damaged(err, out)
	}
	if err != nil {
		return nil, &failure{code: exitFailed, what: visible(err.Error())}
	}
	return &data{set, stages.Pipeline.Tables()}, nil
}

func damaged(err error, out string) *failure {
	return &failure{code: exitDamage, what: visible(err.Error()), next: "perimeter check " + argument(out)}
}

// errEnough ends a reading early.
var errEnough = errors.New("enough")

// table is a table by its name, nil where the dataset, of another version of the program, has none of that name.
func (d *data) table(name string) table.Any {
	i := slices.IndexFunc(d.tables, func(t table.Any) bool { return t.Describe().Name == name })
	if i < 0 {
		panic("no table " + name)
	}
	if d.set.Manifest.Table(name) == nil {
		return nil
	}
	return d.tables[i]
}

// each calls f with the rows of a table in their published order, until it returns errEnough.
func (d *data) each(name string, f func(r row) error) error {
	t := d.table(name)
	if t == nil {
		return nil
	}
	var stop error
	err := d.set.Rows(t, func(v any) error {
		stop = f(asRow(t, name, v))
		return stop
	})
	switch {
	case stop == errEnough:
		return nil
	case stop != nil:
		return stop
	case err != nil:
		return damaged(err, d.set.Dir)
	}
	return nil
}

// having gathers the rows of a table of which one of the columns has one of the values.
func (d *data) having(name string, values map[string]bool, columns ...string) (rows []row, err error) {
	return d.taking(name, func(value string) bool { return values[value] }, columns...)
}

func (d *data) taking(name string, keep func(value string) bool, columns ...string) (rows []row, err error) {
	t := d.table(name)
	if t == nil {
		return nil, nil
	}
	if err := d.set.Select(t, columns, keep, func(v any) error {
		rows = append(rows, asRow(t, name, v))
		return nil
	}); err != nil {
		return nil, damaged(err, d.set.Dir)
	}
	return rows, nil
}

// column calls f with the values of a column of texts, row by row in their published order; a null is "". It reads that column alone.
func (d *data) column(name, column string, f func(i int, value string)) error {
	i := 0
	_, err := d.taking(name, func(value string) bool {
		f(i, value)
		i++
		return false
	}, column)
	return err
}

// held is the number of a table's rows.
func (d *data) held(name string) int64 {
	if t := d.set.Manifest.Table(name); t != nil {
		return t.Rows
	}
	return 0
}

// rows gathers the rows of a table that the filter takes.
func (d *data) rows(name string, take func(row) bool) (rows []row, err error) {
	err = d.each(name, func(r row) error {
		if take(r) {
			rows = append(rows, r)
		}
		return nil
	})
	return rows, err
}

// row is one row of any table: its columns as text, by name.
type row struct {
	table   string
	id      string // "" where the table has none
	cells   []cell
	lists   map[string][]row // the lists of structs
	origins []source.Origin
}

// cell is a column as text; the columns of a struct are name.field, and a list has one cell an element.
type cell struct{ name, text string }

// get is a column, "" where it is null.
func (r row) get(name string) string {
	for _, c := range r.cells {
		if c.name == name {
			return c.text
		}
	}
	return ""
}

// number is a column of whole numbers.
func (r row) number(name string) int64 {
	n, err := strconv.ParseInt(r.get(name), 10, 64)
	if err != nil {
		panic("column " + name + " is no number")
	}
	return n
}

// all are the elements of a list.
func (r row) all(name string) []string {
	var all []string
	for _, c := range r.cells {
		if c.name == name {
			all = append(all, c.text)
		}
	}
	return all
}

func asRow(t table.Any, name string, v any) row {
	r := row{table: name, origins: t.Origins(v)}
	r.gather("", reflect.ValueOf(v).Elem())
	r.id = r.get("id")
	return r
}

func (r *row) gather(prefix string, v reflect.Value) {
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("parquet"), ",")
		r.gatherValue(prefix+name, v.Field(i))
	}
}

func (r *row) gatherValue(name string, v reflect.Value) {
	put := func(text string) { r.cells = append(r.cells, cell{name, text}) }
	switch x := v.Interface().(type) {
	case []source.Origin:
		return
	case *table.Date:
		if x != nil {
			put(x.String())
		}
		return
	case *table.Decimal:
		if x != nil {
			put(x.String())
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		if v.Len() > 0 {
			put(v.String())
		}
	case reflect.Int64:
		put(strconv.FormatInt(v.Int(), 10))
	case reflect.Bool:
		put(map[bool]string{true: "yes", false: "no"}[v.Bool()])
	case reflect.Struct:
		r.gather(name+".", v)
	case reflect.Slice:
		for i := range v.Len() {
			if v.Type().Elem().Kind() != reflect.Struct {
				r.gatherValue(name, v.Index(i))
				continue
			}
			if r.lists == nil {
				r.lists = map[string][]row{}
			}
			var e row
			e.gather("", v.Index(i))
			r.lists[name] = append(r.lists[name], e)
		}
	}
}

// paths are the rows of documents for the whole files with these digests, or for all where none are given.
func (d *data) paths(digests map[string]bool) (map[string][]row, error) {
	rows, err := d.taking("documents", func(digest string) bool { return digests == nil || digests[digest] }, "digest")
	paths := map[string][]row{}
	for _, r := range rows {
		if r.get("member") == "" {
			digest := r.get("digest")
			paths[digest] = append(paths[digest], r)
		}
	}
	return paths, err
}
