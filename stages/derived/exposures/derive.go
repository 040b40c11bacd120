package exposures

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/calls"
	"github.com/perimeter-data/perimeter/stages/derived/capabilities"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// maxBought is how many characters of a text are shown.
const maxBought = 300

// subject is what an exposure is about; exactly one of its fields is set.
type subject struct {
	purchase   *purchases.Purchase
	call       *calls.Call
	deployment *deployments.Deployment
}

// lead is an exposure in the making, with all that its wording needs.
type lead struct {
	Exposure
	subject
	body    *organisations.Organisation
	matches []matches.Match
	texts   map[string]string // the texts that say so, with the language that each was translated from, as in translations
}

type group struct{ vendor, relation, channel, subject string }

// derive sees one body: what it bought, what it called for, what it operates, and where vendors were found in these.
func derive(in, out *table.Set) error {
	if reported(in, out) || matches.Table.Empty(in) {
		return nil
	}
	var body organisations.Organisation
	for o := range organisations.Table.In(in) {
		body = o
	}
	if body.PublicBody != "yes" {
		return nil
	}
	subjects := map[string]subject{}
	for _, p := range purchases.Deals(slices.Collect(purchases.Table.In(in))) {
		subjects[p.ID] = subject{purchase: &p}
	}
	for c := range calls.Table.In(in) {
		subjects[c.ID] = subject{call: &c}
	}
	byMatch := map[string]string{}
	for d := range deployments.Table.In(in) {
		subjects[d.ID] = subject{deployment: &d}
		for _, m := range d.Matches {
			byMatch[m] = d.ID
		}
	}
	leads := map[group]*lead{}
	for m := range matches.Table.In(in) {
		id := cmp.Or(byMatch[m.ID], m.Subject)
		s, ok := subjects[id]
		if !ok {
			return fmt.Errorf("match %s is about the %s %s, which the body %s does not have", m.ID, m.Kind, m.Subject, body.ID)
		}
		if s.purchase != nil && s.purchase.Status == "cancelled" {
			continue
		}
		key := group{m.Vendor, m.Relation, m.Channel, id}
		l := leads[key]
		if l == nil {
			l = &lead{subject: s, body: &body}
			leads[key] = l
		}
		l.matches = append(l.matches, m)
	}
	can := functions(in)
	listed := listings.In(in)
	for key, l := range leads {
		l.fill(key, listed)
		if d := l.deployment; d != nil && d.Source != "volunteer tag" && d.DeviceStatus != "removed" {
			l.Functions = can[key.vendor]
		}
		l.Wording, l.WordingIT = wording(l, english), wording(l, italian)
		Table.Add(out, l.Exposure)
	}
	return nil
}

// functions are the functions of each vendor's devices at the body, with their states. What is not there is left out, and what a
// catalogue offers of their models: it shows nothing of a device.
func functions(in *table.Set) map[string][]string {
	can := map[string][]string{}
	for c := range capabilities.Table.In(in) {
		if c.Vendor == "" || c.State == record.Absent || c.Basis == "catalogue" {
			continue
		}
		words := c.Function + ": " + c.State
		if c.Contradictory {
			words += " (flags contradict each other)"
		}
		can[c.Vendor] = record.Insert(can[c.Vendor], words)
	}
	return can
}

func (l *lead) fill(key group, listed *lists) {
	e := &l.Exposure
	first := l.matches[0]
	e.ID = source.ID("exposure", l.body.ID, key.vendor, key.relation, key.channel, key.subject)
	e.Body = purchases.Org{ID: l.body.ID, Name: l.body.Name, Scheme: l.body.Scheme, Identifier: l.body.Identifier, Country: l.body.Country}
	e.PublicBasis = l.body.PublicBasis
	e.Vendor, e.VendorName, e.Relation, e.Channel = key.vendor, first.Name, key.relation, key.channel
	v := listed.vendors[key.vendor]
	e.VendorScheme, e.VendorIdentifier = v.Scheme, v.Identifier
	e.BodyKind, e.InForce, e.InForceBy, e.DateKind, e.Sources = "body", "unknown", "unknown", "unknown", 1
	kind, observer := "procurement", cmp.Or(l.body.Name, l.body.Identifier)
	if d := l.deployment; d != nil {
		kind = d.Source
		if words := seers[d.Source]; words != "" {
			observer = words
		}
	}
	e.Groups, e.Observers = []string{source.ID("source", l.body.ID, kind)}, []string{observer}
	e.Observation = source.ID("observation", e.Groups[0], key.vendor, key.subject)
	switch {
	case l.purchase != nil:
		p := l.purchase
		e.Deal, e.Supplier, e.Suppliers, e.Bought = p.ID, suppliers(p), p.Suppliers, cut(cmp.Or(p.Title, firstOf(p.Texts)))
		e.Date, e.DateKind, e.InForce, e.Origins = p.Date, p.DateKind, p.InForce, p.Origins
		e.Office = office(p.Buyer.Name, l.body.Name)
		e.InForceBy, e.RenewalBy, e.KnownFrom = p.InForceBy, p.RenewalBy, p.KnownFrom
	case l.call != nil:
		c := l.call
		e.Bought, e.Date, e.KnownFrom, e.Origins = cut(cmp.Or(c.Title, c.Description)), c.Date, c.KnownFrom, c.Origins
		e.Office = office(c.Buyer.Name, l.body.Name)
		if c.Date != nil {
			e.DateKind = "release"
		}
	default:
		d := l.deployment
		e.Deployment, e.Origins = d.ID, d.Origins
		e.Date, e.DateKind = statusDay(d)
	}
	for _, m := range l.matches {
		e.Found = record.Insert(e.Found, m.Found)
		e.Matches = record.Insert(e.Matches, m.ID)
		for _, r := range m.For {
			e.For = record.Insert(e.For, r)
		}
		for _, r := range m.Against {
			e.Against = record.Insert(e.Against, r)
		}
	}
	e.Sense = l.sense()
	e.Grade, e.DeviceStatus = l.grade(key.channel), l.deviceStatus(e.Sense)
	e.Effect = l.effect()
	var end *table.Date
	if l.purchase != nil {
		end = l.purchase.To
	}
	e.Listings = listed.beside(key.vendor, e.Date, e.DateKind, end, e.Body)
	e.Links = l.links()
	e.Certainty = e.Links.weakest()
	for _, d := range listed.differ[key.vendor] {
		e.Against = record.Insert(e.Against, "lists differ on a day: "+d)
	}
	if l.body.Basis == "name" {
		by := "name and country"
		if l.body.Country == "" {
			by = "name"
		}
		e.Against = record.Insert(e.Against, "the body is identified by "+by+" alone; another one may have the same name")
	}
	if l.body.Name == "" {
		e.Against = record.Insert(e.Against, "the records name only offices under the body's code")
	}
	if record.IsCompany(l.body.Name) {
		e.Against = record.Insert(e.Against, "the body's name is a company's: not all companies that buy by the rules of public procurement are public bodies")
	}
	if len(l.matches) > 0 && l.call != nil && l.call.Ambiguous {
		e.Against = record.Insert(e.Against, "releases of the process share a date, so that the last word is not known")
	}
	if l.purchase != nil && twice(l.purchase.Paid, l.purchase.Awarded) {
		e.Against = record.Insert(e.Against, "more than twice what was awarded is reported as paid: the contract may have grown, or one of the two is a slip of the pen")
	}
}

