package orgname

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Hidden says what a reader of the name cannot see: characters without breadth, marks that turn the direction of text, and
// words of lookalike scripts mixed (a Cyrillic і in a Latin word), letters of few languages that look like Latin ones of all. It is
// evidence to show, one sentence each, in the order of the text; nil where there is nothing.
func Hidden(name string) []string {
	name = begin(name, maxName)
	if ascii(name) {
		return nil
	}
	var found []string
	say := func(s string) {
		if !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	var word []rune
	for _, r := range name + " " {
		if kind := hidden(r); kind != "" {
			say(fmt.Sprintf("the name contains %s (%U)", kind, r))
			continue
		}
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			word = append(word, r)
			continue
		}
		if r, script, ok := mixed(word); ok {
			if script == "" {
				say(fmt.Sprintf("one word has a letter that looks like another (%U)", r))
			} else {
				say(fmt.Sprintf("one word mixes Latin letters with %s (%U)", script, r))
			}
		}
		word = word[:0]
	}
	return found
}

// hidden names a character that has no breadth or turns the direction of text, "" for any other.
func hidden(r rune) string {
	switch {
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x61c:
		return "a mark that turns the direction of text"
	case r == 0xad:
		return "a soft hyphen"
	case r >= 0x200b && r <= 0x200d, r == 0x2060, r == 0xfeff, r == 0x180e, r == 0x115f, r == 0x1160, r == 0x3164,
		r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0000 && r <= 0xe0fff:
		return "a character without breadth"
	}
	return ""
}

var lookalikes = []struct {
	name  string
	table *unicode.RangeTable
}{{"Cyrillic", unicode.Cyrillic}, {"Greek", unicode.Greek}, {"Armenian", unicode.Armenian}, {"Cherokee", unicode.Cherokee}}

// rare are letters of phonetic writing and of clicks, in no name of Europe. The Turkish ı is another matter: beside an i with a dot, or
// a letter that Turkish has not, it is in its place in few words.
const rare = "ǀǁǃɑɡɩɪʟʜʀɴʙʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱ"

func mixed(word []rune) (r rune, script string, ok bool) {
	if !slices.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
		return 0, "", false
	}
	for _, r := range word {
		if strings.ContainsRune(rare, r) || r == 'ı' && strings.ContainsAny(string(word), "iIwWqQxX") {
			return r, "", true
		}
		for _, l := range lookalikes {
			if unicode.Is(l.table, r) {
				return r, l.name, true
			}
		}
	}
	return 0, "", false
}
