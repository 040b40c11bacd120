package ocds

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// outcome is what documents came to: a small stand-in for the runner.
type outcome struct {
	t     *testing.T
	set   *table.Set
	texts map[string][]byte // by digest
	units map[string]int64
}

func run(t *testing.T, texts ...[]byte) *outcome {
	t.Helper()
	o := &outcome{t, table.NewSet(t.TempDir(), 1<<30, append(slices.Clone(Format.Writes), drafts, knowns)...), map[string][]byte{}, map[string]int64{}}
	for _, text := range texts {
		sum := sha256.Sum256(text)
		doc := &source.Document{Digest: hex.EncodeToString(sum[:]), Body: bytes.NewReader(text)}
		if o.texts[doc.Digest] != nil {
			continue
		}
		o.texts[doc.Digest] = text
		if err := Format.Read(doc, o.set); err != nil {
			table.PutReject(o.set, name, err, doc.Origin())
		}
		o.units[doc.Digest] = doc.Units()
	}
	byOCID := map[string][]draft{}
	for d := range drafts.In(o.set) {
		byOCID[processKey(d)] = append(byOCID[processKey(d)], d)
	}
	in := table.NewSet(t.TempDir(), 1<<30, drafts)
	known, err := people.Build(o.set)
	if err != nil {
		t.Fatal(err)
	}
	in.SetList(people, known)
	for _, ocid := range slices.Sorted(maps.Keys(byOCID)) {
		in.Reset()
		drafts.Add(in, byOCID[ocid]...)
		if err := Format.Settle.Derive(in, o.set); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.set.Err(); err != nil {
		t.Fatal(err)
	}
	return o
}

func rows[R any](o *outcome, of *table.Table[R]) []R {
	o.t.Helper()
	var all []R
	if err := of.Drain(o.set, func(r table.Row) error { all = append(all, *r.Value.(*R)); return nil }); err != nil {
		o.t.Fatal(err)
	}
	return all
}

// laws holds what must be true of any input: each unit ends in rows, in the quarantine or among the duplicates, and in one
// of them alone; origins lead to what they name; entities do not contradict each other.
func (o *outcome) laws() {
	t := o.t
	t.Helper()
	type at struct {
		digest string
		offset int64
	}
	kept, rejected, doubled := map[at]bool{}, map[at]bool{}, map[at]bool{}
	for _, p := range rows(o, record.Processes) {
		for _, origin := range p.Origins {
			kept[at{origin.Digest, origin.Offset}] = true
			o.resolve(origin)
		}
	}
	check := func(origins []source.Origin, what string) {
		if len(origins) == 0 {
			t.Errorf("%s has no origin", what)
		}
		for _, origin := range origins {
			if !kept[at{origin.Digest, origin.Offset}] {
				t.Errorf("%s has the origin %s, which no process has", what, origin)
			}
			o.resolve(origin)
		}
	}
	for _, r := range rows(o, record.Awards) {
		check(r.Origins, "award")
	}
	for _, r := range rows(o, record.Contracts) {
		check(r.Origins, "contract")
	}
	for _, r := range rows(o, record.Items) {
		check(r.Origins, "item")
	}
	for _, r := range rows(o, record.Parties) {
		check(r.Origins, "party")
	}
	for _, r := range rows(o, table.Rejects) {
		if r.Scope == string(source.WholeRecord) {
			rejected[at{r.Digest, r.Offset}] = true
		}
	}
	for _, e := range rows(o, table.Ledger) {
		if e.Kind == "duplicate" {
			doubled[at{e.Digest, e.Offset}] = true
		}
	}
	for digest, units := range o.units {
		n := int64(0)
		for _, m := range []map[at]bool{kept, rejected, doubled} {
			for k := range m {
				if k.digest == digest {
					n++
				}
			}
		}
		if n != units {
			t.Errorf("%.20q…: %d units were read and %d are accounted for", o.texts[digest], units, n)
		}
	}
	if c := rows(o, table.Conflicts); len(c) > 0 {
		t.Errorf("%d conflicts, the first: %+v", len(c), c[0])
	}
}

var resolved = map[string]any{}

// resolve follows an origin through the source text, and fails where it leads nowhere.
func (o *outcome) resolve(at source.Origin) {
	o.t.Helper()
	text := o.texts[at.Digest]
	if at.Offset < 0 || at.Length <= 0 || at.Offset+at.Length > int64(len(text)) {
		o.t.Errorf("%s is outside of the text", at)
		return
	}
	key := at.Digest + strconv.FormatInt(at.Offset, 10)
	v, ok := resolved[key]
	if !ok {
		d := json.NewDecoder(bytes.NewReader(text[at.Offset : at.Offset+at.Length]))
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			o.t.Errorf("%s: no JSON value there: %v", at, err)
			return
		}
		if len(resolved) > 100 {
			clear(resolved)
		}
		resolved[key] = v
	}
	// The pointer leads through the whole text; the part below the unit is what is left of it when the unit is found.
	names := strings.Split(at.Fragment, "/")[1:]
	for skip := 0; skip <= len(names); skip++ {
		if follow(v, names[skip:]) && (skip == len(names) || skip <= 4) {
			return
		}
	}
	o.t.Errorf("%s: the pointer leads nowhere", at)
}

