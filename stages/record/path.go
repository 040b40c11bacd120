package record

import (
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaskName is the name of a folder or a file without what identifies a person, each found piece replaced by "[…]": Mask for what
// people write with hyphens, underscores, full stops, capitals (AnnaBianchi) or %20 where a text has spaces. A title, the sign of an
// address or the word for a telephone tells as in a text; a number alone does not, for names of files are full of numbers. The
// endings of files stay. Masking twice changes nothing more.
func MaskName(name string) string {
	name, ending := withoutEnding(name)
	for range 6 { // what a mask uncovers goes too
		next := replaceGroup(rePlus, maskMail(name), func(string, string) bool { return true })
		t := spacedOf(next)
		next = cut(next, append(t.codes(), t.people()...))
		if next == name {
			break
		}
		name = next
	}
	return name + ending
}

// withoutEnding parts the endings of a file, such as .json.gz, from what comes before them.
func withoutEnding(name string) (before, ending string) {
	before = name
	for {
		i := strings.LastIndexByte(before, '.')
		if i < 0 || !endings[fold(before[i+1:])] {
			return before, name[len(before):]
		}
		before = before[:i]
	}
}

var (
	endings = set(`JSON JSONL NDJSON GEOJSON CSV TSV TXT TEXT MD XML HTML HTM XHTML YAML YML PARQUET XLS XLSX ODS DOC DOCX ODT RTF PDF P7M EML MSG
		GZ TGZ ZST BZ2 XZ ZIP TAR WARC ARC LOG`)
	// fileWords say what a file holds; they are no part of a name.
	fileWords = set(`RELEASE RELEASES RECORD RECORDS PACKAGE PACKAGES PLANNING TENDER TENDERS AWARD AWARDS CONTRACT CONTRACTS IMPLEMENTATION NOTICE NOTICES
		BUYER SUPPLIER BIDDER INVOICE LICITACION ADJUDICACION CONTRATO CONVOCATORIA PROVEEDOR BANDO AVVISO CONTRATTO AGGIUDICAZIONE AGGIUDICATARIO
		FATTURA DETERMINA DATA DATASET EXPORT BACKUP COPY COPIA FINAL DRAFT VERSION`)
)

// spaced is a name with a space for each sign, or change to a capital, that parts two words of it. Words of files are zeros in
// it, so that no name goes on over them.
type spaced struct {
	text string
	at   []int // where each byte of text, and its end, stands in the name
}

func spacedOf(name string) spaced {
	var plain []byte // with what web addresses escape
	var from []int
	for i := 0; i < len(name); {
		n := 1
		c, err := hex.DecodeString(name[i+1 : min(i+3, len(name))])
		if name[i] == '%' && err == nil && len(c) == 1 {
			plain, n = append(plain, c[0]), 3
		} else {
			plain = append(plain, name[i])
		}
		from, i = append(from, i), i+n
	}
	var s spaced
	var text []byte
	before, word := rune(' '), 0 // word is where the last one begins in the text
	for i := 0; i < len(plain); {
		r, size := utf8.DecodeRune(plain[i:])
		if r == utf8.RuneError && size == 1 {
			plain[i] = '?' // what is no UTF-8 takes one byte in all forms of the text
		}
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			text, s.at = append(text, ' '), append(s.at, from[i])
			word = len(text)
		}
		text, s.at = append(text, plain[i:i+size]...), append(s.at, from[i:i+size]...)
		if strings.ContainsRune("-_.+~ ", r) {
			if last := len(text) - 1; r == '.' && titles[fold(string(text[word:last]))] { // which its full stop tells
				text, s.at = append(text, ' '), append(s.at, from[i])
			} else {
				text[last] = ' '
			}
			word = len(text)
		}
		before, i = r, i+size
	}
	for _, w := range split(string(text)) {
		if fileWords[w.folded] {
			copy(text[w.from:w.to], strings.Repeat("0", w.to-w.from))
		}
	}
	s.text, s.at = string(text), append(s.at, len(name))
	return s
}

// span is where a piece of the text stands in the name.
func (t spaced) span(from, to int) span { return span{t.at[from], t.at[to]} }

// people finds the names of people, as capitals tell them and as if they told nothing.
func (t spaced) people() (spans []span) {
	for _, s := range readingOf(t.text).names() {
		spans = append(spans, t.span(s.from, s.to))
	}
	r := readingOf(capitals(t.text))
	for _, s := range r.names() {
		spans = append(spans, t.span(s.from, r.secondSurname(s)))
	}
	return spans
}

// secondSurname is where a name of two given names and one surname ends if another surname follows, as in Spanish.
func (r *reading) secondSurname(s span) (end int) {
	words, givens := 0, 0
	for i, w := range r.words {
		switch {
		case w.from < s.from:
		case w.to <= s.to:
			words++
			if w.is(given) {
				givens++
			}
		case words == 3 && givens >= 2 && r.between(i) == " " && w.mayBeName(true) && !formless[w.folded]:
			return w.to
		default:
			return s.to
		}
	}
	return s.to
}

// capitals is a text in capital letters, as far as they take as many bytes.
func capitals(s string) string {
	return strings.Map(func(r rune) rune {
		if u := unicode.ToUpper(r); utf8.RuneLen(u) == utf8.RuneLen(r) {
			return u
		}
		return r
	}, s)
}

// codes finds words that are a person's code or account, and numbers behind the word for a telephone or for such a code.
func (t spaced) codes() (spans []span) {
	const digits = "0123456789"
	told := false
	for from := 0; from < len(t.text); {
		if t.text[from] == ' ' {
			from++
			continue
		}
		to := from + strings.IndexByte(t.text[from:]+" ", ' ')
		word := t.text[from:to]
		number := strings.Trim(word, digits+"()") == ""
		if told && strings.ContainsAny(word, digits) || !number && maskCodes(word) != word {
			spans = append(spans, t.span(from, to))
		}
		if !number {
			told = signWords[fold(word)] != 0
		}
		from = to
	}
	return spans
}
