package movements

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/stages/record"
)

// verbs say what an account says that the member {m} did, or what was done, at the association {a}.
var verbs = map[string]string{
	"joined":      "{m} joined {a}",
	"left":        "the membership of {m} in {a} ended",
	"expelled":    "{m} was expelled from {a}",
	"resigned":    "{m} resigned from {a}",
	"suspended":   "{m} was suspended by {a}",
	"reactivated": "{m} became an active member of {a} again",
	"renamed":     "{m}, a member of {a}, changed its name",
}

// shows say what two rosters show, that of {b} and that of {t}.
var shows = map[string]string{
	"not on the roster":      "{m} is on the roster of {a} of {b} and not on that of {t}. Why, a roster does not say: it is no account of a resignation or of an expulsion.",
	"new on the roster":      "{m} is on the roster of {a} of {t} and not on that of {b}.",
	"listed as former":       "The roster of {a} of {t} lists {m} as a former member; that of {b} lists it as a member. How the membership ended, it does not say.",
	"listed as suspended":    "The roster of {a} of {t} lists {m} as suspended; that of {b} does not.",
	"listed as member again": "The roster of {a} of {t} lists {m} as a member; that of {b} lists it as suspended.",
	"renamed":                "Where the roster of {a} of {b} has {m}, that of {t} has {n}: {r}.",
}

func wording(m *Movement) string {
	fill := strings.NewReplacer("{m}", m.MemberName, "{a}", m.AssociationName, "{b}", m.Before, "{t}", m.When, "{n}", m.NewName, "{r}", m.Reason)
	if m.shown() {
		return upper(fill.Replace(shows[m.Change])) + others(m)
	}
	if m.Basis == "claim" {
		return upper(claim(m, fill)) + others(m)
	}
	var b strings.Builder
	b.WriteString("A table of membership events ")
	verb := verbs[m.Change]
	if verb == "" {
		b.WriteString("has “" + m.Word + "” for " + m.MemberName + " at " + m.AssociationName)
	} else {
		b.WriteString("says that " + fill.Replace(verb))
	}
	if m.NewName != "" {
		b.WriteString(" to " + m.NewName)
	}
	b.WriteString(at(m.When))
	if verb != "" && !strings.Contains(verb, strings.ToLower(m.Word)) {
		b.WriteString(" (in its word: “" + m.Word + "”)")
	}
	b.WriteString(stop(b.String()))
	if m.Reason != "" {
		b.WriteString(" The reason it gives: “" + m.Reason + "”.")
	}
	if m.Source != "" {
		b.WriteString(" The source it gives: " + m.Source + stop(m.Source))
	}
	if m.When == "" {
		b.WriteString(" The date is not known.")
	}
	return upper(b.String()) + others(m)
}

// claim is what a text says, with its own words.
func claim(m *Movement, fill *strings.Replacer) string {
	s := "a text " + map[string]string{"asserts": "says", "denies": "denies", "supposes": "supposes"}[m.Modality] + " that " + fill.Replace(verbs[m.Change]) + at(m.When) +
		", in its words: “" + m.Quote + "”" + stop(m.Quote)
	if m.Source != "" {
		s += " It knows this through " + m.Source + stop(m.Source)
	}
	switch {
	case m.Stated != "" && m.When == "":
		s += " The date it gives is “" + m.Stated + "”, which is no date without the day on which that was written."
	case m.When == "":
		s += " The date is not known."
	}
	return s
}

// others is what other accounts say that do not hold together with this one.
func others(m *Movement) string {
	if m.Conflict == "none" {
		return ""
	}
	said := strings.Join(m.Conflicts, "; ")
	return " Other " + m.Conflict + ": " + said + stop(said)
}

// at is a date as far as it is known.
func at(when string) string {
	switch {
	case when == "":
		return ""
	case record.DayOf(when) != nil:
		return " on " + when
	}
	return " in " + when
}

func stop(s string) string {
	if strings.HasSuffix(s, ".") {
		return ""
	}
	return "."
}

func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
