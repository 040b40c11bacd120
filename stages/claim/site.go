package claim

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

var reSites = patterns(
	`(?P<building>{CAP}(?: {CAP}){0,3}), (?:the )?(?:seat|headquarters|home|premises) of (?:the )?(?P<body>[^,;]{3,80}?)(?: where\b| in which\b|,|;|$|\.(?: \p{Lu}|$))`,
	`(?P<body>(?:[Tt]he )?(?:{BODYEN}) of (?:the )?{CAP}(?: {CAP}){0,3}|{CAP}(?: {CAP}){0,2} {BODYTAIL}) (?:has its seat|is based|has its headquarters|is headquartered) (?:in|at) (?:the )?(?P<building>{CAP}(?: {CAP}){0,3})`,
	`(?P<building>{CAP}(?: {CAP}){0,3}), (?:la )?(?:sede|quartier generale) (?:del |della |dell['’]|dello |di |dei )(?P<body>[^,;]{3,80}?)(?: dove\b| in cui\b|,|;|$|\.(?: \p{Lu}|$))`,
	`(?P<body>(?:[Ii]l |[Ll]a |[Ll]['’])?(?:{BODYIT})(?: (?:di|della|del|dell['’]|dei|delle|per) ?(?:la )?{CAP}(?: {CAP}){0,3})?) ha (?:la propria |la sua )?sede (?:a |al |nel |in )(?P<building>(?:Palazzo|Villa|Castello|Collegio|Torre)(?: {CAP}){1,3})`,
)

// reRecipient finds that things are supplied to a body, or to bodies, and not to a building.
var reRecipient = regexp.MustCompile(expand(`^(?:{BODYEN}|{BODYIT}|(?:\p{L}+ )?(?i:public (?:bodies|administrations?|authorities)|(?:enti pubblici|pubblic[ah]e? amministrazion[ei])|ministries|ministeri|councils|schools|hospitals|comuni|ospedali|scuole|prison service|fire brigade|army|navy|coast guard))(?: |$)|{CAP}(?: {CAP}){0,2} {BODYTAIL}$|^(?:[\p{L}]+ )?(?i:government|governo)$`))

var reBodyWord = regexp.MustCompile(expand(`{BODYEN}|{BODYIT}|(?i:presidency|presidenza|office|ufficio|department|dipartimento|authority|autorità|secretariat|segretariato)`))

// site reads that a body is in a building.
func (r *reader) site(i int, folded string) {
	s := &r.sentences[i]
	for _, re := range reSites() {
		if !re.may(folded) {
			continue
		}
		for _, at := range re.FindAllStringSubmatchIndex(s.text, -1) {
			m := match{re.Regexp, s.text, at}
			body, building := record.Clean(mended(m.get("body"))), m.get("building")
			if !reBodyWord.MatchString(body) || r.names.mask(body) != body || r.names.mask(building) != building {
				continue
			}
			quote, ranges := r.names.quote(r.passages[s.passage], [][2]int{{s.from, s.to}})
			site := record.Site{Building: building, Body: body, Relation: "seat", Text: r.text.ID, Quote: quote, Ranges: ranges,
				Origins: []source.Origin{r.origin(s.passage, fragment(ranges))}}
			site.ID = source.ID("site", site.Building, site.Body, site.Relation, site.Text, fragment(ranges))
			r.sites = append(r.sites, site)
		}
	}
}
