package movements

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// compare is what two rosters show that are next to each other in time.
func (a *association) compare(s, t *snapshot) []*Movement {
	members := map[string]bool{}
	for id := range s.listed {
		members[id] = true
	}
	for id := range t.listed {
		members[id] = true
	}
	var all []*Movement
	for _, id := range slices.Sorted(maps.Keys(members)) {
		before, after := s.on(id), t.on(id)
		was, is := before != "" && before != "former", after != "" && after != "former"
		switch {
		case was && after == "" && t.undated[id] || is && before == "" && s.undated[id]:
			// Listed without a date that can be read: who knows on which day.
		case was && after == "":
			m := a.seen("not on the roster", s, t, s.listed[id])
			m.Against = append(m.Against, a.doubts(s, t, id)...)
			all = append(all, m)
		case is && !was:
			m := a.seen("new on the roster", s, t, t.listed[id])
			if s.broken > 0 {
				m.Against = append(m.Against, unread(s.broken, "earlier"))
			}
			all = append(all, m)
		case was && after == "former":
			all = append(all, a.seen("listed as former", s, t, t.listed[id]))
		case was && is:
			if from, to, ok := renamed(s.listed[id], t.listed[id]); ok {
				m := a.seen("renamed", s, t, []record.Membership{from, to})
				m.MemberName, m.NewName = from.Member.Name, to.Member.Name
				m.Reason = a.who.why(from.Member, to.Member)
				all = append(all, m)
			}
			if before != after && after == "suspended" {
				all = append(all, a.seen("listed as suspended", s, t, t.listed[id]))
			}
			if before == "suspended" && after == "member" {
				all = append(all, a.seen("listed as member again", s, t, t.listed[id]))
			}
		}
	}
	for _, m := range all {
		m.ID = source.ID("movement", a.id, m.Member, m.Change, m.Before, m.When, m.MemberName, m.NewName)
	}
	return all
}

// seen is a movement that rests on rows of the two rosters.
func (a *association) seen(change string, s, t *snapshot, rows []record.Membership) *Movement {
	first := rows[0]
	for _, r := range rows {
		if r.Member.Name < first.Member.Name {
			first = r
		}
	}
	m := a.row(first.Association, first.Member, nil)
	for _, r := range rows {
		m.Origins = source.Unite(m.Origins, r.Origins)
	}
	m.Change, m.Basis, m.When, m.Date, m.Before = change, "rosters compared", t.when, record.DayOf(t.when), s.when
	return m
}

// renamed says whether a member stands under no name on both rosters, and under which on each.
func renamed(before, after []record.Membership) (from, to record.Membership, ok bool) {
	from, to = before[0], after[0]
	for _, b := range before {
		for _, c := range after {
			if orgname.Normal(b.Member.Name) == orgname.Normal(c.Member.Name) {
				return from, to, false
			}
		}
		if b.Member.Name < from.Member.Name {
			from = b
		}
	}
	for _, c := range after {
		if c.Member.Name < to.Member.Name {
			to = c
		}
	}
	return from, to, true
}

func unread(n int64, which string) string {
	if n == 1 {
		return "a row of the " + which + " roster's document could not be read; it may be this member's"
	}
	return fmt.Sprintf("%d rows of the %s roster's document could not be read; one may be this member's", n, which)
}

// doubts are what speaks against reading more into an absence than the absence.
func (a *association) doubts(s, t *snapshot, id string) []string {
	all := []string{"whether the later roster is whole is not known"}
	if t.broken > 0 {
		all = append(all, unread(t.broken, "later"))
	}
	if n, was := len(t.listed), len(s.listed); 2*n < was {
		all = append(all, fmt.Sprintf("the later roster lists %d and the earlier one %d: it may be a part of one", n, was))
	}
	var alike, family []string
	for other, rows := range t.listed {
		if s.on(other) != "" {
			continue
		}
		for _, b := range s.listed[id] {
			for _, r := range rows {
				v := a.vendors[orgname.Normal(r.Member.Name)]
				switch {
				case v.id != "" && v.id == a.vendors[orgname.Normal(b.Member.Name)].id:
					family = append(family, fmt.Sprintf("new on the later roster is “%s”, of the same family (%s)", r.Member.Name, v.name))
				case beginAlike(b.Member.Name, r.Member.Name):
					alike = append(alike, fmt.Sprintf("new on the later roster is “%s”, whose name begins alike: it may be the same member", r.Member.Name))
				}
			}
		}
	}
	all = append(all, append(alike, family...)...)
	slices.Sort(all)
	return slices.Compact(all)
}

// beginAlike says whether two names have their first word in common, one that is distinctive enough to be a name's own.
func beginAlike(a, b string) bool {
	first := func(s string) string {
		w, _, _ := strings.Cut(orgname.Normal(s), " ")
		return w
	}
	return len([]rune(first(a))) > 3 && first(a) == first(b)
}
