package ocds

import (
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// draft is one release on its way to the compiled process.
type draft struct {
	OCID    string        `parquet:"ocid" doc:"id of the contracting process"`
	Scope   string        `parquet:"scope" doc:"whose numbering the id belongs to, where it does not say so itself"`
	When    string        `parquet:"when" doc:"date of the release as a UTC time that sorts as text; empty if it has no readable one"`
	Kind    string        `parquet:"kind" doc:"compiled (by the publisher), link (a record that only says where its releases are), part (of a release, in a row of a table) or release"`
	ID      string        `parquet:"id" doc:"id of the release"`
	Body    string        `parquet:"body" doc:"what is read of the release, without people: see appendBody"`
	Unit    source.Origin `parquet:"unit" doc:"the unit it stands in"`
	Pointer string        `parquet:"pointer" doc:"where in the unit; of a row of linked tables where in the release"`
	Alone   bool          `parquet:"alone" doc:"everything in the unit is about this one process"`
	Group   string        `parquet:"group" doc:"of a part of a release: the tables that the other parts stand in"`
}

// A release has no date, or an unreadable one, before it has any: what a dated release says comes after it. What the
// publisher compiled comes before the releases of the same moment.
var drafts = &table.Table[draft]{
	Name: "ocds_drafts", Grain: "one release in one place", Draft: true,
	Doc:  "Releases before those of one process are merged.",
	Sort: []string{"when", "kind", "id", "body", "unit", "pointer"},
}

const (
	kindCompiled = "compiled"
	kindLink     = "link"
	kindPart     = "part"
	kindRelease  = "release"
)

// knowns are the people whom documents tell by a code.
var knowns = record.TellsPeople(name)

var people = pipeline.Whole(record.PeopleIn(knowns), knowns)

// circle is the scope in which a name told to be a person's is one: the document, or the tables that belong together.
func circle(unit source.Origin, group string) string {
	if group != "" {
		return group
	}
	return unit.Digest + "/" + unit.Member
}

// reader turns one unit into drafts.
type reader struct {
	unit  source.Origin
	out   *table.Set
	alone bool
	group string        // of tables
	told  record.People // natural persons written for this document of late
	memo  *memo
}

// any reads what stands by itself: a package, a record or a release.
func (r reader) any(o *object) error {
	compiled := o.fields.has("compiledRelease")
	versioned := o.fields.has("versionedRelease")
	releases := o.fields.has("releases")
	records := o.fields.has("records")
	switch {
	case o.text("ocid") == "" && (releases || records) && !compiled && !versioned:
		return r.pack(o)
	case compiled || versioned || releases:
		return r.record(o, "")
	}
	return r.release(o, "", kindRelease)
}

// pack reads a package that stands among single releases. The unit is then the package; what it holds without an ocid is
// named as a part of it.
func (r reader) pack(o *object) error {
	r.alone = false
	read := 0
	each := func(list string, one func(*object, string) error) {
		for i, e := range elements(o.fields.get(list)) {
			pointer := fmt.Sprintf("/%s/%d", list, i)
			inner, ok := e.(*object)
			if ok && one(inner, pointer) == nil {
				read++
				continue
			}
			d := noOCID(r.unit)
			d.Scope, d.Field, d.Kept = source.OneField, pointer, "the others of the package"
			table.PutReject(r.out, name, d, r.unit)
		}
	}
	each("releases", func(o *object, pointer string) error { return r.release(o, pointer, kindRelease) })
	each("records", r.record)
	if read == 0 {
		return noOCID(r.unit)
	}
	return nil
}

// release writes one release, or what a publisher compiled.
func (r reader) release(o *object, pointer, kind string) error {
	ocid := o.text("ocid")
	if ocid == "" {
		return noOCID(r.unit.At(pointer))
	}
	release := only(o, publishedRelease)
	if kind == kindRelease {
		kind = kindOf(release)
	}
	r.put(ocid, scopeOf(ocid, r.memo, release), release, pointer, kind)
	return nil
}

// kindOf says whether the publisher compiled a release.
func kindOf(release *object) string {
	if slices.Contains(texts(release.get("tag")), "compiled") {
		return kindCompiled
	}
	return kindRelease
}

// record writes the releases of a record. What the publisher compiled is used where it does not deliver all of them.
func (r reader) record(o *object, pointer string) error {
	var (
		compiled = o.child("compiledRelease")
		whole    = true
		embedded []*object
		places   []string
	)
	compiledAt := pointer + "/compiledRelease"
	if versioned := o.child("versionedRelease"); compiled == nil && versioned != nil {
		compiled, _ = keep(lastValues(versioned), publishedRelease).(*object)
		compiledAt = pointer + "/versionedRelease"
	}
	for i, e := range elements(o.get("releases")) {
		rel, ok := e.(*object)
		if !ok {
			continue
		}
		if rel.text("id") == "" && (rel.text("url") != "" || rel.text("uri") != "") {
			whole = false
			continue
		}
		embedded = append(embedded, rel)
		places = append(places, fmt.Sprintf("%s/releases/%d", pointer, i))
	}
	ocid := o.text("ocid")
	if ocid == "" && compiled != nil {
		ocid = compiled.text("ocid")
	}
	for _, rel := range embedded {
		if ocid == "" {
			ocid = rel.text("ocid")
		}
	}
	if ocid == "" {
		return noOCID(r.unit.At(pointer))
	}
	scope := scopeOf(ocid, r.memo, append([]*object{compiled}, embedded...)...)
	wrote := false
	if compiled != nil && (!whole || len(embedded) == 0) {
		r.put(ocid, scope, compiled, compiledAt, kindCompiled)
		wrote = true
	}
	for i, rel := range embedded {
		if other := rel.text("ocid"); other != "" && other != ocid {
			table.PutReject(r.out, name, &source.Defect{Scope: source.OneField, Origin: r.unit, Field: places[i],
				Reason: "ocds.other_process", Message: "a record holds a release of another ocid than its own",
				Kept: "the record without it", Next: "ask the publisher to which process it belongs"}, r.unit)
			continue
		}
		r.put(ocid, scope, only(rel, publishedRelease), places[i], kindRelease)
		wrote = true
	}
	if !wrote {
		r.put(ocid, scope, newObject(), pointer, kindLink)
	}
	return nil
}

func (r reader) put(ocid, scope string, release *object, pointer, kind string) {
	r.hide(release, ocid)
	if s, ok := asString(release.fields.get("ocid")); !ok || s != ocid {
		release.fields.set("ocid", ocid)
	}
	body := ""
	if kind != kindLink {
		body = r.memo.bodyOf(release)
	}
	drafts.Add(r.out, draft{OCID: ocid, Scope: scope, When: moment(release.text("date")), Kind: kind, ID: release.text("id"),
		Body: body, Unit: r.unit, Pointer: pointer, Alone: r.alone, Group: r.group})
}

// maxTold is how many people of one document are remembered to be written; one more time does no harm.
const maxTold = 1 << 14

// hide takes natural persons out of a release, and notes whom a code tells.
func (r reader) hide(release *object, ocid string) {
	for _, name := range hidePeople(release, ocid, circle(r.unit, r.group), nil, r.memo) {
		if r.told[name] {
			continue
		}
		if len(r.told) >= maxTold {
			clear(r.told)
		}
		r.told[name] = true
		knowns.Add(r.out, record.Told{Name: name})
	}
}

// lastValues turns a versioned release into the one that its last values make: where a list of versions stands, the last.
func lastValues(v any) any {
	switch v := v.(type) {
	case *object:
		o := newObject()
		for _, m := range v.fields.all {
			name, e := m.name, m.value
			o.fields.set(name, lastValues(e))
		}
		return o
	case []any:
		if len(v) > 0 && areVersions(v) {
			return v[len(v)-1].(*object).fields.get("value")
		}
		all := make([]any, len(v))
		for i, e := range v {
			all[i] = lastValues(e)
		}
		return all
	}
	return v
}

func areVersions(v []any) bool {
	for _, e := range v {
		o, ok := e.(*object)
		if !ok {
			return false
		}
		value := o.fields.has("value")
		id := o.fields.has("releaseID")
		date := o.fields.has("releaseDate")
		if !value || !id && !date {
			return false
		}
	}
	return true
}
