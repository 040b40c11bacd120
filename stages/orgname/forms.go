package orgname

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain are letters that do not decompose into a base letter and an accent.
var plain = map[rune]string{
	'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h", 'ŋ': "n", 'ŧ': "t",
}

// connectors are the words for "and"; a single letter is one only after a word, so that C.E.I. stays what it is.
var connectors = set("and et und e y og och oraz &")

const maxForm = 9 // words in the longest form

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// stripForms takes legal forms off the end of a name, and off its beginning those that stand there, and gives them behind those that
// were taken off before.
func stripForms(tokens []string, before ...form) (rest []string, found []form) {
	for found = before; ; {
		n := len(tokens)
		for len(tokens) > 0 && tokens[len(tokens)-1] == "&" {
			tokens = tokens[:len(tokens)-1]
		}
		for len(tokens) > 0 && tokens[0] == "&" {
			tokens = tokens[1:]
		}
		if n := len(tokens); n > 2 && tokens[n-1] == "the" { // Parabolix Widget Company, The
			tokens = tokens[:n-1]
		}
		for k := min(maxForm, len(tokens)); k > 0 && ends(tokens[len(tokens)-1]); k-- {
			if f, ok := formOf(tokens[len(tokens)-k:]); ok && !initials(tokens, len(tokens)-k) && !(k == 1 && foreignTo(tokens[len(tokens)-1], f, found)) {
				tokens, found = tokens[:len(tokens)-k], append(found, f)
				break
			}
		}
		for k := min(maxForm, len(tokens)); k > 0 && (formsFirst[tokens[0]] || lone(tokens[0])); k-- {
			if f, ok := formOf(tokens[:k]); ok && f.front {
				tokens, found = tokens[k:], append(found, f)
				break
			}
		}
		if len(tokens) > 0 {
			if last := tokens[len(tokens)-1]; dense(last) {
				if form := hanForm(last); form != "" {
					found = append(found, forms[form])
					tokens = append(slices.Clone(tokens[:len(tokens)-1]), strings.Fields(strings.TrimSuffix(last, form))...)
					continue
				}
			}
		}
		if len(tokens) == n {
			return tokens, found
		}
	}
}

// foreignTo says that a word of two letters before a legal form that few countries know is a form of none of these, and so a part of the
// name: Edil GP S.r.l. A Belgian company may have its form in two languages.
func foreignTo(word string, f form, behind []form) bool {
	if len(word) != 2 || word == "co" || len(behind) == 0 || len(behind[len(behind)-1].countries) == 0 {
		return false
	}
	home := behind[len(behind)-1].countries
	return !slices.ContainsFunc(home, func(c string) bool { return slices.Contains(f.countries, c) || c == "BE" })
}

// respelt puts right one word of a legal form of three words and more that ends the name: responsabiltà, joynt stock company. The
// word must have five letters and a letter too many, too few or wrong.
func respelt(tokens []string) []string {
	right := twoRespelt(wordRespelt(tokens))
	if len(tokens) < 4 {
		return right
	}
	for _, form := range formsLong[tokens[len(tokens)-1]] {
		at := len(tokens) - len(form)
		if at < 1 {
			continue
		}
		switch i, n := unlike(form, tokens[at:]); {
		case n == 0:
			return tokens
		case n == 1 && len(form[i]) >= 5 && distance(form[i], tokens[at+i], 1) == 1:
			right = slices.Clone(tokens)
			right[at+i] = form[i]
		}
	}
	return right
}

// wordRespelt puts right a last word that is a legal form of one word but for a slip, and no other word that is known: Compnay. The
// form must have seven letters; one of ten, such as corporation, is so long that no known word but its plural is another.
func wordRespelt(tokens []string) []string {
	if len(tokens) < 2 {
		return tokens
	}
	last := tokens[len(tokens)-1]
	if _, form := forms[last]; form || len(last) < 6 {
		return tokens
	}
	known := lexicon()[last].known
	for _, form := range slices.Concat(formsOfOne[last[:2]], formsOfOne["-"+last[len(last)-2:]]) {
		if (!known || len(form) >= 10 && last != form+"s") && distance(form, last, 1) == 1 {
			right := slices.Clone(tokens)
			right[len(right)-1] = form
			return right
		}
	}
	return tokens
}

// twoRespelt puts right the last two words where they are a legal form but for a slip in one of them: Kabushiki Kaish.
func twoRespelt(tokens []string) []string {
	n := len(tokens)
	if n < 3 {
		return tokens
	}
	first, last := tokens[n-2], tokens[n-1]
	for _, key := range [...]string{first, last} {
		for _, form := range formsOfTwo[key] {
			if form[0] == first && form[1] == last {
				return tokens
			}
			if form[0] == first && distance(form[1], last, 1) == 1 || form[1] == last && distance(form[0], first, 1) == 1 {
				return append(slices.Clone(tokens[:n-2]), form[0], form[1])
			}
		}
	}
	return tokens
}

