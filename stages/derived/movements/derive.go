package movements

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// derive sees the rosters and events of one association.
func derive(in, out *table.Set) error {
	a := gather(in)
	var all []*Movement
	for _, e := range a.events {
		all = append(all, a.told(e))
	}
	for _, c := range a.claims {
		all = append(all, a.claimed(c))
	}
	snapshots := a.snapshots()
	for i := 1; i < len(snapshots); i++ {
		all = append(all, a.compare(snapshots[i-1], snapshots[i])...)
	}
	byMember := map[string][]*Movement{}
	for _, m := range all {
		m.Conflict = "none"
		byMember[m.Member] = append(byMember[m.Member], m)
	}
	for member, accounts := range byMember {
		conflicts(accounts, listings(snapshots, member))
	}
	for _, m := range all {
		m.Wording = wording(m)
		Table.Add(out, *m)
	}
	return nil
}

// association is all that is known of one, each row once.
type association struct {
	id          string
	memberships []record.Membership
	events      []record.MembershipEvent
	claims      []record.Claim
	rosters     []record.Roster
	who         *identities
	vendors     map[string]vendor
}

func gather(in *table.Set) *association {
	a := &association{vendors: vendors.In(in)}
	var refs []record.Ref
	for m := range record.Memberships.In(in) {
		if n := len(a.memberships); n > 0 && a.memberships[n-1].ID == m.ID {
			a.memberships[n-1].Origins = source.Unite(a.memberships[n-1].Origins, m.Origins)
			continue
		}
		a.id = associationID(m.Association)
		a.memberships, refs = append(a.memberships, m), append(refs, m.Member)
	}
	for e := range record.MembershipEvents.In(in) {
		if n := len(a.events); n > 0 && a.events[n-1].ID == e.ID {
			a.events[n-1].Origins = source.Unite(a.events[n-1].Origins, e.Origins)
			continue
		}
		a.id = associationID(e.Association)
		a.events, refs = append(a.events, e), append(refs, e.Member)
	}
	for c := range record.Claims.In(in) {
		if n := len(a.claims); n > 0 && a.claims[n-1].ID == c.ID {
			a.claims[n-1].Origins = source.Unite(a.claims[n-1].Origins, c.Origins)
			continue
		}
		if who := record.NewRef(c.Subject, "", "", ""); who.Name != record.Person {
			a.id = associationID(record.NewRef(c.Object, "", "", ""))
			a.claims, refs = append(a.claims, c), append(refs, who)
		}
	}
	for r := range record.Rosters.In(in) {
		a.rosters = append(a.rosters, r)
	}
	a.who = newIdentities(a.id, a.vendors)
	for _, r := range refs {
		a.who.see(r)
	}
	for _, m := range a.memberships {
		if m.Former != "" {
			a.who.sees(m.Former, m.Member.Name, "the roster gives the one as the former name of the other")
		}
	}
	for _, e := range a.events {
		if e.NewName != "" {
			a.who.sees(e.Member.Name, e.NewName, "a table of events gives it as a change of name")
		}
	}
	a.who.join(refs)
	return a
}

// row is a movement with what every one has.
func (a *association) row(group, member record.Ref, origins []source.Origin) *Movement {
	m := &Movement{Association: a.id, AssociationName: group.Name, Member: a.who.of(member), MemberName: member.Name, Origins: origins}
	m.AssociationScheme, m.AssociationIdentifier = edges.Stated(group)
	m.MemberScheme, m.MemberIdentifier = edges.Stated(member)
	if v := a.vendors[orgname.Normal(member.Name)]; v.id != "" {
		m.Vendor, m.VendorName, m.VendorScheme, m.VendorIdentifier, m.Relation = v.id, v.name, v.scheme, v.code, v.relation
		m.Against = append(m.Against, "that the member is "+v.of()+" rests on the name alone")
	}
	return m
}

// of is what a name is to its vendor, in words.
func (v vendor) of() string {
	if v.relation == "same entity" {
		return v.name
	}
	return "a company of the " + v.name + " family"
}

