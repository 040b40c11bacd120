package legge190

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

const (
	buyerCode = "strutturaProponente:codiceFiscaleProp"
	buyerName = "strutturaProponente:denominazione"
	starts    = "tempiCompletamento:dataInizio"
	ends      = "tempiCompletamento:dataUltimazione"
	amountOf  = "importoAggiudicazione"
	paidOf    = "importoSommeLiquidate"
)

// kindOf says what the rows of a file with these columns are: lot, supplier, tenderer, or both (a lot with its winner); ""
// for any other file.
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
	case has("cig", "lottoID", "oggetto", amountOf, buyerCode):
		return "lot"
	case has("cig", "lottoID", "ragioneSociale", "codiceFiscale", "aggrgrno"):
		return "supplier"
	case has("cig", "lottoID", "ragioneSociale", "codiceFiscale", "partrgrno"):
		return "tenderer"
	case has("cig", "cf_proponente", "oggetto", "cf_aggiudicatario", "aggiudicatario", "importo"):
		return "both"
	}
	return ""
}

// readCSV reads a table: a CSV, or a sheet of a workbook.
func readCSV(r *reader) error {
	var rows interface {
		row(source.Row)
		end()
	}
	for row, err := range source.CSV(r.doc) {
		if err != nil {
			r.reject(err)
			continue
		}
		if rows == nil {
			switch columns := row.Columns(); {
			case isLotSheet(columns):
				rows = &lots{reader: *r}
			case isMetadataSheet(columns):
				rows = &metadata{reader: *r}
			default:
				rows = &csvRows{*r, kindOf(columns)}
			}
		}
		rows.row(row)
	}
	if rows != nil {
		rows.end()
	}
	return nil
}

// csvRows reads a table of lots, of suppliers or of tenderers.
type csvRows struct {
	reader
	kind string
}

func (r *csvRows) end() {}

func (r *csvRows) row(row source.Row) {
	at, local := row.Origin, strings.TrimSpace(row.Get("lottoID"))
	named := func(column string) field { return field{column, row.Get(column)} }
	switch r.kind {
	case "lot":
		r.lot(at, lot{local: local, cig: row.Get("cig"), buyer: row.Get(buyerName), code: row.Get(buyerCode), text: row.Get("oggetto"),
			method: row.Get("sceltaContraente"), amount: named(amountOf), paid: named(paidOf), from: named(starts), to: named(ends)})
	case "both":
		l := lot{cig: row.Get("cig"), buyer: row.Get("proponente"), code: row.Get("cf_proponente"), text: row.Get("oggetto"),
			amount: named("importo"), paid: named("sommaliquidata"), from: named("datainizio"), to: named("datafine")}
		if p := (party{"supplier", row.Get("aggiudicatario"), row.Get("cf_aggiudicatario"), ""}); !p.empty() {
			l.parties = []party{p}
		}
		r.lot(at, l)
	default:
		p := party{r.kind, row.Get("ragioneSociale"), row.Get("codiceFiscale"), row.Get("identificativoFiscaleEstero")}
		if p.empty() && strings.TrimSpace(row.Get("cig")) == "" {
			r.nothing(at)
			return
		}
		r.party(at, local, row.Get("cig"), p)
	}
}
