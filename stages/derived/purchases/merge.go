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

// Two accounts of one award, such as a lot in CSV and in OCDS, become one: the first in order of ids stays, so that it does not
// matter in what file or archive it came; the other fills what it leaves open, and where both speak and differ, the other account
// goes to conflicts.

// difference is one column of which two accounts say different things.
type difference struct {
	column      string
	kept, other any
}

// awardsOf joins the accounts of each award into a deal. One id is one award. So is one lot code that different documents
// give with one amount, and no different days, suppliers or buyers, or with one text; and so is a lot without a code of which they
// give one buyer, text and amount and no different days or suppliers. Two rows of one document stay two awards, unless they say to the
// letter the same of one lot code (typedTwice).
func awardsOf(in, out *table.Set) []*deal {
	type other struct {
		differ  []difference
		origins []source.Origin
	}
	others := map[*deal][]other{}
	accounts := map[*deal][]record.Award{}
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
	join := func(d *deal, a record.Award) []difference {
		name(d, a.Award)
		differ := mergeAward(d.award, a)
		d.award.Origins = source.Unite(d.award.Origins, a.Origins)
		return differ
	}
	for _, a := range rows {
		if d := find[a.Purchase]; d != nil {
			join(d, a)
			accounts[d] = append(accounts[d], a)
			continue
		}
		d := &deal{award: &a}
		name(d, a.Award)
		accounts[d] = []record.Award{a}
		find[a.Purchase] = d
		deals = append(deals, d)
	}
	for n, same := range []func(a, b *record.Award) bool{typedTwice, alikeToTheLetter, alikeInAll, alikeInAmount, alikeInCode} { // the surest first
		var kept []*deal
		for _, d := range deals {
			i := slices.IndexFunc(kept, func(k *deal) bool {
				return shareDocument(k.award.Origins, d.award.Origins) == (n == 0) && same(k.award, d.award)
			})
			if i < 0 {
				kept = append(kept, d)
				continue
			}
			join(kept[i], *d.award)
			name(kept[i], d.names...)
			accounts[kept[i]] = append(accounts[kept[i]], accounts[d]...)
		}
		deals = kept
	}
	// Which accounts are of one award is known; now the first in order of ids is kept.
	for _, d := range deals {
		all := accounts[d]
		slices.SortStableFunc(all, func(a, b record.Award) int { return strings.Compare(a.ID, b.ID) })
		d.award = &all[0]
		for _, a := range all[1:] {
			others[d] = append(others[d], other{join(d, a), a.Origins})
		}
	}
	awards := map[string]int{} // of each lot
	for _, d := range deals {
		awards[d.award.Lot]++
	}
	for _, d := range deals {
		// The id of a lot's only award is the same whatever the documents that tell of it.
		d.id = source.ID("purchase", d.award.Purchase)
		switch {
		case record.CIG(d.award.Lot) != "" && awards[d.award.Lot] == 1:
			d.id = source.ID("purchase", d.award.Process, d.award.Lot)
		case len(deals) == 1 && hasNoCode(d.award):
			d.id = source.ID("purchase", d.award.Process)
		}
		for _, o := range others[d] {
			putConflict(out, Table.Name, d.id, o.differ, o.origins)
		}
	}
	slices.SortFunc(deals, func(a, b *deal) int { return strings.Compare(a.id, b.id) })
	return deals
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
	mergeStatus(&d, &a.Status, b.Status)
	fill(&a.Lot, b.Lot)
	fill(&a.Award, b.Award)
	fill(&a.Method, b.Method)
	mergeValue(&d, "date", &a.Date, b.Date)
	mergeValue(&d, "from", &a.From, b.From)
	mergeValue(&d, "to", &a.To, b.To)
	mergeMoney(&d, &a.Amount, &a.Paid, &a.Currency, &a.Basis, b.Amount, b.Paid, b.Currency, b.Basis)
	if a.VAT == "" || a.VAT == "unknown" {
		a.VAT, a.VATBasis = b.VAT, b.VATBasis
	}
	fill(&a.Kind, b.Kind)
	fill(&a.Options, b.Options)
	fill(&a.Period, b.Period)
	mergeValue(&d, "until", &a.Until, b.Until)
	if a.Ceiling == nil && (a.Currency == "" || a.Currency == b.Currency) {
		a.Ceiling = b.Ceiling
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
	fill(&a.Award, b.Award) // what documents call an award is theirs
	fill(&a.Contract, b.Contract)
	mergeValue(&d, "signed", &a.Signed, b.Signed)
	mergeValue(&d, "from", &a.From, b.From)
	mergeValue(&d, "to", &a.To, b.To)
	mergeMoney(&d, &a.Amount, &a.Paid, &a.Currency, &a.Basis, b.Amount, b.Paid, b.Currency, b.Basis)
	return d
}

// mergeMoney never puts an amount beside the currency of another one: where the currencies differ, or only the other account gives
// one and its amounts differ, the other's money goes to conflicts whole.
func mergeMoney(d *[]difference, amount, paid **table.Decimal, currency, basis *string, amount2, paid2 *table.Decimal, currency2, basis2 string) {
	none := *amount == nil && *paid == nil
	switch {
	case amount2 == nil && paid2 == nil:
		return
	case none || *currency == "" && meet(*amount, amount2) && meet(*paid, paid2):
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

// mergeText holds two texts for one where they differ in masks alone, or one of them is cut off. The one with more masks stays,
// for a name may be known from one document and stand in the other; else the one that is not cut off.
func mergeText(d *[]difference, column string, a *string, b string) {
	switch {
	case b == "":
	case *a == "":
		*a = b
	case record.SameText(*a, b):
		more := record.Masks(b) - record.Masks(*a)
		if more > 0 || more == 0 && len(record.TextKey(b)) > len(record.TextKey(*a)) {
			*a = b
		}
	default:
		*d = append(*d, difference{column, *a, b})
	}
}

// mergeStatus compares what two words mean: documents of one award may be in different shapes.
func mergeStatus(d *[]difference, a *string, b string) {
	if meaning := awardWords[*a]; meaning == "" || meaning != awardWords[b] {
		mergeText(d, "status", a, b)
	}
}

// mergeRef holds two references for one where they name the same organisation, however they spell it.
func mergeRef(d *[]difference, column string, a *record.Ref, b record.Ref) {
	if *a == b {
		return
	}
	x, y := byItself(*a), byItself(b)
	switch {
	case empty(y):
	case empty(x):
		*a = b
	case !alike(x, y):
		*d = append(*d, difference{column, x, y})
	}
}

func mergeRefs(d *[]difference, column string, a *[]record.Ref, b []record.Ref) {
	if slices.Equal(*a, b) {
		return
	}
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
		if o := byItself(r); !empty(o) {
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
