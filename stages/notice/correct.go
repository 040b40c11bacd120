package notice

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// correct replaces what a corrigendum says is to be read otherwise.
func (s *settler) correct(n *Notice) {
	e := s.changed(n.Targets)
	if e == nil {
		s.unseen(n, "corrects")
		e = s.add(n)
		if len(n.Targets) > 0 {
			e.unseen = n.Targets[0]
			n.ID = n.Targets[0]
		}
		return
	}
	e = e.root()
	e.origins = append(e.origins, n.Origin)
	for _, a := range e.newest.accounts {
		title, text := a.Title, a.Text
		for _, f := range n.Fixes {
			switch {
			case a.fix(f, n.Origin):
			case f.Of == OfAward:
				s.defect(n.Origin, "correction", "unread_correction", "a corrigendum changes what a notice says of an award, in words that fit no value or text of it",
					"the award as it was published", "read the corrigendum")
			case f.Of == OfObject:
				s.defect(n.Origin, "correction", "unread_correction", "a corrigendum changes what a notice says of its object, in words that fit no text, code or day of it",
					"the object as it was published", "read the corrigendum")
			}
		}
		a.replacedText(title, text, a.Origin)
	}
}

// fix applies a replacement, and says whether it changed anything.
func (a *account) fix(f Fix, origin source.Origin) (done bool) {
	if f.Lot == "" {
		title, text := a.Title, a.Text
		a.Title, a.Text = f.in(a.Title), f.in(a.Text)
		done = f.items(&a.Items, "", origin) || a.Title != title || a.Text != text
	} else { // a lot that nobody was awarded yet
		done = f.items(&a.Items, "lot "+f.Lot, origin)
	}
	valued, dated := a.only(f, f.valued), a.only(f, f.dated)
	for i := range a.awards {
		w := &a.awards[i]
		if f.Lot != "" && f.Lot != w.Lot {
			continue
		}
		was, before := w.Award, w.origins
		w.Title, w.Text = f.in(w.Title), f.in(w.Text)
		changed := w.Title != was.Title || w.Text != was.Text
		if f.Of == OfAward && f.New != "" {
			changed = f.names(&w.Award) || changed
		}
		if i == valued {
			now, _ := f.amount(*w.Amount, w.Currency)
			w.Amount, changed = &now, true
		}
		if i == dated {
			changed = f.day(&w.Award) || changed
		}
		if changed {
			w.origins = source.Unite(before, []source.Origin{origin})
			w.replace(w.Award, was, before)
			w.replaceNames(was, before)
		}
		done = f.items(&w.Items, "", origin) || changed || done
	}
	return done
}

// replaceNames notes what replace does not: contracts, and suppliers that are the same by another name.
func (a *award) replaceNames(was Award, origins []source.Origin) {
	r := replaced{kept: map[string]any{}, other: map[string]any{}, origins: origins}
	if !slices.EqualFunc(a.Contracts, was.Contracts, func(x, y Contract) bool {
		return x.Number == y.Number && x.Title == y.Title && (x.Signed == nil) == (y.Signed == nil) && (x.Signed == nil || *x.Signed == *y.Signed)
	}) {
		r.put("contracts", a.Contracts, was.Contracts)
	}
	if !slices.Equal(a.Suppliers, was.Suppliers) && sameSuppliers(a.Suppliers, was.Suppliers) {
		r.put("suppliers", a.Suppliers, was.Suppliers)
	}
	if len(r.other) > 0 {
		a.replaced = append(a.replaced, r)
	}
}

// only is the index of the only award that a replacement fits; -1 where it fits none, or several.
func (a *account) only(f Fix, fits func(w *Award) bool) int {
	found := -1
	for i := range a.awards {
		w := &a.awards[i].Award
		if f.Lot != "" && f.Lot != w.Lot || !fits(w) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// valued says that the replacement is about the value of an award.
func (f Fix) valued(w *Award) bool {
	if f.Of != OfAward || w.Amount == nil {
		return false
	}
	_, ok := f.amount(*w.Amount, w.Currency)
	return ok
}

// dated says that the replacement is about exactly one of the days of an award.
func (f Fix) dated(w *Award) bool { return len(f.days(w)) == 1 }

// day replaces the day that the replacement is about.
func (f Fix) day(w *Award) bool {
	w.Contracts = slices.Clone(w.Contracts) // what was stays as it was
	for _, d := range f.days(w) {
		*d = f.NewDay
	}
	return true
}

// days are the days of an award that the replacement may be about: of an award that of the decision or the signature, and the
// time that the contract runs; of the object the latter alone.
func (f Fix) days(w *Award) (fit []**table.Date) {
	if f.OldDay == nil || f.NewDay == nil {
		return nil
	}
	all := []**table.Date{&w.From, &w.To}
	if f.Of == OfAward {
		all = append(all, &w.Decided)
		for i := range w.Contracts {
			all = append(all, &w.Contracts[i].Signed)
		}
	}
	for _, d := range all {
		if f.Of != "" && *d != nil && **d == *f.OldDay {
			fit = append(fit, d)
		}
	}
	return fit
}

// names replaces the number of a contract or the name of a supplier, and says whether it did.
func (f Fix) names(w *Award) (done bool) {
	same := func(s string) bool { return s != "" && f.Old != "" && record.TextKey(s) == record.TextKey(f.Old) }
	w.Contracts, w.Suppliers = slices.Clone(w.Contracts), slices.Clone(w.Suppliers)
	for i := range w.Contracts {
		if c := &w.Contracts[i]; same(c.Number) {
			c.Number, done = f.New, true
		}
	}
	for i, r := range w.Suppliers {
		if r.Name != record.Person && same(r.Name) {
			w.Suppliers[i], done = Company(f.New, r.Identifier, r.Country, false), true
		}
	}
	return done
}

// items replaces codes and texts of lines, of those of one id where there is one, and says whether it did.
func (f Fix) items(items *[]Item, id string, origin source.Origin) (done bool) {
	var more []Item
	for i := range *items {
		item := &(*items)[i]
		was := *item
		if id != "" && item.ID != id {
			continue
		}
		if f.Old != "" && item.CPV == f.Old {
			item.CPV = f.New
			for _, code := range f.More {
				more = append(more, Item{ID: item.ID, CPV: code, corrected: origin})
			}
		}
		item.Text = f.in(was.Text)
		if *item != was {
			item.corrected, done = origin, true
		}
	}
	*items = slices.DeleteFunc(append(*items, more...), func(i Item) bool { return i.CPV == "" && i.Text == "" && i.corrected == origin })
	return done
}

// in is the text with what is to be read otherwise read so: the whole of it, or a part of some length.
func (f Fix) in(text string) string {
	switch {
	case f.Old == "" || text == "":
		return text
	case record.TextKey(text) == record.TextKey(f.Old):
		return f.New
	case len([]rune(f.Old)) >= 12:
		return strings.ReplaceAll(text, f.Old, f.New)
	}
	return text
}
