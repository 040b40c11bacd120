package ocds

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Flattened releases are tables, sheets of a workbook or CSV files of a folder: one of releases, and one for each list in
// them. A column is called by a path such as awards/0/suppliers/0/name; a row has the ocid and the id of its release, and the
// ids of the objects that it stands in. So a row is a part of a release, and Settle joins the parts by these ids. In older
// tables paths have no numbers, and a sheet is called after the list that it holds.

var pathColumn = regexp.MustCompile(`^[a-z][A-Za-z]*(?:/[0-9A-Za-z_:]+)+$`)

// rootColumns are the columns of a release itself that are no paths.
var rootColumns = words("ocid id date tag language initiationType")

// isFlat says whether a table has the columns of flattened releases.
func isFlat(columns []string) bool {
	older, has, paths := isOlder(columns), map[string]bool{}, 0
	for _, c := range columns {
		inside := insideRelease(c)
		switch {
		case c == "":
		case rootColumns[inside]:
			has[inside] = true
		case older || pathColumn.MatchString(inside):
			paths++
		default:
			return false
		}
	}
	return has["ocid"] && has["id"] && (paths > 0 || has["date"] && has["tag"])
}

func isOlder(columns []string) bool { return slices.Contains(columns, "releases/id") }

// isPackageSheet says whether a table says who published the others, and when.
func isPackageSheet(columns []string) bool {
	return slices.Contains(columns, "publishedDate") && slices.Contains(columns, "publisher/name") && !slices.Contains(columns, "ocid")
}

func isTable(head *source.Head) bool {
	columns := head.Header()
	return isLinked(columns) || isFlat(columns) || isPackageSheet(columns)
}

var releaseNumber = regexp.MustCompile(`^releases/(?:[0-9]+/)?`)

// insideRelease is the path of a column from the release on.
func insideRelease(column string) string { return releaseNumber.ReplaceAllString(column, "") }

// layout says where in a release the columns of a table stand; nil is a column that is not read.
func layout(columns []string, sheet string) [][]string {
	list := "" // in older tables: what the columns without a path are in
	for _, c := range columns {
		if owner, ok := strings.CutSuffix(insideRelease(c), "/id"); ok && isOlder(columns) && len(owner) >= len(list) {
			list = owner + "/" + sheet + "/"
		}
	}
	all := make([][]string, len(columns))
	for i, c := range columns {
		path := insideRelease(c)
		if list != "" && path == c && c != "ocid" {
			path = list + c
		}
		all[i] = placed(strings.Split(path, "/"))
	}
	return all
}

// placed is a path with a number behind the name of each list of objects; nil if what it leads to is not read.
func placed(path []string) (full []string) {
	s, list := publishedRelease, false
	for _, name := range path {
		number := strings.Trim(name, "0123456789") == ""
		switch {
		case number && list:
			full, list = append(full, name), false
			continue
		case number && s.leaf(): // of a list of words
			continue
		case list:
			full = append(full, "0")
		}
		if s = s.in(name); s == nil {
			return nil
		}
		full, list = append(full, name), s.list
	}
	if !s.leaf() {
		return nil
	}
	return full
}

// readTable writes a draft for each row, which is a part of a release.
func readTable(doc *source.Document, out *table.Set) error {
	groups := doc.Groups
	if len(groups) == 0 {
		groups = []string{doc.Origin().String()}
	}
	told := record.People{}
	var paths [][]string
	for row, err := range source.CSV(doc) {
		if err != nil {
			d := source.AsDefect(err, doc.Origin())
			if d.Scope == source.WholeDocument {
				return d
			}
			table.PutReject(out, name, d, doc.Origin())
			continue
		}
		if isPackageSheet(row.Columns()) {
			table.PutLeftOut(out, name, unit, row.Origin)
			continue
		}
		if isLinked(row.Columns()) {
			linkedReader{out, groups, told}.row(row)
			continue
		}
		if paths == nil {
			paths = layout(row.Columns(), doc.Sheet())
		}
		ocid := partOf(row, paths).text("ocid")
		if ocid == "" {
			table.PutReject(out, name, noOCID(row.Origin), row.Origin)
			continue
		}
		for _, group := range groups {
			r := reader{unit: row.Origin, out: out, group: group, told: told, memo: memoOf(out)}
			scope := ""
			if !registered.MatchString(ocid) {
				scope = group
			}
			r.put(ocid, scope, partOf(row, paths), "", kindPart)
		}
	}
	return nil
}

// partOf is what a row says. It is made anew for each group: natural persons are hidden in it.
func partOf(row source.Row, paths [][]string) *object {
	part := newObject()
	for i, path := range paths {
		if v := strings.TrimSpace(row.Values()[i]); path != nil && v != "" {
			set(part, path, v)
		}
	}
	return part
}

// set puts a value into a part of a release. A list of words has a cell for each, or all in one, with semicolons.
func set(o *object, path []string, v string) {
	if len(path) == 1 {
		switch name := path[0]; {
		case name == "tag" || name == "roles":
			for _, word := range strings.Split(v, ";") {
				o.fields.set(name, append(elements(o.fields.get(name)), word))
			}
		case o.fields.get(name) == nil:
			o.fields.set(name, v)
		}
		return
	}
	if strings.Trim(path[1], "0123456789") != "" {
		inner, ok := o.fields.get(path[0]).(*object)
		if !ok {
			inner = newObject()
			o.fields.set(path[0], inner)
		}
		set(inner, path[1:], v)
		return
	}
	of, ok := o.fields.get(path[0]).(*list)
	if !ok {
		of = &list{rows: map[string]int{}}
		o.fields.set(path[0], of)
	}
	at, known := of.rows[path[1]]
	if !known {
		at = len(of.items)
		of.rows[path[1]] = at
		of.items = append(of.items, newObject())
	}
	set(of.items[at].(*object), path[2:], v)
}
