package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
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
	text = bytes.Replace(text, []byte("2025-01-07,,"), []byte("2025-01-07,2025-02-01,"), 1)
	text = append(text, "us-dod-1260h,list under section 1260H,US Department of Defense,\"SZ DJI Technology Co., Ltd.\",DJI,Company,CN,2022-10-05,,announced\n"...)
	if err := os.WriteFile(list, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(in, "osm")); err != nil {
		t.Fatal(err)
	}
	run("--against", out)
	want := []string{
		"exposures gone hikvision Grand Lyon [documents] yes [] [world/osm/cameras.geojson]",
		"exposures gone zte Ville de Marseille [documents] yes [] [world/osm/cameras.geojson]",
		"vendor_listings delisted hikvision  [documents] yes [world/lists/yearly.csv] [world/lists/yearly.csv]",
		"vendor_listings newly listed dji  [documents] yes [world/lists/yearly.csv] []",
	}
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

// changesIn are the rows of changes in short.
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
	return lines
}
