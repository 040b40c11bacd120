package stages

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// sums is what a set of documents comes to.
type sums struct {
	purchases     int
	awarded, paid string
	byDocuments   map[int]int // purchases by the number of folders or files that tell of them
}

// sumsOf runs the formats over the files and sums the purchases.
func sumsOf(t *testing.T, files fstest.MapFS) (s sums, all []purchases.Purchase) {
	t.Helper()
	set, err := stagetest.Drive(pipeline.Pipeline{Formats: Pipeline.Formats, Stages: []*pipeline.Stage{edges.Stage, exceptions.Stage, purchases.Stage}}, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	var awarded, paid table.Decimal
	add := func(sum *table.Decimal, d *table.Decimal) {
		if d == nil {
			return
		}
		if *sum, err = sum.Add(*d); err != nil {
			t.Fatal(err)
		}
	}
	s.byDocuments = map[int]int{}
	for p := range purchases.Table.In(set) {
		s.purchases++
		add(&awarded, p.Awarded)
		add(&paid, p.Paid)
		shapes := map[string]bool{}
		for _, o := range p.Origins {
			shape := o.Digest
			if o.Member == "" && strings.HasPrefix(o.Fragment, "row=") {
				shape = "csv" // the files of one list are one shape; those of flattened releases lie in an archive
			}
			shapes[shape] = true
		}
		s.byDocuments[len(shapes)]++
		all = append(all, p)
	}
	s.awarded, s.paid = awarded.String(), paid.String()
	return s, all
}

// folder is every file of dir, below the name of dir.
func folder(t *testing.T, files fstest.MapFS, dir string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(os.DirFS(dir), p)
		files[path.Join(path.Base(dir), p)] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// zipped is every file of dir in one archive.
func zipped(t *testing.T, files fstest.MapFS, dir string) {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if err := w.AddFS(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	files[path.Base(dir)+".zip"] = &fstest.MapFile{Data: b.Bytes()}
}

// TestShapesOfLots reads the same Italian lots in six shapes, alone and together: the purchases and their sums are the same.
func TestShapesOfLots(t *testing.T) {
	shapes := []string{"xml", "csv", "ocds", "flat", "xlsx", "tables"}
	for mask := 1; mask < 1<<len(shapes); mask++ {
		files := fstest.MapFS{}
		var names []string
		for i, s := range shapes {
			if mask>>i&1 == 1 {
				if s == "tables" {
					zipped(t, files, "testdata/lots/"+s)
				} else {
					folder(t, files, "testdata/lots/"+s)
				}
				names = append(names, s)
			}
		}
		got, all := sumsOf(t, files)
		want := sums{12, "154862.41", "92981.09", map[int]int{len(names): 12}}
		// Of two lots of one code the project that makes the OCDS, and the tables of it, keeps the first.
		lacking := 0
		for _, s := range []string{"ocds", "tables"} {
			if slices.Contains(names, s) {
				lacking++
			}
		}
		switch {
		case lacking == len(names):
			want = sums{11, "142861.91", "92981.09", map[int]int{lacking: 11}}
		case lacking > 0:
			want.byDocuments = map[int]int{len(names): 11, len(names) - lacking: 1}
		}
		if got.purchases != want.purchases || got.awarded != want.awarded || got.paid != want.paid {
			t.Errorf("%v: %d purchases, %s awarded, %s paid; want %d, %s, %s", names, got.purchases, got.awarded, got.paid, want.purchases, want.awarded, want.paid)
		}
		for n, count := range want.byDocuments {
			if got.byDocuments[n] != count {
				t.Errorf("%v: purchases by shapes %v, want %v", names, got.byDocuments, want.byDocuments)
			}
		}
		for _, p := range all {
			text := strings.ToLower(p.Title + strings.Join(p.Texts, " "))
			for _, s := range p.Suppliers {
				text += strings.ToLower(s.Name)
			}
			for _, planted := range []string{"gorgogliante", "lorenzone"} {
				if strings.Contains(text, planted) {
					t.Errorf("%v: a purchase names %s", names, planted)
				}
			}
			if !slices.Equal(names, []string{"flat"}) && strings.Contains(text, "piluttigna") {
				t.Errorf("%v: a purchase names a bidder that is a natural person", names)
			}
			if p.Lot == "Z1A0000007" && (len(p.Suppliers) != 1 || p.Suppliers[0].Name != record.Person) {
				t.Errorf("%v: %+v", names, p.Suppliers)
			}
		}
	}
}

// TestShapesOfRealLots does the same with published lists, each against its own CSV form, which is the most complete: the
// project that makes the others keeps one of several lots of one code.
func TestShapesOfRealLots(t *testing.T) {
	dir := stagetest.Shared(t, "data/procurement/italy-appaltipop")
	for body, other := range map[string]struct {
		files []string
		whole int // purchases that all shapes tell of
	}{
		"00080270838": {[]string{"ocds/IT-CF-00080270838.json"}, 635},
		"00097020598": {[]string{"ocds/IT-CF-00097020598.json", "jsonl/IT-CF-00097020598.jsonl"}, 691},
		"00124600685": {[]string{"ocds/IT-CF-00124600685.json", "jsonl/IT-CF-00124600685.jsonl"}, 799},
		"00137020871": {[]string{"ocds/IT-CF-00137020871.json"}, 276},
		"00239740905": {[]string{"jsonl/IT-CF-00239740905.jsonl"}, 1828},
		"00354730392": {[]string{"json/IT-CF-00354730392.json"}, 2909},
	} {
		files := fstest.MapFS{}
		folder(t, files, dir+"/csv/"+body)
		alone, _ := sumsOf(t, files)
		for _, o := range other.files {
			text, err := os.ReadFile(dir + "/" + o)
			if err != nil {
				t.Fatal(err)
			}
			files[o] = &fstest.MapFile{Data: text}
		}
		got, _ := sumsOf(t, files)
		if got.purchases != alone.purchases || got.awarded != alone.awarded || got.paid != alone.paid {
			t.Errorf("%s: in all shapes %d purchases, %s awarded, %s paid; in CSV alone %d, %s, %s",
				body, got.purchases, got.awarded, got.paid, alone.purchases, alone.awarded, alone.paid)
		}
		if n := got.byDocuments[len(other.files)+1]; n != other.whole {
			t.Errorf("%s: %d purchases have the origins of all shapes, want %d", body, n, other.whole)
		}
	}
}

// TestRealWorkbook reads a published list in XML beside the workbook that it was made from, a year later.
func TestRealWorkbook(t *testing.T) {
	dir := stagetest.Shared(t, "data/procurement/italy-l190-xml")
	files := fstest.MapFS{}
	for _, name := range []string{"dataset-2022.xml", "xlsx/AVCP_2023_good.xlsx"} {
		text, err := os.ReadFile(dir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	got, _ := sumsOf(t, files)
	if got.purchases != 1224 || got.byDocuments[2] != 1218 {
		t.Errorf("%d purchases, by shapes %v", got.purchases, got.byDocuments)
	}
}
