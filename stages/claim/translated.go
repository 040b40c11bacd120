package claim

import (
	"strings"

	"github.com/perimeter-data/perimeter/stages/regexp"
)

var reTranslatedFrom = regexp.MustCompile(`(?i)(?:translated|translation) from (?:the )?(?:original )?([a-z]+)|(?:tradotto|traduzione) (?:dall['’]|dallo |dal )(?:originale )?([a-z]+)`)

// tongues are the languages of texts that are translated, by their names in English and Italian, as ISO 639-1 codes.
var tongues = map[string]string{
	"english": "en", "inglese": "en", "italian": "it", "italiano": "it", "french": "fr", "francese": "fr", "german": "de", "tedesco": "de", "spanish": "es", "spagnolo": "es",
	"chinese": "zh", "cinese": "zh", "russian": "ru", "russo": "ru", "ukrainian": "uk", "ucraino": "uk", "portuguese": "pt", "portoghese": "pt", "dutch": "nl", "olandese": "nl",
	"polish": "pl", "polacco": "pl", "romanian": "ro", "rumeno": "ro", "japanese": "ja", "giapponese": "ja", "arabic": "ar", "arabo": "ar",
}

// reByMachine finds the language that a translating browser or service puts behind that of the page: en-x-mtfrom-it.
var reByMachine = regexp.MustCompile(`(?i)^[a-z]{2,3}(?:-[a-z0-9]+)*-x-mtfrom-([a-z]{2})\b`)

// byMachine is the language from which the tag of a page's language says that a machine translated it; "" if it does not.
func byMachine(tag string) string {
	if m := reByMachine.FindStringSubmatch(strings.TrimSpace(tag)); m != nil {
		return strings.ToLower(m[1])
	}
	return ""
}

// translatedFrom is the language from which a passage says that the text was translated; "" if it does not say.
func translatedFrom(passage string) string {
	m := reTranslatedFrom.FindStringSubmatch(passage)
	if m == nil {
		return ""
	}
	return tongues[strings.ToLower(m[1]+m[2])]
}
