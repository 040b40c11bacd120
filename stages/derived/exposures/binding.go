package exposures

import (
	"slices"

	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// federal are the registers that list the agencies of a federal executive, and no other body.
var federal = []string{"US-SUBTIER"}

// Bound says whether a measure speaks to a public body (yes, no, unknown), and why, in words: by the measure's jurisdiction and
// addressees, and the body's country, register and the form of its name. A company may buy by the rules of public procurement
// and be no public administration, so that having bought by them shows nothing.
func Bound(m record.Measure, body purchases.Org) (answer, basis string) {
	switch {
	case m.Addressees == "none":
		return "no", "it speaks to no body that buys or uses the goods"
	case m.Country == "" || body.Country == "":
		return "unknown", "the jurisdiction of the measure or the country of the body is not known"
	case m.Country == "EU" && record.InEU(body.Country):
		return "unknown", "the body is of a country of the EU; which bodies the measure speaks to is not decided by that"
	case m.Country != body.Country:
		return "no", "it is of another jurisdiction"
	case m.Addressees == "federal agencies" && slices.Contains(federal, body.Scheme):
		return "yes", "its code is of the register of federal agencies (" + body.Scheme + ")"
	case m.Addressees == "public administrations":
		if yes, form := orgname.Public(body.Name, body.Country); yes {
			return "yes", "it speaks to all public administrations of the country; " + form
		}
	}
	switch m.Addressees {
	case "", "unknown":
		return "unknown", "which bodies of the country it speaks to is not described here"
	case "some purchases":
		return "unknown", "it speaks of some purchases of public administrations; the records do not say whether this is one"
	}
	return "unknown", "it speaks to " + m.Addressees + " of the country; the records do not say whether the body is among them"
}
