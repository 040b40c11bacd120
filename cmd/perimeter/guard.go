package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/runner"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages"
	"github.com/perimeter-data/perimeter/stages/formats/watch"
)

// maxGone is the share of its organisations, in percent, that a list may lose from one dataset to the next.
const maxGone = 10

// guard compares the lists among the inputs with those of a dataset that was accepted earlier, before anything else is read.
// The lists are read into a folder of their own, which is removed: a run that is refused leaves no trace. What was found out
// about the inputs on the way is not found out again. What the guard lets pass has the same tables as without it, and the
// manifest says what the lists were compared with.
type guard struct {
	against string
	accept  []acceptance
	before  *data // the earlier dataset, once the lists were compared
}

// gone are the lists that were accepted to be no longer among the inputs.
func (g *guard) gone() (lists []string) {
	for _, a := range g.accept {
		if a.digest == gone {
			lists = append(lists, a.name)
		}
	}
	slices.Sort(lists)
	return lists
}

// acceptance says that a list is right as it is: one file by its digest, or a list that is no longer among the inputs.
type acceptance struct{ name, digest string }

func (a acceptance) String() string {
	if a.digest == gone {
		return a.name + "@" + gone
	}
	return a.name + "@sha256:" + a.digest
}

// gone stands for the digest of a file that is not there.
const gone = "gone"

func newGuard(against string, accept []string) (*guard, error) {
	if against == "" && len(accept) > 0 {
		return nil, usage("run: --accept-watchlist means nothing without --against.")
	}
	g := &guard{against: against}
	for _, s := range accept {
		i := strings.LastIndex(s, "@")
		what := s[i+1:]
		digest, isDigest := strings.CutPrefix(what, "sha256:")
		switch {
		case i > 0 && what == gone:
			g.accept = append(g.accept, acceptance{s[:i], gone})
		case i > 0 && isDigest && len(digest) >= 12 && len(digest) <= 64 && strings.Trim(digest, "0123456789abcdef") == "":
			g.accept = append(g.accept, acceptance{source.ShownPath(s[:i], stages.Pipeline.Shown), digest})
		default:
			return nil, usage("run: --accept-watchlist=%s: want FILE@sha256:DIGEST (12 hexadecimal digits or more), or LIST@gone, as the refusal printed it.", safe(s))
		}
	}
	return g, nil
}

// owner is who an entry of a list is: a name to show, and the hashes of all names and numbers by which it is told.
type owner struct {
	name  string
	marks []uint64
}

// same says whether two owners have a name or a number in common.
func (o *owner) same(p *owner) bool {
	return slices.ContainsFunc(o.marks, func(m uint64) bool { return slices.Contains(p.marks, m) })
}