// twice says that a value is more than twice another; false where one of them is not known.
func twice(a, b *table.Decimal) bool {
	if a == nil || b == nil {
		return false
	}
	double, err := b.Add(*b)
	return err == nil && a.Cmp(double) > 0
}

// senses are ordered by what they say of the body: where mentions in one record differ, the first of these is the exposure's.
var senses = []string{"purchase", "possession stated", "possession implied", "removal", "unclear"}

// statuses are the senses of what a source says of devices other than that they were seen.
var statuses = map[string]string{"supplied": "possession stated", "removed": "removal"}

// statusDay is the day on which what the source says of the devices happened, and what it is.
func statusDay(d *deployments.Deployment) (*table.Date, string) {
	days := map[string]*table.Date{"supplied": d.Supplied, "removed": d.Removed}
	if day := days[d.DeviceStatus]; day != nil {
		return day, d.DeviceStatus
	}
	if d.Seen != nil && d.DeviceStatus != "removed" {
		return d.Seen, "seen"
	}
	return nil, "unknown"
}

func (l *lead) sense() string {
	if d := l.deployment; d != nil {
		switch sense := statuses[d.DeviceStatus]; {
		case l.matches[0].Channel == "network card":
			return "unclear"
		case sense != "":
			return sense
		case (d.Source == "inventory" || d.Source == "claim") && d.DeviceStatus == "unknown":
			return "possession stated"
		}
		return "operation"
	}
	best := len(senses) - 1
	differ := false
	for i, m := range l.matches {
		n := slices.Index(senses, m.Sense)
		if n < 0 {
			n = len(senses) - 1
		}
		differ = differ || i > 0 && m.Sense != l.matches[i-1].Sense
		best = min(best, n)
	}
	sense := senses[best]
	if differ {
		for _, m := range l.matches {
			if m.Sense != sense {
				l.Against = record.Insert(l.Against, "another mention in the same record reads as "+cmp.Or(m.Sense, "unclear"))
			}
		}
	}
	if l.call != nil && sense == "purchase" {
		return "call"
	}
	return sense
}

func (l *lead) grade(channel string) string {
	if l.deployment != nil && channel != "network card" && (l.deployment.Source == "inventory" || l.deployment.Source == "configuration") {
		if l.deployment.Held == things.Recorder { // that they are the body's is inferred
			return "B"
		}
		return "A"
	}
	switch channel {
	case "supplier", "purchase text":
		return "B"
	case press:
		return "D"
	}
	return "C"
}

// effect says whether what the record says adds to what the body has, or takes from it.
func (l *lead) effect() string {
	switch {
	case l.Sense == "removal" || l.DeviceStatus == "removed":
		return "lowers"
	case l.Sense == "unclear" || l.Sense == "call" || framework(l.purchase) || l.Sense == "purchase" && pending(l.purchase):
		return "unclear"
	}
	return "holds"
}

// deviceStatus never takes a contract for a delivery, nor the end of a contract for a removal.
func (l *lead) deviceStatus(sense string) string {
	if l.deployment != nil && l.deployment.DeviceStatus != "" && l.deployment.DeviceStatus != "unknown" {
		return l.deployment.DeviceStatus
	}
	switch sense {
	case "operation":
		return "seen"
	case "possession stated":
		return "reported in possession"
	}
	return "unknown"
}

func suppliers(p *purchases.Purchase) string {
	names := ""
	for i, s := range p.Suppliers {
		if i > 0 {
			names += "; "
		}
		names += cmp.Or(s.Name, s.Identifier)
	}
	return names
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func cut(s string) string {
	r := []rune(s)
	if len(r) <= maxBought {
		return s
	}
	return string(r[:maxBought-1]) + "…"
}
