package record

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Rate is what a currency was worth on a day, by a table that the user gives.
type Rate struct {
	ID       string          `parquet:"id" doc:"content id: currency, day and the currency it is told in"`
	Currency string          `parquet:"currency,dict" doc:"ISO 4217 code of what is converted"`
	Date     *table.Date     `parquet:"date,date" doc:"day for which the rate is given"`
	Rate     *table.Decimal  `parquet:"rate,decimal(9:38)" doc:"how many units of to one unit of currency was worth; more than 0"`
	To       string          `parquet:"to,dict" doc:"ISO 4217 code of what it is converted to"`
	Origins  []source.Origin `parquet:"origins,list" doc:"the row of the table of rates"`
}

// Rates holds one row a currency and day.
var Rates = &table.Table[Rate]{Name: "rates", Grain: "one currency on one day", Sort: []string{"currency", "date", "to"},
	Doc: "Rates of exchange, from the user's own table. Without one nothing is converted."}
