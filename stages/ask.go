package stages

import (
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Asked are the tables that Ask looks into.
var Asked = matches.Asked

// Ask is what a name, with its number and country if they are known, would match as a supplier's.
func Ask(lists *table.Set, r record.Ref) ([]matches.Match, error) { return matches.Ask(lists, r) }
