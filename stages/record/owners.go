package record

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// AddOwners writes who the texts beside an entry of a public list say owns it, leads it or is linked to it: only what they say in
// the present, of the entry by one of its own names or before any other subject, and of an organisation. known is the day on which
// the texts were published, nil where that is not known. said is where they stand, where that is not the whole entry. Of ships and
// aircraft, and of entries that may be persons, nothing is written.
func AddOwners(out *table.Set, e ListEntry, names []ListName, known *table.Date, said []source.Origin, texts ...string) {
	if !slices.Contains(ownable, e.Schema) || ListedPerson(e.Name, FewPersons) {
		return
	}
	if said == nil {
		said = e.Origins
	}
	called := []string{Clean(e.Name)}
	for _, n := range names {
		called = append(called, Clean(n.Name))
	}
	var all []owner
	for _, text := range texts {
		for _, o := range ownersIn(Clean(text), called) {
			same := func(other owner) bool { return other.name == o.name && other.says == o.says }
			if slices.ContainsFunc(all, same) {
				continue
			}
			all = append(all, o)
			link := source.ID("list link", e.List, e.Entry, e.Name, o.says, o.name, DayText(known))
			for _, end := range []OwnershipEnd{{Side: "owner", Name: o.name}, {Side: "owned", Entity: e.Entry, Name: Clean(e.Name)}} {
				end.Link, end.List, end.Says, end.Quote, end.Known, end.Source, end.Origins = link, e.List, o.says, o.quote, known, cmp.Or(e.Source, e.Publisher), said
				AddOwnershipEnd(out, end)
			}
		}
	}
}

// ownable are the schemata of entries that somebody may own, as ListEntry has them.
var ownable = []string{"Company", "Organization", "PublicBody", "LegalEntity"}

// owner is what a text says of an entry.
type owner struct{ name, says, quote string }

const (
	adverbs = `(?:(?:directly|indirectly|wholly|fully|partly|partially|majority|ultimately|jointly)[- ](?:(?:and|or) )?)*`
	plain   = `(?:an? (?:[\p{Ll}-]+ ){1,5})?`
)

// says are the words of lists for owners and superiors: stated of a subject, and bare, at the beginning of a sentence.
var says = []struct {
	stated, bare *regexp.Regexp
	says         string
}{
	{regexp.MustCompile(` (?:is|are) ` + plain + adverbs + `(?:owned|controlled)(?:,? (?:and|or|and/or) ` + adverbs + `(?:owned|controlled))? by (?:and ` + adverbs + `affiliated with )?`),
		regexp.MustCompile(`\b(?i:` + adverbs + `(?:owned|controlled)(?:,? (?:and|or|and/or) ` + adverbs + `(?:owned|controlled))? by) `), Owns},
	{regexp.MustCompile(` (?:is|are) (?:an? |the )(?:[\p{Ll}-]+ ){0,3}subsidiary of `), regexp.MustCompile(`\b(?i:(?:a )?(?:(?:wholly|majority)[- ]owned )?subsidiary of) `), Owns},
	{regexp.MustCompile(` (?:is|are) (?:(?:directly )?subordinated? to|(?:an? (?:[\p{Ll}-]+ ){0,3})?part of) `), regexp.MustCompile(`\b(?:Subordinated? to|Part of) `), PartOf},
}

// ownersIn reads a text about an organisation of these names.
func ownersIn(text string, names []string) (all []owner) {
	put := func(says string, from, at int) {
		if name, size := named(text[at:]); name != "" && isOrganisation(name) && !slices.ContainsFunc(names, func(n string) bool { return TextKey(n) == TextKey(name) }) {
			all = append(all, owner{name, says, text[from : at+size]})
		}
	}
	for _, s := range says {
		for _, m := range s.stated.FindAllStringIndex(text, -1) {
			if from := subject(text[:m[0]], names); from >= 0 {
				put(s.says, from, m[1])
			}
		}
		for _, m := range s.bare.FindAllStringIndex(text, -1) {
			if begins(text[:m[0]]) {
				put(s.says, m[0], m[1])
			}
		}
	}
	for rest := text; ; {
		_, after, found := strings.Cut(rest, linkedTo)
		if !found {
			return all
		}
		before := text[:len(text)-len(after)-len(linkedTo)]
		name := linked(after)
		if begins(before) && isOrganisation(name) {
			all = append(all, owner{name, LinkedTo, linkedTo + name})
		}
		rest = after
	}
}

// linkedTo stands in remarks of the US Treasury's lists before the name of whom an entry is linked to.
const linkedTo = "Linked To: "

// linked is the name that ends at a semicolon, or at the end of brackets that were opened before it.
func linked(text string) string {
	open := 0
	for i, c := range text {
		switch {
		case c == '(':
			open++
		case c == ')':
			open--
		}
		if c == ';' || open < 0 {
			text = text[:i]
			break
		}
	}
	return strings.TrimSuffix(strings.TrimSpace(text), ".")
}

