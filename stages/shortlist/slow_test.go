package shortlist

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// The words of a dense list: rare ones of which some are a letter apart, words of many names, places, forms.
var (
	rare = strings.Fields(`Alfastar Alfastra Betacom Betakom Gammatel Gamatel Deltaworks Epsilonix Zetanova Etalon Thetis Iotech Kappalab
		Lambdatron Muvision Nuvoton Xiphos Omikron Pirelia Rhodium Sigmatek Tauceti Upsilon Phitech Chiron Psionic Omegasys Hikvasion Dahuva`)
	many   = strings.Fields(`Technology Technologies Digital Systems Services Holding Security Software Energy Consulting University Bank Construction Research Institute`)
	places = strings.Fields(`Italia China Deutschland Milano Hangzhou London`)
	ends   = strings.Fields(`S.r.l. Ltd GmbH Inc. S.p.A.`)
)

// dense is n distinct names, of one seed.
func dense(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, seed))
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	seen := map[string]bool{}
	var out []string
	for len(out) < n {
		words := []string{pick(rare)}
		for range r.IntN(3) {
			words = append(words, pick(many))
		}
		if r.IntN(4) == 0 {
			words = append(words, pick(rare))
		}
		if r.IntN(3) == 0 {
			words = append(words, pick(places))
		}
		name := strings.Join(append(words, pick(ends)), " ")
		if k := orgname.Normal(name); !seen[k] {
			seen[k] = true
			out = append(out, name)
		}
	}
	return out
}

// changed is a name with two letters changed about, one left out, a word left out, or its words turned round.
func changed(name string, k int) string {
	words := strings.Fields(name)
	at := 1 + k%(len(words[0])-2)
	switch w := words[0]; k % 4 {
	case 0:
		words[0] = w[:at] + w[at+1:at+2] + w[at:at+1] + w[at+2:]
	case 1:
		words[0] = w[:at] + w[at+1:]
	case 2:
		words = append(words[:1], words[min(2, len(words)):]...)
	default:
		words = append(words[1:], words[0])
	}
	return strings.Join(words, " ")
}

// TestSlow holds that a look-up finds what comparing with every name finds: the same names with the same scores, and where
// one is asked for, one of the best score.
func TestSlow(t *testing.T) {
	list := dense(1, 1500)
	s := New(names(list...)).Search()
	asked := dense(2, 150)
	for k, l := range list[:300] {
		asked = append(asked, changed(l, k))
	}
	for _, text := range asked {
		n := orgname.Parse(text)
		want := s.All(&n, 20, orgname.SameFrom)
		if got := s.Best(&n, 20, orgname.SameFrom); !slices.Equal(got, want) {
			t.Errorf("%s: %v, comparing all %v", text, got, want)
		}
		if len(want) == 0 {
			continue
		}
		if got := s.Best(&n, 1, 0); len(got) != 1 || got[0].Score != want[0].Score {
			t.Errorf("%s: %v is the best, comparing all %v", text, got, want[0])
		}
	}
}
