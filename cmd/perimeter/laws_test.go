package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// lawful are the tables that the laws speak of: what people come for, and what it rests on.
var lawful = []string{"purchases", "calls", "matches", "deployments", "capabilities", "exposures", "exposure_purchases", "evidence", "findings", "ownership", "vendor_listings"}

// answered runs over a collection and gives a digest of each row of the lawful tables, its origins included, by table and id.
func answered(t *testing.T, inputs ...string) map[string][32]byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	var stdout, stderr bytes.Buffer
	if code := perimeter(append(append([]string{"run"}, inputs...), "--as-of", "2026-11-01", "--out", out), &stdout, &stderr); code != exitDone && code != exitRejects {
		t.Fatalf("exit %d\n%s", code, stderr.String())
	}
	d, err := openData(out)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][32]byte{}
	for _, name := range lawful {
		err := d.each(name, func(r row) error {
			rows[name+" "+r.id] = sha256.Sum256(fmt.Append(nil, r.cells, r.lists, r.origins))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return rows
}

// moved copies a collection with its folders in the opposite order and under other names; files of one folder stay together
// and keep their own names.
func moved(t *testing.T, from, to string) {
	t.Helper()
	var folders []string
	files := map[string][]string{}
	err := filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			dir := filepath.Dir(path)
			if files[dir] == nil {
				folders = append(folders, dir)
			}
			files[dir] = append(files[dir], path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(folders)
	for i, dir := range folders {
		target := filepath.Join(to, fmt.Sprintf("%05d", len(folders)-i))
		if err := os.MkdirAll(target, 0o777); err != nil {
			t.Fatal(err)
		}
		for _, path := range files[dir] {
			copyFile(t, path, filepath.Join(target, filepath.Base(path)))
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

// stranger is a release of a body, a supplier and a thing that the collection does not have.
const stranger = `{"releases": [{"ocid": "ocds-str999-1", "id": "1", "date": "2021-03-04T00:00:00Z", "tag": ["award"],
	"buyer": {"id": "IT-CF-99999990098", "name": "Comune di Straniero Inventato"}, "parties": [{"id": "IT-CF-99999990098", "name": "Comune di Straniero Inventato",
	"identifier": {"scheme": "IT-CF", "id": "99999990098"}, "roles": ["buyer"]}], "awards": [{"id": "1", "title": "Fornitura di telecamere Hikvision",
	"value": {"amount": 999, "currency": "EUR"}, "suppliers": [{"name": "Fornitore Straniero S.r.l."}]}]}]}`

// TestDataLaws holds the whole collection that PERIMETER_DATA names to the laws of the answer. Order-free and copy-proof: with its
// folders in another order, under other names and each there twice, every row is the same. Stranger-proof: what is said of
// another body's purchase takes no row away and changes none.
func TestDataLaws(t *testing.T) {
	where := collection(t)
	want := answered(t, where)
	if len(want) < 1000 {
		t.Fatalf("%d rows: too few to mean anything", len(want))
	}
	t.Logf("%d rows", len(want))
	tell := func(what string, got map[string][32]byte, more bool) {
		t.Helper()
		gone, changed, added := map[string]int{}, map[string]int{}, map[string]int{}
		var first []string
		for key, digest := range want {
			name := key[:bytes.IndexByte([]byte(key), ' ')]
			switch now, there := got[key]; {
			case !there:
				gone[name]++
				first = append(first, "gone "+key)
			case now != digest:
				changed[name]++
				first = append(first, "changed "+key)
			}
		}
		for key := range got {
			if _, was := want[key]; !was {
				added[key[:bytes.IndexByte([]byte(key), ' ')]]++
			}
		}
		slices.Sort(first)
		if len(first) > 0 || len(added) > 0 && !more {
			t.Errorf("%s: gone %v, changed %v, added %v; the first of them: %q", what, gone, changed, added, first[:min(len(first), 5)])
		}
		if more && added["exposures"] != 1 {
			t.Errorf("%s: %d exposures more, want the stranger's", what, added["exposures"])
		}
	}
	again := t.TempDir()
	moved(t, where, filepath.Join(again, "a"))
	moved(t, where, filepath.Join(again, "z"))
	tell("in another order and twice", answered(t, again), false)
	other := filepath.Join(t.TempDir(), "stranger.json")
	if err := os.WriteFile(other, []byte(stranger), 0o666); err != nil {
		t.Fatal(err)
	}
	tell("with a stranger", answered(t, where, other), true)
}
