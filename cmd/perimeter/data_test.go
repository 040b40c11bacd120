package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// collection is the folder that PERIMETER_DATA names, seen from the repository's root.
func collection(t *testing.T) string {
	t.Helper()
	where := os.Getenv("PERIMETER_DATA")
	if where == "" {
		t.Skip("PERIMETER_DATA is not set: make test-data sets it")
	}
	if !filepath.IsAbs(where) {
		where = filepath.Join("..", "..", where)
	}
	if _, err := os.Stat(where); err != nil {
		t.Skip("the collection is not here: ", err)
	}
	return where
}

// TestData runs over the whole collection and looks for what is known to be in it: each true hit is found, no false one is.
func TestData(t *testing.T) {
	where := collection(t)
	out := filepath.Join(t.TempDir(), "out")
	var stdout, stderr bytes.Buffer
	if code := perimeter([]string{"run", where, "--out", out}, &stdout, &stderr); code != exitDone && code != exitRejects {
		t.Fatalf("exit %d\n%s", code, stderr.String())
	}
	t.Logf("%s%s", stdout.String(), stderr.String())
	stdout.Reset()
	stderr.Reset()
	if code := perimeter([]string{"check", out}, &stdout, &stderr); code != exitDone {
		t.Errorf("check: exit %d\n%s", code, cutLines(stderr.String(), 40))
	}
	d, err := openData(out)
	if err != nil {
		t.Fatal(err)
	}
	all := func(name string) []row {
		rows, err := d.rows(name, func(row) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	paths := map[string][]string{} // by digest
	for _, r := range all("documents") {
		paths[r.get("digest")] = append(paths[r.get("digest")], r.get("path"))
	}
	stands := func(r row, path string) bool {
		return slices.ContainsFunc(r.origins, func(o source.Origin) bool {
			return slices.ContainsFunc(paths[o.Digest], func(p string) bool { return strings.HasSuffix(p, "/"+path) })
		})
	}
	matches, exposures := all("matches"), all("exposures")

	known, err := os.ReadFile(filepath.Join(where, "procurement", "KNOWN_HITS.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	read := []string{"italy-appaltipop/csv/", "italy-appaltipop/ocds/", "osm-cameras/", "moldova-etender-csv/", "uk-contracts-finder-lancashire/", "usa-usaspending/", "mexico-compranet-csv/"}
	counted := 0
	for line := range strings.Lines(string(known)) {
		h := strings.Split(line, "\t")
		path, locator, word, kind := h[0], h[1], h[2], h[3]
		if !slices.ContainsFunc(read, func(prefix string) bool { return strings.HasPrefix(path, prefix) }) {
			continue
		}
		counted++
		says := func(r row) bool {
			text := strings.ToLower(r.get("quote") + " " + r.get("found") + " " + r.get("bought") + " " + r.get("vendor"))
			return stands(r, path) && strings.Contains(text, strings.ToLower(word))
		}
		switch {
		case strings.HasPrefix(kind, "FALSE-POSITIVE"):
			if i := slices.IndexFunc(matches, says); i >= 0 {
				t.Errorf("%s %s: %q is no hit, and gave %v", path, locator, word, matches[i].cells)
			}
		case kind == "procurement-text":
			if !slices.ContainsFunc(exposures, says) {
				t.Errorf("%s %s: no exposure for %s", path, locator, word)
			}
		default:
			if !slices.ContainsFunc(matches, says) {
				t.Errorf("%s %s: no match for %s", path, locator, word)
			}
		}
	}
	if counted < 30 {
		t.Errorf("only %d known hits are in formats that are read", counted)
	}

	// Worded as what they are.
	for _, want := range []struct{ body, vendor, sense string }{
		{"00239740905", "kaspersky", "purchase"}, {"00215150236", "kaspersky", "purchase"}, {"00297110389", "kaspersky", "purchase"},
		{"00080270838", "kaspersky", "purchase"}, {"00137020871", "kaspersky", "purchase"},
		{"00097020598", "dji", "purchase"}, {"00124600685", "dji", "purchase"},
		{"00239740905", "dji", "possession implied"}, {"00354730392", "huawei", "possession stated"},
		{"Grand Lyon", "hikvision", "operation"}, {"Ville de Marseille", "zte", "operation"},
	} {
		if !slices.ContainsFunc(exposures, func(e row) bool {
			return (e.get("body.identifier") == want.body || e.get("body.name") == want.body) && e.get("vendor") == want.vendor && e.get("sense") == want.sense
		}) {
			t.Errorf("no exposure of %s to %s as %s", want.body, want.vendor, want.sense)
		}
	}
	for _, e := range exposures {
		if e.get("body.identifier") == "00239740905" && e.get("vendor") == "dji" && e.get("sense") == "purchase" {
			t.Errorf("insurance or batteries are called a purchase of the drone: %s", e.get("bought"))
		}
		if strings.Contains(e.get("body.name"), "Copro") {
			t.Errorf("a private holder is called a public body: %s", e.get("body.name"))
		}
	}
	bought := map[string]row{}
	total, byBuyer := map[string]table.Decimal{}, map[string]table.Decimal{}
	plus := func(sums map[string]table.Decimal, key, amount string) {
		if amount == "" {
			return
		}
		d, err := table.ParseDecimal(amount)
		if err == nil {
			sums[key], err = sums[key].Add(d)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range all("purchases") {
		bought[p.id] = p
		for _, kind := range []string{"awarded", "paid"} {
			plus(total, kind+" "+p.get("currency"), p.get(kind))
			plus(byBuyer, kind+" "+p.get("currency")+"\x00"+p.get("buyer.id"), p.get(kind))
		}
		if p.get("kind") == "framework" && p.get("awarded") != "" {
			t.Errorf("the ceiling of a framework is told as money: %s", p.get("title"))
		}
	}
	again := map[string]table.Decimal{}
	for key, d := range byBuyer {
		group, _, _ := strings.Cut(key, "\x00")
		plus(again, group, d.String())
	}
	if !maps.Equal(again, total) {
		t.Errorf("by buyer purchases come to %v, in all to %v", again, total)
	}
	seen := map[string]bool{}
	linked := map[string]table.Decimal{}
	for _, l := range all("exposure_purchases") {
		p, known := bought[l.get("purchase")]
		if !known {
			t.Fatalf("a link to a purchase that is not there: %s", l.get("purchase"))
		}
		if l.get("counts") == "yes" && !seen[p.id] {
			seen[p.id] = true
			plus(linked, "awarded "+p.get("currency"), p.get("awarded"))
		}
	}
	for key, d := range linked {
		if d.Cmp(total[key]) > 0 {
			t.Errorf("what exposures lead to comes to %s %s, more than all purchases", key, d)
		}
	}
	one := 0
	for _, p := range bought {
		if p.get("lot") == "Z1D2B2A8E2" {
			one++
			if p.get("awarded") != "5091.81" || p.get("paid") != "0" || !stands(p, "italy-appaltipop/csv/00097020598/lotti.csv") ||
				!stands(p, "italy-appaltipop/ocds/IT-CF-00097020598.json") {
				t.Errorf("lot Z1D2B2A8E2: awarded %s, paid %s, read at %v", p.get("awarded"), p.get("paid"), p.origins)
			}
		}
	}
	if one != 1 {
		t.Errorf("lot Z1D2B2A8E2 is %d purchases", one)
	}
}
