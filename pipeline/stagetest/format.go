package stagetest

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// RunFormat holds the format to the documents of testdata/<folder>, which it reads as siblings if it reads any so. The rows
// are compared with testdata/<folder>.golden, which -update rewrites. Others are formats that must match none of them.
//
// Three laws: exactly this format matches each document; each origin lies inside its document and, read again, gives the
// bytes of a unit; units read are units with rows, units rejected, declared duplicates and units left out, each unit being one of these.
func RunFormat(t *testing.T, f *pipeline.Format, folders []string, others ...*pipeline.Format) {
	t.Helper()
	for _, tab := range f.Writes {
		if err := tab.Validate(); err != nil {
			t.Error(err)
		}
	}
	for _, folder := range folders {
		t.Run(folder, func(t *testing.T) {
			dir := filepath.Join("testdata", folder)
			all := CheckFormat(t, f, dir, others...)
			var b strings.Builder
			for _, tab := range append(slices.Clone(f.Writes), table.Rejects, table.Ledger, table.Conflicts) {
				text, err := table.Dump(tab, all)
				if err != nil {
					t.Fatal(err)
				}
				if text != "" {
					fmt.Fprintf(&b, "== %s\n\n%s\n", tab.Describe().Name, text)
				}
			}
			golden := dir + ".golden"
			want, _ := os.ReadFile(golden)
			switch {
			case string(want) == b.String():
			case *update:
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			default:
				t.Fatalf("not what is wanted (-update rewrites it):\n%s", diff(map[string]string{golden: string(want)}, map[string]string{golden: b.String()}))
			}
		})
	}
}

// CheckFormat reads every document of a folder that the format matches, holds it to the laws of RunFormat, and returns the
// rows.
func CheckFormat(t *testing.T, f *pipeline.Format, dir string, others ...*pipeline.Format) *table.Set {
	t.Helper()
	fsys := os.DirFS(dir)
	files, err := source.Find([]source.Root{{FS: fsys, Path: "."}})
	if err != nil {
		t.Fatal(err)
	}
	byDigest := map[string]source.File{}
	for _, file := range files {
		digest, err := file.Look(func(p source.Part) {
			name := nameOf(file, p)
			if p.Defect != nil || p.Archive || !f.Match(name, p.Head) {
				return
			}
			for _, o := range others {
				if o != f && o.Match(name, p.Head) {
					t.Errorf("%s: both %s and %s match it", path.Join(file.Path, p.Member), f.Name, o.Name)
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		byDigest[digest] = file
	}
	docs, err := matching(f, files)
	if err != nil {
		t.Fatal(err)
	}
	all := table.NewSet("", table.DefaultBudget, f.Writes...)
	t.Cleanup(all.Close)
	if err := readAll(f, docs, all); err != nil {
		t.Fatal(err)
	}
	units := unitsOf(t, f, all)
	for _, u := range units {
		if u.fate == "" {
			continue
		}
		file, known := byDigest[u.at.Digest]
		if !known {
			t.Errorf("%s is no document that was read", u.at)
			continue
		}
		b, err := file.Reread(u.at)
		if err != nil {
			t.Errorf("%s: %v", u.at, err)
		} else if len(bytes.TrimSpace(b)) == 0 {
			t.Errorf("%s: nothing stands at its bytes %d+%d", u.at, u.at.Offset, u.at.Length)
		}
	}
	names := map[string]string{}
	for digest, file := range byDigest {
		names[digest] = file.Path
	}
	count(t, all, units, names)
	return all
}

// unit is a record of a document, and what became of it.
type unit struct {
	at   source.Origin
	fate string
}

// unitsOf collects every unit that rows, rejects or the ledger speak of.
func unitsOf(t *testing.T, f *pipeline.Format, all *table.Set) (units []unit) {
	t.Helper()
	once := map[string]string{} // a file may have a million units
	same := func(s string) string {
		if once[s] == "" {
			once[s] = s
		}
		return once[s]
	}
	add := func(o source.Origin, fate string) {
		o.Digest, o.Member = same(o.Digest), same(o.Member)
		units = append(units, unit{o, fate})
	}
	for _, tab := range f.Writes {
		err := tab.Drain(all, func(r table.Row) error {
			origins := tab.Origins(r.Value)
			if len(origins) == 0 {
				t.Errorf("a row of %s has no origin", tab.Describe().Name)
			}
			for _, o := range origins {
				add(o, "rows")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for c := range table.Conflicts.In(all) { // which draining has added to
		for _, o := range c.Origins {
			add(o, "rows")
		}
	}
	for r := range table.Rejects.In(all) {
		if r.Scope == string(source.WholeRecord) {
			add(source.Origin{Digest: r.Digest, Member: r.Member, Offset: r.Offset, Length: r.Length, Fragment: r.Fragment}, "rejected")
		}
	}
	return units
}

// count holds each document to the law of units. names are paths by digest.
func count(t *testing.T, all *table.Set, units []unit, names map[string]string) {
	t.Helper()
	for _, wrong := range miscounted(all, units, names) {
		t.Error(wrong)
	}
}

// miscounted says of which documents the units are not all accounted for, each once. A unit is told by its first byte.
func miscounted(all *table.Set, units []unit, names map[string]string) (wrong []string) {
	say := func(format string, a ...any) { wrong = append(wrong, fmt.Sprintf(format, a...)) }
	type place struct {
		digest, member string
		offset         int64
	}
	called := func(document string) string {
		digest, _, _ := strings.Cut(document, "/")
		return names[digest] + " sha256:" + document
	}
	fates := map[place]string{}
	const and = " and "
	for _, u := range units {
		p := place{u.at.Digest, u.at.Member, u.at.Offset}
		if before := fates[p]; before == "" {
			fates[p] = u.fate
		} else if !slices.Contains(strings.Split(before, and), u.fate) {
			fates[p] = before + and + u.fate
		}
	}
	read := map[string]int64{}
	for e := range table.Ledger.In(all) {
		switch e.Kind {
		case "read":
			read[key(e.Digest, e.Member)] += e.Count
		case "duplicate", "left_out":
			p := place{e.Digest, e.Member, e.Offset}
			if before := fates[p]; before != "" {
				fates[p] = before + and + e.Kind
			} else {
				fates[p] = e.Kind
			}
		}
	}
	counted := map[string]int64{}
	for p, f := range fates {
		document := key(p.digest, p.member)
		counted[document]++
		if strings.Contains(f, and) {
			say("%s: the unit at byte %d is counted as %s", called(document), p.offset, f)
		}
	}
	for document, n := range read {
		if counted[document] != n {
			say("%s: %d units read, but %d in rows, rejected, duplicate or left out: each leaves a row, or wants table.PutReject of the scope WholeRecord, PutDuplicate or PutLeftOut", called(document), n, counted[document])
		}
	}
	for document, n := range counted {
		if _, known := read[document]; !known {
			say("%s: %d units, but the document was not read", called(document), n)
		}
	}
	return wrong
}
