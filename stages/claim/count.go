package claim

import (
	"strconv"
	"strings"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

var numberWords = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "one hundred": 100,
	"a hundred": 100, "two hundred": 200, "a dozen": 12, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9, "dieci": 10,
	"undici": 11, "dodici": 12, "quindici": 15, "venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50, "sessanta": 60, "settanta": 70, "ottanta": 80,
	"novanta": 90, "cento": 100, "duecento": 200, "trecento": 300, "mille": 1000}

// bounds are what a count says: from and to, nil where it says nothing.
type bounds struct {
	from, to         *table.Decimal
	fromOpen, toOpen bool
}

var reCount = regexp.MustCompile(`(?i)^(?:(over|more than|at least|no fewer than|about|around|some|approximately|roughly|nearly|almost|up to|at most|fewer than|less than|under|between|oltre|più di|almeno|circa|quasi|fino a|al massimo|meno di|tra|fra|non meno di) )?(.+?)(?: (?:and|e) (.+))?$`)

// boundsOf reads a count as written. In Italian a full stop parts thousands, in English a comma does.
func boundsOf(s, lang string) (b bounds, ok bool) {
	m := reCount.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return b, false
	}
	n, ok := numeral(m[2], lang)
	if !ok {
		return b, false
	}
	switch strings.ToLower(m[1]) {
	case "over", "more than", "oltre", "più di":
		b.from, b.fromOpen = n, true
	case "at least", "no fewer than", "almeno", "non meno di":
		b.from = n
	case "up to", "at most", "fino a", "al massimo":
		b.to = n
	case "fewer than", "less than", "under", "nearly", "almost", "meno di", "quasi":
		b.to, b.toOpen = n, true
	case "about", "around", "some", "approximately", "roughly", "circa": // says neither
	case "between", "tra", "fra":
		if b.from = n; m[3] != "" {
			b.to, ok = numeral(m[3], lang)
		}
	default:
		b.from, b.to = n, n
	}
	return b, ok
}

func numeral(s, lang string) (*table.Decimal, bool) {
	s = strings.ToLower(strings.Trim(s, " .,"))
	if n, ok := numberWords[s]; ok {
		s = strconv.Itoa(n)
	}
	mark, point := ",", "."
	if lang == "it" {
		mark, point = ".", ","
	}
	for _, group := range strings.Split(s, mark)[1:] {
		if len(strings.SplitN(group, point, 2)[0]) != 3 {
			return nil, false
		}
	}
	d, err := table.ParseDecimal(strings.ReplaceAll(strings.ReplaceAll(s, mark, ""), point, "."))
	return &d, err == nil
}

const month = `(January|February|March|April|May|June|July|August|September|October|November|December|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)`

var (
	months = map[string]time.Month{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
		"november": 11, "december": 12, "gennaio": 1, "febbraio": 2, "marzo": 3, "aprile": 4, "maggio": 5, "giugno": 6, "luglio": 7, "agosto": 8, "settembre": 9,
		"ottobre": 10, "novembre": 11, "dicembre": 12}
	reDates = []struct {
		re *regexp.Regexp
		of string
	}{
		{regexp.MustCompile(`(?:published|pubblicat[aoie]) (?:in|on|a|ad|il|nel|in) ((?:\d{1,2} )?` + month + `(?: (?:and|e) ` + month + `)?(?: \d{4})?)`), "report"},
		{regexp.MustCompile(`\b((?:dating back to|risalent[ei] al) (?:` + month + ` )?\d{4})\b`), "report"},
		{regexp.MustCompile(`\b(\d{1,2} ` + month + `(?: \d{4})?|` + month + ` \d{1,2}, \d{4})\b`), "event"},
		{regexp.MustCompile(`\b((?:in |nel |nel mese di |a |since |until |by )` + month + `(?: (?:and|e|of|del|di) ` + month + `)?(?: (?:of |del )?\d{4})?|` + month + ` (?:of |del )?\d{4})\b`), "event"},
		{regexp.MustCompile(`(?i)\b(last (?:month|week|year)|yesterday|today|this (?:month|week|year)|(?:two|three|several) (?:months|weeks|years|days) ago|lo scorso (?:mese|anno)|il mese scorso|l['’]anno scorso|la (?:scorsa settimana|settimana scorsa)|ieri|oggi|(?:due|tre) (?:mesi|settimane|anni|giorni) fa)\b`), "event"},
		{regexp.MustCompile(`\b((?:since|starting from|starting in|from|in|by|until|back in|as of|dal|a partire dal|nel|fino al|entro il) (?:\d{4}))\b`), "event"},
	}
	reDayMonth  = regexp.MustCompile(`(?i)^(\d{1,2}) ` + month + ` (\d{4})$`)
	reMonthDay  = regexp.MustCompile(`(?i)^` + month + ` (\d{1,2}), (\d{4})$`)
	reMonthYear = regexp.MustCompile(`(?i)` + month + ` (?:of |del )?(\d{4})$`)
	reYear      = regexp.MustCompile(`\b((?:19|20)\d{2})$`)
	reTwo       = regexp.MustCompile(`(?i)` + month + ` (?:and|e) ` + month)
)

