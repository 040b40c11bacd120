package record

import "strings"

// officialLanguages are the official languages of the European Union, by the codes of three letters that its notices use.
var officialLanguages = map[string]string{
	"BUL": "bg", "CES": "cs", "DAN": "da", "DEU": "de", "ELL": "el", "ENG": "en", "EST": "et", "FIN": "fi", "FRA": "fr", "GLE": "ga", "HRV": "hr", "HUN": "hu",
	"ITA": "it", "LAV": "lv", "LIT": "lt", "MLT": "mt", "NLD": "nl", "POL": "pl", "POR": "pt", "RON": "ro", "SLK": "sk", "SLV": "sl", "SPA": "es", "SWE": "sv",
}

// OfficialJournal is who publishes notices that have a number of the supplement to the Official Journal.
const OfficialJournal = "Supplement to the Official Journal of the European Union"

// Language is the ISO 639-1 code of a language that is written as such a code, alone or before a country, or as one of three
// letters for an official language of the European Union; "" for anything else.
func Language(written string) string {
	code, _, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(written), "_", "-"), "-")
	if two := officialLanguages[strings.ToUpper(code)]; two != "" {
		return two
	}
	if code = strings.ToLower(code); len(code) == 2 && strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") == "" {
		return code
	}
	return ""
}

// Publisher is the name of who publishes something, masked; "" for a natural person.
func Publisher(written string) string {
	if r := NewRef(written, "", "", ""); r.Name != Person {
		return Mask(r.Name)
	}
	return ""
}

// Licence is a line that names a licence, or its address without a query, masked and of at most 300 characters.
func Licence(written string) string {
	s := Clean(written)
	if strings.Contains(s, "://") {
		s, _, _ = strings.Cut(s, "?")
	}
	if letters := []rune(s); len(letters) > 300 {
		s = string(letters[:300])
	}
	return strings.TrimSpace(Mask(strings.TrimSpace(s)))
}
