package claim

import (
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// names says which names of a text are organisations' and which are people's, by what the text itself says of them.
type names struct {
	company map[string]bool // by name as written
	people  []string        // full names
	traces  [][]string      // of each of them
	surname map[string]bool
	// surnames finds the last names of people; nil if there are none
	surnames *regexp.Regexp
}

var (
	companyWord = `(?i:compan(?:y|ies)|firms?|manufacturers?|makers?|vendors?|suppliers?|giants?|multinationals?|start-?ups?|aziend[ae]|società|produttor[ei]|fornitor[ei]|coloss[oi]|gruppo|multinazional[ei]|impres[ae]|ditt[ae]|costruttor[ei]|fabbricant[ei])`
	// what shows that a name is a company's: it is called one, or has products
	reEvidence = patterns(
		companyWord+`(?: (?:named|called|such as|like|come|chiamata|di nome))? (?P<n>{ORGS})`,
		companyWord+`(?:[^.;:]{0,80}), (?P<n>{ORGS})(?:,|\.|$)`,
		`(?P<n>{ORGS})(?: \([^)]{1,20}\))?,? (?:is |are |was |è |sono )?(?:an? |the |one of |una |un |la |il |l['’]|uno |tra |due |two )[^,.;:]{0,70}`+companyWord,
		`(?P<n>{ORGS}), `+companyWord,
		`(?P<n>{ORG})(?:['’]s?)? (?:[\p{Ll}-]+ ){0,2}{DEVEN}\b`,
		`{DEVIT}(?: a marchio| marchiat[ei]| di| della| dell['’]| del| cinesi| cinese)? ?(?P<n>{ORG})`,
		`{DEVEN} (?:by|from|of|made by|made in \w+ by) (?:the (?:Chinese |Italian |American |German )?(?:giant |company |manufacturer )?)?(?P<n>{ORGS})`,
		`(?:both|[Bb]oth|[Ee]ntramb[ei])[^.;]{0,20}`+companyWord+`?(?P<n>\b)`,
	)
	reSectorObject = regexp.MustCompile(`(?i)\b(?:industry|trade|manufacturers|producers|makers|vendors|companies|firms|business|industrial|di categoria|produttori|costruttori|imprese|aziende|industriali|fabbricanti|del settore|di settore)\b`)
	reRoleAfter    = regexp.MustCompile(`^(?: \([^)]{0,20}\))?, (?:the |a |an |its |his |her |former |current |then |già |ex )?(?:[\p{Ll}-]+ ){0,2}?` + wordsRole)
	reRoleBefore   = regexp.MustCompile(wordsRole + `(?: of [^,.;]{2,40}?| di [^,.;]{2,40}?| del [^,.;]{2,40}?| della [^,.;]{2,40}?)?,? $|(?i:\b(?:mr|mrs|ms|dr|signor|signora|sig|dott)\.? $)`)
	wordsRole      = `(?i:\b(?:` + strings.TrimSuffix(strings.TrimPrefix(words["ROLE"], "(?i:"), ")") + `|journalist|reporter|activist|giornalista|attivista|prime minister|premier|general|judge|prosecutor|photographer|expert|employee|worker|player|coach|striker|singer|writer|actor|actress|giudice|magistrato|calciatore|allenatore|attaccante|cantante|scrittore|scrittrice|attore|attrice|dipendente|operaio|fotografo|esperto|procuratore)\b)`
	reByline       = regexp.MustCompile(expand(`^(?:[+*-] )?(?i:by|di|a cura di|author *:|autore *:) *({PERSON})(?:, .*| \|.*)?$`))
	rePersons      = patterns(
		`(?P<n>{PERSON}), (?:the |an? |its |former |current |ex )?(?:[\p{Ll}-]+ ){0,2}?`+wordsRole,
		wordsRole+`(?: of [^,.;]{2,40}?| di [^,.;]{2,40}?)?,? (?P<n>{PERSON})`,
	)
	reSpeaks = patterns(
		`(?:[Aa]s|[Aa]ccording to|[Ss]econdo|[Cc]ome (?:ha )?(?:riportato|riferito|rivelato|scritto|raccontato|detto)(?: da)?) (?P<n>{PERSON})`,
		`\b(?:said|added|explained|wrote|ha (?:detto|dichiarato|scritto|spiegato|aggiunto|raccontato)) (?P<n>{PERSON})`,
		`(?P<n>{PERSON}) (?:has |had )?(?:said|told|wrote|added|explained|revealed)\b`,
		`(?P<n>{PERSON}) (?:ha|aveva) (?:detto|dichiarato|scritto|spiegato|aggiunto|raccontato|rivelato)\b`)
	noNames = wordSet(`old new hidden security surveillance smart thermal digital public private cctv speed traffic body modern first second third additional fixed mobile electronic local national international foreign other such more less about over under around nearly almost
		vecchie nuove nascoste pubbliche private termiche digitali moderne prime altre tali più meno circa oltre quasi ogni
		the this that these those both two three four many some most several all in on at by for from after before according as it they he she we you i its his her
		our their one another other each every no not if when where who what which while with without despite contacted asked now then here there a an and or but also functions
		il lo la i gli le un uno una questo questa questi queste entrambe entrambi due tre molte molti alcune alcuni tutte tutti nel nella a ad di da dal dalla con per su secondo come dopo prima ma
		anche quando dove chi che cosa ora oggi ieri non se si contattata interpellata inoltre intanto sono era è ha in
		january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
		gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
		italy china france germany spain russia ukraine britain england scotland wales ireland japan india taiwan korea brazil canada mexico australia america europe asia africa greece poland romania hungary austria switzerland belgium netherlands sweden norway finland denmark portugal turkey israel iran iraq egypt
		italia cina francia germania spagna ucraina giappone regno stati unione brasile messico europa grecia polonia ungheria austria svizzera belgio svezia norvegia finlandia danimarca portogallo turchia israele egitto
		chinese italian american french german british european russian dutch spanish japanese english beijing washington rome london brussels milan paris roma milano pechino bruxelles londra parigi uk usa us eu`)
	notCompanies = regexp.MustCompile(`(?i)\b(?:association|federation|alliance|ministry|ministero|comune|municipality|council|court|police|university|parliament|senate|government|governo|associazione|federazione|party|partito|union|sindacato|club|league|lega|church|chiesa|committee|board|team|band|orchestra|brexit|kingdom|states)\b`)
)

// newNames reads the names of a text. What stands beside its body (titles, credits, notes) tells of people alone.
func newNames(texts, beside []string) *names {
	n := &names{company: map[string]bool{}, surname: map[string]bool{}}
	for _, s := range slices.Concat(texts, beside) {
		for _, name := range People(s) {
			n.person(name)
		}
	}
	for _, s := range beside {
		if m := reByline.FindStringSubmatch(s); m != nil && !noNames[strings.ToLower(strings.Fields(m[1])[0])] && !notCompanies.MatchString(m[1]) {
			n.person(m[1])
		}
	}
	for _, s := range texts {
		n.evidence(s)
	}
	for _, s := range slices.Concat(texts, beside) { // whoever speaks, and is no medium and no firm, may be a person
		folded := regexp.Fold(s)
		for _, re := range reSpeaks() {
			if !re.may(folded) {
				continue
			}
			for _, at := range re.FindAllStringSubmatchIndex(s, -1) {
				i := 2 * re.SubexpIndex("n")
				name := s[at[i]:at[i+1]]
				if first, _, _ := strings.Cut(name, " "); record.PersonalForm(name) && n.may(name) && !n.company[name] && !reMedium.MatchString(name) && !noNames[strings.ToLower(first)] {
					n.person(name)
				}
			}
		}
	}
	for _, name := range n.people {
		n.traces = append(n.traces, record.Trace("", name))
	}
	var alone []string
	for _, name := range slices.Sorted(maps.Keys(n.surname)) {
		if !n.company[name] && len(name) > 2 {
			alone = append(alone, regexp.QuoteMeta(name))
		}
	}
	if len(alone) > 0 {
		n.surnames = regexp.MustCompile(`\b(?:` + strings.Join(alone, "|") + `)\b`)
	}
	return n
}

// People are the names that a text calls people's, by what they are ("…, director of"), or that are known to be theirs.
func People(s string) (names []string) {
	for _, p := range maskedSpans(s, nil) {
		names = append(names, s[p[0]:p[1]])
	}
	folded := regexp.Fold(s)
	for _, re := range rePersons() {
		if !re.may(folded) {
			continue
		}
		for _, at := range re.FindAllStringSubmatchIndex(s, -1) {
			i := 2 * re.SubexpIndex("n")
			if name := s[at[i]:at[i+1]]; record.NewRef(name, "", "", "").Person != "no" && !notCompanies.MatchString(name) && !reSectorObject.MatchString(name) {
				names = append(names, name)
			}
		}
	}
	return names
}

func (n *names) person(name string) {
	parts := strings.Fields(name)
	if len(parts) < 2 || len(name) > 60 {
		return
	}
	if !slices.Contains(n.people, name) {
		n.people = append(n.people, name)
	}
	n.surname[parts[len(parts)-1]] = true
}

func (n *names) evidence(s string) {
	folded := regexp.Fold(s)
	for _, re := range reEvidence() {
		if !re.may(folded) {
			continue
		}
		for _, at := range re.FindAllStringSubmatchIndex(s, -1) {
			i := 2 * re.SubexpIndex("n")
			if at[i] < 0 {
				continue
			}
			for _, name := range list(s[at[i]:at[i+1]]) {
				if n.may(name) {
					n.company[name] = true
				}
			}
		}
	}
}

// may says whether a name can be an organisation's: no word that begins a sentence, no country, no person.
func (n *names) may(name string) bool {
	first, _, several := strings.Cut(name, " ")
	if name == "" || noNames[strings.ToLower(first)] && (!several || len(first) > 3) || noNames[strings.ToLower(name)] || notCompanies.MatchString(name) {
		return false
	}
	if n.surname[name] || len([]rune(name)) < 2 {
		return false
	}
	for _, p := range n.people {
		if strings.Contains(p, name) || strings.Contains(name, p) {
			return false
		}
	}
	r := record.NewRef(name, "", "", "")
	return r.Name != record.Person && record.Mask(name) == name
}

var reList = regexp.MustCompile(`,? (?:and|e|ed|&) (?:the |la |l['’]|il )?|, `)

// list are the names of an enumeration, without an article before them.
func list(s string) (all []string) {
	for _, name := range reList.Split(s, -1) {
		for _, article := range []string{"All ", "Most ", "Many ", "Some ", "Several ", "The ", "La ", "Il ", "Lo ", "L'", "L’"} {
			name = strings.TrimPrefix(name, article)
		}
		name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
		if name = strings.Trim(name, " ,"); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// reSurname finds the endings that Italian surnames have, and few firms: such a name needs evidence.
var reSurname = regexp.MustCompile(`[bcdfghlmnpqrstvz]i$|(?:etto|ello|ucci|one|aro)$`)

// organisation says whether a name that stands in s from up to to is a company's. Where what is said of it can only be said
// of one (sure), a single word will do.
func (n *names) organisation(s string, from, to int, name string, sure bool) bool {
	if !n.may(name) || reRoleAfter.MatchString(s[to:]) || reRoleBefore.MatchString(s[:from]) {
		return false
	}
	if n.company[name] || record.NewRef(name, "", "", "").Person == "no" {
		return true
	}
	acronym := len(name) >= 2 && len(name) <= 6 && strings.ToUpper(name) == name
	return acronym || sure && !strings.Contains(name, " ") && !reSurname.MatchString(name)
}
