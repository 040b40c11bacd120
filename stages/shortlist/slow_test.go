package shortlist

import (
	"fmt"
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

// changed is a name with two letters changed about, one left out, a word left out, its words turned round, a letter more, or a
// word written short.
func changed(name string, k int) string {
	words := strings.Fields(name)
	at := 1 + k%(len(words[0])-2)
	switch w := words[0]; k % 6 {
	case 0:
		words[0] = w[:at] + w[at+1:at+2] + w[at:at+1] + w[at+2:]
	case 1:
		words[0] = w[:at] + w[at+1:]
	case 2:
		words = append(words[:1], words[min(2, len(words)):]...)
	case 3:
		words[0] = w[:at] + "e" + w[at:]
	case 4:
		if w := words[min(1, len(words)-1)]; len(w) > 5 {
			words[min(1, len(words)-1)] = w[:4] + "."
		}
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

// TestRecall holds that asking for the one best of a score loses at most one in two hundred of what comparing with every name
// finds, as the benchmark of screening asks.
func TestRecall(t *testing.T) {
	const floor = orgname.SameFrom
	list := dense(4, 1200)
	s := New(names(list...)).Search()
	found, lost := 0, 0
	for k, l := range list {
		if k%2 == 0 {
			continue
		}
		n := orgname.Parse(changed(l, k/2))
		want := s.All(&n, 1, orgname.SameFrom)
		if len(want) == 0 {
			continue
		}
		found++
		if got := s.Best(&n, 1, floor); len(got) == 0 || got[0].Score != want[0].Score {
			lost++
			t.Logf("%s: %v, comparing all %s %v", changed(l, k/2), got, list[want[0].Name], want[0].Score)
		}
	}
	if found < 400 || 200*lost > found {
		t.Errorf("%d of %d names that have a match were not found", lost, found)
	}
}

// TestOrder holds that the order of the list changes nothing, even where one is asked for and candidates that stay behind are
// left; nor does what was asked before.
func TestOrder(t *testing.T) {
	list := dense(6, 400)
	asked := dense(7, 100)
	for k, l := range list[:200] {
		asked = append(asked, changed(l, k))
	}
	first := map[string]string{}
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, seed))
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		r.Shuffle(len(asked), func(i, j int) { asked[i], asked[j] = asked[j], asked[i] })
		s := New(names(list...)).Search()
		for _, a := range asked {
			n := orgname.Parse(a)
			answer := "nothing"
			if f := s.Best(&n, 1, 0.5); len(f) > 0 {
				answer = fmt.Sprintf("%s %.9f", orgname.Normal(list[f[0].Name]), f[0].Score)
			}
			if was, ok := first[a]; ok && was != answer {
				t.Errorf("%s: %s, in another order %s", a, answer, was)
			}
			first[a] = answer
		}
	}
}
