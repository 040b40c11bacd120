package matches

import (
	"fmt"
	"slices"
)

// The senses of a mention, as the column says them; the stronger before the weaker where one subject has several.
const (
	purchase         = "purchase"
	removal          = "removal"
	possessionStated = "possession stated"
	possession       = "possession implied"
	unclear          = "unclear"
)

var senses = []string{purchase, removal, possessionStated, possession, unclear}

// reach is how many words before a mention the word that governs it may stand.
const reach = 30

// verdict is what a text says about a mention.
type verdict struct {
	sense   string
	pro     []string
	con     []string
	decided bool // a word governs the mention; else the sense is a guess from what is absent
}

// judge says in what sense a text speaks of a mention. What counts is the word that governs it, not which words are about:
// a drone bought with accessories is bought, and accessories for a drone are not the drone.
func (t *text) judge(m mention) verdict {
	head, at := t.head(m)
	return t.verdict(head, at, t.having(m), t.like(m))
}

// lead says what a title speaks of, for texts that belong to it: the first kind of object that it names.
func (t *text) lead() verdict {
	head, at := unclassified, -1
	for i, n := 0, 1; i < len(t.parts) && head != thing; i += n {
		var c class
		switch c, n = classOf(t.parts, i); c {
		case unclassified, function, fit:
		case buy, support:
			if head == unclassified {
				head, at = c, i
			}
		case thing:
			if head != unclassified {
				return t.verdict(head, at, "", "")
			}
			head, at = thing, i
		default:
			return t.verdict(c, i, "", "")
		}
	}
	return t.verdict(head, at, "", "")
}

// objects are the heads that are about something else than buying the thing, in words.
var objects = map[class]string{
	accessory: "something that belongs to the thing",
	insurance: "insurance of the thing",
	training:  "training with the thing",
	repair:    "repair or loss of the thing",
}

func (t *text) verdict(head class, at int, having, like string) verdict {
	v := verdict{decided: true}
	why := func(list *[]string, format string, word string) { *list = append(*list, fmt.Sprintf(format, word)) }
	switch what := objects[head]; {
	case what != "":
		why(&v.pro, "the text is about "+what+" (%q)", t.word(at))
		v.con = append(v.con, "what is bought is not the thing itself")
		v.sense = possession
		if having != "" {
			v.sense = possessionStated
			why(&v.pro, "the text says that the thing is there (%q)", having)
		}
	case head == remove, head == replace:
		v.sense = removal
		why(&v.pro, "the text is about removal or replacement (%q)", t.word(at))
	case head == fit && having != "":
		v.sense = possession
		why(&v.pro, "what is bought must fit what is there (%q)", having)
		v.con = append(v.con, "what is bought is not the thing itself")
	case head == fit:
		v.sense = unclear
		why(&v.con, "the text asks for what is of its kind, or fits it (%q)", t.word(at))
	case like != "":
		v.sense = unclear
		why(&v.con, "the text asks for it or its like (%q)", like)
	case head == other:
		v.sense = unclear
		why(&v.con, "the text is about something else (%q)", t.word(at))
	case head == buy, head == support, head == thing:
		v.sense = purchase
		switch head {
		case buy:
			why(&v.pro, "the text is about buying, renting or installing it (%q)", t.word(at))
		case support:
			why(&v.pro, "the text is about its licence, renewal, maintenance or support (%q)", t.word(at))
		default:
			v.decided = false
			why(&v.pro, "the text names the thing alone as its object (%q)", t.word(at))
		}
		if having != "" {
			why(&v.pro, "the text says that the thing is there (%q)", having)
		}
	default:
		v.sense, v.decided = unclear, false
		v.con = append(v.con, "the text does not say whether the thing is bought")
	}
	return v
}

// word is a part of the text as written; "" for none.
func (t *text) word(i int) string {
	if i < 0 || i >= len(t.parts) {
		return ""
	}
	return string(t.runes[t.parts[i].start:t.parts[i].end])
}

