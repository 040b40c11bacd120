package matches

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// onTheList says that a name of one normal form with one of the list's is that name, and what of the two differs nonetheless; more
// says what stands behind the name, "" for nothing.
func onTheList(name, more, listed string) string {
	differ := differences(name, listed)
	if more != "" {
		differ = append(differ, more)
	}
	switch n := len(differ); {
	case name == listed && more == "":
		return "stands on the list"
	case n == 0:
		return "is " + listed + " on the list, but for spaces"
	case n == 1:
		return "is " + listed + " on the list, but for " + differ[0]
	default:
		return "is " + listed + " on the list, but for " + strings.Join(differ[:n-1], ", ") + " and " + differ[n-1]
	}
}

// a way to write names that makes no other name of them, and the names without what it differs in.
type spelling struct {
	called string
	made   func(string) string
}

// spellings are tried from the first to the last. The last one makes all of them one, and what is left are words for "and" and letters
// that are written for each other.
var spellings = []spelling{
	{"full-width or other forms of letters", norm.NFKC.String},
	{"traditional characters", func(s string) string { return strings.Map(orgname.Simplified, s) }},
	{"capitals", strings.ToLower},
	{"accents", func(s string) string {
		return filter(norm.NFD.String(s), func(r rune) bool { return !unicode.Is(unicode.Mn, r) })
	}},
	{"punctuation", func(s string) string {
		return filter(s, func(r rune) bool {
			return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || unicode.IsSpace(r)
		})
	}},
}

// differences are those of two names of one normal form: the ways to write in each of which they differ, all others made one.
func differences(a, b string) (all []string) {
	x, y := core(a), core(b)
	made := func(s string, without int) string {
		for i, w := range spellings {
			if i != without {
				s = w.made(s)
			}
		}
		return strings.Join(strings.Fields(s), "")
	}
	for i, w := range spellings {
		if made(x, i) != made(y, i) && made(x, -1) == made(y, -1) {
			all = append(all, w.called)
		}
	}
	if made(x, -1) != made(y, -1) {
		all = append(all, "how a word or a letter is written")
	}
	if made(strings.Replace(a, x, " ", 1), -1) != made(strings.Replace(b, y, " ", 1), -1) {
		all = append(all, "the legal form")
	}
	return all
}

// core is a name without the legal forms at its ends: the shortest part of it that has its normal form.
func core(name string) string {
	normal := orgname.Normal(name)
	for i := 0; i < len(name); {
		_, size := utf8.DecodeRuneInString(name[i:])
		if i += size; orgname.Normal(name[:i]) == normal {
			name = name[:i]
			break
		}
	}
	for i := len(name); i > 0; {
		_, size := utf8.DecodeLastRuneInString(name[:i])
		if i -= size; orgname.Normal(name[i:]) == normal {
			return name[i:]
		}
	}
	return name
}

func filter(s string, keep func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if keep(r) {
			return r
		}
		return -1
	}, s)
}
