package ted

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/notice"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// The sections of section II of which something is read: in the forms of R2.0.9, and in the older ones.
var (
	readPlaces  = []string{"II", "II.1", "II.1.1", "II.1.2", "II.1.4", "II.2", "II.2.1", "II.2.2", "II.2.4", "II.2.7"}
	olderPlaces = []string{"II", "II.1", "II.1.1", "II.1.3", "II.1.4", "II.1.5", "II.1.6"}
)

// section is the number of a section as a corrigendum writes it, before a bracket, a point, a colon or the section's heading.
var section = regexp.MustCompile(`^\s*([IVX]+(?:\.[0-9]+)*)(?:[\s.):,(]|$)`)

// of is what a corrigendum is about that changes this section; read is false where nothing of the section is read. Sections V
// and VII are about awards. A change that names no section may be about anything.
func of(where string, places []string) (what string, read bool) {
	m := section.FindStringSubmatch(where)
	if m == nil {
		return "", true
	}
	if chapter, _, _ := strings.Cut(m[1], "."); chapter == "V" || chapter == "VII" {
		return notice.OfAward, true
	}
	return notice.OfObject, slices.Contains(places, m[1])
}

// change reads what one change of a corrigendum replaces: a text, codes or a day. Where it does not say what by what, it is
// known only what it is about.
func (r *reader) change(n *notice.Notice, c *source.Node, places []string) {
	where, before, after := c.Child("WHERE"), c.Child("OLD_VALUE"), c.Child("NEW_VALUE")
	number := where.Get("SECTION")
	if number == "" {
		number = where.Full()
	}
	what, read := of(number, places)
	if !read {
		return
	}
	f := notice.Fix{Lot: record.Clean(where.Get("LOT_NO")), Of: what}
	nothing := after == nil || after.Child("NOTHING") != nil
	olds, news := codes(before, "CPV_MAIN", "CPV_ADDITIONAL"), codes(after, "CPV_MAIN", "CPV_ADDITIONAL")
	old, now := text(before, "TEXT"), text(after, "TEXT")
	oldDay, newDay := r.changedDay(before), r.changedDay(after)
	switch {
	case old != "" && (now != "" || nothing):
		f.Old, f.New = old, now
	case len(olds) > 0 && (len(news) > 0 || nothing):
		for i, code := range olds {
			f := f
			f.Old = code
			switch {
			case i < len(news)-1 && i == len(olds)-1:
				f.New, f.More = news[i], news[i+1:]
			case i < len(news):
				f.New = news[i]
			}
			n.Fixes = append(n.Fixes, f)
		}
		return
	case oldDay != nil && newDay != nil:
		f.OldDay, f.NewDay = oldDay, newDay
	}
	if f.Of != "" || f.Old != "" {
		n.Fixes = append(n.Fixes, f)
	}
}

// changedDay is the day in a value of a corrigendum: written as one, or in parts in the older forms.
func (r *reader) changedDay(n *source.Node) *table.Date {
	if parts := n.Child("DATE_TIME"); parts != nil {
		return r.parts(parts)
	}
	return r.day("DATE", n.Get("DATE"))
}

// olderChanges reads a corrigendum of the older forms, where it is written as replacements. Many were published as free text.
func (r *reader) olderChanges(n *notice.Notice, form *source.Node) {
	all := allBelow(form, "CORR")
	if len(all) == 0 {
		r.defect(form.Name, "unread_correction", "a corrigendum changes a notice in free words", "the notice as it was published")
	}
	for _, corr := range all {
		for _, c := range corr.Children { // ADD, DELETE or REPLACE
			r.change(n, c, olderPlaces)
		}
	}
}