// head is the class of the word that governs the mention, and where it stands.
func (t *text) head(m mention) (class, int) {
	after, behind := t.after(m)
	switch after {
	case accessory, insurance, training, repair, remove, replace:
		return after, behind
	}
	if before, i := t.before(m); before != unclassified {
		return before, i
	}
	return after, behind
}

// after looks at the words that follow the mention in its noun phrase, where English and German have the head: "DJI drone
// batteries". The phrase ends at a sign, a preposition or a conjunction.
func (t *text) after(m mention) (class, int) {
	found, at := unclassified, -1
	for i := m.last + 1; i < len(t.parts) && i <= m.last+4; {
		w := t.parts[i]
		c, n := classOf(t.parts, i)
		if w.gap != space || t.signBefore(i) || c == function && !digits(w.folded) {
			break
		}
		if c != unclassified && c != function && c != fit {
			found, at = c, i
		}
		i += n
	}
	return found, at
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// signBefore says that more than spaces stand between a part and the one before it: a quotation mark, a bracket, a dash, a dot.
func (t *text) signBefore(i int) bool {
	for k := t.parts[i-1].end; k < t.parts[i].start; k++ {
		switch t.runes[k] {
		case ' ', '\n', '\t', '\r', '\u00a0', '-', '\'', '’':
		default:
			return true
		}
	}
	return false
}

// before looks back from the mention to the beginning of its clause for the word that governs it. The kind of thing it is,
// and words that are not known, are passed over; so is what a conjunction joins to it as an equal ("chargers and a drone").
// If nothing governs the mention and all the words before it say nothing, the thing itself is the object of the text.
func (t *text) before(m mention) (class, int) {
	sibling, instead := false, false
	object, plain := -1, true
	for i := m.first - 1; i >= 0 && m.first-i <= reach; {
		next := t.parts[i+1]
		if next.gap == clause {
			break
		}
		c, start := t.classAt(i)
		w := t.parts[i].folded
		if next.gap == comma || conjunctions[w] {
			sibling = true
		}
		instead = instead || inserts[w]
		switch c {
		case unclassified:
			plain = plain && t.parts[i].folded != "" && t.named(m, i)
		case thing:
			object, sibling = i, false
		case accessory, insurance, training, repair, other:
			if !sibling {
				return c, start
			}
			sibling = false
		case replace:
			if instead {
				return buy, start
			}
			return replace, start
		case fit:
			if m.first-i <= 4 {
				return fit, start
			}
		case buy, support, remove:
			return c, start
		}
		i = start - 1
	}
	if object >= 0 && plain {
		return thing, object
	}
	return unclassified, -1
}

// classAt is the class of the word at i, or of the phrase that ends with it, and where that begins. A phrase is classed by its first
// word.
func (t *text) classAt(i int) (c class, start int) {
	for k := min(i, 3); k > 0; k-- {
		if c, n := classOf(t.parts, i-k); n == k+1 && c != unclassified {
			return c, i - k
		}
	}
	c, _ = classOf(t.parts, i)
	return c, i
}

// named says that the part at i belongs to a name that is written with the mention, such as another mention.
func (t *text) named(m mention, i int) bool {
	return slices.ContainsFunc(m.besides, func(o [2]int) bool { return o[0] <= i && i <= o[1] })
}

// having is a phrase near the mention, in its clause, that says that somebody has the thing.
func (t *text) having(m mention) string {
	for i := max(0, m.first-6); i < len(t.parts) && i <= m.last+8; i++ {
		if i > m.last && t.parts[i].gap == clause {
			break
		}
		for _, p := range havingPhrases {
			if stands(t.parts, i, p) && (i > m.last || i+len(p) <= m.first) {
				return string(t.runes[t.parts[i].start:t.parts[i+len(p)-1].end])
			}
		}
	}
	return ""
}

// like is a phrase after the mention that makes it an example of its kind.
func (t *text) like(m mention) string {
	for i := m.last + 1; i < len(t.parts) && i <= m.last+4 && t.parts[i].gap != clause; i++ {
		for _, p := range likePhrases {
			if stands(t.parts, i, p) {
				return string(t.runes[t.parts[i].start:t.parts[i+len(p)-1].end])
			}
		}
	}
	return ""
}
