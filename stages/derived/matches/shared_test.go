package matches

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/record"
)

// shared is the folder of real data beside the repository; the test is skipped where there is none.
func shared(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, e := os.Stat(filepath.Join(dir, "go.mod")); e == nil {
			data := filepath.Join(filepath.Dir(dir), "shared", "data", "procurement")
			if _, e := os.Stat(data); e == nil {
				return data
			}
			break
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("no ../shared/data beside the repository")
	return ""
}

// words of the known hits, as the list of them writes the thing that was matched, and the vendor meant.
var meant = map[string]string{"kaspersky": "kaspersky", "dji": "dji", "huawei": "huawei", "hikvision": "hikvision", "dahua": "dahua", "zte": "zte"}

// TestKnownHits reads every lot and camera of the real data: each known true hit must be found in its file, and no known
// false one.
func TestKnownHits(t *testing.T) {
	data := shared(t)
	ix := embeddedIndex(t)
	read := func(name string, comma rune) [][]string {
		f, err := os.Open(filepath.Join(data, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r := csv.NewReader(f)
		r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	found := map[string]map[string][]Match{} // file, vendor
	see := func(name string, matches []Match) {
		check(t, matches)
		for _, m := range matches {
			if found[name] == nil {
				found[name] = map[string][]Match{}
			}
			found[name][m.Vendor] = append(found[name][m.Vendor], m)
		}
	}
	lots, cameras, tags := 0, 0, 0
	files, _ := filepath.Glob(filepath.Join(data, "italy-appaltipop", "csv", "*", "lotti.csv"))
	for _, file := range files {
		name, _ := filepath.Rel(data, file)
		rows := read(name, ',')
		for i, column := range rows[0] {
			if column != "oggetto" {
				continue
			}
			for _, row := range rows[1:] {
				if i < len(row) {
					lots++
					see(name, inTitle(ix, row[i], nil))
				}
			}
		}
	}
	files, _ = filepath.Glob(filepath.Join(data, "osm-cameras", "*.json"))
	for _, file := range files {
		name, _ := filepath.Rel(data, file)
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Features []struct{ Properties map[string]any }
		}
		if json.Unmarshal(b, &doc) != nil {
			continue
		}
		for _, f := range doc.Features {
			cameras++
			for _, tag := range []string{"manufacturer", "brand", "camera:make"} {
				if s, _ := f.Properties[tag].(string); s != "" {
					tags++
					see(name, ix.ofDevice(record.Device{ID: "d", Maker: s, Tag: tag}))
				}
			}
			for _, tag := range []string{"name", "contact:webcam", "description"} {
				if s, _ := f.Properties[tag].(string); s != "" {
					see(name, ix.ofDevice(record.Device{ID: "d", Mention: s, Tag: tag}))
				}
			}
		}
	}
	checked := 0
	for _, hit := range read("KNOWN_HITS.tsv", '\t')[1:] {
		path, matched, kind := hit[0], strings.ToLower(hit[2]), hit[3]
		if !strings.HasSuffix(path, "lotti.csv") && !strings.HasPrefix(path, "osm-cameras/") {
			continue
		}
		checked++
		if vendor := meant[matched]; strings.HasPrefix(kind, "FALSE-POSITIVE") {
			for _, all := range found[path] {
				for _, m := range all {
					if strings.Contains(strings.ToLower(m.Found), matched) {
						t.Errorf("%s: found %q", path, m.Found)
					}
				}
			}
		} else if len(found[path][vendor]) == 0 {
			t.Errorf("%s, %s: %s not found", path, hit[1], matched)
		}
	}
	total := 0
	for name, vendors := range found {
		for _, all := range vendors {
			for _, m := range all {
				total++
				if !strings.Contains(strings.ToLower(m.Found), strings.ToLower(m.Vendor)) {
					t.Errorf("%s: %q for %s", name, m.Found, m.Vendor)
				}
			}
		}
	}
	t.Logf("%d lots, %d cameras, %d tags of makers; %d matches in %d files; %d known hits checked", lots, cameras, tags, total, len(found), checked)
	if lots < 1000 || cameras < 1000 || checked == 0 {
		t.Error("too little was read to mean anything")
	}
}
