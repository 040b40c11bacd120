// Package orgname gives the normal form of an organisation's name, and says what in a name is hidden from the eye and what
// in it is the mark of a public body. It compares nothing and guesses nothing: two names are alike when their normal forms
// are equal, and that is as far as it goes.
package orgname

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normal is the form in which two spellings of one name are equal: compatibility forms, case, diacritics, punctuation and
// spaces made one, & for "and" between two words, legal forms at the ends removed. It is idempotent. It is "" where nothing
// is left, and "" never matches anything, itself included: the caller must see to that.
func Normal(name string) string {
	s := name
	// A removed form can bring another one to the end; each round shortens the text or ends the loop.
	for {
		t := normal(s)
		if t == s {
			return t
		}
		s = t
	}
}

func normal(name string) string {
	tokens := words(name)
	for i, t := range tokens {
		if i > 0 && i < len(tokens)-1 && connectors[t] && (len(t) > 1 || letters(tokens[i-1]) > 1) {
			tokens[i] = "&"
		}
	}
	tokens = strip(tokens)
	return norm.NFC.String(strings.Join(joinInitials(tokens), " "))
}

// words are the folded words of a name. Letters each followed by a dot are one word (S.p.A., A.S.L.); & and + are words.
func words(name string) []string {
	name = escapes.Replace(name)
	var b strings.Builder
	runes := []rune(norm.NFKC.String(name))
	for i, r := range runes {
		switch {
		case r == '&' || r == '+':
			b.WriteString(" & ")
		case r == '.' && initial(runes, i):
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || hidden(r) != "":
			b.WriteString(Fold(r))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

var escapes = strings.NewReplacer("&amp;", "&", "&AMP;", "&", "&quot;", `"`, "&apos;", "'", "&#39;", "'")

// initial says that the dot at i stands after one letter that begins a word, and before another one that a dot or the end
// of the word follows.
func initial(r []rune, i int) bool {
	letter := func(k int) bool { return k >= 0 && k < len(r) && (unicode.IsLetter(r[k]) || unicode.IsDigit(r[k])) }
	return letter(i-1) && !letter(i-2) && letter(i+1) && !letter(i+2)
}

func letters(s string) int { return len([]rune(s)) }

// strip removes legal forms from the end, and those that stand in front from the beginning.
func strip(tokens []string) []string {
	for {
		n := len(tokens)
		for len(tokens) > 0 && tokens[len(tokens)-1] == "&" {
			tokens = tokens[:len(tokens)-1]
		}
		for len(tokens) > 0 && tokens[0] == "&" {
			tokens = tokens[1:]
		}
		for k := min(maxForm, len(tokens)); k > 0; k-- {
			if isForm(formsAtEnd, tokens[len(tokens)-k:]) {
				tokens = tokens[:len(tokens)-k]
				break
			}
		}
		for k := min(maxForm, len(tokens)); k > 0; k-- {
			if isForm(formsInFront, tokens[:k]) {
				tokens = tokens[k:]
				break
			}
		}
		if len(tokens) > 0 {
			last := tokens[len(tokens)-1]
			for _, form := range hanForms {
				if strings.HasSuffix(last, form) {
					tokens = append(slices.Clone(tokens[:len(tokens)-1]), strings.Fields(strings.TrimSuffix(last, form))...)
					break
				}
			}
		}
		if len(tokens) == n && (n == 0 || !endsInHanForm(tokens[n-1])) {
			return tokens
		}
	}
}

func endsInHanForm(s string) bool {
	return slices.ContainsFunc(hanForms, func(f string) bool { return strings.HasSuffix(s, f) })
}

// isForm says that the words are a legal form, written in full, abbreviated, or with its letters apart (s r l).
func isForm(forms map[string]bool, tokens []string) bool {
	if forms[strings.Join(tokens, " ")] {
		return true
	}
	for _, t := range tokens {
		if letters(t) != 1 || t == "&" {
			return false
		}
	}
	return forms[strings.Join(tokens, "")]
}

// joinInitials writes letters that stand apart as one word: "A. B. C." is "ABC".
func joinInitials(tokens []string) []string {
	var out []string
	run := false
	for _, t := range tokens {
		single := t != "&" && letters(t) == 1 && unicode.IsLetter([]rune(t)[0])
		if single && run {
			out[len(out)-1] += t
		} else {
			out = append(out, t)
		}
		run = single
	}
	return out
}

// Fold is one character without case, diacritics and compatibility form: É is e, ß is ss, Ｈ is h. A character that has no
// breadth of its own (a combining accent, a zero-width space, a direction mark) is "". Lookalikes of other scripts are not
// folded: a Cyrillic а is not a Latin a.
func Fold(r rune) string {
	if r < 0x80 {
		return string(unicode.ToLower(r))
	}
	if hidden(r) != "" {
		return ""
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		if d >= 0x300 && d <= 0x36f {
			continue
		}
		d = unicode.ToLower(unicode.ToUpper(d)) // by way of upper case, so that ς and σ are one
		if s, ok := plain[d]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(d)
		}
	}
	return b.String()
}
