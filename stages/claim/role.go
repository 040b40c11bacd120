package claim

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Roles of passages. Claims are read from the body, and from some titles (title.go).
const (
	roleTitle       = "title"
	roleHeading     = "heading"
	roleBody        = "body"
	roleMeta        = "meta"
	roleCredit      = "credit"
	roleLicence     = "licence"
	roleRelated     = "related"
	roleNavigation  = "navigation"
	roleBoilerplate = "boilerplate"
	roleCode        = "code"
)

type article struct {
	head     Head
	passages []source.Passage
	roles    []string
	names    *names
	text     record.Text
}

var (
	reCredit = regexp.MustCompile(`(?i)^(?:\(?(?:photo|foto|image|immagine|picture|credits?|crediti|illustration)\b(?: by| di|:| credit)|by [\p{Lu}]|di [\p{Lu}][\p{L}]+ [\p{Lu}][\p{L}]+$|a cura di\b|©\s*getty|getty images)`)
	// a credit in brackets inside a paragraph
	reInlineCredit = regexp.MustCompile(`\((?i:photo|foto|image|picture|immagine|credits?)\b[^()]{0,120}\)`)
	reLicence      = regexp.MustCompile(`(?i)creative commons|\blicen[sc]ed under\b|all rights reserved|tutti i diritti riservati|riproduzione riservata|rilasciat[oa] (?:con|sotto) licenza|^©`)
	reBoilerplate  = regexp.MustCompile(`(?i)^(?:powered by|share (?:this|on)|condividi|subscribe|sign up|iscriviti|abbonati|newsletter|cookie|we use cookies|questo sito (?:usa|utilizza)|follow us|seguici|tags?:|leggi anche|read (?:also|more)|vedi anche|see also|potrebbe interessarti|related|advertisement|pubblicità|skip to|torna su|stampa|print)\b`)
	reCode         = regexp.MustCompile(`[\w.]+\s*=\s*["'{\[]|\bfunction\s*\(|\bvar \w+\s*=|^\s*[{}<]|document\.|window\.`)
	reMarker       = regexp.MustCompile(`(?i)^(?:related|related articles?|read (?:also|more)|leggi anche|vedi anche|see also|potrebbe interessarti|ti potrebbe interessare|more from|altri articoli)\b`)
	reSentenceEnd  = regexp.MustCompile(`[.!?…]["”»’')\]]*(?:\s|$)`)
	reOutside      = regexp.MustCompile(`(?:^|/)(?:nav|footer|aside|form|button|select|address|figcaption|figure|dialog|menu|fieldset)(?:/|$)`)
	reHints        = regexp.MustCompile(`\b(?:related|share|sharing|social|comments?|cookie|newsletter|promo|sidebar|footer|nav|navbar|navigation|menu|breadcrumbs?|byline|author|tags|advert|ads?|banner|widget|correlati|popup|modal|credits?|caption|copyright|subscribe)\b`)
	reHeaderLine   = regexp.MustCompile(`^(?i:[+*-] )?(?P<key>(?i:source|link|date|author|fonte|data|autore|url))\s*: *(?P<value>.*)$`)
	reOriginally   = regexp.MustCompile(`(?i)(?:originally (?:published|appeared) (?:by|in|on|at)|first published (?:by|in|on)|republished from|pubblicato originariamente (?:su|da)|pubblicato originalmente (?:su|da)|articolo ripreso da|tratto da) (?P<from>[^.,;]{2,80})`)
	reTranslated   = regexp.MustCompile(`(?i)\b(?:translated from|translation (?:from|by)|machine translat|tradotto da|traduzione (?:di|dal|dall|a cura)|traduzione automatica)`)
	reMarkup       = regexp.MustCompile("\\*\\*|__|^#{1,6} |^> |^[-*+] |`")
	reLink         = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()\s]*\)`)
)

// prose says whether a passage has the form of sentences.
func prose(s string) bool {
	return len(s) >= 30 && strings.Count(s, " ") >= 3 && reSentenceEnd.MatchString(s)
}

// strong says whether a passage can be nothing but a paragraph: it is long, or of several sentences.
func strong(s string) bool {
	return prose(s) && (len(s) >= 160 || len(reSentenceEnd.FindAllStringIndex(s, 3)) > 1)
}

// headline finds the ends that the headline of another article may have.
var headline = regexp.MustCompile(`\?["”»]?$|[^.!…"”»)]$`)

func newArticle(head Head, list []source.Passage) *article {
	a := &article{head: head}
	for _, p := range list {
		if p.Path == "" {
			p = bare(p)
		}
		for {
			m := reInlineCredit.FindStringIndex(p.Text)
			if m == nil || m[1] == len(p.Text) && m[0] == 0 {
				break
			}
			for m[1] < len(p.Text) && p.Text[m[1]] == ' ' && (m[0] == 0 || p.Text[m[0]-1] == ' ') {
				m[1]++
			}
			p = p.Cut(m[0], m[1])
		}
		a.passages = append(a.passages, p)
	}
	a.roles = make([]string, len(a.passages))
	lastProse, title, related := -1, "", false
	for i, p := range a.passages {
		a.roles[i] = a.role(p, &title, &related)
		if a.roles[i] == roleBody && (strong(p.Text) || prose(p.Text) && !headline.MatchString(p.Text) && (i == lastProse+1 || lastProse < 0)) {
			lastProse = i
		}
	}
	if lastProse < 0 { // a text of one sentence
		lastProse = len(a.passages)
	}
	for i, p := range a.passages {
		switch {
		case a.roles[i] != roleBody || prose(p.Text) && i <= lastProse:
		case i > lastProse:
			a.roles[i] = roleRelated
		default:
			a.roles[i] = roleHeading
		}
	}
	var body, beside []string
	for i, p := range a.passages {
		if a.roles[i] == roleBody {
			body = append(body, p.Text)
		} else {
			beside = append(beside, p.Text)
		}
	}
	a.names = newNames(body, beside)
	a.describe(title)
	return a
}

// bare is a passage of plain text without the marks of Markdown.
func bare(p source.Passage) source.Passage {
	if reHeaderLine.MatchString(p.Text) {
		return p
	}
	for _, m := range slices.Backward(reLink.FindAllStringSubmatchIndex(p.Text, -1)) {
		p = p.Cut(m[3], m[1]).Cut(m[0], m[2])
	}
	for _, m := range slices.Backward(reMarkup.FindAllStringIndex(p.Text, -1)) {
		p = p.Cut(m[0], m[1])
	}
	return p
}

func (a *article) role(p source.Passage, title *string, related *bool) string {
	s := p.Text
	top, _, _ := strings.Cut(p.Path, ":")
	switch {
	case top == "meta" || top == "link" || top == "html" && p.Path == "html:lang":
		return roleMeta
	case p.Path != "" && (reOutside.MatchString(p.Path) || strings.Contains(p.Path, "header") && !strings.Contains(p.Path, "h1")):
		if reLicence.MatchString(s) {
			return roleLicence
		}
		if strings.Contains(p.Path, "fig") {
			return roleCredit
		}
		return roleNavigation
	case reHints.MatchString(p.Hints):
		if reLicence.MatchString(s) {
			return roleLicence
		}
		return roleBoilerplate
	case p.Path == "" && reHeaderLine.MatchString(s):
		return roleMeta
	case reLicence.MatchString(s) && len(s) < 300:
		return roleLicence
	case reMarker.MatchString(s) && len(s) < 60:
		*related = true
		return roleRelated
	case *related && len(s) < 200:
		return roleRelated
	case *title == "" && len(s) <= 240 && (p.Path == "" && !prose(s) || strings.HasSuffix(p.Path, "title") || strings.HasSuffix(p.Path, "h1")):
		*title = s
		return roleTitle
	case s == *title || strings.HasSuffix(p.Path, "title") || strings.HasSuffix(p.Path, "h1"):
		return roleTitle
	case reCredit.MatchString(s) && len(s) < 160:
		return roleCredit
	case reBoilerplate.MatchString(s) && len(s) < 300:
		return roleBoilerplate
	case reCode.MatchString(s) && !prose(s):
		return roleCode
	case p.Linked*10 > len(s)*7:
		return roleRelated
	case len(p.Path) > 3 && regexpHeading.MatchString(p.Path):
		return roleHeading
	}
	return roleBody
}

var regexpHeading = regexp.MustCompile(`/h[2-6]$`)

// describe fills in what the text says of itself.
func (a *article) describe(title string) {
	t := &a.text
	var words strings.Builder
	canonical := ""
	values := map[string]string{}
	for i, p := range a.passages {
		switch a.roles[i] {
		case roleTitle, roleHeading, roleBody:
			if a.roles[i] != roleTitle || words.Len() == 0 {
				words.WriteString(record.TextKey(p.Text))
			}
		case roleLicence:
			if t.Licence == "" {
				t.Licence = a.licenceLine(p.Text)
			}
		case roleMeta:
			if m := reHeaderLine.FindStringSubmatch(p.Text); p.Path == "" && m != nil {
				values[strings.ToLower(m[1])] = strings.TrimSpace(m[2])
			} else if values[p.Path] == "" {
				values[p.Path] = p.Text
			}
		}
		if a.roles[i] != roleMeta && len(p.Text) < 300 {
			if m := reOriginally.FindStringSubmatch(p.Text); m != nil && t.CopyOf == "" {
				t.CopyOf = a.nameOrNothing(m[1])
			}
			if reTranslated.MatchString(p.Text) {
				t.Translated = "yes"
				t.From = cmp.Or(t.From, translatedFrom(p.Text))
			}
		}
	}
	first := func(keys ...string) string {
		for _, k := range keys {
			if v := values[k]; v != "" {
				return v
			}
		}
		return ""
	}
	t.Title = a.names.mask(title)
	t.Publisher = a.nameOrNothing(first("meta:og:site_name", "source", "fonte", "meta:publisher", "meta:dc.publisher"))
	canonical = first("link:canonical", "meta:og:url", "link", "url")
	t.URL = a.names.address(a.head.URL)
	if t.URL == "" {
		t.URL = a.names.address(canonical)
	} else if host(canonical) != "" && host(canonical) != host(t.URL) && t.CopyOf == "" {
		t.CopyOf = a.names.address(canonical)
	}
	t.Published = record.Mask(first("meta:article:published_time", "meta:date", "meta:dc.date", "meta:datepublished", "date", "data"))
	if d, ok := dayOf(t.Published); ok {
		t.Day = &d
	}
	if d, err := table.ParseDate(a.head.Retrieved); err == nil {
		t.Retrieved = &d
	}
	if l := first("link:license"); l != "" {
		t.Licence = a.names.address(l)
	}
	t.Language = language(a)
	if from := byMachine(values["html:lang"]); from != "" {
		t.Translated, t.From = "yes", cmp.Or(t.From, from)
	}
	if t.Translated == "" {
		t.Translated = "unknown"
	}
	t.Words = source.ID("words", words.String())
	t.ID = source.ID("text", t.Publisher, t.Words, t.URL, t.Published, t.Title, t.Licence, t.CopyOf, t.Translated, a.head.Retrieved)
	if a.head.At.Digest != "" {
		t.Origins = []source.Origin{a.head.At}
	} else if len(a.passages) > 0 {
		t.Origins = []source.Origin{a.passages[0].Origin}
	}
}

// licenceLine is the sentence of a passage that states the licence.
func (a *article) licenceLine(s string) string {
	for _, line := range sentences(0, s) {
		if reLicence.MatchString(line.text) {
			return a.names.mask(line.text)
		}
	}
	return ""
}

// nameOrNothing is a name, unless it is a person's.
func (a *article) nameOrNothing(s string) string {
	if s = record.Clean(s); s == "" {
		return ""
	}
	if r := record.NewRef(s, "", "", ""); r.Name != record.Person && a.names.mask(s) == s {
		return s
	}
	return ""
}

// address is an address without its query, and without the names of people of whom the text speaks.
func (n *names) address(url string) string {
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		url = url[:i]
	}
	if scheme, rest, ok := strings.Cut(url, "://"); ok {
		if at := strings.LastIndex(strings.SplitN(rest, "/", 2)[0], "@"); at >= 0 {
			rest = rest[at+1:]
		}
		url = scheme + "://" + rest
	}
	for _, person := range n.people {
		words := strings.Fields(person)
		for i := range words {
			words[i] = regexp.QuoteMeta(words[i])
		}
		url = regexp.MustCompile(`(?i)`+strings.Join(words, `[-_.+]?`)).ReplaceAllString(url, left)
	}
	return record.Mask(url)
}

func host(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(strings.SplitN(rest, "/", 2)[0]), "www.")
}

var isoDay = regexp.MustCompile(`^\s*(\d{4}-\d{2}-\d{2})(?:$|[T ])`)

// dayOf is the day that a stated date names.
func dayOf(s string) (table.Date, bool) {
	if m := isoDay.FindStringSubmatch(s); m != nil {
		d, err := table.ParseDate(m[1])
		return d, err == nil
	}
	if from, to, ok := spanOf(s); ok && *from == *to {
		return *from, true
	}
	return 0, false
}

var (
	stopsEN = wordSet(`the of and to is that for it was on are as with by from have has which this be an or at`)
	stopsIT = wordSet(`il la di e che le i per un una del della dei con non in si da al alla sono è ha gli delle nel lo anche hanno all dell nell dall stato stata stati state`)
)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// language tells English from Italian by their small words.
func language(a *article) string {
	en, it := 0, 0
	for i, p := range a.passages {
		if a.roles[i] == roleMeta {
			continue
		}
		e, t := smallWords(p.Text)
		en, it = en+e, it+t
	}
	switch {
	case en > 2*it:
		return "en"
	case it > 2*en:
		return "it"
	}
	return "other"
}

func smallWords(s string) (en, it int) {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if stopsEN[w] {
			en++
		}
		if stopsIT[w] {
			it++
		}
	}
	return en, it
}
