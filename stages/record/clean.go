package record

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/stages/regexp"
)

var entity = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)

// Clean is a text with single spaces between its words, without control characters, soft hyphens and line breaks that are written
// out (\r\n), and with character references such as &amp; resolved, even where a publisher escaped them twice. Nothing else is
// mended: damaged accents stay as published.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	return cleaned(s)
}

func cleaned(s string) string {
	for range 2 {
		if !strings.Contains(s, "&") {
			break
		}
		s = entity.ReplaceAllStringFunc(s, html.UnescapeString)
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = true
		case unicode.IsControl(r), r == softHyphen:
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	s = b.String()
	if strings.Contains(s, `\`) {
		s = strings.TrimSpace(writtenBreaks.ReplaceAllString(s, " "))
	}
	return s
}

// softHyphen shows only where a line ends at it.
const softHyphen = '\u00ad'

// writtenBreaks are line breaks that a publisher wrote out, however often: \r\n, \\r\r\n. One alone may begin a word of a path, but
// at the end of the text.
var writtenBreaks = regexp.MustCompile(` ?(?:\\+[rn] ?){2,}| ?\\+[rn]$`)

// isClean says that Clean would change nothing.
func isClean(s string) bool {
	space := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c > '\\' && c < 0x7f, c > '&' && c < '\\', c > ' ' && c < '&':
			space = false
		case c == ' ' && !space:
			space = true
		case c < utf8.RuneSelf:
			return false
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 || r == softHyphen || unicode.IsSpace(r) || unicode.IsControl(r) {
				return false
			}
			i += size - 1
			space = false
		}
	}
	return !space || s == ""
}
