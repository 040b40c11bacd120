// Package pipeline is the whole interface between what Perimeter knows and what runs it.
//
// # The house in one sentence
//
// Formats turn documents into records, stages turn the records that share a key into the rows of one derived table, and the
// runner alone knows about time, files and goroutines.
//
//	                  cmd/perimeter             the verbs
//	                 /             \
//	     stages/stages.go           pipeline/runner        the only goroutines
//	     (contents page)                |
//	     /             \            pipeline/dataset       commit, manifest, publication
//	stages/formats   stages/derived     |
//	     \             /            pipeline               Format, Stage: the declarations
//	     stages/record                  |
//	         (waist)                pipeline/table         Table[R], Set
//	                                    |
//	                                pipeline/source        Document, Origin, cursors
//
// Four properties hold it up, and tests hold them:
//
//  1. The import graph is the data-flow graph: a stage that reads a table imports the package that declares it.
//  2. A stage is a function from a set of rows to a set of rows: no clock, no file, no goroutine, no randomness.
//  3. Every row says where it was read, and a test reads it back from the original bytes.
//  4. Same inputs, same bytes, for any number of workers, any memory budget, any order of files.
//
// # Decisions that building it taught
//
//   - A record is one account: its id is the content of all that one document says, so that two documents that say the same
//     are one row with two origins, and two that differ stay two rows. What they are accounts of (a purchase, a device) is
//     joined in a derived table, where differences go to conflicts.
//   - Content ids can meet from any two documents, so every table is published by a merge of what the actions left, and stages
//     read one row an id. Streaming record tables straight into files would be quicker and would lose that.
//   - A stage reads whole rows of its inputs by key. Narrow rows would save bytes, at the price of a second row type a reader.
//   - A format never sees a path. Where files of one folder belong together (Siblings), it gets a content address of their set,
//     so that renaming a folder changes nothing.
//   - A date is part of a stage's input only where the stage says so (AsOf); without --as-of, "in force" is unknown.
//   - Lists of vendors and measures are documents like any other, read by a format: each line has an origin.
//
// There is no goroutine and no file in this package.
package pipeline

