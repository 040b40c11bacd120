package orgname

import (
	"slices"
	"strings"
	"testing"
)

// TestPrincipal holds that who only acts for a body tells nothing of it, and that bodies for which one acts stay as many as they are.
func TestPrincipal(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Board of Regents of the University of Oklahoma", "University of Oklahoma", true},
		{"Board of Reagents, University of Oklahoma", "The University of Oklahoma", true},
		{"The Chancellor, Masters and Scholars of the University of Oxford", "University of Oxford", true},
		{"The Governing Council of the University of Toronto", "University of Toronto", true},
		{"State of Utah acting by and through the Board of Higher Education on behalf of Utah State University", "Utah State University", true},
		{"State of Utah, acting for and on behalf of Utah State University", "State of Utah acting through Utah State University", true},
		{"The United States of America as represented by the Secretary of the Army", "The Government of the United States of America, as represented by the Department of the Army", true},
		{"The United States of America as repesented by the Secetary of Agriculture", "The United States of America as represented by the Department of Agriculture", true},
		{"Bundesrepublik Deutschland, vertreten durch das Bundesministerium der Verteidigung", "Bundesrepublik Deutschland vertreten durch Bundesministerium der Verteidigung", true},

		{"State of Utah acting on behalf of Utah State University", "State of Utah acting on behalf of the University of Utah", false},
		{"Board of Regents for Oklahoma State University", "Board of Regents of the University of Oklahoma", false},
		{"North Carolina A&T State University", "University of North Carolina", false},
		{"The United States of America as represented by the Secretary of the Army", "The United States of America as represented by the Secretary of the Navy", false},
		{"Kingdom of Belgium represented by the Minister of Defence", "State of Israel represented by the Minister of Defence", false},
		{"Trustee Services Ltd", "Services Ltd", false},
		{"Fellows Bank Ltd", "Bank Ltd", false},
		{"Comune di Prova rappresentato dal Sindaco", "Comune di Esempio rappresentato dal Sindaco", false},
	} {
		a, b := Parse(c.a), Parse(c.b)
		if v := Compare(&a, &b); (v.Relation == Same) != c.same || (v.Score >= SameFrom) != c.same {
			t.Errorf("%q, %q: %s %.3f, for %q, against %q", c.a, c.b, v.Relation, v.Score, v.For, v.Against)
		}
	}
	a, b := Parse("Board of Regents of the University of Oklahoma"), Parse("University of Oklahoma")
	if v := Compare(&a, &b); v.Score == 1 || !slices.ContainsFunc(v.Against, func(s string) bool { return strings.Contains(s, "board of regents") }) {
		t.Errorf("what is left out is not told: %.3f %q", v.Score, v.Against)
	}
	for _, name := range []string{"Board of Trustees", "on behalf of", "The United States of America as represented by", "behalf", "Regents of the", "State of Utah acting through"} {
		if n := Parse(name); n.Key == "" {
			t.Errorf("%q: nothing is left", name)
		}
	}
}

// TestSlipInForm holds that a slip in the legal form at the end is read as that form, and a word that is none stays.
func TestSlipInForm(t *testing.T) {
	right := Parse("Parabolix Widget Company")
	for _, name := range []string{"Parabolix Widget Compnay", "Parabolix Widget Comany", "Parabolix Widget Corporatioon", "Parabolix Widget Incorporatd", "Parabolix Widget Limitd"} {
		if n := Parse(name); n.Key != right.Key {
			t.Errorf("%q: %q", name, n.Key)
		}
	}
	for _, name := range []string{"Parabolix Widget Compass", "Parabolix Limits", "Comany"} {
		if n := Parse(name); n.Key == right.Key || n.formal {
			t.Errorf("%q: %q", name, n.Key)
		}
	}
}
