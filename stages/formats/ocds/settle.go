package ocds

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// process is one contracting process while its releases are merged and its rows are written.
type process struct {
	out       *table.Set
	ocid      string
	key       string
	salt      string // of the traces of names
	state     *object
	origins   []source.Origin // of all releases that say something
	newest    *table.Date
	published []publication
	ambiguous bool
	merged    int                 // releases, or parts of some
	traces    map[string][]string // of the names of people in any of them
	people    record.People       // whom their documents tell
	memo      *memo
	last      *draft          // merged or met before
	standing  map[place]bool  // units that are in rows
	flat      []*flattened    // releases of tables that are not merged yet
	said      []source.Origin // their parts that say nothing of their own
}

// publication is the day of a release and where it stands.
type publication struct {
	day    *table.Date
	origin source.Origin
}

// place is a unit as one that other units can be told from.
type place struct {
	digest, member, fragment string
	offset                   int64
}

func placeOf(o source.Origin) place { return place{o.Digest, o.Member, o.Fragment, o.Offset} }

// settle merges the drafts of one ocid and writes the records of the process. It holds the state, one release and the places,
// and the releases of tables.
func settle(in, out *table.Set) error {
	all, one := draftsIn(in)
	p := process{out: out, state: newObject(), people: people.In(in), memo: memoOf(out)}
	defer p.memo.trees().clear()
	if !one { // of one release nothing stands elsewhere
		p.standing = standingUnits(all)
		if err := p.assemble(all); err != nil {
			return err
		}
	}
	for d := range all {
		if d.Kind == kindPart {
			continue
		}
		p.addFlat(func(f *flattened) bool { return f.compare(d.When, d.Kind, d.ID) < 0 })
		if err := p.add(d); err != nil {
			return err
		}
	}
	p.addFlat(func(*flattened) bool { return true })
	if len(p.origins)+len(p.said) == 0 {
		return nil
	}
	for _, at := range p.said {
		p.duplicate(at)
	}
	p.write()
	return nil
}

// draftsIn are the drafts of a process in order, for more than one pass: where they are few they are held. one says that there is
// one alone, and that it is no part of a release.
func draftsIn(in *table.Set) (all iter.Seq[draft], one bool) {
	var held []draft
	n := 0
	for d := range drafts.Seen(in) {
		held = append(held, d)
		if n += len(d.Body); len(held) > maxHeld || n > maxHeldBytes {
			return drafts.Seen(in), false
		}
	}
	return slices.Values(held), len(held) == 1 && held[0].Kind != kindPart
}

const (
	maxHeld      = 64
	maxHeldBytes = 1 << 20
)

// duplicate declares once that others say what a unit does, if all of it is said by them.
func (p *process) duplicate(at source.Origin) {
	if !p.standing[placeOf(at)] {
		table.PutDuplicate(p.out, name, unit, at)
		p.standing[placeOf(at)] = true
	}
}

// unordered says that nobody knows whether a release comes after the one before.
func (p *process) unordered(d draft) bool {
	before := p.last
	p.last = &d
	unordered := before != nil && d.Kind == kindRelease && before.Kind == kindRelease &&
		before.When == d.When && (before.ID == d.ID || d.When == "")
	p.ambiguous = p.ambiguous || unordered
	return unordered
}

// same says that two drafts, one after the other in their order, are one release in two places.
func same(a, b draft) bool {
	return a.Kind == b.Kind && a.When == b.When && a.ID == b.ID && a.Body == b.Body
}

// standingUnits are the units of which at least one release is the first of its kind.
func standingUnits(all iter.Seq[draft]) map[place]bool {
	standing := map[place]bool{}
	var last *draft
	for d := range all {
		if d.Kind != kindPart && (last == nil || !same(*last, d)) {
			standing[placeOf(d.Unit)] = true
		}
		last = &d
	}
	return standing
}