import (
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Format turns the documents of one input format into records.
type Format struct {
	Name string // lower case, one word
	Doc  string // one sentence for users
	Unit string // what is counted, in the singular: what the format's cursor yields

	// Config is the SHA-256 of the configuration that the format was made from, "" where there is none. It is part of the ids
	// of its actions, so that with another configuration its documents are read again.
	Config string

	// Match says whether the format reads a document with this name (the last element of its path, or the name of a sheet)
	// whose decoded text begins with head, which all formats share. A document that two formats match is rejected.
	Match func(name string, head *source.Head) bool

	// Siblings says, given what Match was, which documents belong together with others of their folder, in an archive or not, or
	// of their workbook; Document.Groups then names their set. nil is none.
	Siblings func(name string, head *source.Head) bool

	// Lines says that a text of JSON Lines, or a long list in JSON, may be read in parts, by several calls of Read: what a unit leaves
	// depends on no other unit of its document, and what Read asks of the text as a whole it asks of Document.Beginning.
	Lines bool

	// Writes are the tables of records, and tables of drafts that stages read though they are not published.
	Writes []table.Any

	// Read writes the rows of one document. Bad input goes to table.PutReject; an error is reserved for what makes the
	// rest of the document unreadable, and is quarantined too.
	Read func(doc *source.Document, out *table.Set) error

	// Settle is the keyed second half of formats whose record is spread over several documents.
	Settle *Settle
}

// Settle turns the private drafts that share a key into the format's records.
type Settle struct {
	Drafts Input
	Lists  []Builder                      // built from whole tables of drafts, for what a key must know of the others
	Derive func(in, out *table.Set) error // called once for each key
}

// Inputs is what a Settle reads: the drafts by key, then its lists.
func (s *Settle) Inputs() []Input {
	all := []Input{s.Drafts}
	for _, l := range s.Lists {
		all = append(all, l)
	}
	return all
}

// Tables is the tables of drafts.
func (s *Settle) Tables() (all []table.Any) {
	for _, in := range s.Inputs() {
		all = append(all, in.Tables()...)
	}
	return all
}

// Stage makes one derived table. A derived table is its stage.
type Stage struct {
	Name, Doc string
	Reads     []Input
	Writes    table.Any
	AsOf      bool                           // the rows depend on the date given by --as-of
	Only      table.Any                      // where this table has no rows, the stage has none, and nothing is got ready for it; nil: always
	Derive    func(in, out *table.Set) error // called once for each key that any keyed input has
}

// Pipeline is every format and every stage, in the order of the contents page.
type Pipeline struct {
	Formats []*Format
	Stages  []*Stage
	Views   string // SQL for DuckDB, published behind a view for each table: questions over the tables

	// Shown is what one name in the path of an input, on disk or in an archive, is called wherever the path is written or printed;
	// nil: as it is. It gives a name without a / and is not changed by itself.
	Shown func(name string) string
}

// Input is something that a stage reads: By or Whole.
type Input interface {
	Tables() []table.Any
	// Key is the key of a row of a keyed input; "" leaves the row out. The texts of the row are valid during the call. Keyed is false for a
	// list, which every key sees whole.
	Key(row any) string
	Keyed() bool
	// Narrow is what the input asks of a row of a table; false where that is nothing.
	Narrow(t table.Any, row table.Row) (table.Row, bool)
}

type by[R any] struct {
	t   *table.Table[R]
	key func(R) string
}

// By reads a table grouped by key: Derive sees the rows of one key at a time. A row whose key is "" is left out.
func By[R any](t *table.Table[R], key func(R) string) Input { return by[R]{t, key} }

func (b by[R]) Tables() []table.Any { return []table.Any{b.t} }
func (b by[R]) Key(row any) string  { return b.key(*row.(*R)) }
func (b by[R]) Keyed() bool         { return true }

func (b by[R]) Narrow(_ table.Any, row table.Row) (table.Row, bool) { return row, true }

// List is something built once from whole tables, such as an index of brands. It is an Input, and In gives what was built.
type List[I any] struct {
	tables []table.Any
	build  func(*table.Set) (I, error)
	narrow map[table.Any]func(table.Row) (table.Row, bool)
}

// MaxList is the most bytes of encoded rows that a list may have: lists are small, inputs are not.
const MaxList = 64 << 20

// Whole declares a list built from all rows of small tables.
func Whole[I any](build func(lists *table.Set) (I, error), tables ...table.Any) *List[I] {
	return &List[I]{tables, build, map[table.Any]func(table.Row) (table.Row, bool){}}
}

// Narrowed makes a list ask less of a table: only the rows that keep takes, without what keep empties in them. What else changes
// in the table then changes nothing for whoever reads the list.
func Narrowed[I, R any](l *List[I], t *table.Table[R], keep func(row *R) bool) *List[I] {
	l.narrow[t] = func(row table.Row) (table.Row, bool) {
		r := *row.Value.(*R)
		if !keep(&r) {
			return row, false
		}
		return t.Row(&r), true
	}
	return l
}

// Narrow is what the list asks of a row.
func (l *List[I]) Narrow(t table.Any, row table.Row) (table.Row, bool) {
	if f := l.narrow[t]; f != nil {
		return f(row)
	}
	return row, true
}

// Tables is what the list is built from.
func (l *List[I]) Tables() []table.Any { return l.tables }

// Key is never asked for: a list has no keys.
func (l *List[I]) Key(any) string { return "" }

// Keyed is false: every key sees the whole list.
func (l *List[I]) Keyed() bool { return false }

// Build makes the list from a Set that holds its tables; the runner puts it into the Sets that Derive gets.
func (l *List[I]) Build(lists *table.Set) (any, error) { return l.build(lists) }

// In is the list as built.
func (l *List[I]) In(s *table.Set) I { return s.ListOf(l).(I) }

// Shared is what a List builds if, beside what all keys see, it remembers something from one key to the next, such as answers that
// may be asked for again. The runner gives each shard one of its own, for shards run at once; what is remembered must change no
// row.
type Shared interface{ Own() any }

// Memory is what a List builds if its Own remembers answers from one run to the next: the runner keeps, for each shard, what it
// remembered when the shard was done, and gives it back before the shard is done again. It may be lost at any time, and may be that
// of other lists; it must change no row.
type Memory interface {
	Recall(kept []byte)
	Remember() []byte
}

// Builder is the part of a List that does not know what it builds.
type Builder interface {
	Input
	Build(lists *table.Set) (any, error)
}

// Validate refuses declarations that a reader, or the runner, could not understand: a nameless or undocumented part, two
// parts of one name, a table with two writers, a stage that reads what nobody writes, a cycle.
func (p Pipeline) Validate() error {
	names := map[string]bool{}
	writer := map[string]string{"documents": "the runner", "rejects": "the runner", "ledger": "the runner", "conflicts": "the runner"}
	declare := func(kind, name, doc string) error {
		switch {
		case name == "" || doc == "":
			return fmt.Errorf("a %s %q has no name or no Doc", kind, name)
		case names[kind+name]:
			return fmt.Errorf("two %ss are named %s", kind, name)
		}
		names[kind+name] = true
		return nil
	}
	for _, f := range p.Formats {
		if err := declare("format", f.Name, f.Doc); err != nil {
			return err
		}
		if f.Match == nil || f.Read == nil || f.Unit == "" || len(f.Writes) == 0 {
			return fmt.Errorf("format %s: has no Match, Read, Unit or Writes", f.Name)
		}
		for _, t := range f.Writes {
			if err := t.Validate(); err != nil {
				return fmt.Errorf("format %s: %w", f.Name, err)
			}
			if w := writer[t.Describe().Name]; w != "" && w != "a format" {
				return fmt.Errorf("format %s writes %s, as does %s", f.Name, t.Describe().Name, w)
			}
			writer[t.Describe().Name] = "a format"
		}
		if s := f.Settle; s != nil {
			if s.Derive == nil || len(s.Drafts.Tables()) != 1 || !s.Drafts.Keyed() {
				return fmt.Errorf("format %s: Settle wants one keyed table of drafts and a Derive", f.Name)
			}
			for _, t := range s.Tables() {
				if !t.Describe().Draft {
					return fmt.Errorf("format %s: Settle reads %s, which is no table of drafts", f.Name, t.Describe().Name)
				}
			}
			for _, t := range f.Writes {
				if t.Describe().Draft {
					return fmt.Errorf("format %s: has a Settle and writes %s, a table of drafts for stages: its drafts are its own", f.Name, t.Describe().Name)
				}
			}
		}
	}
	for _, s := range p.Stages {
		if err := declare("stage", s.Name, s.Doc); err != nil {
			return err
		}
		if s.Writes == nil || s.Derive == nil || len(s.Reads) == 0 {
			return fmt.Errorf("stage %s: has no Writes, Derive or Reads", s.Name)
		}
		if err := s.Writes.Validate(); err != nil {
			return fmt.Errorf("stage %s: %w", s.Name, err)
		}
		keyed := false
		for _, in := range s.Reads {
			keyed = keyed || in.Keyed()
			for _, t := range in.Tables() {
				if d := t.Describe(); writer[d.Name] == "" {
					return fmt.Errorf("stage %s reads %s, which no format and no earlier stage writes", s.Name, d.Name)
				}
			}
		}
		if !keyed {
			return fmt.Errorf("stage %s has no keyed input", s.Name)
		}
		if s.Only != nil && writer[s.Only.Describe().Name] != "a format" {
			return fmt.Errorf("stage %s wants rows of %s, which no format writes", s.Name, s.Only.Describe().Name)
		}
		name := s.Writes.Describe().Name
		if w := writer[name]; w != "" {
			return fmt.Errorf("stage %s writes %s, as does %s", s.Name, name, w)
		}
		writer[name] = "stage " + s.Name
	}
	return nil
}

// Tables is every published table, in the order of the contents page: the runner's own, the formats', the stages'.
func (p Pipeline) Tables() []table.Any {
	var all []table.Any
	seen := map[string]bool{}
	add := func(t table.Any) {
		if d := t.Describe(); !d.Draft && !seen[d.Name] {
			seen[d.Name] = true
			all = append(all, t)
		}
	}
	for _, s := range p.Stages {
		add(s.Writes)
	}
	for _, f := range p.Formats {
		for _, t := range f.Writes {
			add(t)
		}
	}
	for _, t := range []table.Any{table.Documents, table.Rejects, table.Ledger, table.Conflicts} {
		add(t)
	}
	return all
}

// Drafts are the tables that formats write for stages alone, in the order of the contents page.
func (p Pipeline) Drafts() (all []table.Any) {
	for _, f := range p.Formats {
		for _, t := range f.Writes {
			if t.Describe().Draft && !slices.Contains(all, t) {
				all = append(all, t)
			}
		}
	}
	return all
}