// unlike is how many words of two texts differ, and which is the last that does.
func unlike(a, b []string) (at, n int) {
	for i := range a {
		if a[i] != b[i] {
			at, n = i, n+1
		}
	}
	return at, n
}

// ends says that a form may end with the word.
func ends(word string) bool { return formsLast[word] || lone(word) }

// national says that few countries know the form, so that one word behind it is the town of a body's seat.
func (f form) national() bool { return f.kind != "" && len(f.countries) > 0 && len(f.countries) <= 6 }

// initials says that all of the words are single letters and those from i on only two: C. E. I. is no C. with a form.
func initials(tokens []string, i int) bool {
	return len(tokens)-i == 2 && i > 0 && !slices.ContainsFunc(tokens, func(t string) bool { return letters(t) != 1 })
}

// partForm parts a legal form from the small letter that it is glued to: one in capitals, SiemensAG, or a word of seven letters and
// more that begins with one, HospitalCorporation.
func partForm(name string) string {
	if end := strings.TrimRight(name, "."); len(end) > 10 {
		i := strings.LastIndexFunc(end, unicode.IsUpper)
		if i > 3 && len(end)-i >= 7 && end[i-1] >= 'a' && end[i-1] <= 'z' {
			if _, ok := forms[strings.ToLower(end[i:])]; ok {
				return name[:i] + " " + name[i:]
			}
		}
	}
	i := len(name)
	for i > 0 && name[i-1] >= 'A' && name[i-1] <= 'Z' {
		i--
	}
	if len(name)-i < 2 || i < 4 || name[i-1] < 'a' || name[i-1] > 'z' {
		return name
	}
	if _, ok := forms[strings.ToLower(name[i:])]; !ok {
		return name
	}
	return name[:i] + " " + name[i:]
}

// joinDotted writes beginnings of words that dots join as one word: CO.GE.AS. is COGEAS. A legal form behind them stands apart
// if it has several words or three letters and more; one of two letters is taken for a beginning of a word.
func joinDotted(name string) string {
	if strings.Count(name, ".") == 0 {
		return name
	}
	var out strings.Builder
	for name != "" {
		end := strings.IndexFunc(name, func(r rune) bool {
			return r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
		})
		switch {
		case end < 0:
			end = len(name)
		case end == 0:
			_, n := utf8.DecodeRuneInString(name)
			out.WriteString(name[:n])
			name = name[n:]
			continue
		}
		out.WriteString(joinPieces(name[:end]))
		name = name[end:]
	}
	return out.String()
}

// joinPieces is joinDotted for a text without spaces.
func joinPieces(text string) string {
	pieces := strings.Split(strings.TrimSuffix(text, "."), ".")
	n := 0
	for n < len(pieces) && (letters(pieces[n]) == 2 || letters(pieces[n]) == 3) && !strings.ContainsFunc(pieces[n], unicode.IsDigit) {
		n++
	}
	if slices.ContainsFunc(pieces[n:], func(p string) bool { return !lone(p) }) {
		return text
	}
	for i := max(1, n-maxForm); i < n; i++ {
		if isForm(pieces[i:n]) && (n-i > 1 || len(pieces[i]) > 2) {
			n = i
		}
	}
	if n < 2 || n <= maxForm && isForm(pieces[:n]) {
		return text
	}
	return strings.Join(pieces[:n], "") + " " + strings.Join(pieces[n:], ".")
}

func isForm(pieces []string) bool {
	_, ok := forms[strings.ToLower(strings.Join(pieces, " "))]
	return ok
}

// hanForm is the legal form that ends a word of a script without spaces, "" if none does.
func hanForm(word string) string {
	for _, f := range hanForms {
		if strings.HasSuffix(word, f) {
			return f
		}
	}
	return ""
}

// formOf is the legal form that the words are, written in full, abbreviated, or with its letters apart (s r l).
func formOf(tokens []string) (form, bool) {
	if len(tokens) == 1 {
		f, ok := forms[tokens[0]]
		return f, ok
	}
	if f, ok := forms[strings.Join(tokens, " ")]; ok {
		return f, ok
	}
	for _, t := range tokens {
		if letters(t) != 1 || t == "&" {
			return form{}, false
		}
	}
	f, ok := forms[strings.Join(tokens, "")]
	return f, ok
}

func longestFirst(s []string) {
	slices.SortFunc(s, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
}
