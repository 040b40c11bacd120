package notice

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Settle is the second half of a format: it sees the notices of one group, applies those that change others, and writes the
// records. Chains is nil where the group of a notice is known from the notice alone.
func Settle(format string, drafts *table.Table[Draft], chains *pipeline.List[Chains]) func(in, out *table.Set) error {
	return func(in, out *table.Set) error {
		s := settler{format: format, out: out, taken: map[string]bool{}}
		var known Chains
		if chains != nil {
			known = chains.In(in)
		}
		group := ""
		for d := range drafts.In(in) {
			n, err := d.notice()
			if err != nil {
				return err
			}
			group = d.Group
			switch {
			case d.Later:
				s.later = append(s.later, &n)
			case !known.elsewhere(&n):
				s.read = append(s.read, &n)
			}
		}
		var err error
		if s.read, err = known.join(s.read, group); err != nil {
			return err
		}
		s.run()
		return nil
	}
}

type settler struct {
	format string
	out    *table.Set
	read   []*Notice // in order of publication
	later  []*Notice // of other groups
	taken  map[string]bool
	all    []*edition
}

// edition is a notice as one or more documents give it, and what other notices made of it.
type edition struct {
	key      string
	accounts []*account
	of       *edition // the notice that this one corrects; nil if none is known
	newest   *edition // the last correction, or the notice itself
	unseen   string   // key of a notice that this one corrects and that is not among the inputs
	origins  []source.Origin
}

// account is what one document says of a notice, with what was changed since.
type account struct {
	*Notice
	awards   []award
	replaced []replaced // texts of the notice
}

type award struct {
	Award
	origins  []source.Origin
	replaced []replaced
}

// replaced are values that a later notice replaced, beside what stands there now.
type replaced struct {
	kept, other map[string]any
	origins     []source.Origin
}

func (s *settler) run() {
	for _, n := range s.read {
		if n.Kind != Modification && n.Kind != Corrigendum {
			s.add(n)
		}
	}
	for _, e := range s.all {
		s.link(e)
	}
	for _, e := range s.all {
		root := e.root()
		if root != e {
			root.origins = append(root.origins, e.origins...)
			root.newest = e // in order of publication
		}
	}
	for _, e := range s.all {
		if e.of == nil && e.newest != e {
			for _, older := range s.all {
				if older.root() == e && older != e.newest {
					e.newest.replace(older)
				}
			}
		}
	}
	for _, n := range s.read {
		switch n.Kind {
		case Modification:
			s.modify(n)
		case Corrigendum:
			s.correct(n)
		}
	}
	for _, e := range s.all {
		if e.of == nil {
			s.write(e)
		}
	}
}

func (s *settler) add(n *Notice) *edition {
	key := n.key()
	if key == "" {
		key = n.Origin.String()
	}
	i := slices.IndexFunc(s.all, func(e *edition) bool { return e.key == key })
	if i < 0 {
		i = len(s.all)
		e := &edition{key: key}
		e.newest = e
		s.all = append(s.all, e)
	}
	e := s.all[i]
	a := &account{Notice: n}
	for _, w := range n.Awards {
		w.Text = Join(w.Text, w.Change)
		a.awards = append(a.awards, award{Award: w, origins: []source.Origin{n.Origin}})
	}
	e.accounts = append(e.accounts, a)
	e.origins = append(e.origins, n.Origin)
	return e
}

// root is the notice of which e is a correction, or of which e's is; e itself where it is none or none is known.
func (e *edition) root() *edition {
	for range 64 { // corrections of each other
		if e.of == nil {
			break
		}
		e = e.of
	}
	return e
}

// find is the edition that goes by one of the keys; nil if there is none, or more than one.
func (s *settler) find(keys []string, but *edition) *edition {
	var found *edition
	for _, key := range keys {
		for _, e := range s.all {
			if e == but || e == found || !slices.ContainsFunc(e.accounts, func(a *account) bool { return a.known(key) }) {
				continue
			}
			if found != nil {
				return nil
			}
			found = e
		}
	}
	return found
}

