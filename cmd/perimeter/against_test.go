package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/runner"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages"
)

// TestChanges holds what a run says is new beside an earlier dataset, over the whole world: nothing beside itself, and what was
// changed by hand, with the reason, and no more.
func TestChanges(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "world"), filepath.Join(dir, "out")
	if err := os.CopyFS(in, os.DirFS("../../testdata/world")); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := perimeter(append([]string{"run", in, "--out", out}, args...), &stdout, &stderr); code != 0 {
			t.Fatalf("exit %d: %s", code, stderr.String())
		}
	}
	run()
	first, err := os.Readlink(filepath.Join(out, "latest"))
	if err != nil {
		t.Fatal(err)
	}
	run("--against", out)
	second, err := os.Readlink(filepath.Join(out, "latest"))
	if err != nil {
		t.Fatal(err)
	}
	if got := changesIn(t, out); got != nil {
		t.Errorf("beside itself: %s", strings.Join(got, "\n"))
	}
	run("--against", filepath.Base(first))
	if again, err := os.Readlink(filepath.Join(out, "latest")); err != nil || again != second {
		t.Errorf("the dataset by its id is another one than its folder: %v %v", again, second)
	}

	list := filepath.Join(in, "lists", "yearly.csv")
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("Dahua,Company,CN,2022-10-05,,"), []byte("Dahua,Company,CN,2022-10-05,2025-02-01,"), 1)
	for _, more := range []string{`"SZ DJI Technology Co., Ltd.",DJI`, "ZTE Corporation,ZTE"} { // another entry of one that was named, and a new name
		text = append(text, "us-dod-1260h,list under section 1260H,US Department of Defense,"+more+",Company,CN,2022-10-05,,announced\n"...)
	}
	if err := os.WriteFile(list, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(in, "osm")); err != nil {
		t.Fatal(err)
	}
	run("--against", out)
	const byMap = " [documents] yes [] [world/osm/cameras.geojson]"
	var want []string
	gone := func(times int, row string) {
		for range times {
			want = append(want, row+byMap)
		}
	}
	gone(1, "deployments gone hikvision ")
	gone(1, "deployments gone hikvision Sécur’Copro")
	gone(1, "deployments gone hikvision Grand Lyon")
	gone(1, "deployments gone zte ")
	gone(1, "deployments gone zte Ville de Marseille")
	for _, operator := range []string{"", "", "Comune di Esempio Inventato", "Grand Lyon", "Grand Lyon", "Sécur’Copro", "Ville de Marseille"} { // cameras of any maker
		gone(1, "devices gone  "+operator)
	}
	gone(1, "exposures gone hikvision Grand Lyon")
	gone(1, "exposures gone zte Ville de Marseille")
	gone(6, "findings gone hikvision Grand Lyon") // one a rule
	gone(6, "findings gone zte Ville de Marseille")
	want = append(want, "vendor_listings delisted dahua  [documents] yes [world/lists/yearly.csv] [world/lists/yearly.csv]",
		"vendor_listings new dji  [documents] yes [world/lists/yearly.csv] []",
		"vendor_listings newly listed zte  [documents] yes [world/lists/yearly.csv] []")
	slices.Sort(want)
	if got := changesIn(t, out); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var stdout, stderr bytes.Buffer
	if code := perimeter([]string{"check", out}, &stdout, &stderr); code != 0 {
		t.Errorf("check: exit %d: %s", code, stderr.String())
	}
	run("--against", filepath.Base(second), "--as-of", "2024-12-31")
	for _, line := range changesIn(t, out) {
		if strings.HasPrefix(line, "purchases") && !strings.Contains(line, "[as-of day] no") {
			t.Errorf("another day alone: %s", line)
		}
	}
}

// changesIn are the rows of changes in short, sorted.
func changesIn(t *testing.T, out string) (lines []string) {
	t.Helper()
	d, err := openData(out)
	if err != nil {
		t.Fatal(err)
	}
	paths := func(all []string) (short []string) {
		for _, p := range all {
			short = append(short, p[max(0, strings.LastIndex(p, "world/")):])
		}
		return short
	}
	err = d.each("changes", func(r row) error {
		lines = append(lines, fmt.Sprintf("%s %s %s %s %v %s %v %v", r.get("table"), r.get("kind"), r.get("vendor"), r.get("body_name"),
			r.all("why"), r.get("sources_differ"), paths(r.all("came")), paths(r.all("went"))))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines
}

// TestListReuse holds that another public list makes nothing be matched again, and that an entry which names no flagged vendor
// reaches no exposure: what is done again stops where what it gives is the same.
func TestListReuse(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "world")
	if err := os.CopyFS(in, os.DirFS("../../testdata/world")); err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(in, "lists", "yearly.csv")
	entry := "us-dod-1260h,list under section 1260H,US Department of Defense,%s,,Company,CN,2022-10-05,,announced\n"
	did := func(name string) map[string]bool {
		t.Helper()
		if name != "" {
			text, err := os.ReadFile(list)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(list, fmt.Appendf(text, entry, name), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		done := map[string]bool{}
		root := source.Root{Prefix: "world", FS: os.DirFS(in), Path: "."}
		_, _, err := runner.Run(t.Context(), stages.Pipeline, runner.Options{Roots: []source.Root{root, listsRoot()}, Out: filepath.Join(dir, "out"), Workers: 1,
			Memory: 64 << 20, Program: "test", Progress: func(line string) {
				if what, _, found := strings.Cut(line, " ("); found {
					done[what] = true
				}
			}})
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	if done := did(""); !done["derive matches"] || !done["derive exposures"] || !done["read ocds"] {
		t.Fatalf("the first run did %v", done)
	}
	if done := did(""); len(done) > 0 {
		t.Errorf("an unchanged run does %v", done)
	}
	for _, c := range []struct {
		name  string
		again []string
		not   []string
	}{
		{"Beech Tree Nurseries Ltd.", []string{"read watchlist", "derive vendor_listings"}, []string{"read ocds", "derive purchases", "derive matches", "derive organisations", "derive exposures"}},
		{"\"SZ DJI Technology Co., Ltd.\"", []string{"read watchlist", "derive vendor_listings", "publish vendor_listings", "derive exposures"}, []string{"read ocds", "derive purchases", "derive matches", "derive organisations"}},
	} {
		done := did(c.name)
		for _, what := range c.again {
			if !done[what] {
				t.Errorf("%s: no %s in %v", c.name, what, done)
			}
		}
		for _, what := range c.not {
			if done[what] {
				t.Errorf("%s: %s is done again", c.name, what)
			}
		}
	}
}
