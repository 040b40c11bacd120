package ocds

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Linked tables are those in which the registry of the Open Contracting Partnership publishes compiled releases as CSV: one of
// releases, and one for each list in them, whose rows name the row that they belong to and their own place, as in
// 17.awards.0.suppliers.1 of the release 17. Only the row of a release has an ocid. So the rows of one release are settled by
// themselves; what JSON says of the same process meets it in the tables, as two accounts do.

const (
	linkColumn = "_link"
	linkMain   = "_link_main" // in the tables of lists: the row of the release
	linkWords  = "link "      // begins what such a release is called until its ocid is known
)

// isLinked says whether a table has the columns of linked tables.
func isLinked(columns []string) bool {
	return slices.Contains(columns, linkColumn) && (slices.Contains(columns, linkMain) || slices.Contains(columns, "ocid") && slices.Contains(columns, "id"))
}

// linkedReader reads the rows of one linked table.
type linkedReader struct {
	out    *table.Set
	groups []string
	told   record.People
}

func (l linkedReader) row(row source.Row) {
	link, main := strings.TrimSpace(row.Get(linkColumn)), strings.TrimSpace(row.Get(linkMain))
	var path []string
	if slices.Contains(row.Columns(), linkMain) {
		inside, ok := strings.CutPrefix(link, main+".")
		if path = strings.Split(inside, "."); main == "" || !ok || slices.Contains(path, "") {
			l.reject(row.Origin, "ocds.link", "a row does not say where in which release it belongs", "ask the publisher for the tables again")
			return
		}
	} else if main = link; link == "" {
		l.reject(row.Origin, "ocds.link", "a release has no link by which the rows of other tables name it", "ask the publisher for the tables again")
		return
	}
	if !inLists(path) {
		table.PutLeftOut(l.out, name, unit, row.Origin)
		return
	}
	for _, group := range l.groups {
		part := l.part(row, path)
		r := reader{unit: row.Origin, out: l.out, group: group, told: l.told, memo: memoOf(l.out)}
		r.hide(part, linkWords+main)
		drafts.Add(l.out, draft{OCID: linkWords + main, Scope: group, Kind: kindPart, Body: r.memo.bodyOf(part), Unit: row.Origin,
			Pointer: strings.Join(path, "/"), Group: group})
	}
}

// part is what a row says. It is made anew for each group: natural persons are hidden in it.
func (l linkedReader) part(row source.Row, path []string) *object {
	part := newObject()
	for i, c := range row.Columns() {
		v := strings.TrimSpace(row.Values()[i])
		if v == "" || strings.HasPrefix(c, linkColumn) {
			continue
		}
		if at := placed(append(slices.Clone(path), strings.Split(c, "_")...)); at != nil {
			if last := at[len(at)-1]; last == "tag" || last == "roles" {
				v = strings.ReplaceAll(v, ",", ";")
			}
			set(part, at, v)
		}
	}
	return part
}

func (l linkedReader) reject(at source.Origin, reason, message, next string) {
	table.PutReject(l.out, name, &source.Defect{Scope: source.WholeRecord, Origin: at, Field: linkColumn, Reason: reason, Message: message,
		Kept: "the other rows", Next: next}, at)
}

// inLists says whether a path of names, with a number behind that of each list, leads to an object of a list that is read.
func inLists(path []string) bool {
	s, list := publishedRelease, false
	for _, name := range path {
		if isNumber(name) {
			if !list {
				return false
			}
			list = false
			continue
		}
		if s = s.in(name); s == nil || list {
			return false
		}
		list = s.list
	}
	return !list && (len(path) == 0 || isNumber(path[len(path)-1]))
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }

// named gives releases of linked tables their ocid. Rows of a release that no table of the folder has are rejected.
func (p *process) named(all []*flattened) []*flattened {
	return slices.DeleteFunc(all, func(f *flattened) bool {
		if p.ocid = f.release.text("ocid"); p.ocid != "" {
			p.key = processKey(draft{OCID: p.ocid, Scope: f.group})
			return false
		}
		for _, at := range f.parts {
			table.PutReject(p.out, name, &source.Defect{Scope: source.WholeRecord, Origin: at, Field: linkMain, Reason: "ocds.ocid",
				Message: "the row belongs to a release that no table of the folder gives an ocid", Kept: "the other rows",
				Next: "put the table of the releases (main.csv) into the folder"}, at)
		}
		return true
	})
}

// put adds a part to a release at its place: objects of lists are told by the numbers in path, not by ids.
func (p *process) put(release, part *object, path []string, at source.Origin) (differ bool) {
	if len(path) == 0 {
		return p.join(release, part, at)
	}
	release.from = append(release.from, part.from...)
	inner := part.child(path[0])
	if inner == nil { // nothing in the row is read but that there is one
		return false
	}
	if len(path) == 1 || !isNumber(path[1]) {
		of, ok := release.fields.get(path[0]).(*object)
		if !ok {
			of = newObject()
			release.fields.set(path[0], of)
		}
		return p.put(of, inner, path[1:], at)
	}
	of, ok := release.fields.get(path[0]).(*list)
	if !ok {
		of = &list{}
		release.fields.set(path[0], of)
	}
	i, known := of.rows[path[1]]
	if !known {
		if i = len(of.items); of.rows == nil {
			of.rows, of.index = map[string]int{}, nil
		}
		of.rows[path[1]] = i
		of.items = append(of.items, newObject())
	}
	return p.put(of.items[i].(*object), inner, path[2:], at)
}
