package exposures

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/decision"
	"github.com/perimeter-data/perimeter/stages/orgname"
)

// office is the buyer's name where it is not the body's own.
func office(buyer, body string) string {
	if body != "" && orgname.Normal(buyer) == orgname.Normal(body) {
		return ""
	}
	return buyer
}

// seers say who observed devices where it was not the body itself.
var seers = map[string]string{"volunteer tag": "volunteers of a map", "scan": "whoever scanned the network"}

// strengths are how links are known, weakest first; what is not claimed weakens nothing.
var strengths = []string{"unknown", "named", "stated", "identified"}

// links say how each link is known. Several mentions are as good as the best of them.
func (l *lead) links() Links {
	k := Links{Buyer: "named", Public: "stated", Product: "not claimed", Vendor: "named", Listing: "not claimed"}
	switch l.body.Basis {
	case "identifier":
		k.Buyer = "identified"
	case "decision":
		k.Buyer = "stated"
	}
	if strings.Contains(l.PublicBasis, "the name ") {
		k.Public = "named"
	}
	best := ""
	for _, m := range l.matches {
		if slices.Index(certainties, m.Certainty) > slices.Index(certainties, best) {
			best = m.Certainty
		}
	}
	switch best {
	case "identifier match":
		k.Vendor = "identified"
	case "strong name match", "names the model", decision.Certainty:
		k.Vendor = "stated"
	}
	if l.Channel != "supplier" && l.Channel != "network card" {
		k.Product = "named"
		if best == "names the model" {
			k.Product = "stated"
		}
	}
	if len(l.Listings) > 0 {
		k.Listing = "unknown"
		if !slices.ContainsFunc(l.Listings, func(m Listed) bool { return m.Order == "unknown" }) {
			k.Listing = "stated"
		}
	}
	k.Weakest = strengths[len(strengths)-1]
	for _, s := range []string{k.Buyer, k.Public, k.Product, k.Vendor, k.Listing} {
		if i := slices.Index(strengths, s); i >= 0 && i < slices.Index(strengths, k.Weakest) {
			k.Weakest = s
		}
	}
	return k
}
