package orgname

import (
	"slices"
	"strings"
	"unicode"
)

// tails are short words that a hyphen ties to the end of a longer one: the mark of a variant, as in the calls of
// television stations.
func tails(name string) (out []string) {
	if !strings.Contains(name, "-") {
		return nil
	}
	for w := range strings.FieldsSeq(name) {
		head, tail, ok := strings.Cut(w, "-")
		if ok && letters(head) > 3 && letters(tail) > 0 && letters(tail) < 4 {
			out = append(out, strings.ToLower(tail))
		}
	}
	return out
}

// brackets parts what stands in brackets, or behind a dash between spaces, from the rest, unless that leaves nothing; legal says that
// it tells of what kind the body is.
func brackets(name string) (open, aside string, legal bool) {
	if before, after, ok := Branch(name); ok {
		return before, after, false
	}
	for _, dash := range [...]string{" - ", " – ", " — "} {
		if before, after, found := strings.Cut(name, dash); found && Normal(before) != "" && Normal(after) != "" && !onlyGovernors(before) {
			return before, after, false
		}
	}
	if before, after, ok := described(name); ok {
		return before, after, true
	}
	if !strings.ContainsAny(name, "(（[") {
		return name, "", false
	}
	var in, out strings.Builder
	depth := 0
	for _, r := range name {
		switch r {
		case '(', '（', '[':
			depth++
			in.WriteByte(' ')
			out.WriteByte(' ')
		case ')', '）', ']':
			depth = max(0, depth-1)
		default:
			if depth > 0 {
				in.WriteRune(r)
			} else {
				out.WriteRune(r)
			}
		}
	}
	if depth > 0 || Normal(out.String()) == "" {
		return name, "", false
	}
	return out.String(), in.String(), false
}

// described parts a name from what stands behind it, after a comma, of the kind of body that it is of: a California corporation.
func described(name string) (body, what string, ok bool) {
	for _, article := range [...]string{", a ", ", an ", ", A ", ", An "} {
		before, after, found := strings.Cut(name, article)
		if found && Normal(before) != "" && !onlyGovernors(before) && slices.ContainsFunc(words(after), func(w string) bool { return descriptions[w] }) {
			return before, after, true
		}
	}
	return name, "", false
}

var descriptions = set(`corporation company partnership venture organization organisation institution body association division branch subsidiary affiliate unit agency university`)

// parent is the body of which a text says that another is its division or subsidiary, as Name.core is written; "" for any other text.
func parent(aside string) string {
	words := words(aside)
	for i, w := range words {
		if i+2 < len(words) && divisions[w] && small[words[i+1]] {
			rest, _ := stripForms(words[i+1:])
			rest = slices.DeleteFunc(rest, func(w string) bool { return small[w] })
			return strings.Join(rest, " ") + " "
		}
	}
	return ""
}

var divisions = set(`division divisione divisao sparte subsidiary subsidiaria controllata consociata affiliata affiliate filiale filial unit tochter tochtergesellschaft tochterunternehmen dochter`)

// Branch parts the name of a company from that of a branch, an office or an institute of it, which stands behind the company's
// legal form in scripts without spaces, and elsewhere behind a comma, a dash or a quotation mark.
func Branch(name string) (company, unit string, ok bool) {
	const form = "公司"
	if end := strings.Index(name, form); end > 0 {
		company, unit = name[:end+len(form)], name[end+len(form):]
		if dense(unit) && hanForm(company) != "" && hanForm(company) != company {
			return company, unit, true
		}
	}
	for _, sign := range [...]string{",", "»", "”", "\"", " - ", " – "} {
		if at := strings.LastIndex(name, sign); at > 0 && branch(name[at+len(sign):]) && Normal(name[:at]) != "" {
			return name[:at], name[at+len(sign):], true
		}
	}
	return name, "", false
}

// branch says that a text begins with a word for a branch, or ends with one behind the name of its place.
func branch(text string) bool {
	words := strings.FieldsFunc(begin(text, 64), func(r rune) bool { return !unicode.IsLetter(r) })
	is := func(word string) bool { return lexicon()[string(fold([]rune(word)))].symbol == "branch" }
	return len(words) > 0 && (is(words[0]) || len(words) <= 3 && is(words[len(words)-1]))
}

// twoCapitals says that a text is two capital letters.
func twoCapitals(text string) bool {
	text = strings.TrimSpace(text)
	return len(text) == 2 && 'A' <= min(text[0], text[1]) && max(text[0], text[1]) <= 'Z'
}
