package legge190

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// A workbook from which the XML of a list is made has a sheet with the lots and one with who publishes them. A lot begins in
// the row that has its code or text; its further bidders stand in the rows below, each alone (S) or as the first of a group
// (A) whose other members follow. Who was awarded has a mark. A sheet with examples is no list.

// The columns of the sheet of lots; those of a bidder have no name of their own.
const (
	sheetCIG     = "CIG"
	sheetText    = "OGGETTO"
	sheetMethod  = "SCELTA CONTRAENTE"
	sheetBidders = "PARTECIPANTI" // alone or in a group; then tax code, name and role
	sheetAwarded = "AGGIUDICATARI"
	sheetAmount  = "IMPORTO AGGIUDICAZIONE"
	sheetFrom    = "DATA INIZIO"
	sheetTo      = "DATA ULTIMAZIONE"
	sheetPaid    = "IMPORTO DELLE SOMME LIQUIDATE"

	metadataKey, metadataValue = "chiave", "valore"
)

func isLotSheet(columns []string) bool {
	for _, c := range []string{sheetCIG, sheetText, sheetMethod, sheetBidders, sheetAwarded, sheetAmount, sheetFrom, sheetTo, sheetPaid} {
		if !slices.Contains(columns, c) {
			return false
		}
	}
	return true
}

func isMetadataSheet(columns []string) bool {
	return len(columns) > 1 && columns[0] == metadataKey && columns[1] == metadataValue
}

// metadata reads who buys from a sheet of keys and values. What says nothing of it is left out.
type metadata struct {
	reader
	name, code string
	at         source.Origin
}

func (m *metadata) row(row source.Row) {
	switch row.Get(metadataKey) {
	case "denominazioneStrutturaProponente":
		m.name = row.Get(metadataValue)
	case "codiceFiscaleStrutturaProponente":
		if code := strings.TrimSpace(row.Get(metadataValue)); m.code == "" && code != "" {
			m.code, m.at = code, row.Origin
			return
		}
	}
	table.PutLeftOut(m.out, name, unit, row.Origin)
}

func (m *metadata) end() {
	if m.code != "" {
		m.publisher(m.at, m.name, m.code)
	}
}

// lots reads a sheet of lots.
type lots struct {
	reader
	local, cig string // of the lot being read
	group      bool   // the bidders being read are a group
	awarded    bool   // it, or the one who bids alone, was awarded
}

func (l *lots) end() {}

func (l *lots) row(row source.Row) {
	alone, p := bidder(row)
	cig, text := strings.TrimSpace(row.Get(sheetCIG)), strings.TrimSpace(row.Get(sheetText))
	switch {
	case strings.HasPrefix(alone, "AGGR"): // the second line of the header
		table.PutLeftOut(l.out, name, unit, row.Origin)
		return
	case cig != "" || text != "":
		l.local, l.cig, l.group = row.Origin.String(), cig, false
		named := func(column string) field { return field{column, row.Get(column)} }
		l.lot(row.Origin, lot{local: l.local, cig: cig, text: text, method: row.Get(sheetMethod), amount: named(sheetAmount),
			paid: named(sheetPaid), from: named(sheetFrom), to: named(sheetTo)})
		if p.empty() {
			return
		}
	case l.local == "" || p.empty():
		l.nothing(row.Origin)
		return
	}
	marked := strings.TrimSpace(row.Get(sheetAwarded)) != ""
	if alone != "" || !l.group {
		l.group, l.awarded = alone == "A", marked
	}
	l.party(row.Origin, l.local, l.cig, p)
	if l.awarded || marked {
		p.kind = "supplier"
		l.party(row.Origin, l.local, l.cig, p)
	}
}

// bidder is who bids in a row, and whether alone (S) or as the first of a group (A); "" says that it follows in a group.
func bidder(row source.Row) (alone string, p party) {
	at := slices.Index(row.Columns(), sheetBidders)
	value := func(i int) string {
		if v := row.Values(); at+i < len(v) {
			return strings.TrimSpace(v[at+i])
		}
		return ""
	}
	p = party{kind: "tenderer", code: value(1), name: value(2)}
	if !italianCode.MatchString(p.code) { // the column is for both
		p.code, p.foreign = "", p.code
	}
	return value(0), p
}

// italianCode is the form of the tax code of an organisation, or of a person.
var italianCode = regexp.MustCompile(`(?i)^(?:[0-9]{11}|[A-Z]{6}[0-9A-Z]{10})$`)
