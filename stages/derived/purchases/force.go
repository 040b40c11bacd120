package purchases

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// calledOff is how the methods of Italian lists say that something was bought under a framework: the law's own words.
var calledOff = regexp.MustCompile(`(?i)\badesione\b.*\b(accordo quadro|accordi quadro|convenzion[ei])\b`)

// framework says what the purchase is beside frameworks, and from which it is called off.
func (p *Purchase) framework(d *deal, in *table.Set) {
	if a := d.award; a != nil && a.Kind != "" {
		p.Kind = a.Kind
	}
	for l := range record.Links.In(in) {
		about := l.Award == "" || slices.Contains(d.names, l.Award) || slices.Contains(p.Contracts, l.Award)
		if l.Relation != record.Framework || !about || p.Framework != "" && p.Framework <= l.Number {
			continue
		}
		p.Kind, p.Framework, p.FrameworkOf = record.CallOff, l.Number, l.Target
		p.Origins = source.Unite(p.Origins, l.Origins)
	}
	if p.Kind == "unknown" && calledOff.MatchString(p.Method) {
		p.Kind = record.CallOff
	}
}

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
