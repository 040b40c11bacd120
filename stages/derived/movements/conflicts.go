package movements

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/stages/record"
)

const (
	differ    = "accounts differ"
	mayDiffer = "accounts may differ"
)

// conflicts marks the accounts of one membership that do not hold together. on are the rows of rosters that list it.
func conflicts(accounts []*Movement, on []record.Membership) {
	slices.SortFunc(accounts, func(a, b *Movement) int { return strings.Compare(a.ID, b.ID) })
	for i, a := range accounts {
		for _, b := range accounts[i+1:] {
			if marker := disagree(a, b, accounts); marker != "" {
				a.disputed(marker, b.says(), b.ID)
				b.disputed(marker, a.says(), a.ID)
			}
		}
		for _, m := range on {
			if ends(a) && order(a.When, m.When) < 0 && !between(a.When, m.When, true, accounts, entries...) {
				a.disputed(mayDiffer, "the roster of "+m.When+" still lists it as a member, perhaps late", m.ID)
			}
		}
	}
	for _, a := range accounts {
		slices.Sort(a.Conflicts)
		a.Conflicts = slices.Compact(a.Conflicts)
		slices.Sort(a.With)
		a.With = slices.Compact(a.With)
	}
}

func (m *Movement) disputed(marker, says, id string) {
	if m.Conflict != differ {
		m.Conflict = marker
	}
	m.Conflicts, m.With = append(m.Conflicts, says), append(m.With, id)
}

// says is an account in a few words.
func (m *Movement) says() string {
	what := m.Change
	if m.Modality == "denies" {
		what = "not " + what
	}
	if m.Basis == "claim" {
		what = "in a text, " + what
	}
	if m.Word != "" && !strings.EqualFold(m.Word, m.Change) {
		what += " (“" + m.Word + "”)"
	}
	switch {
	case m.shown():
		return fmt.Sprintf("the rosters of %s and %s, compared, show: %s", m.Before, m.When, what)
	case m.When == "":
		return what + ", without a date"
	}
	return what + at(m.When)
}

// ends says that an account tells of the end of a membership.
func ends(m *Movement) bool {
	return m.Modality == "asserts" && (m.Change == "expelled" || m.Change == "resigned" || m.Change == "left")
}

// disagree says whether two accounts of one membership hold together.
func disagree(a, b *Movement, all []*Movement) string {
	switch {
	case a.shown() && b.shown():
		return ""
	case a.shown():
		return disagree(b, a, all)
	case a.Modality == "supposes" || b.Modality == "supposes":
		return ""
	case a.Modality != b.Modality:
		if a.Change == b.Change && order(a.When, b.When) == 0 {
			return differ // one asserts what the other denies
		}
		return ""
	case a.Modality == "denies":
		return ""
	case b.shown():
		return againstRosters(a, b, all)
	case ends(a) && ends(b):
		return twoEnds(a, b, all)
	case a.Change == b.Change && a.Change != "unknown" && a.Change != "renamed" && order(a.When, b.When) != 0 && !undone(a, b, all):
		return mayDiffer // twice, or once on a day that is told in two ways
	}
	return ""
}

// shown says that two rosters show a movement, and nobody tells it.
func (m *Movement) shown() bool { return m.Basis == "rosters compared" }

// twoEnds compares two accounts of how a membership ended, or of how two did between which the member came in again.
func twoEnds(a, b *Movement, all []*Movement) string {
	kinds := a.Change != b.Change && a.Change != "left" && b.Change != "left" // it was expelled, or it resigned
	if dated := cmp.Or(a.When, b.When); a.When == "" || b.When == "" {
		switch {
		case !kinds:
			return ""
		case between(dated, "9999", false, all, entries...):
			return mayDiffer // the one without a date may be about a later membership
		}
		return differ
	}
	if between(a.When, b.When, false, all, entries...) {
		return ""
	}
	if kinds || order(a.When, b.When) != 0 {
		return differ
	}
	return ""
}

// againstRosters sets what somebody tells beside what two rosters show.
func againstRosters(a, shown *Movement, all []*Movement) string {
	switch shown.Change {
	case "not on the roster":
		switch {
		case a.Change == "joined" && order(shown.Before, a.When) < 0 && order(a.When, shown.When) < 0:
			return mayDiffer // it joined while it went
		case ends(a) && order(shown.When, a.When) < 0 && !between(shown.When, a.When, false, all, entries...):
			return mayDiffer // it was gone before it went
		}
	case "new on the roster":
		if a.Change == "joined" && order(a.When, shown.Before) < 0 && !between(a.When, shown.Before, false, all, exits...) {
			return mayDiffer // it had joined, and was not on the roster
		}
	}
	return ""
}

// order compares two dates; 0 where their order is not known: one is missing, or a part of the other.
func order(a, b string) int {
	if a == "" || b == "" || strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
		return 0
	}
	return strings.Compare(a, b)
}

// entries and exits are the changes by which a member comes in (again) and goes.
var (
	entries = []string{"joined", "reactivated", "new on the roster", "listed as member again"}
	exits   = []string{"left", "expelled", "resigned", "not on the roster", "listed as former"}
)

// undone says whether, between two accounts of the same change, another one undoes it.
func undone(a, b *Movement, all []*Movement) bool {
	if slices.Contains(entries, a.Change) {
		return between(a.When, b.When, false, all, append(exits, "suspended", "listed as suspended")...)
	}
	return between(a.When, b.When, false, all, entries...)
}

// between says whether an account has one of the changes between two dates, whichever is the earlier; upTo counts the later
// date itself.
func between(a, b string, upTo bool, all []*Movement, changes ...string) bool {
	if order(a, b) > 0 {
		a, b = b, a
	}
	return slices.ContainsFunc(all, func(m *Movement) bool {
		return (m.shown() || m.Modality == "asserts") && slices.Contains(changes, m.Change) && order(a, m.When) < 0 && (order(m.When, b) < 0 || upTo && m.When == b)
	})
}
