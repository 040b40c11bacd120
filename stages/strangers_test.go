package stages

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/formats/watch"
	"github.com/perimeter-data/perimeter/testdata"
)

// resolution is what names and numbers make of the world.
var resolution = pipeline.Pipeline{Formats: Pipeline.Formats,
	Stages: []*pipeline.Stage{edges.Stage, exceptions.Stage, organisations.Stage, purchases.Stage, things.Stage, vendorlistings.Stage, matches.Stage}}

// worldFiles are the documents of testdata/world and the lists that the program carries.
func worldFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for prefix, tree := range map[string]fs.FS{"in": testdata.World, "lists": watch.Lists} {
		err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(tree, name)
			files[path.Join(prefix, name)] = &fstest.MapFile{Data: text}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// resolved are the rows of the tables that resolution writes, as text, by id.
func resolved(t *testing.T, files fstest.MapFS) map[string]string {
	t.Helper()
	set, err := stagetest.Drive(resolution, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	rows := map[string]string{}
	for _, tab := range []table.Any{matches.Table, edges.Table, organisations.Table, exceptions.Table} {
		text, err := table.Dump(tab, set)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq(text, "\n\n") {
			id, _, _ := strings.Cut(strings.TrimSpace(block), "\n")
			rows[tab.Describe().Name+" "+id] = strings.TrimSpace(block)
		}
	}
	if len(rows) < 60 {
		t.Fatalf("%d rows: too few to mean anything", len(rows))
	}
	return rows
}

// TestStrangersChangeNothing adds to the world what has nothing to do with it: bodies and suppliers of their own, some with
// names that share words with those of the world, and names, brands and entries on lists. Every row of matches and of the
// resolution of organisations stays as it was.
func TestStrangersChangeNothing(t *testing.T) {
	before := resolved(t, worldFiles(t))
	for name, more := range map[string]map[string]string{
		"strangers in the input": {"in/more/lots.json": `{"uri":"x","version":"1.1","publishedDate":"2020-01-01T00:00:00Z","publisher":{"name":"P"},"releases":[` +
			release("1", "Comune di Latinella", "Hangzhou Digital Technology Co Ltd", "CN", "Supply of chairs") + `,` +
			release("2", "Città di Pescarola", "Professional Services Italia S.r.l.", "IT", "Phantom power supplies for microphones") + `,` +
			release("3", "Comune di Ferrarese", "Computer Cash Ravenna S.r.l.", "IT", "Kasperle puppets") + `]}`},
		"a vendor on the lists": {
			"lists/more-vendors.csv": "vendor,name,legal_name,country,makes,source\nacme,Acme,Acme Cameras Ltd,GB,cameras,a test\n",
			"lists/more-names.csv":   "vendor,name,relation,kind,from,to,source\nacme,Acme Cameras Ltd,same entity,legal name,,,a test\nhikvision,Hikvision Atlantis Ltd,family,legal name,,,a test\n",
			"lists/more-brands.csv":  "vendor,brand,relation,scope,confidence,own_goods,needs,context,from,to,source\nacme,Acmecam,brand,all,high,no,nothing,,,,a test\n",
			"lists/more-list.csv":    "list,id,schema,name,aliases,identifiers,from\nLake List,1,Company,Acme Cameras Ltd,Digital Technology,XI-LEI:5493001KJTIIGC8Y1R12,2020-01-01\n",
		},
	} {
		files := worldFiles(t)
		for file, text := range more {
			files[file] = &fstest.MapFile{Data: []byte(text)}
		}
		after := resolved(t, files)
		for id, row := range before {
			if after[id] != row {
				t.Errorf("%s: %s was\n%s\nand is\n%s", name, id, row, after[id])
			}
		}
		if name == "strangers in the input" && len(after) < len(before)+6 {
			t.Errorf("%s: the strangers have no rows: the test means nothing", name)
		}
	}
}

func release(n, buyer, supplier, country, title string) string {
	return `{"ocid":"ocds-test00-` + n + `","id":"` + n + `","date":"2020-01-0` + n + `T00:00:00Z","tag":["award"],"initiationType":"tender",` +
		`"parties":[{"id":"b` + n + `","name":"` + buyer + `","roles":["buyer"],"address":{"countryName":"IT"}},{"id":"s` + n + `","name":"` + supplier + `","roles":["supplier"],"address":{"countryName":"` + country + `"}}],` +
		`"buyer":{"id":"b` + n + `","name":"` + buyer + `"},"awards":[{"id":"a` + n + `","title":"` + title + `","status":"active","suppliers":[{"id":"s` + n + `","name":"` + supplier + `"}]}]}`
}
