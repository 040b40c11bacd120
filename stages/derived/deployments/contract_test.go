package deployments

import (
	"testing"

	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
)

// TestContract holds that only a contract whose text is about buying the vendor's goods counts: not what is proposed, cancelled, sold by
// somebody of the vendor's name, about another vendor, or about something else.
func TestContract(t *testing.T) {
	buys := matches.Match{Subject: "p", Vendor: "v", Channel: "purchase text", Sense: "purchase"}
	for _, c := range []struct {
		why    string
		match  func(m *matches.Match)
		status string
		force  string
		want   string
	}{
		{"a running contract", nil, "active", "yes", "in force"},
		{"an ended one", nil, "active", "no", "ended"},
		{"one without a period", nil, "active", "unknown", "unknown"},
		{"an award that is not decided", nil, "pending", "unknown", "none known"},
		{"a cancelled one", nil, "cancelled", "no", "none known"},
		{"a supplier of the vendor's name", func(m *matches.Match) { m.Channel = "supplier" }, "active", "yes", "none known"},
		{"another vendor", func(m *matches.Match) { m.Vendor = "w" }, "active", "yes", "none known"},
		{"an insurance of what the body has", func(m *matches.Match) { m.Sense = "possession implied" }, "active", "yes", "none known"},
	} {
		m := buys
		if c.match != nil {
			c.match(&m)
		}
		g := &member{Deployment: Deployment{Vendor: "v"}}
		g.contract([]matches.Match{m, m}, map[string]purchases.Purchase{"p": {ID: "p", Status: c.status, InForce: c.force}})
		if g.Contract != c.want || len(g.Contracts) != map[bool]int{true: 0, false: 1}[c.want == "none known"] {
			t.Errorf("%s: %s (%d), want %s", c.why, g.Contract, len(g.Contracts), c.want)
		}
	}
}
