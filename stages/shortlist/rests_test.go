package shortlist

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/orgname"
)

// slips are the ways to write a word with one slip: two letters exchanged, one left out, one put in.
func slips(word string) (out []string) {
	for k := range word {
		if k > 0 {
			out = append(out, word[:k-1]+word[k:k+1]+word[k-1:k]+word[k+1:])
		}
		out = append(out, word[:k]+word[k+1:], word[:k]+"n"+word[k:])
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == word })
}

// TestSlipAnywhere holds that a slip in a word of many names, in one of few letters or in an article loses no name: what comparing
// with every name finds is found, whether one is asked for or several.
func TestSlipAnywhere(t *testing.T) {
	list := []string{"North American Container Inc.", "Blue Circle America Kernow", "Free Territory Film Club", "The Popular Business Society", "Ministry of Food and Livestock",
		"University of Texas Hospital", "Louisiana State University College of Medicine", "Sky News Australia Limited", "Data Bank of the City of Milano"}
	s := New(names(append(dense(8, 300), list...)...)).Search()
	found := 0
	for _, name := range list {
		words := strings.Fields(name)
		for i, w := range words {
			for _, slip := range slips(w) {
				text := strings.Join(slices.Concat(words[:i], []string{slip}, words[i+1:]), " ")
				n := orgname.Parse(text)
				want := s.All(&n, 1, orgname.SameFrom)
				if len(want) == 0 {
					continue
				}
				found++
				for _, limit := range []int{1, 20} {
					if got := s.Best(&n, limit, orgname.SameFrom); len(got) == 0 || got[0] != want[0] {
						t.Errorf("%s, %d asked for: %v, comparing all %v", text, limit, got, want)
					}
				}
			}
		}
	}
	if found < 500 {
		t.Errorf("only %d names with a slip have a match", found)
	}
}

// TestCappedRest holds that too full a block of names that differ in one word is left out and listed by the words they share.
func TestCappedRest(t *testing.T) {
	var list []string
	for i := range maxBlock + 1 {
		list = append(list, fmt.Sprintf("%s%s%s Alfastar Betacom", rare[i%len(rare)], rare[i/len(rare)%len(rare)], rare[(i+7)%len(rare)]))
	}
	want := Block{Kind: "all words but one", Words: "alfastar betacom", Names: maxBlock + 1}
	for _, turned := range []bool{false, true} {
		if turned {
			slices.Reverse(list)
		}
		got := New(names(list...)).Capped()
		if !slices.ContainsFunc(got, func(b Block) bool { return b.Kind == want.Kind && b.Words == want.Words && b.Names == want.Names }) {
			t.Errorf("left out: %v, want %v", got, want)
		}
	}
}
