// Package anac reads tenders as Italy's anti-corruption authority (ANAC) publishes them: tables of calls with their winners; the
// catalogue of lot codes (CIG); and the tables of awards (aggiudicazioni), of winners (aggiudicatari) and of bidders
// (partecipanti), which are joined with the catalogue by the lot code, and winners with their award by its number. All of them
// as CSV, JSON arrays or JSON Lines.
//
// A lot stands in as many rows as it has winners and project codes (CUP): they are one award, whose value is that of all its
// winners together. A lot without winner and value is a call and no purchase. The column ente of the tables of calls repeats
// the winner, where that is a body with a name of its own, and never says who buys; there the buyer is unknown, unless a list
// of contracts has the same code. A tax code of asterisks is that of a natural person, as the authority masks it.
//
// What the catalogue says of how a lot is carried out makes its award a framework agreement, a concession or a purchase under a
// framework, and the value of the first two a ceiling; the code of the framework, where a lot gives it, is a link.
//
// Amounts are euro; whether VAT is in them is not said. The value put out to tender is not kept.
package anac

import (
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Format reads ANAC's tenders.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:    "tenders of Italy's anti-corruption authority (ANAC): calls with their winners; the catalogue of lot codes; awards, winners and bidders in tables of their own; as CSV, JSON and JSON Lines",
	Match:  func(_ string, head *source.Head) bool { return kindOf(columnsOf(head)) != "" },
	Writes: []table.Any{record.Processes, record.Awards, record.Items, record.Links, record.Parties},
	Read:   read,
	Settle: &pipeline.Settle{
		Drafts: pipeline.By(drafts, func(d draft) string { return d.CIG }),
		Lists:  []pipeline.Builder{people},
		Derive: settle,
	},
}

const (
	name = "anac"
	unit = "row"
)

// What the rows of a table tell of.
const (
	kindLot    = "lot"    // a call, with or without a winner
	kindAward  = "award"  // an award of a lot
	kindWinner = "winner" // who was awarded
	kindBidder = "bidder" // who took part
)

// kindOf says what the rows of a table with these columns, in capitals or not, tell of; "" for any other table.
func kindOf(columns []string) string {
	has := func(names ...string) bool {
		return slices.ContainsFunc(columns, func(c string) bool { return slices.Contains(names, strings.ToLower(strings.TrimSpace(c))) })
	}
	subject := has("codice_fiscale") && has("denominazione") && has("ruolo") && has("tipo_soggetto")
	switch {
	case !has("cig"):
		return ""
	case has("oggetto_gara", "oggetto_lotto"):
		if has("importo_aggiudicazione", "importo_lotto", "importo_complessivo_gara") && has("tipo_scelta_contraente", "cf_amministrazione_appaltante") {
			return kindLot
		}
	case has("id_aggiudicazione") && has("importo_aggiudicazione") && has("data_aggiudicazione_definitiva"):
		return kindAward
	case has("id_aggiudicazione") && subject:
		return kindWinner
	case subject:
		return kindBidder
	}
	return ""
}

// draft is one row, waiting for the others of its lot.
type draft struct {
	Document string         `parquet:"document" doc:"the document, to know a person's name in all of it"`
	Kind     string         `parquet:"kind" doc:"what the row tells of: lot, award, winner or bidder"`
	CIG      string         `parquet:"cig" doc:"code of the lot"`
	Award    string         `parquet:"award" doc:"number of the award, which joins it with its winners"`
	Buyer    record.Ref     `parquet:"buyer" doc:"who buys"`
	Winner   record.Ref     `parquet:"winner" doc:"who was awarded"`
	Trace    []string       `parquet:"trace,list" doc:"of a natural person: what is left of the name to mask it in the text"`
	Text     string         `parquet:"text" doc:"what is bought, masked as far as the row alone allows"`
	Method   string         `parquet:"method" doc:"how the supplier was chosen"`
	Mode     string         `parquet:"mode" doc:"how the lot is carried out, in the authority's words"`
	Under    string         `parquet:"under" doc:"code of the framework that the lot is bought under"`
	Status   string         `parquet:"status" doc:"outcome in the authority's words"`
	CPV      string         `parquet:"cpv" doc:"classification"`
	CPVText  string         `parquet:"cpv_text" doc:"what the classification says"`
	Amount   *table.Decimal `parquet:"amount,decimal(9:38)" doc:"value awarded"`
	Date     *table.Date    `parquet:"date,date" doc:"day of the call or of the award"`
	Origin   source.Origin  `parquet:"origin" doc:"the row"`

	With []source.Origin `parquet:"with,list" doc:"the row of its award, where that is in another table"`
}

