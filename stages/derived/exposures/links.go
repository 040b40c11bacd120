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

// certainties are the words for matches, weakest first.
var certainties = []string{"possible name match", "names the brand", "names the model", "strong name match", decision.Certainty, "identifier match"}

// links say how each link is known. Several mentions are as good as the best of them.
func (l *lead) links() Links {
	k := Links{Vendor: certainties[0], Product: "not claimed", Buyer: certainties[0], Public: "told by the record", Listing: "not claimed"}
	for _, m := range l.matches {
		if slices.Index(certainties, m.Certainty) > slices.Index(certainties, k.Vendor) {
			k.Vendor = m.Certainty
		}
	}
	if l.Channel != "supplier" && l.Channel != "network card" {
		k.Product = "names the brand"
		if k.Vendor == certainties[0] || k.Vendor == "names the model" {
			k.Product = k.Vendor
		}
	}
	switch {
	case l.body.Basis == "identifier":
		k.Buyer = "identifier match"
	case l.body.Basis == "decision":
		k.Buyer = decision.Certainty
	case l.body.Basis == "name" && l.body.Country != "":
		k.Buyer = "strong name match"
	}
	if strings.Contains(l.PublicBasis, "the name ") {
		k.Public = "form of the name"
	}
	if len(l.Listings) > 0 {
		k.Listing = "days known"
		if slices.ContainsFunc(l.Listings, func(m Listed) bool { return m.Order == "unknown" }) {
			k.Listing = "day unknown"
		}
	}
	return k
}

// weakest is the weakest word for a match among the links; what is not claimed weakens nothing.
func (k Links) weakest() string {
	for _, word := range certainties {
		if word == k.Vendor || word == k.Product || word == k.Buyer {
			return word
		}
	}
	return certainties[0]
}
