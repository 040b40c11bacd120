package orgname

import (
	"maps"
	"slices"
	"testing"
)

// TestOrdinary says of every word of the tables what those say that are made of them to take names apart.
func TestOrdinary(t *testing.T) {
	words := []string{"", "x", "zzzz", "milestone", "ال", "walid"}
	words = append(words, slices.Sorted(maps.Keys(lexicon()))...)
	words = append(words, slices.Sorted(maps.Keys(bornes()))...)
	ordinary := 0
	for _, w := range words {
		folded := string(fold([]rune(w)))
		e := lexicon()[folded]
		want := e.place.country != "" || !bornes()[folded] && (e.known || inDictionary(folded))
		if got := Ordinary(w); got != want {
			t.Errorf("%q is ordinary: %v", w, got)
		}
		if want {
			ordinary++
		}
	}
	if ordinary < 50_000 || len(words)-ordinary < 50_000 {
		t.Errorf("%d of %d words are ordinary", ordinary, len(words))
	}
}
