package ocds

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// memo remembers what record answered: the same bodies and words stand in release after release. Rows are the same without
// one, which is what nil is.
type memo struct {
	refs    answers[*meant]
	texts   answers[string]
	plain   [1 << plainBits]string // short texts that are clean and harmless, where plainAt says
	key     []byte                 // room for one of refs,
	body    []byte                 // for a body,
	parties []partyRow             // for those of a process
	places  [][]source.Origin      // and where they stand,
	room    room                   // and for the trees of a unit, or of a process
}

// Long ones are seldom the same; but a release says of its awards and contracts what it said of the tender, and the next one of the
// same process says it again.
const (
	maxRefs  = 8192
	maxTexts = 1024
	longName = 256     // bytes
	longText = 1 << 10 // bytes
	maxBody  = 64 << 10

	maxParties = 256
	plainBits  = 10
	shortText  = 64 // bytes
)

// memoOf is the one that a Set carries from process to process, or from document to document.
func memoOf(s *table.Set) *memo { return table.Memo[memo](s) }

// trees is the room for trees.
func (m *memo) trees() *room {
	if m == nil {
		return new(room)
	}
	return &m.room
}

// meant is what a document says of an organisation, and which one that is.
type meant struct {
	named
	ref record.Ref
}

// ref is what a name and its code are, and not the caller's to change.
func (m *memo) ref(n named) *meant {
	if n.person != "" {
		return &meant{n, record.Ref{Name: record.Person, Country: n.country, Person: n.person, Public: "unknown"}}
	}
	if m == nil || len(n.name)+len(n.scheme)+len(n.id)+len(n.country) >= longName {
		return &meant{n, record.NewRef(n.name, n.scheme, n.id, n.country)}
	}
	name, scheme, id := 3+len(n.name), 3+len(n.name)+len(n.scheme), 3+len(n.name)+len(n.scheme)+len(n.id)
	m.key = append(m.key[:0], byte(len(n.name)), byte(len(n.scheme)), byte(len(n.id)))
	m.key = append(append(append(append(m.key, n.name...), n.scheme...), n.id...), n.country...)
	if known, ok := m.refs.to(source.View(m.key), maxRefs); ok {
		return known
	}
	key := string(m.key)
	n = named{key[3:name], key[name:scheme], key[scheme:id], key[id:], ""}
	return m.refs.keep(key, &meant{n, record.NewRef(n.name, n.scheme, n.id, n.country)}, maxRefs)
}

// text is a text of a publisher, clean and without what has the form of a person's name or number.
func (m *memo) text(s string) string {
	short := m != nil && 0 < len(s) && len(s) <= shortText
	if short && m.plain[plainAt(s)] == s {
		return s
	}
	if s = record.Clean(s); record.Harmless(s) {
		if short && s != "" {
			m.plain[plainAt(s)] = strings.Clone(s)
		}
		return s
	}
	if m == nil || len(s) > longText {
		return record.Mask(s)
	}
	if text, ok := m.texts.to(s, maxTexts); ok {
		return text
	}
	s = strings.Clone(s)
	return m.texts.keep(s, record.Mask(s), maxTexts)
}

// plainAt is where a short text is looked for: a few of its bytes tell most of the words of a publisher apart.
func plainAt(s string) int {
	n := len(s)
	h := uint32(n)
	for _, c := range [...]byte{s[0], s[n/4], s[n/2], s[n-1-n/4], s[n-1]} {
		h = (h ^ uint32(c)) * 0x01000193
	}
	return int(h >> (32 - plainBits))
}

// bodyOf is the body of a release, until the memo is asked for the next one.
func (m *memo) bodyOf(release *object) string {
	if m == nil {
		return string(appendBody(nil, release, draftRelease))
	}
	m.body = appendBody(m.body[:0], release, draftRelease)
	body := source.View(m.body)
	if cap(m.body) > maxBody {
		m.body = nil
	}
	return body
}

// answers are those to the questions of late: as many new ones as it may hold, and those that were new before.
type answers[V any] struct{ late, before map[string]V }

// to is the answer to a question that was asked of late.
func (a *answers[V]) to(question string, most int) (answer V, ok bool) {
	if answer, ok = a.late[question]; ok {
		return answer, true
	}
	if answer, ok = a.before[question]; ok {
		a.keep(strings.Clone(question), answer, most)
	}
	return answer, ok
}

// keep keeps an answer. The question must be no part of a longer text, which would be kept too.
func (a *answers[V]) keep(question string, answer V, most int) V {
	if len(a.late) >= most {
		a.late, a.before = a.before, a.late
		clear(a.late)
	}
	if a.late == nil {
		a.late = map[string]V{}
	}
	a.late[question] = answer
	return answer
}