func follow(v any, names []string) bool {
	for _, n := range names {
		switch at := v.(type) {
		case map[string]any:
			e, ok := at[n]
			if !ok {
				return false
			}
			v = e
		case []any:
			i, err := strconv.Atoi(n)
			if err != nil || i >= len(at) {
				return false
			}
			v = at[i]
		default:
			return false
		}
	}
	return true
}

func fixture(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestRealFiles runs the public files of many publishers and holds the laws over them.
func TestRealFiles(t *testing.T) {
	read, files := int64(0), 0
	for _, dir := range []string{"ocds", "ocds-fixtures", "ocds-fictional", "italy-appaltipop/ocds"} {
		root := shared(t, dir)
		folders := map[string][][]byte{}
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.Contains(path, "canada-buyandsell-bulk") {
				return err
			}
			if text := decoded(t, path); match("", source.NewHead(text[:min(len(text), source.HeadSize)])) {
				folders[filepath.Dir(path)] = append(folders[filepath.Dir(path)], text)
				files++
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, folder := range slices.Sorted(maps.Keys(folders)) {
			t.Run(filepath.Base(folder), func(t *testing.T) {
				o := run(t, folders[folder]...)
				o.laws()
				for _, n := range o.units {
					read += n
				}
				reasons := map[string]int{}
				for _, r := range rows(o, table.Rejects) {
					reasons[r.Scope+" "+r.Reason]++
				}
				t.Logf("%d files, %d processes, %d awards, %d contracts, %d items, %d parties, rejects %v", len(folders[folder]),
					len(rows(o, record.Processes)), len(rows(o, record.Awards)), len(rows(o, record.Contracts)),
					len(rows(o, record.Items)), len(rows(o, record.Parties)), reasons)
			})
		}
	}
	t.Logf("%d files, %d units", files, read)
	if read < 2000 {
		t.Errorf("read %d units", read)
	}
}

func decoded(t *testing.T, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.HasPrefix(raw, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if raw, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	return raw
}

// TestBulk reads one publisher's whole years.
func TestBulk(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	root := shared(t, "ocds/canada-buyandsell-bulk")
	begin := time.Now()
	o := run(t, decoded(t, filepath.Join(root, "records_linked.json.gz")), decoded(t, filepath.Join(root, "tenders_releases.json.gz")))
	read := int64(0)
	for _, n := range o.units {
		read += n
	}
	t.Logf("%d units, %d processes in %v", read, len(rows(o, record.Processes)), time.Since(begin))
	o.laws()
}
