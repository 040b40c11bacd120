package orgname

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// descriptive says that a word tells by its own parts what kind of works, office or club bears it: the oil mill, the boiler factory,
// the bus station of a town. However rare it is, each town has one, and each owner may have one.
func (p *part) descriptive() bool {
	switch n := utf8.RuneCountInString(p.text); {
	case dense(p.text):
		return n <= 5 && endsIn(p.text, hanKinds)
	case cyrillic(p.text):
		return n >= 6 && (endsIn(p.text, cyrillicKinds) || endsIn(strings.TrimRight(p.text, "аыиея"), cyrillicKinds))
	case ascii(p.text):
		return n >= 8 && endsIn(p.text, latinKinds) || compound(p.text)
	}
	return false
}

func endsIn(word string, ends []string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return len(word) >= len(e) && strings.HasSuffix(word, e) })
}

// compound says that a word is an ordinary one behind a part of a word that is put before many.
func compound(word string) bool {
	for _, first := range firsts {
		if rest, ok := strings.CutPrefix(word, first); ok && len(rest) >= 4 {
			if e := lexicon()[rest]; e.known && e.weight < 0.75 && e.place.country == "" {
				return true
			}
		}
	}
	return false
}

var (
	hanKinds      = strings.Fields(`厂 馆 站 台 社 园 场 店 所 矿 校 队 会 院 局 处 部 行`)
	cyrillicKinds = strings.Fields(`завод комбинат фабрик сет сеть вокзал баз трест торг снаб сбыт монтаж ремонт сервис транс строи газ свет теплоснаб хоз хлеб мельниц элеватор театр музеи союз палат бюро`)
	latinKinds    = strings.Fields(`works smiths yard yards ries tics practic ology graphy orium arium tory tories mill mills shop shops store stores house houses
		course track hounds garden gardens
		ificio ifici eria erie canestro pallavolo dromo teca ture tura dotti tramvie funivie ferrovie ferie ieri isti cinofila scherma
		werke werk handel bau betriebe genossenschaft verein verband lager brauerei hutte muhle
		iste istes ages tion tions ment ments`)
	firsts = strings.Fields(`auto elettro electro elektro idro hydro termo thermo radio tele agro orto foto photo moto petro edil carto tipo bio eco geo tecno tekno techno euro ital multi inter`)
)
