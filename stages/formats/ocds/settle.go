package ocds

import (
	"fmt"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// process is one contracting process while its releases are merged and its rows are written.
type process struct {
	out       *table.Set
	ocid      string
	key       string
	state     *object
	origins   []source.Origin // of all releases that say something
	newest    *table.Date
	ambiguous bool
	releases  int                 // merged
	traces    map[string][]string // of the names of people in any of them
}

// place is a unit as one that other units can be told from.
type place struct {
	digest, member, fragment string
	offset                   int64
}

func placeOf(o source.Origin) place { return place{o.Digest, o.Member, o.Fragment, o.Offset} }

// settle merges the drafts of one ocid and writes the records of the process. It holds the state, one release and the places.
func settle(in, out *table.Set) error {
	standing := standingUnits(in)
	p := process{out: out, state: newObject(), traces: map[string][]string{}}
	var last *draft
	for d := range drafts.In(in) {
		before := last
		last = &d
		again := before != nil && same(*before, d)
		if again {
			switch at := placeOf(d.Unit); {
			case !d.Alone:
				p.origins = append(p.origins, d.Unit.At(d.Pointer))
			case !standing[at]:
				table.PutDuplicate(out, name, unit, d.Unit)
				standing[at] = true // declared once
			}
			continue
		}
		p.ambiguous = p.ambiguous || before != nil && d.Kind == kindRelease && before.Kind == kindRelease &&
			before.When == d.When && (before.ID == d.ID || d.When == "")
		if err := p.add(d); err != nil {
			return err
		}
	}
	p.write()
	return nil
}

// same says that two drafts, one after the other in their order, are one release in two places.
func same(a, b draft) bool {
	return a.Kind == b.Kind && a.When == b.When && a.ID == b.ID && a.Body == b.Body
}

// standingUnits are the units of which at least one release is the first of its kind.
func standingUnits(in *table.Set) map[place]bool {
	standing := map[place]bool{}
	var last *draft
	for d := range drafts.In(in) {
		if last == nil || !same(*last, d) {
			standing[placeOf(d.Unit)] = true
		}
		last = &d
	}
	return standing
}

func (p *process) add(d draft) error {
	origin := d.Unit.At(d.Pointer)
	p.ocid, p.key = d.OCID, processKey(d)
	p.origins = append(p.origins, origin)
	if d.Kind == kindLink {
		return nil
	}
	tree, err := parse([]byte(d.Body), draftRelease)
	if err != nil {
		return fmt.Errorf("the draft of a release is damaged: %w", err)
	}
	release := tree.(*object)
	if s := release.text("date"); d.When != "" {
		p.newest = day(s)
	} else if !blank(s) {
		p.defect(origin, "/date", "ocds.date", "the date of a release cannot be read", "the release, as if it were older than the dated ones")
	}
	locate(release, draftRelease, origin)
	for _, at := range []string{"awards", "contracts"} {
		p.repeatedIDs(release, at, origin)
	}
	p.releases++
	for _, t := range tracesIn(release) {
		p.traces[strings.Join(t, " ")] = t
	}
	merge(p.state, release, draftRelease)
	return nil
}

// repeatedIDs says where the merge of a list by id makes one of two.
func (p *process) repeatedIDs(release *object, at string, origin source.Origin) {
	seen := map[string]bool{}
	for _, o := range release.objects(at) {
		if id := o.text("id"); id != "" && seen[id] {
			p.defect(origin, "/"+at, "ocds.repeated_id", "two elements of a list have one id, and the standard makes one of them",
				"one element, with the last value of each field")
			return
		} else {
			seen[id] = true
		}
	}
}

// locate notes where the objects of lists were read, and makes lists of objects of what stands where such a list is due.
func locate(o *object, s *shape, at source.Origin) {
	for name, sub := range s.fields {
		v, ok := o.fields[name]
		if !ok || v == nil || sub.leaf() {
			continue
		}
		here := at.At("/" + name)
		if e, ok := v.(*object); ok {
			if sub.mark {
				e.from = []source.Origin{here}
			}
			locate(e, sub, here)
			if sub.list {
				o.fields[name] = []any{e}
			}
			continue
		}
		all := []any{}
		for i, e := range elements(v) {
			if e, ok := e.(*object); ok {
				origin := here.At(fmt.Sprintf("/%d", i))
				if sub.mark {
					e.from = []source.Origin{origin}
				}
				locate(e, sub, origin)
				all = append(all, e)
			}
		}
		o.fields[name] = all
	}
}

// defect notes that one value was not kept; absent values are none.
func (p *process) defect(at source.Origin, field, reason, message, kept string) {
	table.PutReject(p.out, name, &source.Defect{Scope: source.OneField, Origin: at, Field: field, Reason: reason,
		Message: message, Kept: kept, Next: "look at the source text at this place"}, at)
}
