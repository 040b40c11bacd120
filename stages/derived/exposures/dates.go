package exposures

import (
	"fmt"
	"strings"
)

// maxMeasures is how many measures a sentence names; the rest stand in the column listings.
const maxMeasures = 3

// listingSentence sets the day of the purchase or observation beside the days on which measures began to name the vendor.
func listingSentence(e *Exposure) string {
	var already, until, later, undated []string
	for _, l := range e.Listings {
		title := l.Title
		switch {
		case l.From == nil:
			undated = append(undated, title)
		case l.Order == "before":
			later = append(later, title+" ("+since(l)+")")
		case l.Order == "unknown":
		case l.To != nil && e.Date != nil && *l.To < *e.Date:
			until = append(until, fmt.Sprintf("%s (%s to %s)", title, since(l), l.To))
		default:
			already = append(already, title+" ("+since(l)+")")
		}
	}
	what := "This purchase"
	if e.Purchase == "" {
		what = "This call"
		if e.Deployment != "" {
			what = "This observation"
		}
	}
	switch {
	case len(e.Listings) == 0:
		return "No measure in this dataset names " + e.VendorName + "."
	case e.Date == nil:
		s := "The day of " + strings.ToLower(what) + " is not known, so that it cannot be set beside the measures that name " + e.VendorName
		for _, l := range e.Listings {
			if l.From != nil {
				s += "; the first is " + l.Title + " (" + since(l) + ")"
				break
			}
		}
		return s + "."
	}
	what += " (" + e.Date.String() + dayKinds[e.DateKind] + ")"
	var parts []string
	if len(already)+len(until) == 0 && len(later) > 0 {
		every := "every measure"
		if len(undated) > 0 {
			every = "every dated measure"
		}
		if len(later) == 1 && len(undated) == 0 {
			every = "the one measure"
		}
		s := fmt.Sprintf("%s came before %s in this dataset that names %s", what, every, e.VendorName)
		if len(later) > 1 {
			s += "; the first is"
		} else {
			s += ","
		}
		parts = append(parts, s+" "+later[0])
	} else {
		if len(already) > 0 {
			parts = append(parts, fmt.Sprintf("%s came when %s was already named by %s", what, e.VendorName, list(already)))
		}
		if len(until) > 0 {
			parts = append(parts, fmt.Sprintf("%s came after %s had been named by %s", what, e.VendorName, list(until)))
		}
		if len(later) > 0 {
			parts = append(parts, fmt.Sprintf("it came before %s", list(later)))
		}
	}
	if len(undated) > 0 {
		if len(parts) == 0 {
			parts = append(parts, what+" cannot be set beside every measure")
		}
		parts = append(parts, "the day is not known on which "+e.VendorName+" was named by "+list(undated))
	}
	s := strings.Join(parts, "; ") + "."
	if len(already) > 0 {
		s += " Whom a measure binds stands beside it in the column listings; it may not bind this body."
	}
	return s
}

// dayKinds say what a day is where it is not simply the day.
var dayKinds = map[string]string{
	"period start": ", first day of the contract period",
	"release":      ", day of publication",
}

// since is the first day, with what kind of day it is unless that is the day on which the measure took effect.
func since(l Listed) string {
	if l.DateKind == "effective" || l.DateKind == "unknown" || l.DateKind == "" {
		return l.From.String()
	}
	return l.DateKind + " " + l.From.String()
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
