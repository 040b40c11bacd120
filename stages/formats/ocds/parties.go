package ocds

import (
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// refs are the organisations of a list, each once; people are not told apart and stay as many as they are.
func (w *writer) refs(list []*object) []record.Ref {
	var all []record.Ref
	var index map[record.Ref]bool // nil where they are few
	if len(list) > few {
		index = map[record.Ref]bool{}
	}
	for _, o := range list {
		ref := w.parties.ref(o)
		seen := index[ref] || index == nil && slices.Contains(all, ref)
		if ref.Name == "" && ref.Identifier == "" || seen && !isNatural(ref) {
			continue
		}
		if index != nil {
			index[ref] = true
		}
		all = append(all, ref)
	}
	return all
}

// usualPlaces is in how many places of a process one organisation mostly stands in one role.
const usualPlaces = 4

// partyRow is an organisation in one role of a process. Most documents tell of it more than once.
type partyRow struct {
	role string
	ref  record.Ref
}

func (w *writer) partyRows(tender *object, buyer record.Ref, buyerFrom *object) {
	m := w.memo
	if m == nil {
		m = new(memo)
	}
	rows, places := m.parties[:0], m.places[:0] // and where they stand
	defer func() {
		if clear(rows); cap(rows) <= maxParties {
			m.parties = rows
		}
		if clear(places); cap(places) <= maxParties {
			m.places = places
		}
	}()
	var index map[partyRow]int // of them; nil while they are few
	find := func(row partyRow) int {
		if index == nil {
			return slices.Index(rows, row)
		}
		if i, told := index[row]; told {
			return i
		}
		return -1
	}
	counted := map[string]bool{}
	put := func(role string, ref record.Ref, from []source.Origin, who string) {
		if ref.Name == "" && ref.Identifier == "" {
			return
		}
		if len(from) == 0 {
			from = w.origins
		}
		row := partyRow{role, ref}
		switch i := find(row); {
		case i >= 0:
			places[i] = append(places[i], from...)
		default:
			rows = append(rows, row)
			places = append(places, append(m.trees().origins.take(usualPlaces)[:0], from...))
			switch n := len(rows); {
			case index != nil:
				index[row] = n - 1
			case n > few:
				index = make(map[partyRow]int, 2*n)
				for i, row := range rows {
					index[row] = i
				}
			}
		}
		if isNatural(ref) && !counted[who] {
			counted[who] = true
			table.PutPerson(w.out, name, unit, from[0])
		}
	}
	each := func(role string, list []*object) {
		for _, o := range list {
			who := o.text("id")
			if who == "" {
				who = fmt.Sprint(o.from)
			}
			put(role, w.parties.ref(o), o.from, who)
		}
	}
	if buyerFrom != nil {
		put("buyer", buyer, buyerFrom.from, buyerFrom.text("id"))
	}
	each("procuringEntity", tender.objects("procuringEntity"))
	each("tenderer", tender.objects("tenderers"))
	for _, list := range []string{"awards", "contracts"} {
		for _, o := range w.state.objects(list) {
			each("supplier", o.objects("suppliers"))
		}
	}
	for _, o := range w.state.objects("parties") {
		for _, role := range texts(o.get("roles")) {
			each(role, []*object{o})
		}
	}
	for i, row := range rows {
		record.AddParty(w.out, row.role, row.ref, w.id, places[i]...)
	}
}
