package ocds

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// flattened is a release put together from its parts.
type flattened struct {
	group   string
	id      string
	when    string
	kind    string
	release *object
	parts   []source.Origin
	dated   source.Origin   // the first of them that has its date, else the first
	common  []source.Origin // those of them that tell of all awards: who buys, what is called for
	said    bool            // another release says all that it says
}

// compare orders it among other releases of its process.
func (f *flattened) compare(when, kind, id string) int {
	return cmp.Or(cmp.Compare(f.when, when), cmp.Compare(f.kind, kind), cmp.Compare(f.id, id))
}

// assemble puts together the releases of which the drafts hold parts, in the order of drafts.
func (p *process) assemble(in iter.Seq[draft]) error {
	type key struct{ group, id string }
	byKey := map[key]*flattened{}
	var all []*flattened
	for d := range in {
		if d.Kind != kindPart {
			continue
		}
		part, err := readBody(d.Body, p.memo.trees())
		if err != nil {
			return fmt.Errorf("the draft of a part of a release is damaged: %w", err)
		}
		stamp(part, draftRelease, d.Unit)
		p.ocid, p.key, p.salt = d.OCID, processKey(d), d.OCID
		f := byKey[key{d.Group, d.ID}]
		if f == nil {
			f = &flattened{group: d.Group, id: d.ID, release: newObject(), dated: d.Unit}
			byKey[key{d.Group, d.ID}] = f
			all = append(all, f)
		}
		f.parts = append(f.parts, d.Unit)
		if part.text("date") != "" && f.release.text("date") == "" {
			f.dated = d.Unit
		}
		if isCommon(part) {
			f.common = append(f.common, d.Unit)
		}
		var path []string
		if d.Pointer != "" {
			path = strings.Split(d.Pointer, "/")
		}
		if p.put(f.release, part, path, d.Unit) {
			p.defect(d.Unit, "the columns of the row", "ocds.rows_differ", "a row says otherwise than one before it of one thing in one release", "what the other row says")
		}
	}
	if strings.HasPrefix(p.ocid, linkWords) {
		all = p.named(all)
	}
	p.settleScope(all)
	for _, f := range all {
		asLists(f.release)
		for _, at := range []string{"awards", "contracts"} {
			for _, o := range f.release.objects(at) {
				o.from = append(o.from, f.common...)
			}
		}
		hidePeople(f.release, p.salt, f.group, p.people, p.memo)
		f.when, f.kind = moment(f.release.text("date")), kindOf(f.release)
	}
	slices.SortStableFunc(all, func(a, b *flattened) int {
		return cmp.Or(a.compare(b.when, b.kind, b.id), cmp.Compare(a.group, b.group))
	})
	for i, f := range all {
		if i > 0 && all[i-1].compare(f.when, f.kind, f.id) == 0 {
			f.said = says(all[i-1].release, f.release)
		}
	}
	p.flat = all
	return nil
}

// settleScope names the process as JSON that says the same would name it: a row alone did not tell who buys.
func (p *process) settleScope(all []*flattened) {
	if len(all) == 0 {
		return
	}
	var releases []*object
	for _, f := range all {
		releases = append(releases, f.release)
	}
	if isRegistered(p.ocid) {
		p.key = p.ocid
	} else if scope := scopeOf(p.ocid, p.memo, releases...); scope != "" {
		p.key = processKey(draft{OCID: p.ocid, Scope: scope})
	}
}

// isCommon says whether a part tells of the buyer or of the call itself, not only of something in a list.
func isCommon(part *object) bool {
	if part.child("buyer") != nil {
		return true
	}
	tender, _ := part.get("tender").(*object)
	if tender == nil {
		return false
	}
	for _, m := range tender.fields.all {
		name, v := m.name, m.value
		if _, list := v.([]any); !list && name != "id" {
			return true
		}
	}
	return false
}

