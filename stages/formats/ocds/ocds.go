// Package ocds reads contracting data in the Open Contracting Data Standard, 1.0 and 1.1, in whatever package it comes, and in
// the drafts before 1.0, which use other names: early.go says which are read as which. A document is not asked for its version,
// which most do not give: 1.0 and 1.1 are told apart by what stands where, and a draft by the names of a release's own id, date
// and tag.
//
// Releases of one ocid may stand anywhere in the inputs. Read keeps of each what a shape allows, without people, as a
// private draft; Settle merges the drafts of one ocid and writes the records.
package ocds

import (
	"bytes"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

const (
	name = "ocds"
	unit = "release"
)

// Format reads OCDS.
var Format = &pipeline.Format{
	Name:     name,
	Doc:      "contracting processes in the Open Contracting Data Standard 1.0, 1.1 and the drafts before: release packages, record packages, single releases and records, lists of them, JSON Lines; flattened tables (CSV files of one folder, workbooks), with paths in the names of their columns or with links between their rows",
	Unit:     unit,
	Match:    match,
	Lines:    true,
	Siblings: func(_ string, head *source.Head) bool { return isTable(head) },
	Writes:   []table.Any{record.Processes, record.Awards, record.Contracts, record.Items, record.Parties, record.Links, record.Publications},
	Read:     readDocument,
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, processKey),
		Lists:  []pipeline.Builder{people},
		Derive: settle,
	},
}

// match goes by keys, of tables by columns. Schemas and code lists have other ones.
func match(_ string, head *source.Head) bool {
	patterns := patternsOf(head)
	if patterns == nil {
		return isTable(head)
	}
	if patterns[0] == "" || patterns[0] == "/*" {
		return true
	}
	// Any JSON may have a list named releases or records; a package of OCDS has ocids in it, or what describes a package.
	if bytes.Contains(head.Text, []byte(`"ocid"`)) {
		return true
	}
	keys := topKeys(head)
	return keys["uri"] && keys["publisher"] || keys["uri"] && keys["publishedDate"]
}

func topKeys(head *source.Head) map[string]bool {
	keys := map[string]bool{}
	for _, k := range head.TopKeys() {
		keys[k] = true
	}
	return keys
}

// patternsOf says where in a document that begins like this the units stand; nil if it is no OCDS. A record has releases
// too, and is told from a package by what only a record has.
func patternsOf(head *source.Head) []string {
	keys := topKeys(head)
	switch {
	case keys["ocid"] || keys["compiledRelease"] || keys["versionedRelease"]:
		return []string{""}
	case keys["releases"] || keys["records"]:
		return []string{"/releases/*", "/records/*"}
	case keys["*/ocid"] || keys["*/compiledRelease"] || keys["*/versionedRelease"]:
		return []string{"/*"}
	case keys["*/releases"] || keys["*/records"]:
		return []string{"/*/releases/*", "/*/records/*"}
	case len(head.Text) < source.HeadSize: // all keys were seen
		return nil
	case isSection(keys, "", head):
		return []string{""}
	case isSection(keys, "*/", head):
		return []string{"/*"}
	}
	return nil
}

// isSection says that what was seen of a long object are parts of a release whose ocid comes later.
func isSection(keys map[string]bool, prefix string, head *source.Head) bool {
	if keys[prefix+"initiationType"] {
		return true
	}
	if !keys[prefix+"tender"] && !keys[prefix+"awards"] && !keys[prefix+"contracts"] {
		return false
	}
	for _, word := range []string{`"awardID"`, `"dateSigned"`, `"procurementMethod"`} {
		if bytes.Contains(head.Text, []byte(word)) {
			return true
		}
	}
	return false
}

// readDocument writes a draft for each release. The unit is what stands in the package: a release, or a record with all
// its releases; in a table a row.
func readDocument(doc *source.Document, out *table.Set) error {
	head := doc.Beginning()
	patterns := patternsOf(head)
	switch {
	case doc.Sheet() != "" || patterns == nil && isTable(head):
		return readTable(doc, out)
	case patterns == nil:
		patterns = []string{""}
	}
	table.PutAbout(out, name, unit, aboutOf(head.Text), doc.Origin())
	u := units{memo: memoOf(out), out: out, told: record.People{}}
	for v, err := range source.JSONRead(doc, u.look, patterns...) {
		if err = u.read(v, err); err == nil {
			continue
		}
		d := source.AsDefect(err, v.Origin)
		if d.Scope == source.WholeDocument {
			return d
		}
		table.PutReject(out, name, d, v.Origin)
	}
	return nil
}

// units reads one unit after the other.
type units struct {
	memo *memo
	out  *table.Set
	told record.People
	tree any // of the record looked at, nil where it is not known yet
}

// look reads a record while it is checked; what it does not know at a glance is read when it has been checked. Nothing of a tree
// outlives its unit: a draft is encoded, and a memo keeps copies. A record at which it fails is read when it is handed out, so that
// it alone is to blame.
func (u *units) look(json *source.Strict, level int) (length int) {
	defer func() {
		if recover() != nil {
			u.tree, length = nil, 0
		}
	}()
	u.memo.trees().clear()
	p := parser{json, source.View(json.Text()), u.memo.trees()}
	if u.tree, length = p.whole(envelope, level); length == 0 {
		u.tree = nil
	}
	return length
}

// read reads the record that the cursor gives, if it gives one.
func (u *units) read(v source.Value, err error) error {
	defer u.memo.trees().clear()
	tree := u.tree
	u.tree = nil
	if err != nil {
		return err
	}
	if tree == nil {
		tree = parse(v.Raw, envelope, u.memo.trees())
	}
	o, ok := tree.(*object)
	if ok && isEarly(o) {
		o, ok = current(v.Raw, u.memo.trees()).(*object)
	}
	if !ok {
		return noOCID(v.Origin)
	}
	r := reader{unit: v.Origin, out: u.out, alone: true, told: u.told, memo: u.memo}
	parent := v.Origin.Fragment[:max(0, strings.LastIndexByte(v.Origin.Fragment, '/'))]
	switch {
	case strings.HasSuffix(parent, "/records"):
		return r.record(o, "")
	case strings.HasSuffix(parent, "/releases"):
		return r.release(o, "", kindRelease)
	}
	return r.any(o)
}

func noOCID(at source.Origin) *source.Defect {
	return &source.Defect{Scope: source.WholeRecord, Origin: at, Field: "/ocid", Reason: "ocds.ocid",
		Message: "a release or record has no ocid", Next: "ask the publisher which contracting process it belongs to"}
}
