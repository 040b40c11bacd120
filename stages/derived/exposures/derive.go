package exposures

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// maxBought is how many characters of a text are shown.
const maxBought = 300

// subject is what an exposure is about; exactly one of its fields is set.
type subject struct {
	purchase   *purchases.Purchase
	call       *record.Process
	deployment *deployments.Deployment
}

// lead is an exposure in the making, with all that its wording needs.
type lead struct {
	Exposure
	subject
	body    *organisations.Organisation
	matches []matches.Match
}

type group struct{ vendor, relation, channel, subject string }

// derive sees one body: what it bought, what it called for, what it operates, and where vendors were found in these.
func derive(in, out *table.Set) error {
	var body organisations.Organisation
	for o := range organisations.Table.In(in) {
		body = o
	}
	if body.PublicBody != "yes" {
		return nil
	}
	subjects := map[string]subject{}
	for p := range purchases.Table.In(in) {
		subjects[p.ID] = subject{purchase: &p}
	}
	for p := range record.Processes.In(in) {
		if known := subjects[p.ID].call; known != nil { // the same call in another document
			p.Origins = source.Unite(known.Origins, p.Origins)
		}
		subjects[p.ID] = subject{call: &p}
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
	listed := listings.In(in)
	for key, l := range leads {
		l.fill(key, listed)
		l.Wording = wording(l)
		Table.Add(out, l.Exposure)
	}
	return nil
}

// insert keeps a sorted list without repetitions.
func insert(list []string, s string) []string {
	i, found := slices.BinarySearch(list, s)
	if found || s == "" {
		return list
	}
	return slices.Insert(list, i, s)
}

func (l *lead) fill(key group, listed lists) {
	e := &l.Exposure
	first := l.matches[0]
	e.ID = source.ID("exposure", l.body.ID, key.vendor, key.relation, key.channel, key.subject)
	e.Body = purchases.Org{ID: l.body.ID, Name: l.body.Name, Scheme: l.body.Scheme, Identifier: l.body.Identifier, Country: l.body.Country}
	e.PublicBasis = l.body.PublicBasis
	e.Vendor, e.VendorName, e.Relation, e.Channel = key.vendor, first.Name, key.relation, key.channel
	e.InForce, e.DateKind, e.Sources = "unknown", "unknown", 1
	switch {
	case l.purchase != nil:
		p := l.purchase
		e.Purchase, e.Supplier, e.Bought = p.ID, suppliers(p), cut(cmp.Or(p.Title, firstOf(p.Texts)))
		e.Date, e.DateKind, e.InForce, e.Origins = p.Date, p.DateKind, p.InForce, p.Origins
	case l.call != nil:
		c := l.call
		e.Bought, e.Date, e.Origins = cut(cmp.Or(c.Title, c.Description)), c.Date, c.Origins
		if c.Date != nil {
			e.DateKind = "release"
		}
	default:
		d := l.deployment
		e.Deployment, e.Date, e.Origins = d.ID, d.Seen, d.Origins
		if d.Seen != nil {
			e.DateKind = "seen"
		}
	}
	for _, m := range l.matches {
		e.Found = insert(e.Found, m.Found)
		e.Matches = insert(e.Matches, m.ID)
		for _, r := range m.For {
			e.For = insert(e.For, r)
		}
		for _, r := range m.Against {
			e.Against = insert(e.Against, r)
		}
	}
	e.Sense = l.sense()
	e.Grade, e.DeviceStatus = grade(key.channel), deviceStatus(e.Sense)
	e.Certainty = l.certainty()
	e.Listings = listed.beside(key.vendor, e.Date, e.DateKind)
	if l.body.Basis != "identifier" {
		e.Against = insert(e.Against, "the body is identified by name and country alone; another one may have the same name")
	}
	if l.body.Name == "" {
		e.Against = insert(e.Against, "the records name only offices under the body's code")
	}
	if len(l.matches) > 0 && l.call != nil && l.call.Ambiguous {
		e.Against = insert(e.Against, "releases of the process share a date, so that the last word is not known")
	}
}

// senses are ordered by what they say of the body: where mentions in one record differ, the first of these is the exposure's.
var senses = []string{"purchase", "possession stated", "possession implied", "removal", "unclear"}

func (l *lead) sense() string {
	if l.deployment != nil {
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
				l.Against = insert(l.Against, "another mention in the same record reads as "+cmp.Or(m.Sense, "unclear"))
			}
		}
	}
	if l.call != nil && sense == "purchase" {
		return "call"
	}
	return sense
}

func grade(channel string) string {
	switch channel {
	case "supplier", "purchase text":
		return "B"
	}
	return "C"
}

// deviceStatus never takes a contract for a delivery, nor the end of a contract for a removal.
func deviceStatus(sense string) string {
	switch sense {
	case "operation":
		return "seen"
	case "possession stated":
		return "reported in possession"
	}
	return "unknown"
}

// certainties are the links from vendor to record, weakest first.
var certainties = []string{"possible name match", "names the brand", "names the model", "strong name match", "identifier match"}

// certainty is the weakest link of the chain from the vendor to the body. Several mentions are as good as the best of them.
func (l *lead) certainty() string {
	best := -1
	for _, m := range l.matches {
		best = max(best, slices.Index(certainties, m.Certainty))
	}
	word := certainties[max(best, 0)]
	if l.body.Basis == "identifier" {
		return word + "; body identified by its code"
	}
	return word + "; body identified by name alone"
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