// stamp notes that the objects of lists were read from a row.
func stamp(o *object, s *shape, at source.Origin) {
	if s.mark {
		o.from = []source.Origin{at}
	}
	for _, m := range o.fields.all {
		for _, e := range elements(m.value) {
			if e, ok := e.(*object); ok {
				stamp(e, s.of(m.word), at)
			}
		}
	}
}

// join adds a part to a release: the objects of a list by id, one without an id being another. Of two values in one place the
// first stays; differ says that there were such.
func (p *process) join(release, part *object, at source.Origin) (differ bool) {
	release.from = append(release.from, part.from...)
	for _, m := range part.fields.all {
		name, v := m.name, m.value
		old, stands := release.fields.get(name), release.fields.has(name)
		switch v := v.(type) {
		case *object:
			inner, ok := old.(*object)
			if !ok {
				inner = newObject()
				release.fields.set(name, inner)
			}
			differ = p.join(inner, v, at) || differ
		case []any:
			if !areObjects(v) {
				release.fields.set(name, append(elements(old), v...))
				continue
			}
			of, ok := old.(*list)
			if !ok {
				of = &list{}
				release.fields.set(name, of)
			}
			for _, e := range v {
				o := e.(*object)
				id := o.text("id")
				if i := of.find(id); i >= 0 {
					if name == "awards" || name == "contracts" {
						p.lost("merged_away", o, of.items[i].(*object), at)
					}
					differ = p.join(of.items[i].(*object), o, at) || differ
					continue
				}
				inner := newObject()
				p.join(inner, o, at)
				of.put(id, inner)
			}
		default:
			if !stands {
				release.fields.set(name, v)
			} else {
				differ = differ || !agree(text(old), text(v))
			}
		}
	}
	return differ
}

func areObjects(v []any) bool {
	return len(v) > 0 && !slices.ContainsFunc(v, func(e any) bool { _, ok := e.(*object); return !ok })
}

// asLists makes plain lists of those that were joined.
func asLists(o *object) {
	for _, m := range o.fields.all {
		name, v := m.name, m.value
		for _, e := range elements(v) {
			if e, ok := e.(*object); ok {
				asLists(e)
			}
		}
		if v, ok := v.(*list); ok {
			o.fields.set(name, v.items)
		}
	}
}

// maxAnonymous is how many objects without ids of one list are compared with each other; of more it is not known what they say.
const maxAnonymous = 256

// says tells whether a release says all that another one does. Tables write numbers and days in their own way.
func says(all, part *object) bool {
	for _, m := range part.fields.all {
		name, v := m.name, m.value
		if name == traces {
			continue
		}
		switch v := v.(type) {
		case *object:
			if inner := all.child(name); inner == nil || !says(inner, v) {
				return false
			}
		case []any:
			byID, known := map[string]*object{}, map[string]bool{}
			others := []*object{}
			for _, e := range elements(all.fields.get(name)) {
				o, ok := e.(*object)
				switch {
				case !ok:
					known[text(e)] = true
				case o.text("id") == "":
					others = append(others, o)
				default:
					byID[o.text("id")] = o
				}
			}
			for _, e := range v {
				o, ok := e.(*object)
				switch {
				case !ok && !known[text(e)]:
					return false
				case ok && o.text("id") != "":
					if same := byID[o.text("id")]; same == nil || !says(same, o) {
						return false
					}
				case ok && len(others) > maxAnonymous:
					return false
				case ok:
					i := slices.IndexFunc(others, func(other *object) bool { return says(other, o) })
					if i < 0 {
						return false
					}
					others = slices.Delete(others, i, i+1)
				}
			}
		default:
			if !agree(all.text(name), text(v)) {
				return false
			}
		}
	}
	return true
}

// agree says whether two texts are one, or one number, or one moment.
func agree(a, b string) bool {
	if a == b {
		return true
	}
	if m := moment(a); m != "" && m == moment(b) {
		return true
	}
	x, y := exact(a), exact(b)
	return x != nil && y != nil && *x == *y
}
