package record

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Product is a model that a maker offers, as a catalogue has it. That it is offered says nothing of who has one.
type Product struct {
	ID       string          `parquet:"id" doc:"content id of all that the entry says"`
	Maker    string          `parquet:"maker,optional" doc:"maker or brand as written; null where the list names none"`
	Model    string          `parquet:"model" doc:"model as written"`
	Names    []string        `parquet:"other_names,list" doc:"part number and other names of the model, as written"`
	Kind     string          `parquet:"kind,optional,dict" doc:"what it is, in the catalogue's word"`
	Features []string        `parquet:"features,list" doc:"what it can do, in the catalogue's words, masked"`
	Origins  []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Products holds one row an entry of a catalogue.
var Products = &table.Table[Product]{
	Name: "products", Grain: "one model as one entry of a catalogue has it", Sort: []string{"maker", "model", "id"},
	Doc: "Models that makers offer. A catalogue shows what could be bought; nobody has anything by it. The functions that it names are in functions, offered.",
}

var (
	lens        = regexp.MustCompile(`\(?\b[0-9]+(?:\.[0-9]+)?(?:-[0-9]+(?:\.[0-9]+)?)? ?MM\b\)?`)
	modelNumber = regexp.MustCompile(`^[A-Z0-9][A-Z0-9()./+_-]{3,}$`)
)

// ModelKey is a model's number by which documents of several kinds meet: in capitals, without the focal length of a lens in
// millimetres, which no function rests on. In a description it is the one word that has letters, figures and a hyphen. Every
// other part of a number stands, since makers tell devices with a microphone, or sold under another name, by one letter; so does
// what stands in brackets. It is "" where there is no such number, or are several.
func ModelKey(model string) string {
	text := lens.ReplaceAllString(strings.ToUpper(model), " ")
	words := strings.Fields(text)
	var numbers []string
	for _, w := range words {
		w = strings.Trim(w, ",;:\"'")
		if modelNumber.MatchString(w) && strings.ContainsAny(w, "0123456789") && strings.ContainsAny(w, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") &&
			(len(words) == 1 || strings.Contains(w, "-") && len(w) > 6) && !slices.Contains(numbers, w) {
			numbers = append(numbers, w)
		}
	}
	if len(numbers) != 1 {
		return ""
	}
	return numbers[0]
}

// AddProduct writes an entry of a catalogue under the id of all that it says, and returns the id.
func AddProduct(out *table.Set, p Product) (id string) {
	origins := p.Origins
	p.Origins = nil
	p.ID, p.Origins = contentID("product", p), origins
	Products.Add(out, p)
	return p.ID
}