func hashOf(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// watchlist is a list as one dataset has it. Names are kept as hashes: lists may have millions.
type watchlist struct {
	entries int
	owners  map[string]*owner // by the publisher's id of the entry
	mains   map[uint64]string // main names
	names   map[uint64]bool   // all names
	files   map[string]bool   // digests
}

// watchlists reads the lists of a dataset.
func watchlists(d *data) (map[string]*watchlist, error) {
	lists := map[string]*watchlist{}
	list := map[string]*watchlist{} // by row
	owners := map[string]*owner{}   // by row
	err := d.each("list_entries", func(e row) error {
		if e.get("removed") == "yes" {
			return nil
		}
		l := lists[e.get("list")]
		if l == nil {
			l = &watchlist{owners: map[string]*owner{}, mains: map[uint64]string{}, names: map[uint64]bool{}, files: map[string]bool{}}
			lists[e.get("list")] = l
		}
		l.entries++
		list[e.id] = l
		for _, o := range e.origins {
			l.files[o.Digest] = true
		}
		id := e.get("entry")
		if l.owners[id] == nil || id == "" {
			l.owners[id] = &owner{name: e.get("name")}
		}
		owners[e.id] = l.owners[id]
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = d.each("list_names", func(n row) error {
		if l := list[n.get("entry")]; l != nil {
			key := hashOf(n.get("key"))
			l.names[key] = true
			o := owners[n.get("entry")]
			o.marks = append(o.marks, key)
			if n.get("kind") == "name" {
				l.mains[key] = n.get("name")
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = d.each("list_identifiers", func(i row) error {
		if o := owners[i.get("entry")]; o != nil {
			o.marks = append(o.marks, hashOf(i.get("scheme"), i.get("identifier")))
		}
		return nil
	})
	for _, l := range lists {
		delete(l.owners, "") // entries without an id
	}
	return lists, err
}

// marks are the names that a list cannot be believed to lose, and the fewest entries it can be believed to have.
type marks struct {
	sentinels, keys []string // side by side
	floor           int
}

func marksOf(d *data) (map[string]marks, error) {
	m := map[string]marks{}
	return m, d.each("watchlists", func(w row) error {
		m[w.id] = marks{w.all("sentinels"), w.all("keys"), int(w.number("floor"))}
		return nil
	})
}

// check reads the lists among the roots into dir and compares them. It returns what the manifest will say of that, and a
// failure where one of them looks wrong.
func (g *guard) check(ctx context.Context, p pipeline.Pipeline, o runner.Options, dir string) (*dataset.Against, error) {
	before, err := openData(g.against)
	var f *failure
	if errors.As(err, &f) && f.code == exitUsage {
		f.what, f.next = "run: --against "+f.what, "name the folder of an earlier dataset, or its id where it lies in --out"
	}
	if err != nil {
		return nil, err
	}
	g.before = before
	if before.set.Manifest.Table("list_entries") == nil {
		return nil, usage("run: --against %s: the dataset is of a program that knew no public lists.", safe(g.against))
	}
	o.Known, o.Out, o.Reads = o.Out, dir, readsLists
	if _, _, err := runner.Run(ctx, pipeline.Pipeline{Formats: p.Formats}, o); err != nil {
		return nil, err
	}
	now, err := openData(dir)
	if err != nil {
		return nil, err
	}
	old, err := watchlists(before)
	if err != nil {
		return nil, err
	}
	if len(old) == 0 {
		return nil, nil // it has no list that could have lost anything
	}
	fresh, err := watchlists(now)
	if err != nil {
		return nil, err
	}
	known, err := marksOf(now)
	if err != nil {
		return nil, err
	}
	if err := g.compare(before, now, old, fresh, known); err != nil {
		return nil, err
	}
	a := &dataset.Against{Lists: listsOf(before)}
	for _, accepted := range g.accept {
		a.Accepted = append(a.Accepted, accepted.String())
	}
	slices.Sort(a.Accepted)
	return a, nil
}

// listTables are what is compared.
var listTables = []string{"list_entries", "list_names", "list_identifiers"}

// listsOf is the content address of the tables of lists in a dataset.
func listsOf(d *data) string {
	var parts []string
	for _, name := range listTables {
		parts = append(parts, name)
		if t := d.set.Manifest.Table(name); t != nil {
			for _, f := range t.Files {
				parts = append(parts, f.SHA256)
			}
		}
	}
	return source.ID(parts...)
}

// readsLists says whether a format is one of public lists, or that of the program's own.
func readsLists(f *pipeline.Format) bool {
	return f == watch.Format || slices.ContainsFunc(f.Writes, func(t table.Any) bool { return t.Describe().Name == listTables[0] })
}

func (g *guard) compare(before, now *data, old, fresh map[string]*watchlist, known map[string]marks) error {
	seen := map[string]bool{}
	for _, in := range before.set.Manifest.Inputs {
		seen[in.Digest] = true
	}
	paths := map[string]string{}
	for _, in := range now.set.Manifest.Inputs {
		if _, found := paths[in.Digest]; !found {
			paths[in.Digest] = in.Path
		}
	}
	used := map[acceptance]bool{}
	var refused, next []string
	for _, id := range slices.Sorted(maps.Keys(old)) {
		wrong := compareList(old[id], fresh[id], known[id])
		if len(wrong) == 0 {
			continue
		}
		var changed []string // the files that the list is in and that the accepted dataset has not read
		if l := fresh[id]; l != nil {
			for _, digest := range slices.Sorted(maps.Keys(l.files)) {
				if !seen[digest] {
					changed = append(changed, digest)
				}
			}
		}
		missing, flags := g.missing(id, changed, paths, used)
		if !missing {
			continue
		}
		where := ""
		for _, digest := range changed {
			where += ", " + safe(paths[digest])
		}
		refused = append(refused, fmt.Sprintf("list %s%s: %s", safe(id), where, strings.Join(wrong, "; ")))
		next = append(next, flags...)
	}
	for _, a := range g.accept {
		if !used[a] && a.digest != gone && !anyHas(paths, a) {
			return usage("run: --accept-watchlist: no input %s has the digest sha256:%s.", safe(a.name), a.digest)
		}
	}
	if refused == nil {
		return nil
	}
	slices.Sort(next)
	next = slices.Compact(next)
	return &failure{code: exitWatchlist, what: "refused: " + strings.Join(refused, "\n  and ") + ".",
		kept: fmt.Sprintf("That is beside dataset %s. A list like this would hide matches. %s", before.set.Manifest.Dataset, nothingDone),
		next: "look at the list; if it is right, run again with " + strings.Join(next, " ")}
}

func anyHas(paths map[string]string, a acceptance) bool {
	for digest, path := range paths {
		if strings.HasPrefix(digest, a.digest) && path == a.name {
			return true
		}
	}
	return false
}

// missing says whether a list that looks wrong lacks an acceptance, and which flags would give it: one for each file of it that
// is new, or one for the list where no file is.
func (g *guard) missing(id string, changed []string, paths map[string]string, used map[acceptance]bool) (missing bool, flags []string) {
	if len(changed) == 0 {
		a := acceptance{id, gone}
		used[a] = true
		return !slices.Contains(g.accept, a), []string{"--accept-watchlist " + safe(id) + "@" + gone}
	}
	for _, digest := range changed {
		i := slices.IndexFunc(g.accept, func(a acceptance) bool { return a.name == paths[digest] && strings.HasPrefix(digest, a.digest) })
		if i >= 0 {
			used[g.accept[i]] = true
			continue
		}
		missing = true
		flags = append(flags, "--accept-watchlist "+safe(paths[digest])+"@sha256:"+digest)
	}
	return missing, flags
}

// compareList says in words what is wrong with a list beside the earlier one; now is nil where it is not there any more.
func compareList(old, now *watchlist, m marks) (wrong []string) {
	if now == nil {
		return []string{fmt.Sprintf("it has no entries; in the accepted dataset it has %d", old.entries)}
	}
	var lost []string
	for i, key := range m.keys {
		if key := hashOf(key); old.names[key] && !now.names[key] {
			lost = append(lost, "“"+visible(m.sentinels[i])+"”")
		}
	}
	if lost != nil {
		wrong = append(wrong, "it lost "+strings.Join(lost, ", ")+", which it cannot be believed to lose")
	}
	var away []string
	for key, name := range old.mains {
		if !now.names[key] {
			away = append(away, name)
		}
	}
	slices.Sort(away)
	if len(away)*100 > len(old.mains)*maxGone {
		wrong = append(wrong, fmt.Sprintf("%d of the %d organisations on it are gone (%s); it has %d entries, and had %d", len(away), len(old.mains), some(away), now.entries, old.entries))
	}
	if now.entries < m.floor && old.entries >= m.floor {
		wrong = append(wrong, fmt.Sprintf("it has %d entries, fewer than the %d that it can be believed to have", now.entries, m.floor))
	}
	var other []string
	for id, o := range old.owners {
		if n := now.owners[id]; n != nil && !n.same(o) {
			other = append(other, fmt.Sprintf("%s was %s and is %s", safe(id), visible(o.name), visible(n.name)))
		}
	}
	slices.Sort(other)
	if other != nil {
		wrong = append(wrong, fmt.Sprintf("of its ids %d are another organisation's now (%s)", len(other), some(other)))
	}
	return wrong
}

// some are the first few of many.
func some(all []string) string {
	const most = 3
	var shown []string
	for i, s := range all {
		if i == most {
			shown = append(shown, fmt.Sprintf("and %d more", len(all)-most))
			break
		}
		shown = append(shown, visible(s))
	}
	return strings.Join(shown, "; ")
}
