package stagetest

import (
	"bytes"
	"fmt"
	"os"
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
// bytes of a unit; units read are units with rows, units rejected and declared duplicates, each unit being one of these.
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
		digest, head, err := file.Hash()
		if err != nil {
			t.Fatal(err)
		}
		if !f.Match(filepath.Base(file.Path), head) {
			continue
		}
		byDigest[digest] = file
		for _, o := range others {
			if o != f && o.Match(filepath.Base(file.Path), head) {
				t.Errorf("%s: both %s and %s match it", file.Path, f.Name, o.Name)
			}
		}
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
	count(t, all, units)
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
	for _, tab := range f.Writes {
		err := tab.Drain(all, func(r table.Row) error {
			origins := tab.Origins(r.Value)
			if len(origins) == 0 {
				t.Errorf("a row of %s has no origin", tab.Describe().Name)
			}
			for _, o := range origins {
				units = append(units, unit{o, "rows"})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for r := range table.Rejects.In(all) {
		if r.Scope == string(source.WholeRecord) {
			units = append(units, unit{source.Origin{Digest: r.Digest, Member: r.Member, Offset: r.Offset, Length: r.Length, Fragment: r.Fragment}, "rejected"})
		}
	}
	return units
}

// count holds each document to the law of units. A unit is told by its first byte.
func count(t *testing.T, all *table.Set, units []unit) {
	t.Helper()
	type place struct {
		digest string
		offset int64
	}
	fates := map[place][]string{}
	for _, u := range units {
		p := place{u.at.Digest, u.at.Offset}
		if !slices.Contains(fates[p], u.fate) {
			fates[p] = append(fates[p], u.fate)
		}
	}
	read := map[string]int64{}
	for e := range table.Ledger.In(all) {
		switch e.Kind {
		case "read":
			read[e.Digest] += e.Count
		case "duplicate":
			p := place{e.Digest, e.Offset}
			fates[p] = append(fates[p], "duplicate")
		}
	}
	counted := map[string]int64{}
	for p, f := range fates {
		counted[p.digest]++
		if len(f) != 1 {
			t.Errorf("the unit at sha256:%s, byte %d, is counted as %s", p.digest, p.offset, strings.Join(f, " and "))
		}
	}
	for digest, n := range read {
		if counted[digest] != n {
			t.Errorf("sha256:%s: %d units read, but %d in rows, rejected or duplicate", digest, n, counted[digest])
		}
	}
	for digest, n := range counted {
		if _, known := read[digest]; !known {
			t.Errorf("sha256:%s: %d units, but the document was not read", digest, n)
		}
	}
}
