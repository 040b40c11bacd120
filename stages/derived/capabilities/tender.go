package capabilities

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// named is the key of a match whose sentence gives the vendor's things a function, in a text of a purchase or of a call.
func named(m matches.Match) string {
	if len(beside(m)) == 0 {
		return ""
	}
	return m.Subject
}

// bought is the key of a purchase whose texts name a function at all; "" for any other.
func bought(p purchases.Purchase) string {
	return ifFunction(p.ID, append([]string{p.Title}, p.Texts...))
}

// called is the same of a call.
func called(p record.Process) string { return ifFunction(p.ID, []string{p.Title, p.Description}) }

func ifFunction(id string, texts []string) string {
	for _, s := range texts {
		if len(record.FunctionsIn(s)) > 0 {
			return id
		}
	}
	return ""
}

var (
	// with are the words by which a thing is given a function: "telecamere Hikvision con riconoscimento facciale".
	with = regexp.MustCompile(`(?i)^[^,;.:()•]{0,60}?\b(?:con|with|per|for|dotat[aeio] (?:di|del|della|dell['’])|complet[aeio] (?:di|del|della|dell['’])|munit[aeio] di|provvist[aeio] di|including|incl(?:usi|usa|uso)?\.?|featuring|equipped with|capable of|avec|mit)(?: (?:la|il|lo|le|l['’]|the|funzion[ei] di|function of|software di|sistema di))*[ '’]*$`)
	// joins show that another thing is named between.
	joins = regexp.MustCompile(`(?i)[+&/]|\b(?:e|ed|and|et|und|più)\b`)
	// further parts functions that are listed one after the other.
	further = regexp.MustCompile(`^(?i:\s*(?:,|/|\+|e|ed|and|et|und|,? (?:and|e))\s*(?:la |il |lo |the |l['’])?)$`)
	// of is what stands between a function and the vendor's name where the thing bears both: "telecamere lettura targhe Hikvision".
	of = regexp.MustCompile(`(?i)^ ?(?:(?:cameras?|telecamer[ae]|varchi|varco|systems?|sistem[ai]|software|licences?|licenze|by|di|marca|marchio|a|della|modello|tipo|mod\.?|brand) ){0,4}$`)
	// without takes a function away again, or says that it is another thing's, or that the thing is there already.
	without = regexp.MustCompile(`(?i)\b(?:senza|esclus[aeio]|eccetto|tranne|non|not|no|without|excluding|except|oltre|nonché|rimozione|disattiv\p{L}+|disab\p{L}+|manutenzion[ei]|maintenance|assistenza|riparazion[ei]|repairs?|support|wartung)\b`)
)

// beside are the functions that a match's sentence gives the vendor's things; none unless the words between say so.
func beside(m matches.Match) (names []string) {
	if m.Kind != "purchase" && m.Kind != "process" || m.Channel == "supplier" || m.Sense != "purchase" {
		return nil
	}
	quote := []rune(m.Quote)
	if m.Start < 0 || m.End > int64(len(quote)) || without.MatchString(m.Quote) {
		return nil
	}
	start, end := len(string(quote[:m.Start])), len(string(quote[:m.End]))
	last := -1 // where the function before in a list ends
	for _, f := range record.FunctionMentions(m.Quote) {
		switch {
		case f.To <= start && of.MatchString(m.Quote[f.To:start]),
			f.From >= end && last < 0 && with.MatchString(m.Quote[end:f.From]) && !joins.MatchString(m.Quote[end:f.From]),
			last >= 0 && further.MatchString(m.Quote[last:f.From]):
			names = record.Insert(names, f.Name)
			if f.From >= end {
				last = f.To
			}
		}
	}
	return names
}

// tenders writes the functions that the texts of one purchase, or of one call, give a vendor's things.
func tenders(in, out *table.Set) {
	rows := map[string]*Capability{}
	note := func(m matches.Match, body purchases.Org, c Capability, text string) {
		c.Body, c.BodyName, c.BodyScheme, c.BodyIdentifier = body.ID, body.Name, body.Scheme, body.Identifier
		c.Vendor, c.VendorName, c.Basis, c.BodySource = m.Vendor, m.Name, "tender", "procurement record"
		for _, c.Function = range beside(m) {
			c.ID = source.ID("capability", "tender", m.Subject, c.Vendor, c.Function, c.State)
			row := rows[c.ID]
			if row == nil {
				copied := c
				row = &copied
				rows[c.ID] = row
				row.Wording = strings.NewReplacer("{text}", text, "{function}", c.Function, "{found}", m.Found, "{quote}", m.Quote).Replace(
					"{text} gives {function} to what it calls “{found}”: “{quote}”. That says nothing about what was delivered, or is on.")
			}
			row.Matches = record.Insert(row.Matches, m.ID)
			row.Origins = source.Unite(row.Origins, m.Origins)
		}
	}
	for m := range matches.Table.In(in) {
		if len(beside(m)) == 0 {
			continue
		}
		for p := range purchases.Table.In(in) {
			if m.Subject == p.ID && p.Status != "cancelled" {
				state, text := record.Bought, "The text of a purchase"
				if p.Status == "pending" {
					state, text = record.Offered, "The text of a proposed purchase"
				}
				note(m, p.Buyer, Capability{State: state, AsOf: p.Date}, text+by(p.Buyer.Name))
			}
		}
		seen := map[string]bool{}
		for p := range record.Processes.In(in) {
			if m.Subject == p.ID && !seen[p.ID] {
				seen[p.ID] = true
				note(m, purchases.OrgOf(p.Buyer, exceptions.List.In(in)), Capability{State: record.Offered, AsOf: p.Date}, "The text of a call"+by(p.Buyer.Name))
			}
		}
	}
	for _, row := range rows {
		put(in, out, *row)
	}
}

func by(name string) string {
	switch name {
	case "":
		return ""
	case record.Person:
		return " by a natural person, whose name is not kept,"
	}
	return " by " + name
}
