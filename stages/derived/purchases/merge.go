package purchases

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Two accounts of one award, such as a lot in CSV and in OCDS, become one: the first in order of origins stays, the other
// fills what it leaves open, and where both speak and differ, the other account goes to conflicts.

// difference is one column of which two accounts say different things.
type difference struct {
	column      string
	kept, other any
}

// awardsOf joins the accounts of each award into a deal. One id is one award. So is one lot code that different documents
// give in one process, for a process with a lot code is one buyer, code and text; but a document does not list an award
// twice, so that two rows of one document stay two awards.
func awardsOf(in, out *table.Set) []*deal {
	type other struct {
		differ  []difference
		origins []source.Origin
	}
	others := map[*deal][]other{}
	find := map[string]*deal{}
	rows := slices.Collect(record.Awards.In(in))
	slices.SortStableFunc(rows, func(a, b record.Award) int { return compareOrigins(a.Origins, b.Origins) })
	var deals []*deal
	name := func(d *deal, names ...string) {
		for _, n := range names {
			if n != "" && !slices.Contains(d.names, n) {
				d.names = append(d.names, n)
			}
		}
	}
	join := func(d *deal, a record.Award) {
		name(d, a.Award)
		others[d] = append(others[d], other{mergeAward(d.award, a), a.Origins})
		d.award.Origins = source.Unite(d.award.Origins, a.Origins)
	}
	for _, a := range rows {
		if d := find[a.Purchase]; d != nil {
			join(d, a)
			continue
		}
		d := &deal{award: &a}
		name(d, a.Award)
		find[a.Purchase] = d
		deals = append(deals, d)
	}
	for _, exact := range []bool{true, false} { // those of one amount first
		var kept []*deal
		for _, d := range deals {
			i := slices.IndexFunc(kept, func(k *deal) bool { return sameAward(k.award, d.award, exact) })
			if i < 0 {
				kept = append(kept, d)
				continue
			}
			join(kept[i], *d.award)
			name(kept[i], d.names...)
			others[kept[i]] = append(others[kept[i]], others[d]...)
		}
		deals = kept
	}
	ofLot := map[string]int{}
	for _, d := range deals {
		ofLot[d.award.Lot]++
	}
	for _, d := range deals {
		// The id of a lot's only award is the same whatever the documents that tell of it.
		d.id = source.ID("purchase", d.award.Purchase)
		if d.award.Lot != "" && ofLot[d.award.Lot] == 1 {
			d.id = source.ID("purchase", d.award.Process, d.award.Lot)
		}
		for _, o := range others[d] {
			putConflict(out, Table.Name, d.id, o.differ, o.origins)
		}
	}
	slices.SortFunc(deals, func(a, b *deal) int { return strings.Compare(a.id, b.id) })
	return deals
}

// sameAward says that b, from other documents than a, is another account of it.
func sameAward(a, b *record.Award, exact bool) bool {
	if a.Lot == "" || a.Lot != b.Lot || shareDocument(a.Origins, b.Origins) {
		return false
	}
	return !exact || a.Amount != nil && b.Amount != nil && *a.Amount == *b.Amount
}

func shareDocument(a, b []source.Origin) bool {
	return slices.ContainsFunc(a, func(x source.Origin) bool {
		return slices.ContainsFunc(b, func(y source.Origin) bool { return x.Digest == y.Digest && x.Member == y.Member })
	})
}

func contractsOf(in, out *table.Set) []record.Contract {
	return merge(record.Contracts.In(in),
		func(c *record.Contract) (string, *[]source.Origin) { return c.ID, &c.Origins },
		func(a *record.Contract, b record.Contract) {
			putConflict(out, record.Contracts.Name, a.ID, mergeContract(a, b), b.Origins)
		})
}

func itemsOf(in *table.Set) []record.Item {
	return merge(record.Items.In(in),
		func(i *record.Item) (string, *[]source.Origin) { return i.ID, &i.Origins },
		func(*record.Item, record.Item) {})
}

// merge makes one of the rows that share an id, in the order of their origins, and gives them back in the order of their ids.
func merge[R any](rows iter.Seq[R], entity func(*R) (id string, origins *[]source.Origin), join func(kept *R, other R)) []R {
	all := slices.Collect(rows)
	slices.SortStableFunc(all, func(a, b R) int {
		_, x := entity(&a)
		_, y := entity(&b)
		return compareOrigins(*x, *y)
	})
	var merged []R
	at := map[string]int{}
	for _, r := range all {
		id, origins := entity(&r)
		i, seen := at[id]
		if !seen {
			at[id] = len(merged)
			merged = append(merged, r)
			continue
		}
		join(&merged[i], r)
		_, kept := entity(&merged[i])
		*kept = source.Unite(*kept, *origins)
	}
	slices.SortFunc(merged, func(a, b R) int {
		x, _ := entity(&a)
		y, _ := entity(&b)
		return strings.Compare(x, y)
	})
	return merged
}

