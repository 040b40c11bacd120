package ocds

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// All people in these tests are invented.

func releaseOf(parties ...any) *object {
	o := newObject()
	o.fields.set("parties", parties)
	return o
}

func obj(pairs ...any) *object {
	o := newObject()
	for i := 0; i < len(pairs); i += 2 {
		o.fields.set(pairs[i].(string), pairs[i+1])
	}
	return o
}

func contact(name string) *object { return obj("name", name) }

func TestBidderWhoIsHisOwnContact(t *testing.T) {
	r := releaseOf(
		obj("id", "1", "name", "Zappalante Quaglin", "roles", []any{"supplier"}, "contactPoint", contact("ZAPPALANTE QUAGLIN")),
		obj("id", "2", "name", "Borgo Quaglin", "roles", []any{"buyer"}, "contactPoint", contact("Borgo Quaglin")),
		obj("id", "3", "name", "Quaglin Holding", "roles", []any{"supplier"}, "contactPoint", contact("Quaglin Holding")),
		obj("id", "4", "name", "Terzo Quaglin", "roles", []any{"supplier"}, "contactPoint", contact("Zappalante Ortensio")),
	)
	r.fields.set("contracts", []any{obj("id", "277-zappalante-quaglin-4", "awardID", "2019-0042", "title", "to Quaglin Zappalante")})
	hidePeople(r, "ocds-1", "doc", nil, nil)
	body := string(write(nil, r))
	for _, gone := range []string{"zappalante", "contactPoint", "Ortensio"} {
		if strings.Contains(strings.ToLower(body), strings.ToLower(gone)) {
			t.Errorf("%q stands in %s", gone, body)
		}
	}
	for _, kept := range []string{"Borgo Quaglin", "Quaglin Holding", "Terzo Quaglin", "2019-0042", "person:" + source.ID("person", "277-zappalante-quaglin-4")} {
		if !strings.Contains(body, kept) {
			t.Errorf("%q is gone from %s", kept, body)
		}
	}
}

// TestAmongPeople holds that a bidder whose name may be a person's is one where all others are people, and not beside a company.
func TestAmongPeople(t *testing.T) {
	for _, c := range []struct {
		gone   bool
		others []string
	}{
		{true, []string{"Maria Teresa Quaglin Zappalante", "Dott. Ortensio Quaglin"}},
		{false, []string{"Maria Teresa Quaglin Zappalante", "Dott. Ortensio Quaglin", "Quaglin Impianti S.r.l."}},
		{false, []string{"Dott. Ortensio Quaglin"}},
	} {
		bidders := []any{obj("name", "ANGEL ZAPPALONTE BORGHUIS")}
		for _, name := range c.others {
			bidders = append(bidders, obj("name", name))
		}
		r := obj("tender", obj("tenderers", bidders))
		hidePeople(r, "ocds-1", "doc", nil, nil)
		if gone := !strings.Contains(string(write(nil, r)), "BORGHUIS"); gone != c.gone {
			t.Errorf("beside %q: gone is %v", c.others, gone)
		}
	}
}