var drafts = &table.Table[draft]{Name: "anac_drafts", Draft: true, Grain: "one row of one document",
	Doc: "Rows of ANAC's tables before those of one lot are joined.", Sort: []string{"cig", "kind", "document", "origin"}}

// knowns are the people whom documents tell by a code.
var knowns = record.TellsPeople(name)

var people = pipeline.Whole(record.PeopleIn(knowns), knowns)

func read(doc *source.Document, out *table.Set) error {
	kind := ""
	told := record.People{}
	for row, err := range rows(doc) {
		if err != nil {
			table.PutReject(out, name, err, row.at)
			continue
		}
		if kind == "" {
			kind = kindOf(slices.Collect(maps.Keys(row.values)))
		}
		d := draft{Document: source.ID(doc.Digest, doc.Member), Kind: kind, CIG: record.CIG(row.get("cig")), Award: row.get("id_aggiudicazione"), Origin: row.at}
		if d.CIG == "" {
			table.PutReject(out, name, defect(row.at, source.WholeRecord, "cig", "anac.cig", "the row has no lot code", "nothing of this row"), row.at)
			continue
		}
		text := record.Clean(row.get("oggetto_lotto"))
		if text == "" {
			text = record.Clean(row.get("oggetto_gara"))
		}
		d.Text = record.Mask(text)
		d.Method, d.Status = record.Clean(row.get("tipo_scelta_contraente")), record.Clean(row.get("esito"))
		d.Mode, d.Under = record.Clean(row.get("modalita_realizzazione")), record.CIG(row.get("cig_accordo_quadro"))
		d.CPV, d.CPVText = record.Clean(row.get("cod_cpv")), record.Mask(record.Clean(row.get("descrizione_cpv")))
		d.Buyer = record.NewRef(row.get("denominazione_amministrazione_appaltante"), "IT-CF", row.get("cf_amministrazione_appaltante"), "IT")
		won, code := row.get("aggiudicatario"), row.get("cf_aggiudicatario")
		if kind == kindWinner || kind == kindBidder {
			won, code = row.get("denominazione"), row.get("codice_fiscale")
		}
		if won != "" || code != "" {
			d.Winner = record.NewRef(won, "IT-CF", code, "IT")
			if d.Winner.Name == record.Person {
				table.PutPerson(out, name, unit, row.at)
				d.Trace = record.Trace(d.CIG, won)
				if k := record.KnownPerson(d.Document, d.Winner, won); k != "" && !told[k] {
					told[k] = true
					knowns.Add(out, record.Told{Name: k})
				}
			}
		}
		if s := row.get("importo_aggiudicazione"); s != "" {
			if amount, err := table.ParseDecimal(s); err == nil {
				d.Amount = &amount
			} else {
				table.PutReject(out, name, defect(row.at, source.OneField, "importo_aggiudicazione", "anac.amount", "the amount is not an exact number", "the lot without this amount"), row.at)
			}
		}
		for _, column := range []string{"data_pubblicazione_gara", "data_pubblicazione", "data_aggiudicazione_definitiva"} {
			if s := row.get(column); s != "" {
				if m := day.FindString(s); m != "" {
					if date, err := table.ParseDate(m); err == nil && record.ContractYears.Has(date) {
						d.Date = &date
						break
					}
				}
				table.PutReject(out, name, defect(row.at, source.OneField, column, "anac.date", "the date is no day "+record.ContractYears.String(), "the lot without this date"), row.at)
			}
		}
		drafts.Add(out, d)
	}
	return nil
}

var day = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`)

func defect(at source.Origin, scope source.Scope, field, reason, message, kept string) *source.Defect {
	return &source.Defect{Scope: scope, Origin: at, Field: field, Reason: reason, Message: message, Kept: kept,
		Next: "correct the value at its source"}
}