// changed is the edition that a notice changes which names these keys: the one that goes by one of them or, where that changes
// another one in turn, that.
func (s *settler) changed(keys []string) *edition {
	for range 64 { // notices that change each other
		if e := s.find(keys, nil); e != nil {
			return e
		}
		i := slices.IndexFunc(s.read, func(n *Notice) bool {
			return (n.Kind == Modification || n.Kind == Corrigendum) && slices.ContainsFunc(keys, n.known)
		})
		if i < 0 {
			return nil
		}
		keys = s.read[i].Targets
	}
	return nil
}

func (s *settler) link(e *edition) {
	n := e.accounts[0].Notice
	if !n.Corrects {
		return
	}
	if t := s.find(n.Targets, e); t != nil && t.root() != e {
		e.of = t
		return
	}
	if len(n.Targets) > 0 {
		e.unseen = n.Targets[0]
	}
	s.unseen(n, "corrects")
}

func (s *settler) unseen(n *Notice, does string) {
	s.defect(n.Origin, "the notice changed", "unseen_notice", "the notice "+does+" another one that is not among the inputs, or that changes one itself",
		"an account of its own", "read the notice that it names too")
}

// replace keeps in conflicts what an older edition said and this one does not.
func (e *edition) replace(older *edition) {
	now := e.accounts[0]
	for _, was := range older.accounts {
		now.replacedText(was.Title, was.Text, was.Origin)
		for _, w := range was.awards {
			i := slices.IndexFunc(now.awards, func(a award) bool { return a.Place == w.Place })
			if i >= 0 {
				now.awards[i].replace(now.awards[i].Award, w.Award, w.origins)
				continue
			}
			r := replaced{kept: map[string]any{}, other: map[string]any{"award": w.ID}, origins: w.origins}
			r.other["amount"], r.other["currency"], r.other["suppliers"] = w.Amount, w.Currency, w.Suppliers
			now.replaced = append(now.replaced, r)
		}
	}
}

func (a *account) replacedText(title, text string, origin source.Origin) {
	r := replaced{kept: map[string]any{}, other: map[string]any{}, origins: []source.Origin{origin}}
	r.text("title", a.Title, title)
	r.text("description", a.Text, text)
	if len(r.other) > 0 {
		a.replaced = append(a.replaced, r)
	}
}

func (r *replaced) text(column, kept, other string) {
	if other != "" && record.TextKey(kept) != record.TextKey(other) {
		r.put(column, kept, other)
	}
}

func (r *replaced) put(column string, kept, other any) { r.kept[column], r.other[column] = kept, other }

// replace notes in which columns what is kept differs from what was.
func (a *award) replace(kept, was Award, origins []source.Origin) {
	r := replaced{kept: map[string]any{}, other: map[string]any{}, origins: origins}
	if was.Amount != nil && (kept.Amount == nil || *kept.Amount != *was.Amount || kept.Currency != was.Currency) {
		r.put("amount", kept.Amount, was.Amount)
		r.put("currency", kept.Currency, was.Currency)
	}
	if was.Paid != nil && (kept.Paid == nil || *kept.Paid != *was.Paid) {
		r.put("paid", kept.Paid, was.Paid)
	}
	for column, days := range map[string][2]*table.Date{"date": {kept.Decided, was.Decided}, "from": {kept.From, was.From}, "to": {kept.To, was.To}} {
		if days[1] != nil && (days[0] == nil || *days[0] != *days[1]) {
			r.put(column, days[0], days[1])
		}
	}
	if len(was.Suppliers) > 0 && !sameSuppliers(kept.Suppliers, was.Suppliers) {
		r.put("suppliers", kept.Suppliers, was.Suppliers)
	}
	r.text("title", kept.Title, was.Title)
	r.text("text", kept.Text, was.Text)
	if was.Status != kept.Status {
		r.put("status", kept.Status, was.Status)
	}
	if len(r.other) > 0 {
		a.replaced = append(a.replaced, r)
	}
}

// defect reports what is wrong with a part of a notice; field says which in words, for each format has names of its own.
func (s *settler) defect(at source.Origin, field, reason, message, kept, next string) {
	table.PutReject(s.out, s.format, &source.Defect{Scope: source.OneField, Origin: at, Field: field, Reason: s.format + "." + reason,
		Message: message, Kept: kept, Next: next}, at)
}