// add merges a release.
func (p *process) add(d draft) error {
	origin := d.Unit.At(d.Pointer)
	if p.last != nil && same(*p.last, d) {
		if d.Alone {
			p.duplicate(d.Unit)
		} else {
			p.origins = append(p.origins, origin)
		}
		return nil
	}
	unordered := p.unordered(d)
	p.ocid, p.key, p.salt = d.OCID, processKey(d), d.OCID
	p.origins = append(p.origins, origin)
	if d.Kind == kindLink {
		return nil
	}
	release, err := readBody(d.Body, p.memo.trees())
	if err != nil {
		return fmt.Errorf("the draft of a release is damaged: %w", err)
	}
	hideKnown(release, d.OCID, circle(d.Unit, ""), p.people, p.memo)
	locate(release, draftRelease, origin, p.memo.trees())
	for _, at := range []string{"awards", "contracts"} {
		p.repeatedIDs(release, at, origin)
	}
	for _, f := range p.flat {
		if f.compare(d.When, d.Kind, d.ID) != 0 {
			break
		}
		f.said = f.said || says(release, f.release)
	}
	p.fold(release, origin, unordered)
	return nil
}

// addFlat merges the releases of tables that come next.
func (p *process) addFlat(next func(*flattened) bool) {
	for ; len(p.flat) > 0 && next(p.flat[0]); p.flat = p.flat[1:] {
		f := p.flat[0]
		if f.said {
			p.said = append(p.said, f.parts...)
			continue
		}
		unordered := p.unordered(draft{When: f.when, Kind: f.kind, ID: f.id})
		for _, at := range f.parts {
			p.standing[placeOf(at)] = true
		}
		p.origins = append(p.origins, f.parts...)
		p.fold(f.release, f.dated, unordered)
		p.merged += len(f.parts) - 1
	}
}

// fold merges a release that was read at origin into the state.
func (p *process) fold(release *object, origin source.Origin, unordered bool) {
	if s := release.text("date"); moment(s) != "" {
		p.newest = day(s)
		p.published = append(p.published, publication{p.newest, origin})
	} else if !blank(s) {
		p.defect(origin, "/date", "ocds.date", "the date of a release cannot be read", "the release, as if it were older than the dated ones")
	}
	if unordered {
		p.uncertain(release, origin)
	}
	p.merged++
	for _, t := range tracesIn(release) {
		if p.traces == nil {
			p.traces = map[string][]string{}
		}
		p.traces[strings.Join(t, " ")] = t
	}
	if len(p.state.fields.all) == 0 && len(p.state.from) == 0 {
		adopt(release, draftRelease)
		p.state = release
		return
	}
	merge(p.state, release, draftRelease)
}

// locate notes where the objects of lists were read, and makes lists of objects of what stands where such a list is due.
func locate(o *object, s *shape, at source.Origin, in *room) {
	for i := range o.fields.all {
		m := &o.fields.all[i]
		sub := s.of(m.word)
		if m.value == nil || sub == nil || sub.leaf() {
			continue
		}
		if e, ok := m.value.(*object); ok {
			locateOne(e, sub, at, m.name, in)
			if sub.list {
				m.value = []any{e}
			}
			continue
		}
		list := at
		list.Fragment = in.path(at.Fragment, m.name)
		whole := elements(m.value)
		all := whole[:0]
		for i, e := range whole {
			if e, ok := e.(*object); ok {
				locateOne(e, sub, list, strconv.Itoa(i), in)
				all = append(all, e)
			}
		}
		if _, is := m.value.([]any); !is || len(all) < len(whole) {
			m.value = all
		}
	}
}

// locateOne is locate of an object that stands under a name, or at a number, in what was read at a place.
func locateOne(o *object, s *shape, at source.Origin, name string, in *room) {
	if !s.mark && !s.deep {
		return
	}
	at.Fragment = in.path(at.Fragment, name)
	if s.mark {
		o.from = in.origin(at)
	}
	if s.deep {
		locate(o, s, at, in)
	}
}

// defect notes that one value was not kept; absent values are none.
func (p *process) defect(at source.Origin, field, reason, message, kept string) {
	table.PutReject(p.out, name, &source.Defect{Scope: source.OneField, Origin: at, Field: field, Reason: reason,
		Message: message, Kept: kept, Next: "look at the source text at this place"}, at)
}
