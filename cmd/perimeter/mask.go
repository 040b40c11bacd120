package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// masked is the source text of a record with "·" for every word that no row read there keeps in a column: what the dataset
// left out may be personal. Keys of JSON objects stand as they are where they look like keys and not like data.
func masked(text []byte, rows []row, at source.Origin) string {
	kept := &vocabulary{words: map[string]bool{}, numbers: map[table.Decimal]bool{}}
	for _, r := range rows {
		for _, o := range r.origins {
			if placeOf(o) == placeOf(at) {
				kept.learnRow(r)
				break
			}
		}
	}
	if json.Valid(text) {
		return kept.json(text)
	}
	return kept.mask(string(text))
}

// vocabulary is what the kept columns of a record say.
type vocabulary struct {
	words   map[string]bool // lower case
	numbers map[table.Decimal]bool
}

// tokens calls f with the words of s, which may hold . : / @ ' - _ + between their letters and digits, and with what stands
// between them.
func tokens(s string, f func(token string, word bool)) {
	for s != "" {
		first, end := utf8.DecodeRuneInString(s)
		word := isWord(first)
		for end < len(s) {
			r, size := utf8.DecodeRuneInString(s[end:])
			next, _ := utf8.DecodeRuneInString(s[end+size:])
			joined := word && strings.ContainsRune(".:/@'-_+", r) && isWord(next)
			if isWord(r) != word && !joined {
				break
			}
			end += size
		}
		f(s[:end], word)
		s = s[end:]
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func (v *vocabulary) learnRow(r row) {
	scheme := ""
	for _, c := range r.cells {
		v.learn(c.text)
		switch name := c.name[strings.LastIndexByte(c.name, '.')+1:]; name {
		case "scheme":
			scheme = c.text
		case "identifier":
			v.words[strings.ToLower(scheme+"-"+c.text)] = true // as OCDS writes the two together
		}
	}
	for _, list := range r.lists {
		for _, e := range list {
			v.learnRow(e)
		}
	}
}

func (v *vocabulary) learn(text string) {
	tokens(text, func(t string, word bool) {
		if !word {
			return
		}
		v.words[strings.ToLower(t)] = true
		if d, err := table.ParseDecimal(t); err == nil {
			v.numbers[d] = true
		}
		for _, part := range parts(t) {
			if !strings.ContainsFunc(part, unicode.IsDigit) {
				v.words[strings.ToLower(part)] = true
			}
		}
	})
}

// parts are the words inside a token: l'antivirus, e-mail.
func parts(token string) []string {
	if strings.ContainsRune(token, '@') {
		return nil
	}
	return strings.FieldsFunc(token, func(r rune) bool { return strings.ContainsRune(".,:/'-_+", r) })
}

// keeps says whether a token may be shown. One with digits must stand in a column as a whole, as that number, or as the day
// with which a time begins: pieces of a telephone number or of a code must not come through because a date has them too.
func (v *vocabulary) keeps(token string) bool {
	if v.words[strings.ToLower(token)] {
		return true
	}
	if strings.ContainsRune(token, '@') {
		return false
	}
	if strings.ContainsFunc(token, unicode.IsDigit) {
		d, err := table.ParseDecimal(token)
		return err == nil && v.numbers[d]
	}
	for _, p := range parts(token) {
		if !v.words[strings.ToLower(p)] {
			return false
		}
	}
	return true
}

func (v *vocabulary) mask(text string) string {
	var b strings.Builder
	tokens(text, func(t string, word bool) {
		switch {
		case !word:
			b.WriteString(t)
		case v.keeps(t):
			b.WriteString(t)
		case len(t) > 10 && v.words[strings.ToLower(t[:10])] && isDay(t[:10]):
			b.WriteString(t[:10] + "·")
		default:
			b.WriteString("·")
		}
	})
	return b.String()
}

func isDay(s string) bool {
	_, err := table.ParseDate(s)
	return err == nil
}

// json masks a JSON text: strings are read before they are masked, so that an escape hides no word.
func (v *vocabulary) json(text []byte) string {
	var b bytes.Buffer
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '"':
			end := i + 1
			for text[end] != '"' {
				if text[end] == '\\' {
					end++
				}
				end++
			}
			end++
			var s string
			if err := json.Unmarshal(text[i:end], &s); err != nil {
				return "·"
			}
			rest := bytes.TrimLeft(text[end:], " \t\r\n")
			if !(bytes.HasPrefix(rest, []byte(":")) && looksLikeKey(s)) {
				s = v.mask(s)
			}
			b.WriteString(`"` + s + `"`)
			i = end
		case c == '-' || c >= '0' && c <= '9':
			end := i
			for end < len(text) && strings.IndexByte("+-.eE0123456789", text[end]) >= 0 {
				end++
			}
			if v.keeps(string(text[i:end])) {
				b.Write(text[i:end])
			} else {
				b.WriteString("·")
			}
			i = end
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			for i < len(text) && strings.IndexByte(" \t\r\n", text[i]) >= 0 {
				i++
			}
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// looksLikeKey says whether an object's key is the name of a field: ASCII letters without a space, beginning in lower case.
func looksLikeKey(s string) bool {
	return len(s) <= 40 && s != "" && s[0] >= 'a' && s[0] <= 'z' &&
		strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz_:") == ""
}