func mergeAward(a *record.Award, b record.Award) []difference {
	var d []difference
	mergeRef(&d, "buyer", &a.Buyer, b.Buyer)
	mergeRefs(&d, "suppliers", &a.Suppliers, b.Suppliers)
	mergeText(&d, "title", &a.Title, b.Title)
	mergeText(&d, "text", &a.Text, b.Text)
	mergeText(&d, "status", &a.Status, b.Status)
	fill(&a.Lot, b.Lot)
	fill(&a.Award, b.Award)
	fill(&a.Method, b.Method)
	mergeValue(&d, "date", &a.Date, b.Date)
	mergeValue(&d, "from", &a.From, b.From)
	mergeValue(&d, "to", &a.To, b.To)
	mergeMoney(&d, &a.Amount, &a.Paid, &a.Currency, &a.Basis, b.Amount, b.Paid, b.Currency, b.Basis)
	if a.VAT == "" || a.VAT == "unknown" {
		a.VAT = b.VAT
	}
	return d
}

func mergeContract(a *record.Contract, b record.Contract) []difference {
	var d []difference
	mergeRef(&d, "buyer", &a.Buyer, b.Buyer)
	mergeRefs(&d, "suppliers", &a.Sellers, b.Sellers)
	mergeText(&d, "title", &a.Title, b.Title)
	mergeText(&d, "text", &a.Text, b.Text)
	mergeText(&d, "status", &a.Status, b.Status)
	mergeText(&d, "award", &a.Award, b.Award)
	fill(&a.Contract, b.Contract)
	mergeValue(&d, "signed", &a.Signed, b.Signed)
	mergeValue(&d, "from", &a.From, b.From)
	mergeValue(&d, "to", &a.To, b.To)
	mergeMoney(&d, &a.Amount, &a.Paid, &a.Currency, &a.Basis, b.Amount, b.Paid, b.Currency, b.Basis)
	return d
}

// mergeMoney never puts an amount beside the currency of another account: where the currencies differ, the other's money
// goes to conflicts whole.
func mergeMoney(d *[]difference, amount, paid **table.Decimal, currency, basis *string, amount2, paid2 *table.Decimal, currency2, basis2 string) {
	none := *amount == nil && *paid == nil
	switch {
	case amount2 == nil && paid2 == nil:
		return
	case none || *currency == "":
		*currency, *basis = currency2, basis2
	case currency2 != "" && *currency != currency2:
		*d = append(*d, difference{"currency", *currency, currency2}, difference{"amount", *amount, amount2}, difference{"paid", *paid, paid2})
		return
	case basis2 == "stated":
		*basis = basis2
	}
	mergeValue(d, "amount", amount, amount2)
	mergeValue(d, "paid", paid, paid2)
}

func mergeValue[V table.Date | table.Decimal](d *[]difference, column string, a **V, b *V) {
	switch {
	case b == nil:
	case *a == nil:
		*a = b
	case **a != *b:
		*d = append(*d, difference{column, *a, b})
	}
}

func mergeText(d *[]difference, column string, a *string, b string) {
	switch {
	case b == "":
	case *a == "":
		*a = b
	case record.TextKey(*a) != record.TextKey(b):
		*d = append(*d, difference{column, *a, b})
	}
}

// mergeRef holds two references for one where they name the same organisation, however they spell it.
func mergeRef(d *[]difference, column string, a *record.Ref, b record.Ref) {
	x, y := OrgOf(*a), OrgOf(b)
	switch {
	case empty(y):
	case empty(x):
		*a = b
	case !alike(x, y):
		*d = append(*d, difference{column, x, y})
	}
}

func mergeRefs(d *[]difference, column string, a *[]record.Ref, b []record.Ref) {
	x, y := orgs(*a), orgs(b)
	switch {
	case len(y) == 0:
	case len(x) == 0:
		*a = b
	case !covers(x, y) || !covers(y, x):
		*d = append(*d, difference{column, x, y})
	}
}

func orgs(refs []record.Ref) (all []Org) {
	for _, r := range refs {
		if o := OrgOf(r); !empty(o) {
			all = append(all, o)
		}
	}
	return all
}

func empty(o Org) bool { return o.Name == "" && o.Identifier == "" }

func covers(a, b []Org) bool {
	return !slices.ContainsFunc(b, func(o Org) bool { return !slices.ContainsFunc(a, func(p Org) bool { return alike(o, p) }) })
}

// alike says that two accounts of one award name one party: by its identifier or, where one of them gives none, by its name.
func alike(a, b Org) bool {
	if a.ID != "" && a.ID == b.ID {
		return true
	}
	if a.Name == record.Person || b.Name == record.Person {
		return a.Name == b.Name
	}
	name := orgname.Normal(a.Name)
	return name != "" && name == orgname.Normal(b.Name) && (a.Identifier == "" || b.Identifier == "")
}

// putConflict writes what two accounts of an entity differ in.
func putConflict(out *table.Set, name, id string, differ []difference, origins []source.Origin) {
	if len(differ) == 0 {
		return
	}
	c := table.Conflict{Table: name, Entity: id, Origins: origins}
	kept, other := map[string]any{}, map[string]any{}
	for _, d := range differ {
		c.Columns = append(c.Columns, d.column)
		kept[d.column], other[d.column] = d.kept, d.other
	}
	slices.Sort(c.Columns)
	c.Kept, c.Other = text(kept), text(other)
	table.Conflicts.Add(out, c)
}

func text(m map[string]any) string {
	b, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return string(b)
}
