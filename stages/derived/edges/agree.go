package edges

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// Agree says that two names may be of one organisation, given that documents put them under one number: they share a word that
// is not everybody's, or are written alike but for spaces, or one is the other's initials, or a slip of the pen away. It is far
// less than would make two names one without the number.
func Agree(a, b string) bool {
	x, y := strings.Fields(orgname.Normal(a)), strings.Fields(orgname.Normal(b))
	if len(x) == 0 || len(y) == 0 {
		return true // a name that says nothing disagrees with none
	}
	for _, w := range x {
		for _, v := range y {
			n := min(utf8.RuneCountInString(w), utf8.RuneCountInString(v))
			if n > 1 && !ordinary[w] && !ordinary[v] && (w == v || n >= 6 && distance(w, v) <= 1) {
				return true
			}
		}
	}
	if p, q := squeeze(plainWords(a)), squeeze(plainWords(b)); p == q || len(p) >= 5 && strings.HasPrefix(q, p) || len(q) >= 5 && strings.HasPrefix(p, q) {
		return true // what looks like a legal form may be part of the name: I.RA.CO.
	}
	p, q := strings.Join(x, ""), strings.Join(y, "")
	if utf8.RuneCountInString(p) > utf8.RuneCountInString(q) {
		p, q, x, y, a, b = q, p, y, x, b, a
	}
	switch n := utf8.RuneCountInString(p); {
	case n >= 4 && strings.Contains(q, p):
		return true
	case n >= 3 && n <= 8 && (strings.Contains(initials(y), p) || strings.Contains(initials(strings.Fields(plainWords(b))), p)):
		return true
	case n >= 8:
		return distance(p, q) <= 2
	case n >= 5:
		return distance(p, q) <= 1 || sameLetters(p, q)
	}
	return p == q
}

// spelledOtherwise says that two names are one in two scripts, or with words written apart, as orgname compares them. It is far
// more than Agree asks for, and asked where that finds no word in common.
func spelledOtherwise(a, b string) bool {
	x, y := orgname.Parse(a), orgname.Parse(b)
	_, relation := orgname.Judge(&x, &y)
	return relation == orgname.Same && len(x.Hidden)+len(y.Hidden) == 0
}

func squeeze(s string) string { return strings.ReplaceAll(s, " ", "") }

// initials are the first letters of the words; small words are read with and without.
func initials(words []string) string {
	var all, long strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		all.WriteRune(r)
		if utf8.RuneCountInString(w) > 2 {
			long.WriteRune(r)
		}
	}
	return all.String() + " " + long.String()
}

func sameLetters(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// distance is the least number of letters to add, take away or change.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > 2 || d < -2 {
		return 3 // far enough
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		left := row[0]
		row[0] = i + 1
		for j := range y {
			change := left
			if x[i] != y[j] {
				change++
			}
			left = row[j+1]
			row[j+1] = min(change, row[j]+1, left+1)
		}
	}
	return row[len(y)]
}

// ordinary are words that so many organisations have that they say nothing of which one it is.
var ordinary = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`
		di de del della dello dei degli delle da la le lo il i gli per con in e a al alla soc coop cons arl societa cooperativa cooperative consorzio ditta impresa azienda studio
		associazione fondazione gruppo group centro comune citta provincia regione servizi servizio service services costruzioni impianti edile edilizia lavori opere
		sociale sociali culturale culturali sportiva dilettantistica onlus italia italiana italiano italy europa europe international internazionale global sistemi systems system tecnologie technology technologies
		engineering ingegneria informatica trade trading company consulting solutions digital network general generale nuova nuovo manutenzioni
		the of and for st de du des la le les et el los y und der die das fur society trust association limited council city county university school
		sistemas servicios soluciones comercial grupo empresa compania`) {
		m[w] = true
	}
	return m
}()

// kindOf is the kind of legal form that a name carries, "" where it has none or one that is not told apart here. A company of
// one kind is another than its namesake of another kind. Of several forms in a row, the last is the company's: a GmbH & Co. KG is
// a KG.
func kindOf(name, country string) string {
	words := strings.Fields(orgname.Normal(name))
	form, last := strings.Builder{}, ""
	for _, w := range strings.Fields(plainWords(name)) {
		if len(words) > 0 && w == words[0] {
			words = words[1:]
			continue
		}
		form.WriteString(w)
		last = w
	}
	for _, f := range []string{form.String(), last} {
		if f == "sas" && country == "IT" {
			return "partnership"
		}
		if kinds[f] != "" {
			return kinds[f]
		}
	}
	return ""
}

// plainWords are the words of a name, folded, dots inside of them left out.
func plainWords(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch f := orgname.Fold(r); {
		case r == '.' || r == '\'' || r == '’':
		case strings.ContainsAny(f, " ,;:()\"-/"):
			b.WriteByte(' ')
		default:
			b.WriteString(f)
		}
	}
	return b.String()
}

// kinds are legal forms, without spaces, by kind. A sas is a partnership in Italian and a company by shares in French and Spanish,
// so it tells nothing without the country.
var kinds = func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(`
		private srl srls srlu srlsocietaunipersonale srlunipersonale societaaresponsabilitalimitata sarl societearesponsabilitelimitee gmbh ltd limited pvtltd coltd llc sl slu sociedadlimitada spzoo sro doo kft bv ооо тов eood ood
		joint spa spaunipersonale societaperazioni sa societeanonyme sociedadanonima ag plc inc incorporated corp corporation ao оао пао ао nv as ab oyj зао ад
		partnership snc societainnomecollettivo societainaccomanditasemplice ohg kg gbr llp lp
		cooperative soccoop societacooperativa soccooparl scarl scrl coop soccoopsociale societacooperativasociale
	`) {
		f := strings.Fields(line)
		for i := range f {
			if i > 0 {
				m[f[i]] = f[0]
			}
		}
	}
	return m
}()
