package exposures

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/record"
)

// What may be said follows from the channel, the sense and the relation alone. No template says that anybody did wrong, that
// anything is certain, or that a thing bought was delivered.

// sentences are the first sentence of each exposure, by channel and sense; "*" is any sense.
//
//	{body}      the public body
//	{what}      what the record names, by relation
//	{bare}      the same, without the words of the record
//	{supplier}  who was awarded
//	{awarded}   awarded, or is about to award
var sentences = map[string]map[string]string{
	"purchase text": {
		"purchase":           "{body} {awarded} a contract whose text names {what}.",
		"possession stated":  "The text of a contract that {body} {awarded} for something else says that the body has or uses what it names: {what}.",
		"possession implied": "The text of a contract that {body} {awarded} for something else implies, but does not say, that the body has what it names: {what}.",
		"removal":            "The text of a contract that {body} {awarded} names {what} as something to be removed or replaced.",
		"*":                  "The text of a contract that {body} {awarded} names {what}; whether that is what was bought is unclear.",
	},
	"tender text": {
		"call":               "{body} published a call for tenders whose text names {what}. No award of it is known here.",
		"possession stated":  "The text of a call for tenders of {body} for something else says that the body has or uses what it names: {what}. No award of it is known here.",
		"possession implied": "The text of a call for tenders of {body} for something else implies, but does not say, that the body has what it names: {what}. No award of it is known here.",
		"removal":            "The text of a call for tenders of {body} names {what} as something to be removed or replaced. No award of it is known here.",
		"*":                  "The text of a call for tenders of {body} names {what}; whether that is what was called for is unclear. No award of it is known here.",
	},
	"supplier": {
		"*": "{body} {awarded} a contract to {supplier}, {what}.",
	},
}

// named say what the record names, by relation, in a text.
var named = map[string]string{
	"same entity": "{vendor}",
	"family":      "a company of the {vendor} family",
	"brand":       "{brand}, a brand of {vendor}",
	"rebrand":     "{brand}, a brand under which some goods made by {vendor} are or were sold",
}

// called say what a supplier's name is to the vendor, by relation and certainty; "*" is any certainty.
var called = map[string]map[string]string{
	"same entity": {
		"identifier match":  "which has the registered number of {vendor}",
		"strong name match": "whose name is a name of {vendor}",
		"*":                 "whose name resembles a name of {vendor}",
	},
	"family": {
		"identifier match":  "which has the registered number of a company of the {vendor} family",
		"strong name match": "whose name is that of a company of the {vendor} family",
		"*":                 "whose name resembles that of a company of the {vendor} family",
	},
	"*": {"*": "whose name has in it the word {brand}, which names goods of {vendor}; no source in this dataset documents it as a company of that family"},
}

const closing = "This is a lead to check, not a finding of wrongdoing"

func wording(l *lead) string {
	e := &l.Exposure
	var b strings.Builder
	if l.deployment != nil {
		b.WriteString(l.deployment.Wording)
	} else {
		sentence := sentences[e.Channel][e.Sense]
		if sentence == "" {
			sentence = cmp.Or(sentences[e.Channel]["*"], sentences["purchase text"]["*"])
		}
		awarded := "awarded"
		if l.purchase != nil && l.purchase.Status == "pending" {
			awarded = "is about to award"
		}
		b.WriteString(strings.NewReplacer("{body}", bodyName(l), "{what}", what(l), "{supplier}", supplierName(l), "{awarded}", awarded).Replace(sentence))
	}
	if p := l.purchase; p != nil {
		if e.Channel != "supplier" {
			b.WriteString(" " + supplierSentence(p))
		}
		b.WriteString(" " + moneySentence(p, e.Sense))
	}
	b.WriteString(" " + listingSentence(e))
	b.WriteString(" " + closing)
	if l.purchase != nil && e.Sense != "removal" {
		b.WriteString("; the purchase may have been lawful")
	}
	b.WriteString(".")
	text := b.String()
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}

