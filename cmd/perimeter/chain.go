package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// place is where a record stands in a file; the fragments of its parts share it.
type place struct {
	digest, member string
	offset, length int64
}

func placeOf(o source.Origin) place { return place{o.Digest, o.Member, o.Offset, o.Length} }

// find is the row whose id is, or begins with, the given one. Of tables that share an id, the first in the contents page
// counts.
func (d *data) find(id string) (row, error) {
	exact := map[string]row{}
	for _, t := range d.tables {
		about := t.Describe()
		if !slices.ContainsFunc(about.Columns, func(c table.Column) bool { return c.Name == "id" }) {
			continue
		}
		begun := 0
		rows, err := d.taking(about.Name, func(value string) bool {
			if value != "" && strings.HasPrefix(value, id) {
				begun++
				return value == id || begun <= 20
			}
			return false
		}, "id")
		if err != nil {
			return row{}, err
		}
		for _, r := range rows {
			if r.id == id {
				return r, nil
			}
			if _, known := exact[r.id]; !known {
				exact[r.id] = r
			}
		}
	}
	if len(exact) == 1 {
		for _, r := range exact {
			return r, nil
		}
	}
	f := usage("explain: no row has the id %q.", safe(id))
	f.next = "take an id from the answer of run, or from the column id of any table"
	if len(exact) > 1 {
		f = usage("explain: %q begins several ids.", safe(id))
		f.next = "write more of it: " + strings.Join(slices.Sorted(maps.Keys(exact))[:min(len(exact), 4)], ", ")
	}
	f.kept = ""
	return row{}, f
}

// first is the first exposure.
func (d *data) first() (r row, err error) {
	err = d.each("exposures", func(e row) error {
		r = e
		return errEnough
	})
	if err == nil && r.id == "" {
		f := usage("explain --first: the dataset has no exposure.")
		f.kept = ""
		return r, f
	}
	return r, err
}

