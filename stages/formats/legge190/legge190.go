// Package legge190 reads the lists of contracts that Italian public administrations, and the companies they own, publish each
// year by article 1, paragraph 32 of law 190 of 2012, in every syntax in which the lists go round:
//
//   - the XML of the law's technical rules: one lotto with who took part and who was awarded, beside the metadata of the list;
//   - its CSV form: lotti.csv with the lots, aggiudicatari.csv with who was awarded and partecipanti.csv with who took part. The
//     three files of one folder belong together and are joined on lottoID; without the second the suppliers of a lot are
//     unknown, not none;
//   - a CSV with one row for each lot and its winner;
//   - the workbook (XLSX) from which a program makes the XML, and the tables of the CSV form as sheets;
//   - JSON with flat keys, one object for each lot, as the project appaltipop republishes lists.
//
// Whatever the syntax, the records are the same, so that one lot read in three of them is one purchase with three origins. It
// is known by its code (CIG); a lot without one by its buyer, text and amount. A purely local name for a lot, lottoID, says
// which rows belong together and nothing else.
//
// Amounts are euro without VAT, as the law's technical rules have it. The text of a lot (oggetto) keeps the words of the
// publisher, damaged accents included; names of people are masked in it. A party with a natural person's code, or a sole
// trader, is a natural person without name and code.
package legge190

import (
	"bytes"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads Legge 190 lists.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:      "Italian lists of contracts by law 190/2012: XML; CSV (lotti.csv with aggiudicatari.csv and partecipanti.csv of the same folder, or one row a lot) or the same as sheets; workbooks from which the XML is made; flat JSON and JSON Lines",
	Match:    match,
	Siblings: match,
	Writes:   []table.Any{record.Awards, record.Parties, record.Publications},
	Read:     read,
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, func(d draft) string { return d.Group }),
		Derive: settle,
	},
}

// match goes by content, but a sheet of a workbook that people know as examples is no list.
func match(called string, head *source.Head) bool {
	columns := head.Header()
	switch {
	case isXML(head), isFlat(head), kindOf(columns) != "":
		return true
	case isMetadataSheet(columns):
		return bytes.Contains(head.Text, []byte("codiceFiscaleStrutturaProponente"))
	}
	return isLotSheet(columns) && !strings.Contains(strings.ToLower(called), "esempi")
}

const (
	name = "legge190"
	unit = "record"
)

// draft is a lot, a party of a lot or the publisher of a list, waiting for the others of its lot or folder.
type draft struct {
	Group   string         `parquet:"group" doc:"content id of the folder's set"`
	First   bool           `parquet:"first" doc:"it is the first of the folders that the document lies in"`
	Known   string         `parquet:"known" doc:"of a natural person with a personal code: a digest of the name, salted by the folder"`
	Key     string         `parquet:"key" doc:"content id of the folder's set and of what joins a lot with its parties there"`
	Kind    string         `parquet:"kind" doc:"lot, supplier, tenderer or publisher"`
	CIG     string         `parquet:"cig" doc:"code of the lot as written"`
	Before  int64          `parquet:"before" doc:"of a lot: how many lots before it in the document say the same"`
	TextKey string         `parquet:"text_key" doc:"of a lot: content id of its text"`
	Party   record.Ref     `parquet:"party" doc:"the buyer of a lot, or the party"`
	Trace   []string       `parquet:"trace,list" doc:"of a natural person: what is left of the name to mask it in the lot's text"`
	Text    string         `parquet:"text" doc:"of a lot: its text, masked as far as the record alone allows"`
	Method  string         `parquet:"method" doc:"of a lot: how the supplier was chosen"`
	Amount  *table.Decimal `parquet:"amount,decimal(9:38)" doc:"of a lot: value awarded"`
	Paid    *table.Decimal `parquet:"paid,decimal(9:38)" doc:"of a lot: paid so far"`
	From    *table.Date    `parquet:"from,date" doc:"of a lot: first day"`
	To      *table.Date    `parquet:"to,date" doc:"of a lot: last day"`
	Day     *table.Date    `parquet:"published,date" doc:"of a lot: day on which the list was published or last brought up to date"`
	Origin  source.Origin  `parquet:"origin" doc:"the record"`
}

var drafts = &table.Table[draft]{Name: "legge190_drafts", Draft: true, Grain: "one lot, party or publisher in one record of one folder",
	Doc: "Parts of Legge 190 lists before they are joined.", Sort: []string{"key", "kind", "origin", "party"}}
