package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// masked stands for what was taken out.
const masked = "[…]"

// Mask is text without what identifies a person: the given names of people (as their own record names them), titled names,
// personal tax codes, e-mail addresses, telephone numbers, bank accounts. Each is replaced by "[…]". Masking twice changes
// nothing more.
//
// Names of people that no record gives are found by a title, an office or an obituary's word before them, by a common given name
// beside a word that is none of the documents' own, as the author of a work, by standing between two masked ones, or as a surname
// and an initial that end a text; initials, behind the word for somebody in care. After the words of streets, schools, theatres and
// the like names are those of the dead, and stay, and so does a firm's, with its legal form or as a publisher.
func Mask(text string, people ...string) string {
	traces := make([][]string, len(people))
	for i, p := range people {
		traces[i] = Trace("", p)
	}
	return MaskTraces(text, "", traces...)
}

// Trace is what may be kept of a person's name to find it again in another record's text: a digest of each of its words,
// salted, and cut so short that many words share it. It is not written to any published table.
func Trace(salt, name string) []string {
	words := split(name)
	own := slices.DeleteFunc(slices.Clone(words), func(w word) bool { return !w.ownName() })
	if len(own) == 0 { // a trader who goes by the words of the trade alone
		own = slices.DeleteFunc(words, func(w word) bool { return titles[w.folded] || connective[w.folded] })
		if len(own) < 2 {
			return nil
		}
	}
	long := slices.ContainsFunc(own, func(w word) bool { return w.n >= 3 })
	var trace []string
	for _, w := range own {
		kind := "short"
		if w.n >= 3 || !long && w.n == 2 {
			kind = "word"
		}
		trace = append(trace, mark(salt, kind, w.folded))
		if w.n >= 3 {
			first, _ := utf8.DecodeRuneInString(w.folded)
			trace = append(trace, mark(salt, "initial", string(first)))
		}
	}
	slices.Sort(trace)
	return slices.Compact(trace)
}

func mark(salt, kind, word string) string { return kind[:1] + source.ID("trace", salt, kind, word)[:6] }

// MaskTraces is Mask where people are known by their Traces under this salt.
func MaskTraces(text, salt string, people ...[]string) string {
	if len(people) == 0 && Harmless(text) {
		return text
	}
	for range 6 { // what a mask uncovers, such as a name beside a masked one, goes too
		next := maskCodes(text)
		r := readingOf(next)
		var cuts []span
		if len(people) > 0 {
			marks := marksOf(r.words, salt)
			for _, p := range people {
				cuts = append(cuts, traced(next, r.words, marks, p)...)
			}
		}
		next = cut(next, append(cuts, r.names()...))
		if next == text {
			break
		}
		text = next
	}
	return text
}

type span struct{ from, to int }

// cut replaces the spans, and what lies between touching ones, by the mask.
func cut(text string, spans []span) string {
	if len(spans) == 0 {
		return text
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	var b strings.Builder
	at := 0
	for i := 0; i < len(spans); {
		from, to := spans[i].from, spans[i].to
		for i++; i < len(spans) && (spans[i].from <= to || strings.TrimSpace(text[to:spans[i].from]) == ""); i++ {
			to = max(to, spans[i].to)
		}
		b.WriteString(text[at:from])
		b.WriteString(masked)
		at = to
	}
	b.WriteString(text[at:])
	return b.String()
}

var (
	reFiscal = regexp.MustCompile(`(?i)\b(?:` + fiscalCode + `|[A-Z]{3} [A-Z]{3} [0-9]{2}[A-Z][0-9]{2} [A-Z][0-9]{3} ?[A-Z])\b`)
	reRFC    = regexp.MustCompile(`(?i)\b[A-ZÑ&]{4}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[A-Z0-9]{3}|[HM][A-Z]{5}[A-Z0-9][0-9])\b`)
	reID     = regexp.MustCompile(`(?i)\b(?:DNI|NIE|CURP|CPF|CNP|EGN|PESEL|РНОКПП|ІПН|ИНН)(?: ?(?:n|nr|no|nº|n°))?[ .:]*([A-Z]?[0-9][0-9.\-/]{5,14}[0-9A-Z])\b`)
	reIBAN   = regexp.MustCompile(`(?i)\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}\b`)
	reMail   = regexp.MustCompile(`(?i)^[\p{L}0-9._%+'-]+ ?@ ?[\p{L}0-9-]+(?:\.[\p{L}0-9-]+)*\.[\p{L}]{2,}`)
	rePhone  = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:tel|telefono|telefon|teléfono|téléphone|tél|phone|mobile|mobil|cell|cellulare|cel|fax|тел|телефон)[.:]*(?: ?(?:n|nr|no)[.°º]?)?[ .:/]*((?:\+|00)?[(0-9][0-9 ./()\-]{5,}[0-9])`)
	rePlus   = regexp.MustCompile(`(?:^|[^0-9A-Za-z+])(\+(?:[0-9][ ./()\-]{0,2}){7,14}[0-9])`)
	reMobile = regexp.MustCompile(`(?:^|[^0-9A-Za-z.,/-])(3[2-9][0-9](?:[ ./-]?[0-9]{6,7}|[ ./-][0-9]{3}[ .-][0-9]{3,4}|[ ./-][0-9]{2}[ .-][0-9]{2}[ .-][0-9]{2,3}))(?:$|[^0-9A-Za-z,])`)
	// a number with an area code, in the name of a firm; in a text it may be anything
	reLandline = regexp.MustCompile(`(^|[^\p{L}0-9/.-])0[1-9][0-9]{1,2}[ /.-][0-9]{5,8}\b`)
	// a number with the area code of the British Isles or of Italy
	reTrunk = regexp.MustCompile(`(?:^|[^\p{L}0-9,./+-]|rn)(07[0-9]{3} ?[0-9]{6}|0[1-8][0-9]{1,3} [0-9]{6,7}|0[1-8][0-9]{1,3} [0-9]{3,4} [0-9]{3,4})(?:$|[^0-9,/-])`)
	// what stands before a number that is no telephone's
	reOther = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:cig|cup|lotto|lotti|rdo|rda|oda|ordine|prot|protocollo|fattura|determina|contratto|pod|pdr|matricola|repertorio|importo|euro|€|n|nr|num|numero|id|codice|cod|p\.? ?iva|iva)[ .:°º=-]*$`)
)