// statedDate is the first date that a sentence states, and what it is of.
func statedDate(s string) (date, of string) {
	at := len(s)
	for _, d := range reDates {
		if m := d.re.FindStringSubmatchIndex(s); m != nil && (m[2] < at || of == "") && of != "report" {
			if of != "" && m[2] >= at {
				continue
			}
			date, of, at = s[m[2]:m[3]], d.of, m[2]
		}
	}
	return date, of
}

// spanOf is the first and the last day that a stated date may mean, if it gives a year.
func spanOf(s string) (from, to *table.Date, ok bool) {
	s = strings.TrimSpace(s)
	day := func(y int, m time.Month, d int) *table.Date {
		t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
		v := table.Date(t.Unix() / 86400)
		return &v
	}
	// exact says that the calendar has the day: the 31st of February is none
	exact := func(d *table.Date, n int) bool { return time.Unix(int64(*d)*86400, 0).UTC().Day() == n }
	num := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := reDayMonth.FindStringSubmatch(s); m != nil {
		d := day(num(m[3]), months[strings.ToLower(m[2])], num(m[1]))
		return d, d, exact(d, num(m[1]))
	}
	if m := reMonthDay.FindStringSubmatch(s); m != nil {
		d := day(num(m[3]), months[strings.ToLower(m[1])], num(m[2]))
		return d, d, exact(d, num(m[2]))
	}
	if reTwo.MatchString(s) {
		return nil, nil, false
	}
	if m := reMonthYear.FindStringSubmatch(s); m != nil {
		y, mo := num(m[2]), months[strings.ToLower(m[1])]
		return day(y, mo, 1), day(y, mo+1, 0), true
	}
	if m := reYear.FindStringSubmatch(s); m != nil && !strings.HasPrefix(s, "until") && !strings.HasPrefix(s, "fino") {
		y := num(m[1])
		return day(y, 1, 1), day(y, 12, 31), true
	}
	return nil, nil, false
}

// relative resolves what a date means beside the day of publication.
func relative(s string, published table.Date) (from, to *table.Date, ok bool) {
	t := time.Unix(int64(published)*86400, 0).UTC()
	span := func(a, b time.Time) (*table.Date, *table.Date, bool) {
		f, l := table.Date(a.Unix()/86400), table.Date(b.Unix()/86400)
		return &f, &l, true
	}
	switch strings.ToLower(strings.ReplaceAll(s, "’", "'")) {
	case "yesterday", "ieri":
		return span(t.AddDate(0, 0, -1), t.AddDate(0, 0, -1))
	case "today", "oggi":
		return span(t, t)
	case "last month", "lo scorso mese", "il mese scorso":
		first := time.Date(t.Year(), t.Month()-1, 1, 0, 0, 0, 0, time.UTC)
		return span(first, first.AddDate(0, 1, -1))
	case "last year", "lo scorso anno", "l'anno scorso":
		return span(time.Date(t.Year()-1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(t.Year()-1, 12, 31, 0, 0, 0, 0, time.UTC))
	}
	return nil, nil, false
}
