package main

import (
	"fmt"
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
	fits := map[string]row{}
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
			if _, known := fits[r.id]; !known {
				fits[r.id] = r
			}
		}
	}
	if len(fits) == 1 {
		for _, r := range fits {
			return r, nil
		}
	}
	f := usage("explain: no row has the id \"%s\".", safe(id))
	f.next = "take an id from the answer of run, or from the column id of any table"
	if len(fits) > 1 {
		f = usage("explain: \"%s\" begins several ids.", safe(id))
		f.next = "write more of it: " + strings.Join(slices.Sorted(maps.Keys(fits))[:min(len(fits), 4)], ", ")
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

// chain is a row and all that it rests on, as far as it was followed.
type chain struct {
	*data
	start     row
	rows      []row
	wanted    map[string]map[string]bool // ids by table
	listed    map[string]bool            // origins of lines of the lists, in their notation
	about     map[place]bool             // where the rows so far were read
	states    map[[3]string]bool         // account, function and state of a device
	processes map[string]bool            // whose awards, contracts and lines belong to the chain
}

// chain gathers a row and all that it rests on: purchase, deployment, matches, records, lines of the lists.
func (d *data) chain(start row) ([]row, error) {
	c := &chain{data: d, start: start, rows: []row{start}, wanted: map[string]map[string]bool{}, listed: map[string]bool{}, about: map[place]bool{},
		states: map[[3]string]bool{}, processes: map[string]bool{}}
	c.follow(start)
	for _, gather := range []func() error{c.body, c.linked, c.entries, c.records, c.functions, c.lines} {
		if err := gather(); err != nil {
			return nil, err
		}
	}
	return c.rows, nil
}

func (c *chain) want(table string, ids ...string) {
	if c.wanted[table] == nil {
		c.wanted[table] = map[string]bool{}
	}
	for _, id := range ids {
		if id != "" {
			c.wanted[table][id] = true
		}
	}
}

// follow notes what a row leads to.
func (c *chain) follow(r row) {
	for _, o := range r.origins {
		c.about[placeOf(o)] = true
	}
	c.want("purchases", r.get("purchase"), r.get("deal"))
	c.want("exposures", r.get("exposure"))
	c.want("matches", r.get("match"))
	c.want("deployments", r.get("deployment"))
	c.want("matches", r.all("matches")...)
	c.want("claims", r.all("claims")...)
	c.want("sites", r.all("sites")...)
	c.want("decisions", r.get("decision"))
	switch r.table {
	case "matches":
		c.want(map[string]string{"purchase": "purchases", "process": "processes", "device": "devices", "claim": "claims"}[r.get("subject_kind")], r.get("subject"))
		for _, o := range r.all("list_origins") {
			c.listed[o] = true
		}
	case "purchases":
		c.processes[r.get("process")] = true
	case "claims", "sites":
		c.want("texts", r.get("text"))
	case "capabilities":
		c.want("devices", r.all("accounts")...)
		c.want("products", r.all("entries")...)
		for _, a := range append(r.all("accounts"), r.all("entries")...) {
			c.states[[3]string{a, r.get("function"), r.get("state")}] = true
		}
	case "things":
		c.want("devices", r.get("account"), r.get("holder_account"), r.get("device.recorder"))
	}
	for _, l := range r.lists["listings"] {
		c.want("measures", l.get("measure"))
	}
}

// keep follows the found rows that are taken, but for the start.
func (c *chain) keep(found []row, err error, take func(row) bool) error {
	found = slices.DeleteFunc(found, func(r row) bool { return r.id == c.start.id || !take(r) })
	for _, r := range found {
		c.follow(r)
	}
	c.rows = append(c.rows, found...)
	return err
}

// add takes rows of a table of which one of the columns has one of the values.
func (c *chain) add(table string, values map[string]bool, columns []string, take func(row) bool) error {
	if len(values) == 0 {
		return nil
	}
	found, err := c.having(table, values, columns...)
	return c.keep(found, err, take)
}

func only(value string) map[string]bool { return map[string]bool{value: true} }

// body adds what the devices of an exposure's body can do, and who the body is.
func (c *chain) body() error {
	switch c.start.table {
	case "exposures":
		body := only(c.start.get("body.id"))
		if len(c.start.all("functions")) > 0 {
			err := c.add("capabilities", body, []string{"body"}, func(r row) bool {
				return r.get("vendor") == c.start.get("vendor") && r.get("state") != "absent" && r.get("basis") != "catalogue"
			})
			if err != nil {
				return err
			}
		}
		found, err := c.having("organisations", body, "id") // how surely it is that body; not all the records that name it
		for _, r := range found {
			r.origins = nil
			c.rows = append(c.rows, r)
		}
		return err
	case "organisations":
		return c.organisation()
	}
	return nil
}

// An organisation may be named in thousands of records, in many ways: so many ways, and of each so many records, are on its page.
const (
	waysShown    = 10
	recordsShown = 3
)

// organisation adds the exposures of the organisation, those of what it sold, and why its parties are one.
func (c *chain) organisation() error {
	of, sold := 0, 0
	found, err := c.data.rows("exposures", func(r row) bool {
		if r.get("body.id") == c.start.id {
			of++
			return true
		}
		if slices.ContainsFunc(r.lists["suppliers"], func(s row) bool { return s.get("id") == c.start.id }) {
			sold++
			return true
		}
		return false
	})
	if err := c.keep(found, err, func(row) bool { return true }); err != nil {
		return err
	}
	ways, err := c.having("organisation_edges", only(c.start.id), "organisation")
	if err != nil {
		return err
	}
	told := []cell{{"exposures", fmt.Sprintf("%d of this organisation, %d in which it is named as supplier", of, sold)}}
	if more := len(ways) - waysShown; more > 0 {
		told = append(told, cell{"named", fmt.Sprintf("in %d ways; %d of them follow, all stand in organisation_edges", len(ways), waysShown)})
		ways = ways[:waysShown]
	}
	c.rows[0].cells = append(c.rows[0].cells, told...)
	for i, r := range ways {
		if all := len(r.origins); all > recordsShown {
			ways[i].origins = r.origins[:recordsShown]
			ways[i].cells = append(r.cells, cell{"read", fmt.Sprintf("at %d places; %d of them are shown, all stand in organisation_edges", all, recordsShown)})
		}
	}
	return c.keep(ways, nil, func(row) bool { return true })
}

// linked adds the rows that others name by their ids.
func (c *chain) linked() error {
	for _, table := range []string{"exposures", "deployments", "purchases", "matches", "purchases", "processes", "devices", "products", "claims", "sites", "texts", "decisions", "measures"} {
		ids := c.wanted[table]
		if table == "devices" { // whose they are, another account may say
			if err := c.add("things", ids, []string{"account"}, func(r row) bool { return r.get("holder_account") != "" }); err != nil {
				return err
			}
		}
		delete(c.wanted, table)
		columns := []string{"id"}
		if table == "purchases" {
			columns = append(columns, "deal")
		}
		if err := c.add(table, ids, columns, func(r row) bool {
			return !slices.ContainsFunc(c.rows, func(o row) bool { return o.id == r.id && o.table == table })
		}); err != nil {
			return err
		}
	}
	return nil
}

// entries adds the entries of public lists that the days of the listings were read from, or that give others.
func (c *chain) entries() error {
	named := map[string]bool{}
	for _, l := range c.start.lists["listings"] {
		named[l.get("measure")] = true
	}
	if len(named) == 0 {
		return nil
	}
	return c.add("vendor_listings", only(c.start.get("vendor")), []string{"vendor"}, func(r row) bool {
		return r.get("relation") == "same entity" && r.get("agreement") != "again" && (named[r.get("measure")] || named[r.get("list")])
	})
}

// records adds the awards, contracts and lines of the processes that stand where the rows so far were read.
func (c *chain) records() error {
	for _, table := range []string{"awards", "contracts", "items"} {
		if err := c.add(table, c.processes, []string{"process"}, func(r row) bool {
			return slices.ContainsFunc(r.origins, func(o source.Origin) bool { return c.about[placeOf(o)] })
		}); err != nil {
			return err
		}
	}
	return nil
}

// functions adds what the devices say of the functions in question.
func (c *chain) functions() error {
	devices := map[string]bool{}
	for s := range c.states {
		devices[s[0]] = true
	}
	return c.add("functions", devices, []string{"device"}, func(r row) bool { return c.states[[3]string{r.get("device"), r.get("function"), r.get("state")}] })
}

// lines adds the lines of the program's lists that matches rest on.
func (c *chain) lines() error {
	if len(c.listed) == 0 {
		return nil
	}
	for _, table := range []string{"vendor_names", "brands", "models"} {
		found, err := c.data.rows(table, func(r row) bool {
			return slices.ContainsFunc(r.origins, func(o source.Origin) bool { return c.listed[o.String()] })
		})
		if err := c.keep(found, err, func(row) bool { return true }); err != nil {
			return err
		}
	}
	return nil
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
