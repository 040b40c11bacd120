package matches

import (
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Asked are the tables that Ask looks into.
var Asked = append(index.Tables(), rulings.Tables()...)

// Ask is what an organisation would match as a supplier, and what its name would match as the maker of a device.
func Ask(lists *table.Set, r record.Ref) ([]Match, error) {
	ix, err := buildIndex(lists)
	if err != nil {
		return nil, err
	}
	decided, err := edges.Rulings(lists)
	if err != nil {
		return nil, err
	}
	s := &search{Index: ix, rulings: decided}
	p := purchases.Purchase{ID: "asked", Suppliers: []purchases.Org{purchases.OrgOf(r, exceptions.Exceptions{})}}
	return append(s.ofPurchase(p), s.ofDevice(record.Device{ID: "asked", Maker: r.Name})...), s.err
}