// stop ends a sentence, unless the name at its end did.
func stop(s string) string {
	if strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

// bodyName is the body's own name, or what little the records say: its code, and an office.
func bodyName(l *lead) string {
	if l.body.Name != "" {
		return l.body.Name
	}
	office := ""
	switch {
	case l.purchase != nil:
		office = l.purchase.Buyer.Name
	case l.call != nil:
		office = l.call.Buyer.Name
	}
	code := "the public body with the code " + l.body.Identifier + " (" + l.body.Scheme + ")"
	if office != "" {
		code += ", whose record names only “" + office + "”,"
	}
	return code
}

func what(l *lead) string {
	e := &l.Exposure
	brand := e.VendorName
	for _, m := range l.matches {
		if m.Brand != "" {
			brand = m.Brand
			break
		}
	}
	var phrase string
	if e.Channel == "supplier" {
		byCertainty := called[e.Relation]
		if byCertainty == nil {
			byCertainty = called["*"]
		}
		certainty, _, _ := strings.Cut(e.Certainty, ";")
		phrase = cmp.Or(byCertainty[certainty], byCertainty["*"])
	} else {
		phrase = named[e.Relation]
		if phrase == "" || e.Relation == "brand" && strings.EqualFold(brand, e.VendorName) {
			phrase = named["same entity"]
		}
		if shown := strings.NewReplacer("{vendor}", e.VendorName, "{brand}", brand).Replace(phrase); len(e.Found) != 1 || !strings.EqualFold(e.Found[0], shown) {
			phrase += " (" + quote(e.Found) + ")"
		}
	}
	return strings.NewReplacer("{vendor}", e.VendorName, "{brand}", brand).Replace(phrase)
}

// quote shows words of the record as its words; at most three.
func quote(found []string) string {
	var words []string
	for i, f := range found {
		if i == 3 {
			words = append(words, fmt.Sprintf("and %d more", len(found)-3))
			break
		}
		words = append(words, "“"+f+"”")
	}
	return strings.Join(words, ", ")
}

func supplierName(l *lead) string {
	for _, m := range l.matches {
		if m.Found != "" {
			return "“" + cmp.Or(m.Quote, m.Found) + "”"
		}
	}
	return l.Supplier
}

func supplierSentence(p *purchases.Purchase) string {
	var names []string
	persons := 0
	for _, s := range p.Suppliers {
		if s.Name == record.Person {
			persons++
		} else {
			names = append(names, cmp.Or(s.Name, "the one with the code "+s.Identifier))
		}
	}
	if len(names) > 3 {
		names = append(names[:3], fmt.Sprintf("%d more", len(names)-3))
	}
	switch {
	case len(names) == 0 && persons == 0:
		return "The record names no supplier."
	case len(names) == 0:
		return "The supplier is a natural person, whose name is not kept."
	case len(names) == 1 && persons == 0:
		return stop("The supplier named is " + names[0])
	case persons > 0:
		names = append(names, "a natural person, whose name is not kept")
	}
	return stop("The suppliers named, together, are " + strings.Join(names, "; "))
}

// attributions say what the value is the value of.
var attributions = map[string]string{
	"line":     "the value of the line itself",
	"lot":      "the value of the whole lot",
	"contract": "the value of the whole contract",
}

// moneySentence never lets the value of a contract pass for the value of something else that its text names.
func moneySentence(p *purchases.Purchase, sense string) string {
	if p.Awarded == nil && p.Paid == nil {
		return "No value is known."
	}
	amount := func(d *table.Decimal) string {
		if d == nil {
			return "unknown"
		}
		return cmp.Or(p.Currency, "(currency unknown)") + " " + grouped(*d)
	}
	s := "Awarded: "
	switch {
	case p.Status == "pending":
		s = "Value of the award, which is not yet decided: "
	case sense == "possession stated" || sense == "possession implied":
		s = "Value of that contract, which is not the value of what its text names: awarded "
	}
	s += amount(p.Awarded) + "; paid so far, as reported: " + amount(p.Paid)
	var notes []string
	if a := attributions[p.Attribution]; a != "" {
		notes = append(notes, a)
	}
	switch p.VAT {
	case "net":
		notes = append(notes, "without VAT")
	case "gross":
		notes = append(notes, "VAT included")
	}
	if p.Basis == "inferred" {
		notes = append(notes, "currency inferred")
	}
	if len(notes) > 0 {
		s += " (" + strings.Join(notes, ", ") + ")"
	}
	return s + "."
}

// grouped writes a number for people: 19,000.50.
func grouped(d table.Decimal) string {
	whole, fraction, hasFraction := strings.Cut(d.String(), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if hasFraction {
		whole += "." + fraction
	}
	return sign + whole
}
