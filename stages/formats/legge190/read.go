package legge190

import (
	"regexp"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func read(doc *source.Document, out *table.Set) error {
	groups := doc.Groups
	if len(groups) == 0 {
		groups = []string{doc.Digest}
	}
	seen := map[string]bool{}
	for row, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		r := reader{row, out}
		d := draft{Kind: kindOf(row.Columns()), CIG: record.Clean(row.Get("cig")), LottoID: strings.TrimSpace(row.Get("lottoID")), Origin: row.Origin}
		var person string
		if d.Kind == "lot" {
			r.lot(&d)
			same := source.ID(d.Party.Identifier, record.CIG(d.CIG), record.TextKey(d.Text))
			d.Repeat = seen[same]
			seen[same] = true
		} else {
			person = r.party(&d)
		}
		if d.Party.Name == "" && d.Party.Identifier == "" && d.Text == "" && d.CIG == "" {
			r.defect(source.WholeRecord, "", "legge190.empty", "the row names no lot, no text and nobody", "nothing of this row")
			continue
		}
		if d.Party.Name == record.Person {
			table.PutPerson(out, name, unit, d.Origin)
		}
		for _, g := range groups {
			local := d.LottoID
			if local == "" { // belongs to no other row
				local = row.Origin.String()
			}
			d.Group, d.Key = g, source.ID(name, g, local)
			if person != "" {
				d.Trace = record.Trace(d.Key, person)
				d.Known = known(g, d.Party, person)
			}
			drafts.Add(out, d)
		}
	}
	return nil
}

type reader struct {
	source.Row
	out *table.Set
}

func (r reader) defect(scope source.Scope, field, reason, message, kept string) {
	table.PutReject(r.out, name, &source.Defect{Scope: scope, Origin: r.Origin, Field: field, Reason: reason, Message: message, Kept: kept,
		Next: "correct the value at its source"}, r.Origin)
}

func (r reader) lot(d *draft) {
	text := record.Clean(r.Get("oggetto"))
	d.Party = record.NewRef(r.Get(buyerName), "IT-CF", r.Get(buyerCode), "IT")
	d.TextKey = source.ID("text", record.TextKey(text))
	d.Text = record.Mask(text)
	d.Method = record.Clean(r.Get("sceltaContraente"))
	d.Amount, d.Paid = r.amount("importoAggiudicazione"), r.amount("importoSommeLiquidate")
	d.From, d.To = r.date(starts), r.date(ends)
}

// party reads who was awarded or took part. It returns the name of a natural person, which nobody keeps.
func (r reader) party(d *draft) (person string) {
	scheme, id, country := "IT-CF", strings.TrimSpace(r.Get("codiceFiscale")), "IT"
	if id == "" {
		scheme, id, country = "identificativoFiscaleEstero", strings.TrimSpace(r.Get("identificativoFiscaleEstero")), ""
	}
	if strings.Trim(id, "0") == "" {
		scheme, id = "", ""
	}
	d.Party = record.NewRef(r.Get("ragioneSociale"), scheme, id, country)
	if d.Party.Name == record.Person {
		return r.Get("ragioneSociale")
	}
	return ""
}

var (
	commaDecimal = regexp.MustCompile(`^-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),[0-9]{1,2}$`)
	commaGroups  = regexp.MustCompile(`^-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+$`)
)

// amount is the number in a column: with a decimal point, or with a comma where it cannot be taken for anything else.
func (r reader) amount(column string) *table.Decimal {
	s := strings.TrimSpace(r.Get(column))
	if s == "" {
		return nil
	}
	switch {
	case commaDecimal.MatchString(s):
		s = strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	case commaGroups.MatchString(s):
		s = strings.ReplaceAll(s, ",", "")
	}
	d, err := table.ParseDecimal(s)
	if err != nil {
		r.defect(source.OneField, column, "legge190.amount", "the amount is not an exact number", "the lot without this amount")
		return nil
	}
	return &d
}

var day = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$`)

// date is the day in a column, whatever zone is written after it. A day before 1990 or after 2100 is a slip of the pen or a
// program's zero: these lists begin with contracts that ran in 2012.
func (r reader) date(column string) *table.Date {
	s := strings.TrimSpace(r.Get(column))
	if s == "" {
		return nil
	}
	if m := day.FindStringSubmatch(s); m != nil {
		if d, err := table.ParseDate(m[1]); err == nil && m[1] >= "1990" && m[1] < "2101" {
			return &d
		}
	}
	r.defect(source.OneField, column, "legge190.date", "the date is no day between 1990 and 2100", "the lot without this date")
	return nil
}
