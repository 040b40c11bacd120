package exposures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
)

// maxMeasures is how many measures a sentence names; the rest stand in the column listings.
const maxMeasures = 3

// listingSentence sets the day of the purchase or observation beside the days on which measures began to name the vendor.
// The first day of a contract is told as that: it was signed before or after it, and nothing says when. An award of a framework
// agreement is no purchase, and neither is a call or decision of which no award is told.
// What an association decided about its members binds no buyer: it stands in the column listings only.
func listingSentence(e *Exposure, p *purchases.Purchase, in *tongue) string {
	listings := slices.DeleteFunc(slices.Clone(e.Listings), func(l Listed) bool { return l.Kind == "membership decision" })
	if len(listings) == 0 {
		return fmt.Sprintf(in.noMeasure, e.VendorName)
	}
	what, kind := in.about["purchase"], in.dayKinds[e.DateKind]
	switch {
	case pending(p) && e.DateKind == "period start":
		what, kind = in.about["planned"], ""
	case pending(p):
		what = in.about["pending"]
	case e.Deployment != "":
		what = in.about["observation"]
	case e.Deal == "":
		what = in.about["call"]
	case e.DateKind == "period start":
		what = in.about["period"]
	case framework(p):
		what = in.about["award"]
	}
	if e.Date == nil {
		s := fmt.Sprintf(in.noDay, what, e.VendorName)
		for _, l := range listings {
			if l.From != nil {
				return s + fmt.Sprintf(in.firstIs, entry(l, in)) + "."
			}
		}
		return s + "."
	}
	var already, until, later, unknown []string
	all := spans(listings)
	for _, l := range all {
		switch {
		case l.was() == "before":
			later = append(later, entry(l, in))
		case l.Order == "unknown":
			unknown = append(unknown, entry(l, in))
		case ended(l, e.Date):
			until = append(until, "“"+l.Title+"” ("+since(l, in)+in.to+l.To.String()+")")
		default:
			already = append(already, entry(l, in))
		}
	}
	var parts []string
	if len(already) > 0 {
		parts = append(parts, fmt.Sprintf(in.already, e.VendorName, list(already, in)))
	}
	if len(until) > 0 {
		parts = append(parts, fmt.Sprintf(in.until, e.VendorName, list(until, in)))
	}
	switch n := len(later); {
	case n == 0:
	case n < len(all):
		parts = append(parts, fmt.Sprintf(in.before, e.VendorName, list(later, in)))
	case n == 1:
		parts = append(parts, fmt.Sprintf(in.beforeOne, e.VendorName, later[0]))
	default:
		parts = append(parts, fmt.Sprintf(in.beforeAll, e.VendorName, later[0]))
	}
	if len(unknown) > 0 {
		parts = append(parts, fmt.Sprintf(in.either, e.VendorName, list(unknown, in)))
	}
	s := capital(what) + " (" + e.Date.String() + kind + ") " + strings.Join(parts, in.joined) + "."
	return s + bindsSentence(e, all, in)
}

// ended says that the listing was over before the day.
func ended(l Listed, day *table.Date) bool { return l.To != nil && day != nil && *l.To < *day }

// bindsSentence says which of the measures speak to bodies like this one, and of which that is not known: of all that name the vendor,
// those of other days too, each with what is against taking it for one of that day.
func bindsSentence(e *Exposure, named []Listed, in *tongue) string {
	var yes, unknown []string
	no, others := 0, map[string]bool{}
	for _, l := range named {
		title := "“" + l.Title + "”"
		switch l.Bound {
		case "no":
			no++
			others[l.Measure] = true
		case "yes":
			var but []string
			switch {
			case l.was() == "before":
				but = append(but, fmt.Sprintf(in.notYet, e.VendorName))
			case ended(l, e.Date):
				but = append(but, fmt.Sprintf(in.noLonger, e.VendorName))
			}
			if l.Verified != "yes" {
				but = append(but, in.unverified)
			}
			if len(but) > 0 {
				title += " (" + strings.Join(but, "; ") + ")"
			}
			yes = append(yes, title)
		default:
			if !slices.Contains(unknown, title) {
				unknown = append(unknown, title)
			}
		}
	}
	switch {
	case len(named) == 0:
		return ""
	case no == len(named):
		return in.bindsNone
	case e.Body.Country == "" && len(yes) == 0:
		return in.bindsNowhere
	}
	said := titles(yes, in.bindsOne, in.bindsYes, in) + titles(unknown, in.unsureOne, in.unsure, in)
	switch len(others) {
	case 0:
		return said
	case 1:
		return said + in.bindsOther
	}
	return said + in.bindsOthers
}

// titles says something of one or of several measures, and nothing of none.
func titles(of []string, one, several string, in *tongue) string {
	switch len(of) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf(one, of[0])
	}
	return fmt.Sprintf(several, list(of, in))
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

// entry is a measure with its day, as a sentence shows it, and that it is limited where its words say so.
func entry(l Listed, in *tongue) string {
	limited := ""
	if l.Purpose != "" {
		limited = in.limit
	}
	return "“" + l.Title + "” (" + since(l, in) + limited + ")"
}

// since is the first day, with what kind of day it is unless that is the day on which the measure took effect.
func since(l Listed, in *tongue) string {
	if l.From == nil {
		return cmp.Or(l.DateText, in.dayUnknown)
	}
	return in.since[l.DateKind] + l.From.String()
}

func list(titles []string, in *tongue) string {
	if n := len(titles); n > maxMeasures {
		titles = append(append([]string{}, titles[:maxMeasures]...), fmt.Sprintf(in.more, n-maxMeasures))
	}
	if n := len(titles); n > 1 {
		return strings.Join(titles[:n-1], ", ") + " " + in.and + titles[n-1]
	}
	return titles[0]
}
