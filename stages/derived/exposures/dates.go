package exposures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// maxMeasures is how many measures a sentence names; the rest stand in the column listings.
const maxMeasures = 3

// listingSentence sets the day of the purchase or observation beside the days on which measures began to name the vendor.
// What an association decided about its members binds no buyer: it stands in the column listings only.
func listingSentence(e *Exposure) string {
	listings := slices.DeleteFunc(slices.Clone(e.Listings), func(l Listed) bool { return l.Kind == "membership decision" })
	if len(listings) == 0 {
		return "No measure in this dataset names " + e.VendorName + "."
	}
	what := "this purchase"
	switch {
	case e.Deployment != "":
		what = "this observation"
	case e.Purchase == "":
		what = "this call"
	}
	if e.Date == nil {
		s := "The day of " + what + " is not known, so that it cannot be set beside the measures that name " + e.VendorName
		for _, l := range listings {
			if l.From != nil {
				return s + "; the first is " + entry(l) + "."
			}
		}
		return s + "."
	}
	var already, until, later, unknown []string
	all := spans(listings)
	for _, l := range all {
		switch {
		case l.Order == "before":
			later = append(later, entry(l))
		case l.Order == "unknown":
			unknown = append(unknown, entry(l))
		case l.To != nil && *l.To < *e.Date:
			until = append(until, fmt.Sprintf("“%s” (%s to %s)", l.Title, since(l), l.To))
		default:
			already = append(already, entry(l))
		}
	}
	var parts []string
	if len(already) > 0 {
		parts = append(parts, fmt.Sprintf("came when %s was already named in %s", e.VendorName, list(already)))
	}
	if len(until) > 0 {
		parts = append(parts, fmt.Sprintf("came after %s had been named in %s", e.VendorName, list(until)))
	}
	switch n := len(later); {
	case n == 0:
	case n < len(all):
		parts = append(parts, fmt.Sprintf("came before %s was named in %s", e.VendorName, list(later)))
	case n == 1:
		parts = append(parts, fmt.Sprintf("came before the one measure in this dataset that names %s, %s", e.VendorName, later[0]))
	default:
		parts = append(parts, fmt.Sprintf("came before every measure in this dataset that names %s; the first is %s", e.VendorName, later[0]))
	}
	if len(unknown) > 0 {
		parts = append(parts, "may have come before or after "+e.VendorName+" was named in "+list(unknown))
	}
	s := strings.ToUpper(what[:1]) + what[1:] + " (" + e.Date.String() + dayKinds[e.DateKind] + ") " + strings.Join(parts, "; it ") + "."
	if len(already)+len(unknown) > 0 {
		s += " Whom a measure binds stands beside it in the column listings; it may not bind this body."
	}
	return s
}

// spans leaves out a listing that an earlier one of the same measure covers, such as that of one more subsidiary.
func spans(listings []Listed) (all []Listed) {
	running := map[string]bool{}
	for _, l := range listings {
		if !running[l.Measure] {
			all = append(all, l)
		}
		running[l.Measure] = running[l.Measure] || l.From != nil && l.To == nil
	}
	return all
}

// dayKinds say what a day is where it is not simply the day.
var dayKinds = map[string]string{
	"period start": ", first day of the contract period",
	"release":      ", day of publication",
}

// entry is a measure with its day, as a sentence shows it.
func entry(l Listed) string { return "“" + l.Title + "” (" + since(l) + ")" }

// since is the first day, with what kind of day it is unless that is the day on which the measure took effect.
func since(l Listed) string {
	if l.From == nil {
		return cmp.Or(l.DateText, "day unknown")
	}
	day := l.From.String()
	switch l.DateKind {
	case "effective", "unknown", "":
		return day
	}
	return l.DateKind + " " + day
}

func list(titles []string) string {
	if n := len(titles); n > maxMeasures {
		titles = append(append([]string{}, titles[:maxMeasures]...), fmt.Sprintf("%d more", n-maxMeasures))
	}
	if n := len(titles); n > 1 {
		return strings.Join(titles[:n-1], ", ") + " and " + titles[n-1]
	}
	return titles[0]
}