// told is an event as a table tells it.
func (a *association) told(e record.MembershipEvent) *Movement {
	m := a.row(e.Association, e.Member, e.Origins)
	m.ID = source.ID("movement", e.ID)
	m.Modality = "asserts"
	m.Change, m.Basis, m.When, m.Date, m.Word, m.NewName, m.Reason, m.Source = e.Event, "event table", e.When, e.Date, e.Word, e.NewName, e.Reason, e.Source
	if m.When == "" {
		m.Against = append(m.Against, "the table gives no date that can be read")
	}
	return m
}

// claimed is a change as a text says that somebody tells it.
func (a *association) claimed(c record.Claim) *Movement {
	m := a.row(record.NewRef(c.Object, "", "", ""), record.NewRef(c.Subject, "", "", ""), c.Origins)
	m.ID = source.ID("movement", c.ID)
	m.Change, m.Basis, m.Modality, m.Stated, m.Quote, m.Source = c.Predicate, "claim", c.Modality, c.Date, c.Quote, strings.Join(through(c), "; ")
	m.When = span(c.First, c.Last)
	m.Date = record.DayOf(m.When)
	if m.When == "" {
		m.Against = append(m.Against, "the text gives no date that can be placed")
	}
	return m
}

// through is who speaks in a claim, and through whom the text knows it.
func through(c record.Claim) []string {
	if by := c.Speaker.Name(); by != "" {
		return append([]string{by}, c.Reporters...)
	}
	return c.Reporters
}

// span is the day, month or year that goes from one day to another; "" where it is none of these.
func span(first, last *table.Date) string {
	if first == nil || last == nil {
		return ""
	}
	from, to := first.String(), last.String()
	switch {
	case from == to:
		return from
	case from[4:] == "-01-01" && to[4:] == "-12-31" && from[:4] == to[:4]:
		return from[:4]
	case from[7:] == "-01" && from[:7] == to[:7] && (*last + 1).String()[8:] == "01":
		return from[:7]
	}
	return ""
}

// snapshot is the members of the association on one date, in whatever documents list them.
type snapshot struct {
	when      string
	broken    int64
	listed    map[string][]record.Membership // by member
	documents map[source.Origin]bool
	undated   map[string]bool // members whom the same documents list without a date that can be read
}

// snapshots are the rosters whose dates can be put in order, in order. Of two dates of which one is a part of the other
// (2021 and 2021-06) the longer stays.
func (a *association) snapshots() []*snapshot {
	byWhen := map[string]*snapshot{}
	for _, m := range a.memberships {
		if m.When == "" {
			continue
		}
		s := byWhen[m.When]
		if s == nil {
			s = &snapshot{when: m.When, listed: map[string][]record.Membership{}, documents: map[source.Origin]bool{}, undated: map[string]bool{}}
			byWhen[m.When] = s
		}
		id := a.who.of(m.Member)
		s.listed[id] = append(s.listed[id], m)
		for _, o := range m.Origins {
			s.documents[o.Document()] = true
		}
	}
	var all []*snapshot
	for when, s := range byWhen {
		part := false
		for other := range byWhen {
			part = part || other != when && strings.HasPrefix(other, when)
		}
		if part {
			continue
		}
		for _, r := range a.rosters {
			if r.When == when {
				s.broken = max(s.broken, r.Broken)
			}
		}
		for _, m := range a.memberships {
			if m.When == "" && slices.ContainsFunc(m.Origins, func(o source.Origin) bool { return s.documents[o.Document()] }) {
				s.undated[a.who.of(m.Member)] = true
			}
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *snapshot) int { return strings.Compare(a.when, b.when) })
	return all
}

// on says how a roster lists a member: member, suspended, unknown, former, or "" where it does not.
func (s *snapshot) on(member string) string {
	rows := s.listed[member]
	for _, state := range []string{"member", "unknown", "suspended", "former"} {
		if slices.ContainsFunc(rows, func(m record.Membership) bool { return m.State == state }) {
			return state
		}
	}
	return ""
}

// listings are the rows of all rosters that list a member as one.
func listings(snapshots []*snapshot, member string) []record.Membership {
	var all []record.Membership
	for _, s := range snapshots {
		for _, m := range s.listed[member] {
			if m.State == "member" {
				all = append(all, m)
			}
		}
	}
	return all
}