// subject is where the last words of before begin, if they are one of the names and begin a sentence; else -1.
func subject(before string, names []string) int {
	best := -1
	for _, n := range names {
		from := len(before) - len(n)
		if n == "" || from < 0 || !strings.EqualFold(before[from:], n) {
			continue
		}
		rest := before[:from]
		if article := len(rest) - len("The "); article >= 0 && strings.EqualFold(rest[article:], "The ") {
			rest = rest[:article]
		}
		if begins(rest) && (best < 0 || from < best) {
			best = from
		}
	}
	return best
}

// begins says whether a sentence begins after before.
func begins(before string) bool {
	before = strings.TrimRight(before, " ")
	return before == "" || strings.ContainsRune(".;:()", rune(before[len(before)-1]))
}

var (
	article = regexp.MustCompile(`^(?:(?:[Tt]he|[Ii]ts) )?(?:(?:EU|UN|US|UK)-(?:listed|designated|sanctioned) )?`)
	joins   = set(`OF THE AND FOR DE DI DU DES DEL DELLA Y &`)
	forms   = set(`LTD LTD. LIMITED INC INC. LLC L.L.C. CO CO. CORP CORP. CORPORATION S.A. SA S.A.S. GMBH AG B.V. N.V. S.P.A. S.R.L. PLC LP JSC PJSC OJSC OAO OOO ZAO PTE PTE. PVT PVT. (GROUP) (PRIVATE)`)
)

const maxOwner = 14 // words of an owner's name; what is longer is no name

// named is the name with which rest begins, and how many bytes of rest end with it; "" where that cannot be told from what follows.
func named(rest string) (name string, size int) {
	from := len(article.FindString(rest))
	words := strings.SplitAfter(rest[from:], " ")
	end, at := from, from // of the name so far, of the words looked at
	for i, w := range words {
		word := strings.TrimSpace(w)
		core := strings.TrimRight(word, ",;:.)")
		if core == "" || strings.HasPrefix(word, "(") && !forms[strings.ToUpper(strings.TrimRight(word, ",;:."))] {
			break
		}
		next := ""
		if i+1 < len(words) {
			next = strings.TrimSpace(words[i+1])
		}
		first, _ := utf8.DecodeRuneInString(core)
		capital := unicode.IsUpper(first) || unicode.IsDigit(first) || forms[strings.ToUpper(word)]
		if !capital && !(end > from && joins[strings.ToUpper(core)]) {
			break
		}
		if i >= maxOwner {
			return "", 0
		}
		if capital {
			end = at + len(core)
			if form := strings.TrimRight(word, ",;:)"); forms[strings.ToUpper(form)] && strings.HasSuffix(form, ".") {
				end = at + len(form) // its stop is the form's own
			}
		}
		at += len(w)
		tail := word[len(core):]
		form := forms[strings.ToUpper(strings.TrimRight(next, ",;:)"))] || forms[strings.ToUpper(strings.TrimRight(next, ".,;:)"))]
		switch start, _ := utf8.DecodeRuneInString(next); {
		case strings.ContainsAny(tail, ";:)"):
			return rest[from:end], end
		case strings.Contains(tail, ",") && !form:
			if unicode.IsUpper(start) {
				return "", 0 // more of the name, or somebody else
			}
			return rest[from:end], end
		case strings.Contains(tail, ".") && !form && !forms[strings.ToUpper(core+".")] && utf8.RuneCountInString(core) > 1:
			return rest[from:end], end
		case strings.Contains(tail, ".") && unicode.IsUpper(start) && !form && forms[strings.ToUpper(core+".")] && !slices.Contains([]string{"CO", "CORP"}, strings.ToUpper(core)):
			return rest[from:end], end
		}
	}
	if end == from {
		return "", 0
	}
	return rest[from:end], end
}

// authorities are state bodies and corporations that lists name by a short form alone, which has no word of an organisation in it.
var authorities = set(`SASAC SASTIND MIIT PLA PAP MSS MPS CETC AVIC CASIC CASC NORINCO COSCO CSSC IRGC IRGC-QF LEF NAJA IRIB MODAFL AEOI DIO SPND KOMID ROSTEC ROSTECH ROSATOM GAZPROM ROSNEFT SBERBANK GAZPROMBANK GRU FSB SVR`)

// isOrganisation says whether a name in a text is an organisation's beyond doubt, or those of several.
func isOrganisation(name string) bool {
	if authorities[strings.ToUpper(name)] {
		return true
	}
	if ListedPerson(name, MostlyPersons) || Mask(name) != name {
		return false
	}
	parts := strings.Split(name, " and ")
	return len(parts) == 1 || !slices.ContainsFunc(parts, func(p string) bool { return !authorities[strings.ToUpper(p)] && ListedPerson(p, SomePersons) })
}
