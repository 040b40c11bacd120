package purchases

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// endless is 2099-01-01. A last day from then on is how programs write that none is known, so that it does not say that a contract
// runs.
const endless = table.Date(47117)

// force says whether the contract was running on the as-of day, how that is known, and by when it may be renewed. What was
// published after that day about its end says nothing of that day: a contract that was terminated since ran until then.
func (p *Purchase) force(d *deal, asOf *table.Date) {
	p.InForce, p.InForceBy = "unknown", "unknown"
	options := d.award != nil && d.award.Options == "yes"
	for _, c := range d.contracts {
		if c.Until != nil && (p.Until == nil || *c.Until > *p.Until) {
			p.Until = c.Until
		}
	}
	if p.To != nil && *p.To < endless && (options || p.Until != nil && *p.Until > *p.To) {
		p.RenewalBy = p.To
	}
	ended := len(d.contracts) > 0 && !slices.ContainsFunc(d.contracts, func(c record.Contract) bool { return c.Status != "terminated" && c.Status != "cancelled" })
	later := asOf != nil && p.AsIsFrom != nil && *p.AsIsFrom > *asOf
	switch {
	case p.Status == "cancelled":
		p.InForce, p.InForceBy, p.RenewalBy = "no", "cancellation", nil
	case ended && !later:
		p.InForce, p.InForceBy, p.RenewalBy = "no", "termination", nil
	case p.Status == "pending": // nothing was concluded that could run
		p.RenewalBy = nil
	case asOf == nil || p.From != nil && p.To != nil && *p.From > *p.To:
	case p.To != nil && *p.To < *asOf:
		p.InForce, p.InForceBy = "no", "expiry"
	case p.From != nil && *p.From > *asOf:
		p.InForce, p.InForceBy = "not yet", p.PeriodKnown
	case p.From != nil && p.To != nil && *p.To < endless:
		p.InForce, p.InForceBy = "yes", p.PeriodKnown
	}
}
