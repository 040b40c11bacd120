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

// wording is what may be said of an exposure, in one language.
func wording(l *lead, in *tongue) string {
	e := &l.Exposure
	var b strings.Builder
	switch {
	case l.deployment != nil && in == italian:
		b.WriteString(l.deployment.WordingIT)
	case l.deployment != nil:
		b.WriteString(l.deployment.Wording)
	default:
		state := ""
		if pending(l.purchase) {
			state = "pending "
		}
		said := in.sentences[state+e.Channel]
		sentence := cmp.Or(said[e.Sense], said["*"], in.sentences[state+"purchase text"]["*"])
		b.WriteString(strings.NewReplacer("{body}", bodyName(l, in), "{what}", what(l, in), "{supplier}", supplierName(l)).Replace(sentence))
	}
	if e.Channel == press {
		observers := strings.ReplaceAll(strings.Join(e.Observers, "; "), english.nobodySays, in.nobodySays)
		b.WriteString(" " + stop(fmt.Sprintf(in.goesBack, observers)) + translatedSentence(l, in))
	}
	if p := l.purchase; p != nil {
		if e.Channel != "supplier" || len(p.Suppliers) > 1 { // the value is theirs together
			b.WriteString(" " + supplierSentence(p, in))
		}
		b.WriteString(frameworkSentence(p, in))
		b.WriteString(" " + moneySentence(p, e.Sense, in))
	}
	if e.Effect == "lowers" {
		b.WriteString(" " + in.removal)
	}
	b.WriteString(" " + listingSentence(e, l.purchase, in))
	b.WriteString(" " + in.closing)
	switch {
	case l.purchase == nil || e.Sense == "removal" || pending(l.purchase):
	case framework(l.purchase):
		b.WriteString(in.lawfulAward)
	default:
		b.WriteString(in.lawful)
	}
	b.WriteString(".")
	return capital(b.String())
}

// translatedSentence says that what the texts say is told in a translation; nothing where none of them says that it is one.
func translatedSentence(l *lead, in *tongue) string {
	n, from := l.translated()
	said := in.someTranslations
	switch {
	case n == 0:
		return ""
	case len(l.texts) == 1:
		said = in.translation
	case n == len(l.texts):
		said = in.translations
	}
	for i, code := range from {
		from[i] = cmp.Or(in.languages[code], code)
	}
	languages := ""
	if len(from) > 0 {
		languages = in.translatedFrom + strings.Join(from, ", ")
	}
	return " " + fmt.Sprintf(said, languages)
}

// framework says that what was awarded buys nothing by itself.
func framework(p *purchases.Purchase) bool { return p != nil && p.Kind == record.Framework }

// pending says that the record tells of nothing concluded.
func pending(p *purchases.Purchase) bool { return p != nil && p.Status == "pending" }

// capital begins a sentence with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// stop ends a sentence, unless the name at its end did.
func stop(s string) string {
	if strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

// bodyName is the body's own name, or what little the records say: its code, and an office.
func bodyName(l *lead, in *tongue) string {
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
	code := fmt.Sprintf(in.unnamed, l.body.Identifier, l.body.Scheme)
	if office != "" {
		code += fmt.Sprintf(in.office, office)
	}
	return code
}

func what(l *lead, in *tongue) string {
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
		byCertainty := in.called[e.Relation]
		if byCertainty == nil {
			byCertainty = in.called["*"]
		}
		phrase = cmp.Or(byCertainty[e.Links.Vendor], byCertainty["*"])
	} else {
		phrase = in.named[e.Relation]
		if phrase == "" || e.Relation == "brand" && strings.EqualFold(brand, e.VendorName) {
			phrase = in.named["same entity"]
		}
		if e.Links.Vendor == certainties[0] { // it is only like the name
			phrase = in.alike + phrase
		}
		if shown := strings.NewReplacer("{vendor}", e.VendorName, "{brand}", brand).Replace(phrase); len(e.Found) != 1 || !strings.EqualFold(e.Found[0], shown) {
			phrase += " (" + quote(e.Found, in) + ")"
		}
	}
	return strings.NewReplacer("{vendor}", e.VendorName, "{brand}", brand).Replace(phrase)
}

// quote shows words of the record as its words; at most three.
func quote(found []string, in *tongue) string {
	var words []string
	for i, f := range found {
		if i == 3 {
			words = append(words, in.and+fmt.Sprintf(in.more, len(found)-3))
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

func supplierSentence(p *purchases.Purchase, in *tongue) string {
	var names []string
	persons := 0
	for _, s := range p.Suppliers {
		if s.Name == record.Person {
			persons++
		} else {
			names = append(names, cmp.Or(s.Name, fmt.Sprintf(in.coded, s.Identifier)))
		}
	}
	if len(names) > 3 {
		names = append(names[:3], fmt.Sprintf(in.more, len(names)-3))
	}
	switch {
	case len(names) == 0 && persons == 0:
		return in.nobody
	case len(names) == 0:
		return in.person
	case len(names) == 1 && persons == 0:
		return stop(fmt.Sprintf(in.supplier, names[0]))
	case persons > 0:
		names = append(names, in.persons)
	}
	return stop(fmt.Sprintf(in.suppliers, strings.Join(names, "; ")))
}

// frameworkSentence says what the contract is beside frameworks, where the record says so.
func frameworkSentence(p *purchases.Purchase, in *tongue) string {
	switch {
	case p.Kind == record.Framework && pending(p):
		return " " + in.proposed
	case p.Kind == record.Framework:
		return " " + in.framework
	case p.Kind == record.Concession:
		return " " + in.concession
	case pending(p): // nothing was called off
	case p.Kind == record.CallOff && p.Framework != "":
		return " " + fmt.Sprintf(in.calledOffUnder, p.Framework)
	case p.Kind == record.CallOff:
		return " " + in.calledOff
	}
	return ""
}

// moneySentence never lets the value of a contract pass for the value of something else that its text names, nor a ceiling for
// a purchase.
func moneySentence(p *purchases.Purchase, sense string, in *tongue) string {
	amount := func(d *table.Decimal) string {
		if d == nil {
			return in.unknown
		}
		return cmp.Or(p.Currency, in.noCurrency) + " " + in.grouped(*d)
	}
	ceiling := ""
	if p.Ceiling != nil {
		says := in.ceiling
		if p.Kind == record.Concession {
			says = in.turnover
		}
		ceiling = fmt.Sprintf(says, amount(p.Ceiling))
	}
	if p.Awarded == nil && p.Paid == nil {
		return cmp.Or(ceiling, in.noValue)
	}
	s := in.value
	switch {
	case pending(p):
		s = in.undecided
	case sense == "possession stated" || sense == "possession implied":
		s = in.whole
	}
	s += amount(p.Awarded) + in.paid + amount(p.Paid)
	var notes []string
	if a := in.attributions[p.Attribution]; a != "" {
		notes = append(notes, a)
	}
	if vat := in.vat[p.VAT]; vat != "" {
		notes = append(notes, vat+in.vatBy[p.VATBasis])
	}
	if p.Basis == "inferred" {
		notes = append(notes, in.inferred)
	}
	if len(notes) > 0 {
		s += " (" + strings.Join(notes, ", ") + ")"
	}
	s += "."
	if ceiling != "" {
		s += " " + ceiling
	}
	return s
}

// grouped writes a number for people: 19,000.50.
func (in *tongue) grouped(d table.Decimal) string {
	whole, fraction, hasFraction := strings.Cut(d.String(), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + in.thousands + whole[i:]
	}
	if hasFraction {
		whole += in.point + fraction
	}
	return sign + whole
}
