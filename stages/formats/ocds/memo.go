package ocds

import (
	"strings"
	"unsafe"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// memo remembers what record answered: the same bodies and words stand in release after release. Rows are the same without
// one, which is what nil is.
type memo struct {
	refs  map[named]*record.Ref
	texts map[string]string
	body  []byte // room for one
	room  room   // for the trees of a unit, or of a process
}

// A memo that is full forgets all that it knew. Long ones are seldom the same; but a release says of its awards and contracts what
// it said of the tender, and the next one of the same process says it again.
const (
	maxRefs  = 16384
	maxTexts = 2048
	longName = 256     // bytes
	longText = 1 << 10 // bytes
	maxBody  = 64 << 10
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

// ref is what a name and its code are, and not the caller's to change.
func (m *memo) ref(n named) *record.Ref {
	if n.person != "" {
		return &record.Ref{Name: record.Person, Country: n.country, Person: n.person, Public: "unknown"}
	}
	if m == nil || len(n.name)+len(n.scheme)+len(n.id)+len(n.country) > longName {
		ref := record.NewRef(n.name, n.scheme, n.id, n.country)
		return &ref
	}
	if ref, ok := m.refs[n]; ok {
		return ref
	}
	n = named{strings.Clone(n.name), strings.Clone(n.scheme), strings.Clone(n.id), strings.Clone(n.country), ""}
	ref := record.NewRef(n.name, n.scheme, n.id, n.country)
	return remember(&m.refs, maxRefs, n, &ref)
}

// text is a text of a publisher, clean and without what has the form of a person's name or number.
func (m *memo) text(s string) string {
	if s = record.Clean(s); record.Harmless(s) {
		return s
	}
	if m == nil || len(s) > longText {
		return record.Mask(s)
	}
	if text, ok := m.texts[s]; ok {
		return text
	}
	s = strings.Clone(s)
	return remember(&m.texts, maxTexts, s, record.Mask(s))
}

// bodyOf is the body of a release, until the memo is asked for the next one.
func (m *memo) bodyOf(release *object) string {
	if m == nil {
		return string(appendBody(nil, release, draftRelease))
	}
	m.body = appendBody(m.body[:0], release, draftRelease)
	body := unsafe.String(unsafe.SliceData(m.body), len(m.body))
	if cap(m.body) > maxBody {
		m.body = nil
	}
	return body
}

// remember keeps an answer. What it is made of must be no part of a longer text, which would be kept too.
func remember[K comparable, V any](known *map[K]V, most int, key K, v V) V {
	if len(*known) >= most {
		clear(*known)
	}
	if *known == nil {
		*known = map[K]V{}
	}
	(*known)[key] = v
	return v
}