// maskCodes takes out what identifies a person by its form alone: codes, addresses, accounts, numbers.
func maskCodes(s string) string {
	s = maskMail(s)
	if !strings.ContainsAny(s, "0123456789") {
		return s
	}
	always := func(string, string) bool { return true }
	seen := signsOf(s)
	if seen.fiscal {
		s = reFiscal.ReplaceAllString(s, masked)
	}
	if seen.rfc {
		s = reRFC.ReplaceAllString(s, masked)
	}
	if seen.id {
		s = replaceGroup(reID, s, always)
	}
	if seen.account {
		s = maskAccounts(s)
	}
	if seen.phone {
		s = replaceGroup(rePhone, s, always)
	}
	if strings.Contains(s, "+") {
		s = replaceGroup(rePlus, s, always)
	}
	if seen.trunk {
		s = replaceGroup(reTrunk, s, func(before, number string) bool { return !checkedCIG(number) && !reOther.MatchString(before) })
	}
	if seen.mobile {
		s = replaceGroup(reMobile, s, func(before, number string) bool { return !checkedCIG(number) && !reOther.MatchString(before) })
	}
	return s
}

// maskMail takes out e-mail addresses: they are looked for around the sign that each has.
func maskMail(s string) string {
	var b strings.Builder
	done := 0
	for at := 0; ; {
		n := strings.IndexByte(s[at:], '@')
		if n < 0 {
			break
		}
		at += n
		from := strings.TrimSuffix(s[done:at], " ")
		from = from[len(strings.TrimRightFunc(from, inMail)):]
		if from == "" {
			at++
			continue
		}
		start := at - len(from)
		if s[at-1] == ' ' {
			start--
		}
		m := reMail.FindStringIndex(s[start:])
		if m == nil || m[0] > 0 {
			at++
			continue
		}
		b.WriteString(s[done:start])
		b.WriteString(masked)
		done = start + m[1]
		at = done
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

func inMail(r rune) bool {
	return r < utf8.RuneSelf && (isWordByte(byte(r)) || strings.IndexByte("._%+'-", byte(r)) >= 0) || r >= utf8.RuneSelf && unicode.IsLetter(r)
}

// replaceGroup masks the first group of each match for which ok, given what stands before it, says so.
func replaceGroup(re *regexp.Regexp, s string, ok func(before, group string) bool) string {
	var b strings.Builder
	at := 0
	for {
		m := re.FindStringSubmatchIndex(s[at:])
		if m == nil {
			b.WriteString(s[at:])
			return b.String()
		}
		from, to := at+m[2], at+m[3]
		b.WriteString(s[at:from])
		if ok(s[:from], s[from:to]) {
			b.WriteString(masked)
		} else {
			b.WriteString(s[from:to])
		}
		at = to
	}
}

// maskAccounts takes out bank accounts: the longest run of characters whose check digits are right.
func maskAccounts(s string) string {
	for from := 0; ; {
		m := reIBAN.FindStringIndex(s[from:])
		if m == nil {
			return s
		}
		start, next := from+m[0], from+m[0]+2
		for end := from + m[1]; end > start+14; end-- {
			if end < len(s) && isWordByte(s[end]) {
				continue
			}
			if validIBAN(strings.ToUpper(strings.ReplaceAll(s[start:end], " ", ""))) && s[end-1] != ' ' {
				s, next = s[:start]+masked+s[end:], start+len(masked)
				break
			}
		}
		from = next
	}
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= utf8.RuneSelf
}

// ownName says whether a word of a person's record is part of the name: not a title, not a word of a trade or a legal form.
func (w word) ownName() bool { return !w.is(title | trade | organisation | companyForm | joining) }

var connective = set(`SI E ED DI DA A C F IN PER IL LA LO LE GLI I THE AND OF ET Y UND`)
