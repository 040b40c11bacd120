package exposures

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// executive are the beginnings of the codes of US-SUBTIER that executive departments and independent establishments have; the register
// lists bodies of the legislature and the courts too, and boards and commissions of which the code alone does not tell.
var executive = strings.Fields(`12 13 14 15 16 17 19 20 21 24 28 31 36 47 49 57 68 69 70 72 73 75 80 86 89 91 97`)

// defence are the beginnings of those that the US Department of Defense, its services and its agencies have.
var defence = strings.Fields(`17 21 57 96 97`)

// otherThanOne says that a body is known not to be the one that a measure speaks to, and why; "" where it cannot be told. The
// institutions of the EU are of no member state, so that what has the form of a name that a country's own bodies have is none of
// them, unless it speaks of Europe, as an office of theirs in a country may. An agency's code tells of what department it is.
func otherThanOne(m record.Measure, body purchases.Org) string {
	switch {
	case m.Country == "EU" && !strings.Contains(record.TextKey(body.Name), "europ"):
		if yes, form := orgname.Public(body.Name, body.Country); yes {
			return "it speaks to one body, of the EU itself; this one is of a country: " + form
		}
	case m.Country == "US" && strings.Contains(m.Binds, "Department of Defense") && body.Scheme == "US-SUBTIER" && len(body.Identifier) > 2 &&
		slices.Contains(executive, body.Identifier[:2]) && !slices.Contains(defence, body.Identifier[:2]):
		return "it speaks to the Department of Defense; the body's code in the register of federal agencies (US-SUBTIER) is of another department"
	}
	return ""
}

// Bound says whether a measure speaks to a public body (yes, no, unknown), and why, in words: by the measure's jurisdiction and
// addressees, and the body's country, register and the form of its name. A company may buy by the rules of public procurement
// and be no public administration, so that having bought by them shows nothing.
func Bound(m record.Measure, body purchases.Org) (answer, basis string) {
	switch {
	case m.Addressees == "none":
		return "no", "it speaks to no body that buys or uses the goods"
	case m.Country == "" || body.Country == "":
		return "unknown", "the jurisdiction of the measure or the country of the body is not known"
	case m.Addressees == "one body" && (m.Country == body.Country || m.Country == "EU" && record.InEU(body.Country)):
		if why := otherThanOne(m, body); why != "" {
			return "no", why
		}
		return "unknown", "it speaks to one body; the records do not say whether this is it"
	case m.Country == "EU" && record.InEU(body.Country):
		return "unknown", "the body is of a country of the EU; which bodies the measure speaks to is not decided by that"
	case m.Country != body.Country:
		return "no", "it is of another jurisdiction"
	case m.Kind == "ban" && m.DateKind == "signed":
		return "unknown", "its day is that of its signing, and a ban binds from the day on which it, or a part of it, takes effect"
	case m.Addressees == "federal agencies" && body.Scheme == "US-SUBTIER" && len(body.Identifier) > 2 && slices.Contains(executive, body.Identifier[:2]):
		return "yes", "its code in the register of federal agencies (US-SUBTIER) is one of the executive's"
	case m.Addressees == "federal agencies" && body.Scheme == "US-SUBTIER":
		return "unknown", "it is of the register of federal agencies (US-SUBTIER); its code does not show whether it is of the executive"
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