// chain is a row and all that it rests on: purchase, deployment, matches, records, lines of the lists.
func (d *data) chain(start row) ([]row, error) {
	wanted := map[string]map[string]bool{}
	want := func(table string, ids ...string) {
		if wanted[table] == nil {
			wanted[table] = map[string]bool{}
		}
		for _, id := range ids {
			if id != "" {
				wanted[table][id] = true
			}
		}
	}
	listed := map[string]bool{}    // origins of lines of the lists, in their notation
	about := map[place]bool{}      // where the rows so far were read
	states := map[[3]string]bool{} // account, function and state of a device
	processes := map[string]bool{} // whose awards, contracts and lines belong to the chain
	follow := func(r row) {
		for _, o := range r.origins {
			about[placeOf(o)] = true
		}
		want("purchases", r.get("purchase"), r.get("deal"))
		want("exposures", r.get("exposure"))
		want("matches", r.get("match"))
		want("deployments", r.get("deployment"))
		want("matches", r.all("matches")...)
		want("claims", r.all("claims")...)
		want("sites", r.all("sites")...)
		want("decisions", r.get("decision"))
		switch r.table {
		case "matches":
			want(map[string]string{"purchase": "purchases", "process": "processes", "device": "devices", "claim": "claims"}[r.get("subject_kind")], r.get("subject"))
			for _, o := range r.all("list_origins") {
				listed[o] = true
			}
		case "purchases":
			processes[r.get("process")] = true
		case "claims", "sites":
			want("texts", r.get("text"))
		case "capabilities":
			want("devices", r.all("accounts")...)
			want("products", r.all("entries")...)
			for _, a := range append(r.all("accounts"), r.all("entries")...) {
				states[[3]string{a, r.get("function"), r.get("state")}] = true
			}
		case "things":
			want("devices", r.get("account"), r.get("holder_account"), r.get("device.recorder"))
		}
		for _, l := range r.lists["listings"] {
			want("measures", l.get("measure"))
		}
	}
	follow(start)
	named := map[string]bool{} // measures and lists that name the vendor
	for _, l := range start.lists["listings"] {
		named[l.get("measure")] = true
	}
	rows := []row{start}
	keep := func(found []row, err error, take func(row) bool) error {
		found = slices.DeleteFunc(found, func(r row) bool { return r.id == start.id || !take(r) })
		for _, r := range found {
			follow(r)
		}
		rows = append(rows, found...)
		return err
	}
	// add takes rows of a table of which one of the columns has one of the values.
	add := func(table string, values map[string]bool, columns []string, take func(row) bool) error {
		found, err := d.having(table, values, columns...)
		return keep(found, err, take)
	}
	only := func(value string) map[string]bool { return map[string]bool{value: true} }
	if start.table == "exposures" && len(start.all("functions")) > 0 {
		err := add("capabilities", only(start.get("body.id")), []string{"body"}, func(r row) bool {
			return r.get("body") == start.get("body.id") && r.get("vendor") == start.get("vendor") && r.get("state") != "absent" && r.get("basis") != "catalogue"
		})
		if err != nil {
			return nil, err
		}
	}
	switch start.table {
	case "exposures": // who the body is, and how surely; not all the records that name it
		found, err := d.having("organisations", only(start.get("body.id")), "id")
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			r.origins = nil
			rows = append(rows, r)
		}
	case "organisations": // why its parties are one
		err := add("organisation_edges", only(start.id), []string{"organisation"}, func(row) bool { return true })
		if err != nil {
			return nil, err
		}
	}
	for _, table := range []string{"exposures", "deployments", "purchases", "matches", "purchases", "processes", "devices", "products", "claims", "sites", "texts", "decisions", "measures"} {
		ids := wanted[table]
		if table == "devices" { // whose they are, another account may say
			if err := add("things", ids, []string{"account"}, func(r row) bool { return r.get("holder_account") != "" }); err != nil {
				return nil, err
			}
		}
		delete(wanted, table)
		if len(ids) == 0 {
			continue
		}
		columns := []string{"id"}
		if table == "purchases" {
			columns = append(columns, "deal")
		}
		if err := add(table, ids, columns, func(r row) bool {
			return !slices.ContainsFunc(rows, func(o row) bool { return o.id == r.id && o.table == table })
		}); err != nil {
			return nil, err
		}
	}
	if len(named) > 0 { // the entries of public lists that these days were read from, or that give others
		err := add("vendor_listings", only(start.get("vendor")), []string{"vendor"}, func(r row) bool {
			return r.get("relation") == "same entity" && r.get("agreement") != "again" &&
				(named[r.get("measure")] || named[r.get("list")])
		})
		if err != nil {
			return nil, err
		}
	}
	if len(processes) > 0 {
		for _, table := range []string{"awards", "contracts", "items"} {
			err := add(table, processes, []string{"process"}, func(r row) bool {
				return slices.ContainsFunc(r.origins, func(o source.Origin) bool { return about[placeOf(o)] })
			})
			if err != nil {
				return nil, err
			}
		}
	}
	if len(states) > 0 {
		devices := map[string]bool{}
		for s := range states {
			devices[s[0]] = true
		}
		err := add("functions", devices, []string{"device"}, func(r row) bool { return states[[3]string{r.get("device"), r.get("function"), r.get("state")}] })
		if err != nil {
			return nil, err
		}
	}
	if len(listed) > 0 {
		for _, table := range []string{"vendor_names", "brands", "models"} {
			found, err := d.rows(table, func(r row) bool {
				return slices.ContainsFunc(r.origins, func(o source.Origin) bool { return listed[o.String()] })
			})
			if err = keep(found, err, func(row) bool { return true }); err != nil {
				return nil, err
			}
		}
	}
	return rows, nil
}

// places are where the rows were read, each record once, with what the fragments of its parts have in common.
func places(rows []row) []source.Origin {
	common := map[place]string{}
	var order []source.Origin
	for _, r := range rows {
		for _, o := range r.origins {
			p := placeOf(o)
			known, ok := common[p]
			if !ok {
				order = append(order, o)
				known = o.Fragment
			}
			common[p] = shared(known, o.Fragment)
		}
	}
	for i := range order {
		order[i].Fragment = common[placeOf(order[i])]
	}
	return order
}

// shared is the longest pointer that both begin with.
func shared(a, b string) string {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return strings.Join(x[:n], "/")
}
