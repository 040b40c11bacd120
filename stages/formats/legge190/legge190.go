// Package legge190 reads the lists of contracts that Italian public administrations, and the companies they own, publish each
// year by article 1, paragraph 32 of law 190 of 2012, in their CSV form: lotti.csv with the lots, aggiudicatari.csv with who
// was awarded and partecipanti.csv with who took part. The three files of one folder belong together and are joined on
// lottoID; without the second file the suppliers of a lot are unknown, not none.
//
// Amounts are euro without VAT, as the law's technical rules have it. The text of a lot (oggetto) keeps the words of the
// publisher, damaged accents included; names of people are masked in it. A party with a natural person's code, or a sole
// trader, is a natural person without name and code. A purely local name for the lot, lottoID, says which rows belong
// together and nothing else.
package legge190

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads the CSV form of Legge 190 lists.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:      "Italian lists of contracts by law 190/2012 as CSV: lotti.csv with aggiudicatari.csv and partecipanti.csv of the same folder",
	Match:    func(_ string, head []byte) bool { return kindOf(source.Header(head)) != "" },
	Siblings: true,
	Writes:   []table.Any{record.Awards, record.Parties},
	Read:     read,
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, func(d draft) string { return d.Group }),
		Derive: settle,
	},
}

const (
	name = "legge190"
	unit = "row"

	buyerCode = "strutturaProponente:codiceFiscaleProp"
	buyerName = "strutturaProponente:denominazione"
	starts    = "tempiCompletamento:dataInizio"
	ends      = "tempiCompletamento:dataUltimazione"
)

// kindOf says which of the three files has these columns: lot, supplier or tenderer; "" for any other file.
func kindOf(columns []string) string {
	has := func(names ...string) bool {
		for _, n := range names {
			if !slices.Contains(columns, n) {
				return false
			}
		}
		return true
	}
	switch {
	case has("cig", "lottoID", "oggetto", "importoAggiudicazione", buyerCode):
		return "lot"
	case has("cig", "lottoID", "ragioneSociale", "codiceFiscale", "aggrgrno"):
		return "supplier"
	case has("cig", "lottoID", "ragioneSociale", "codiceFiscale", "partrgrno"):
		return "tenderer"
	}
	return ""
}

// draft is one row of one of the three files, waiting for the others of its lot.
type draft struct {
	Group   string         `parquet:"group" doc:"content id of the folder's set"`
	Known   string         `parquet:"known" doc:"of a natural person with a personal code: a digest of the name, salted by the folder"`
	Key     string         `parquet:"key" doc:"content id of the folder's set and the lottoID"`
	Kind    string         `parquet:"kind" doc:"lot, supplier or tenderer"`
	CIG     string         `parquet:"cig" doc:"code of the lot as written"`
	LottoID string         `parquet:"lotto" doc:"the file's own name for the lot"`
	Repeat  bool           `parquet:"repeat" doc:"of a lot: an earlier row of the file has the same buyer, code and text"`
	TextKey string         `parquet:"text_key" doc:"of a lot: content id of its text"`
	Party   record.Ref     `parquet:"party" doc:"the buyer of a lot, or the party"`
	Trace   []string       `parquet:"trace,list" doc:"of a natural person: what is left of the name to mask it in the lot's text"`
	Text    string         `parquet:"text" doc:"of a lot: its text, masked as far as the row alone allows"`
	Method  string         `parquet:"method" doc:"of a lot: how the supplier was chosen"`
	Amount  *table.Decimal `parquet:"amount,decimal(9:38)" doc:"of a lot: value awarded"`
	Paid    *table.Decimal `parquet:"paid,decimal(9:38)" doc:"of a lot: paid so far"`
	From    *table.Date    `parquet:"from,date" doc:"of a lot: first day"`
	To      *table.Date    `parquet:"to,date" doc:"of a lot: last day"`
	Origin  source.Origin  `parquet:"origin" doc:"the row"`
}

var drafts = &table.Table[draft]{Name: "legge190_drafts", Draft: true, Grain: "one row of one file in one folder",
	Doc: "Rows of Legge 190 files before they are joined.", Sort: []string{"key", "kind", "origin"}}
