package matches

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Index is what names and texts are searched for.
type Index struct {
	vendors  map[string]record.Vendor
	ids      []string              // of the vendors, in order
	numbered map[string][]numbered // by SCHEME:IDENTIFIER
	names    map[string][]entry    // by normal form
	first    map[string][]*brand   // by first word
	long     [256][]*brand         // brands that are found glued to what follows them, or with a slip of the pen, by first byte
	han      []*brand              // brands in a script that writes no spaces
	hanFirst [256]bool             // their first bytes
	own      map[string][]*brand   // a vendor's own, by vendor
	models   [256][]*model         // by the first byte of a number
	roll     roll                  // the vendors' own names
	family   roll                  // those of their families
	sums     map[string]string     // names, by vendor, what a comparison with it depends on
	dated    map[string]bool       // vendors of which it depends on the day
	memory   *memory               // of its own; nil where many ask at once
	scratch  *text                 // the same
}

// entry is a name of a vendor or of its family.
type entry struct {
	record.VendorName
	listed string
}

// numbered is a body that lists give a number.
type numbered struct {
	vendor, relation string
	name             string // as the list writes it
	where            string // which list says so, and whence it knows
	listed           string
}

// doubt is what speaks against a name that the list gives as it is generally given.
func (e entry) doubt() []string {
	if e.Verified != "no" {
		return nil
	}
	return []string{"the list has this name as it is generally given: neither a register nor a text of the company was read"}
}

// brand is a word or words to look for.
type brand struct {
	record.Brand
	phrase  []string
	context stems
	unless  stems // words beside which it is no mention where the vendor's name does not stand too
	listed  string
}

type model struct {
	record.Model
	re     *regexp.Regexp
	phrase []string // of the brand it needs; empty for the vendor's own
	listed string
}

// longBrand is the least number of letters of a brand that is found at the beginning of a longer word.
const longBrand = 6

// Own is the index with a search of its own for the names that it is asked for.
func (ix *Index) Own() any {
	own := *ix
	own.roll.own()
	own.family.own()
	own.memory = newMemory()
	own.scratch = &text{}
	return &own
}

func buildIndex(lists *table.Set) (*Index, error) {
	ix := &Index{vendors: map[string]record.Vendor{}, names: map[string][]entry{}, first: map[string][]*brand{}, own: map[string][]*brand{}, numbered: map[string][]numbered{}}
	for v := range record.Vendors.In(lists) {
		ix.vendors[v.ID] = v
		ix.ids = append(ix.ids, v.ID)
	}
	slices.Sort(ix.ids)
	ix.ids = slices.Compact(ix.ids)
	for l := range vendorlistings.Table.In(lists) {
		for _, n := range l.Identifiers {
			ix.numbered[n] = append(ix.numbered[n], numbered{l.Vendor, l.Relation, l.NamedAs, "on a public list (" + l.Title + ")", listed(l.Origins)})
		}
	}
	for v := range record.Vendors.In(lists) { // after the public lists, which are nearer to a register
		if scheme, code := edges.Trusted(v.Scheme, v.Identifier); code != "" {
			n := scheme + ":" + code
			ix.numbered[n] = append(ix.numbered[n], numbered{v.ID, "same entity", v.Legal, "in the list of vendors (source: " + v.Source + ")", listed(v.Origins)})
		}
	}
	for b := range record.Brands.In(lists) {
		context, unless := stemsOf(b.Context)
		ix.add(&brand{Brand: b, phrase: phraseOf(b.Brand), context: context, unless: unless, listed: listed(b.Origins)})
	}
	for n := range record.VendorNames.In(lists) {
		if normal := orgname.Normal(n.Name); normal != "" {
			ix.names[normal] = append(ix.names[normal], entry{n, listed(n.Origins)})
			if n.Relation == "same entity" {
				ix.roll.add(entry{n, listed(n.Origins)})
			} else {
				ix.family.add(entry{n, listed(n.Origins)})
			}
		}
		if n.Kind == "translation" && n.Relation == "same entity" {
			b := record.Brand{Vendor: n.Vendor, Brand: n.Name, Relation: "brand", Scope: "all", Confidence: "high", Needs: "nothing", From: n.From, To: n.To}
			ix.add(&brand{Brand: b, phrase: phraseOf(n.Name), listed: listed(n.Origins)})
		}
	}
	for v := range record.Vendors.In(lists) { // by which it is known, though no list has it as a name of its own
		normal := orgname.Normal(v.Name)
		if normal != "" && !ix.itself(normal, v.ID) {
			e := entry{record.VendorName{Vendor: v.ID, Name: v.Name, Relation: "same entity", Verified: "yes"}, listed(v.Origins)}
			ix.names[normal] = append(ix.names[normal], e)
			ix.roll.add(e)
		}
	}
	ix.roll.seal()
	ix.family.seal()
	for m := range record.Models.In(lists) {
		re, err := regexp.Compile(`^(?:` + m.Pattern + `)$`)
		if err != nil {
			return nil, err
		}
		form, err := starts(m.Pattern)
		if err != nil {
			return nil, err
		}
		row := &model{m, re, phraseOf(m.Brand), listed(m.Origins)}
		for b := range ix.models {
			if form[b] {
				ix.models[b] = append(ix.models[b], row)
			}
		}
	}
	ix.sum()
	return ix, nil
}

// starts are the bytes with which what a pattern matches may begin; all that are not ASCII, where it does not say.
func starts(pattern string) (set [256]bool, err error) {
	form, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return set, err
	}
	prog, err := syntax.Compile(form.Simplify())
	if err != nil {
		return set, err
	}
	seen := map[uint32]bool{}
	var walk func(at uint32)
	walk = func(at uint32) {
		if seen[at] {
			return
		}
		seen[at] = true
		switch i := prog.Inst[at]; i.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			walk(i.Out)
			walk(i.Arg)
		case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
			walk(i.Out)
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			for b := range set {
				set[b] = set[b] || b >= utf8.RuneSelf || i.MatchRune(rune(b))
			}
		}
	}
	walk(uint32(prog.Start))
	return set, nil
}

func (ix *Index) add(b *brand) {
	if len(b.phrase) == 0 {
		return
	}
	if b.Relation == "brand" {
		ix.own[b.Vendor] = append(ix.own[b.Vendor], b)
	}
	if han(b.Brand.Brand) {
		ix.han = append(ix.han, b)
		ix.hanFirst[b.phrase[0][0]] = true
		return
	}
	ix.first[b.phrase[0]] = append(ix.first[b.phrase[0]], b)
	if len(b.phrase) == 1 && b.Needs == "nothing" && utf8.RuneCountInString(b.phrase[0]) >= longBrand {
		first := b.phrase[0][0]
		ix.long[first] = append(ix.long[first], b)
	}
}

// listed is the first place where a row stands in the lists.
func listed(origins []source.Origin) string {
	if len(origins) == 0 {
		return ""
	}
	return origins[0].String()
}

// name is the vendor's name as used in sentences; its id where the list of vendors lacks it.
func (ix *Index) name(vendor string) string {
	if v := ix.vendors[vendor]; v.Name != "" {
		return v.Name
	}
	return vendor
}

// during says whether a relation that held from one day to another held on day d. A day that is not known excludes nothing.
func during(from, to, d *table.Date) bool {
	return d == nil || (from == nil || *from <= *d) && (to == nil || *d <= *to)
}
