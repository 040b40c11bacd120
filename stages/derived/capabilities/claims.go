package capabilities

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/record"
)

// stated are the states that claims about functions are about, where they assert them. What ought to be, what somebody
// supposes and what somebody denies leave the state unknown.
var stated = map[[2]string]string{
	{"function", "capable"}:  record.Offered,
	{"function", "equipped"}: record.Present,
	{"function", "enabled"}:  record.Enabled,
	{"function", "dormant"}:  record.Dormant,
	{"function", "removed"}:  record.Removed,
	{"payment", "paid for"}:  record.Bought,
}

// report is the key of a claim about a function; "" for any other. Where nobody is said to be whose the things are, it is
// about them, in that text.
func report(c record.Claim) string {
	switch {
	case c.Kind != "function" && c.Kind != "payment":
		return ""
	case c.Subject == "" && c.Thing != "" && c.Function != "":
		return source.ID("report of things", c.Text, record.TextKey(c.Thing), c.Function)
	}
	return matches.Report(c)
}

// claims writes what texts say of one function of one subject: a row for each state, modality and date.
func claims(in, out *table.Set) {
	rows := map[string]*Capability{}
	reporters := map[string][]string{}
	for claim := range record.Claims.In(in) {
		state := stated[[2]string{claim.Kind, claim.Predicate}]
		if state == "" || claim.Modality != "asserts" {
			state = record.Unknown
		}
		note := func(m matches.Match) {
			c := Capability{Vendor: m.Vendor, VendorName: m.Name, Site: claim.Place, Function: claim.Function, State: state,
				Basis: "claim", Said: claim.Predicate, Modality: claim.Modality, Speaker: claim.Speaker.Name(), AsOf: claim.Day()}
			if claim.Kind == "payment" {
				c.BodyName, c.BodySource = claim.Object, "claim"
			}
			c.ID = source.ID("capability", "claim", c.Vendor, c.BodyName, c.Site, record.TextKey(claim.Thing), c.Function, c.Said, c.Modality, claim.Date, claim.DateOf)
			if claim.Subject == "" {
				c.ID = source.ID(c.ID, claim.Text)
			}
			if c.Speaker != "" {
				c.ID = source.ID(c.ID, "by", c.Speaker)
			}
			old := rows[c.ID]
			if old == nil {
				old = &c
				rows[c.ID] = old
				old.Wording = claimed(old, claim)
			}
			old.Claims, old.Matches = record.Insert(old.Claims, claim.ID), record.Insert(old.Matches, m.ID)
			old.Origins = source.Unite(old.Origins, claim.Origins)
			for _, r := range claim.Reporters {
				reporters[c.ID] = record.Insert(reporters[c.ID], r)
			}
		}
		if claim.Subject == "" {
			note(matches.Match{})
		}
		for m := range matches.Table.In(in) { // what the press says of vendors that no list knows has no row
			if m.Subject == claim.ID {
				note(m)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(rows)) {
		c := *rows[id]
		if through := reporters[id]; len(through) > 0 {
			c.Wording += " Reported through: " + strings.Join(through, "; ") + "."
		}
		put(in, out, c)
	}
}

// sayings are what a text says of a function, by predicate.
var sayings = map[string]string{
	"capable":  "{technology} can do {function}",
	"equipped": "{devices} have {function}",
	"enabled":  "{function} of {devices} is on",
	"dormant":  "{function} of {devices} is there and not on",
	"removed":  "{function} of {devices} was removed",
	"paid for": "{function} of {devices} was paid for",
}

// modalities say how a text puts it, and spoken how it has somebody put it.
var (
	modalities = map[string]string{
		"asserts":  "A text says that ",
		"denies":   "A text denies, or reports as denied, that ",
		"supposes": "A text supposes, and does not say, that ",
		"should":   "A text says what ought to be, not what is: that ",
	}
	spoken = map[string]string{
		"asserts":  "A text reports as the words of {speaker} that ",
		"denies":   "A text reports that {speaker} denies that ",
		"supposes": "A text reports that {speaker} supposes, and does not say, that ",
		"should":   "A text reports as the words of {speaker} what ought to be, not what is: that ",
	}
)

func claimed(c *Capability, claim record.Claim) string {
	technology, devices := "technology of "+c.VendorName, "devices of "+c.VendorName
	if claim.Subject == "" {
		technology, devices = "“"+claim.Thing+"”", "“"+claim.Thing+"”"
	}
	says := modalities[c.Modality]
	if c.Speaker != "" {
		says = strings.ReplaceAll(spoken[c.Modality], "{speaker}", c.Speaker)
	}
	text := says + strings.NewReplacer("{technology}", technology, "{devices}", devices, "{function}", c.Function).
		Replace(cmp.Or(sayings[c.Said], "{function} of {devices}: "+c.Said))
	if c.BodyName != "" {
		text += ", by " + c.BodyName
	}
	if c.Site != "" {
		text += ", at " + c.Site
	}
	if text += claim.Dated() + "."; claim.Subject == "" {
		text += " Whose make they are, the text does not say."
	}
	return text + " Whether it is so of any one device is not known here."
}
