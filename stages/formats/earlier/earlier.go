// Package earlier reads the dataset that --against names: the rows that are compared, the inputs it was made from, and how it
// was made. Like a file of decisions it is read because it was named; a dataset found among the inputs is not.
package earlier

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

const (
	name = "earlier"
	unit = "row"
)

// The names of the documents that New describes beside the tables, and their columns.
const (
	InputsName, RunName = "inputs.csv", "run.csv"
)

var (
	inputColumns = []string{"earlier input", "earlier path", "earlier format"}
	runColumns   = []string{"earlier run", "earlier value"}
)

// needs are columns by which the text of a table that is compared is known.
var needs = map[string][]string{
	"exposures":       {"id", "body.id", "vendor", "relation", "channel", "deal", "deployment", "report", "wording", "origins.digest"},
	"findings":        {"id", "policy", "rule", "exposure", "outcome", "bound", "wording", "origins.digest"},
	"deployments":     {"id", "holder_name", "vendor", "source", "device_status", "contract_status", "wording", "origins.digest"},
	"devices":         {"id", "thing", "source", "tag", "card", "operator.name", "quantity", "status", "origins.digest"},
	"purchases":       {"id", "deal", "process", "buyer.id", "attribution", "origins.digest"},
	"vendor_listings": {"id", "vendor", "entry", "list", "agreement", "origins.digest"},
	"listings":        {"id", "measure", "vendor", "named_as", "date_kind", "origins.digest"},
}

// Tables are the tables that are compared, sorted.
func Tables() []string { return slices.Sorted(maps.Keys(needs)) }

// Format reads no document: no earlier dataset was named.
var Format = &pipeline.Format{
	Name: name, Doc: "an earlier dataset, which --against names", Unit: unit,
	Match:  func(string, *source.Head) bool { return false },
	Writes: []table.Any{record.EarlierRows, record.EarlierInputs, record.EarlierRuns},
	Read:   func(doc *source.Document, out *table.Set) error { return nil },
}

// Dataset is the earlier dataset.
type Dataset struct {
	Files   map[string]string // tables by the SHA-256 of their files
	Inputs  []record.EarlierInput
	Differs []string
	Gone    []string
}

// Documents are the texts that tell of the inputs and the run.
func (d Dataset) Documents() (inputs, run []byte) {
	lines := [][]string{inputColumns}
	for _, in := range d.Inputs {
		lines = append(lines, []string{in.Digest, in.Path, in.Format})
	}
	how := [][]string{runColumns, {"differs", ""}}
	for _, s := range d.Differs {
		how = append(how, []string{"differs", s})
	}
	for _, s := range d.Gone {
		how = append(how, []string{"gone", s})
	}
	return write(lines), write(how)
}

func write(lines [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(lines); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// New is the format that reads this dataset and no other.
func New(d Dataset) *pipeline.Format {
	inputs, run := d.Documents()
	files := map[string]string{digestOf(inputs): InputsName, digestOf(run): RunName}
	maps.Copy(files, d.Files)
	var parts []string
	for _, digest := range slices.Sorted(maps.Keys(files)) {
		parts = append(parts, digest, files[digest])
	}
	f := *Format
	config := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	f.Config = hex.EncodeToString(config[:])
	f.Match = func(_ string, head *source.Head) bool { return matches(head.Header()) }
	f.Read = func(doc *source.Document, out *table.Set) error {
		switch t := files[doc.Digest]; t {
		case "":
			return &source.Defect{Scope: source.WholeDocument, Origin: doc.Origin(), Reason: "earlier.other",
				Message: "it is a table of a dataset of this program, and not of the one that the run is compared with", Kept: "nothing", Next: "name the dataset with --against if it is to be compared"}
		case InputsName:
			return readInputs(doc, out)
		case RunName:
			return readRun(doc, out)
		default:
			return readRows(t, doc, out)
		}
	}
	return &f
}

func digestOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func matches(header []string) bool {
	if slices.Equal(header, inputColumns) || slices.Equal(header, runColumns) {
		return true
	}
	for _, columns := range needs {
		if !slices.ContainsFunc(columns, func(c string) bool { return !slices.Contains(header, c) }) {
			return true
		}
	}
	return false
}

func each(doc *source.Document, out *table.Set, f func(r source.Row)) error {
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		f(r)
	}
	return nil
}

func readInputs(doc *source.Document, out *table.Set) error {
	return each(doc, out, func(r source.Row) {
		record.EarlierInputs.Add(out, record.EarlierInput{Digest: r.Get(inputColumns[0]), Path: r.Get(inputColumns[1]), Format: r.Get(inputColumns[2])})
	})
}

func readRun(doc *source.Document, out *table.Set) error {
	var run record.EarlierRun
	err := each(doc, out, func(r source.Row) {
		switch value := r.Get(runColumns[1]); {
		case value == "":
		case r.Get(runColumns[0]) == "gone":
			run.Gone = append(run.Gone, value)
		default:
			run.Differs = append(run.Differs, value)
		}
	})
	record.EarlierRuns.Add(out, run)
	return err
}

// origins is the list of where a row was read: it is told apart from what the row says.
const origins = "origins."

func readRows(t string, doc *source.Document, out *table.Set) error {
	return each(doc, out, func(r source.Row) {
		e := record.Earlier{Table: t, Key: record.SubjectOf(t, r.Get), Row: r.Get("id"), Origins: []source.Origin{r.Origin}}
		for i, column := range r.Columns() {
			if column != "id" && !strings.HasPrefix(column, origins) {
				e.Cells = append(e.Cells, record.Cell{Name: column, Text: r.Values()[i]})
			}
		}
		slices.SortFunc(e.Cells, func(a, b record.Cell) int { return strings.Compare(a.Name, b.Name) })
		e.Digests = strings.Split(r.Get(origins+"digest"), "; ")
		slices.Sort(e.Digests)
		e.Digests = slices.Compact(e.Digests)
		record.EarlierRows.Add(out, e)
	})
}
