// Package rates reads a user's table of rates of exchange. The program carries none, and converts nothing without one.
//
// It is a CSV file with exactly the columns currency, date, rate and to: on that day one unit of currency was worth rate units
// of to. One file converts to one currency.
package rates

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

const name = "rates"

var columns = []string{"currency", "date", "rate", "to"}

// Format reads a table of rates.
var Format = &pipeline.Format{
	Name: name, Doc: "rates of exchange, from a table of the user's own (CSV)", Unit: "rate",
	Match: func(_ string, head *source.Head) bool {
		header := slices.Clone(head.Header())
		slices.Sort(header)
		return slices.Equal(header, columns)
	},
	Writes: []table.Any{record.Rates},
	Read:   read,
}

func read(doc *source.Document, out *table.Set) error {
	to := "" // of the first row
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		row := record.Rate{Currency: r.Get("currency"), To: r.Get("to"), Origins: []source.Origin{r.Origin}}
		if to == "" {
			to = row.To
		}
		day, dateErr := table.ParseDate(r.Get("date"))
		rate, rateErr := table.ParseDecimal(r.Get("rate"))
		column, message := "", ""
		switch {
		case row.Currency == "" || row.Currency != record.Currency(row.Currency):
			column, message = "currency", "a currency is a code of ISO 4217, three capital letters"
		case row.To == "" || row.To != record.Currency(row.To):
			column, message = "to", "a currency is a code of ISO 4217, three capital letters"
		case row.To != to:
			column, message = "to", "the rows before convert to another currency"
		case dateErr != nil:
			column, message = "date", "a day is written YYYY-MM-DD"
		case rateErr != nil || rate.Sign() <= 0:
			column, message = "rate", "a rate is a number above 0, with a point for the fraction and at most nine digits after it"
		case row.Currency == row.To && rate.String() != "1":
			column, message = "rate", "a currency is worth one of itself"
		}
		if column != "" {
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: r.Origin, Field: column, Reason: "rates." + column,
				Message: message, Kept: "the other rates", Next: "correct the row and run again"}, r.Origin)
			continue
		}
		row.Date, row.Rate = &day, &rate
		row.ID = source.ID("rate", row.Currency, day.String(), row.To)
		record.Rates.Add(out, row)
	}
	return nil
}
