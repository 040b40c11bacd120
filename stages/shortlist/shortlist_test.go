package shortlist

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/orgname"
	"pgregory.net/rapid"
)

func names(texts ...string) (out []orgname.Name) {
	for _, t := range texts {
		out = append(out, orgname.Parse(t))
	}
	return out
}

func TestBest(t *testing.T) {
	list := []string{"Hangzhou Hikvision Digital Technology Co., Ltd.", "Zhejiang Dahua Technology Co., Ltd.", "International Business Machines Corp.",
		"China National Petroleum Corporation", "Bank of Examples", "Лаборатория Касперского", "S.r.l."}
	ix := New(names(list...))
	for _, c := range []struct {
		name string
		want int // -1: nothing
	}{
		{"Hikvision Italy", 0},
		{"Hik Vision Digital", 0}, // written apart
		{"Hikvison", 0},           // a letter left out
		{"Хиквижн", 0},            // by its sound
		{"IBM", 2},                // first letters
		{"China Petroleum", 3},    // words of many names, two together
		{"Dahva Technology", 1},   // a slip
		{"Kaspersky Lab", 5},
		{"Prova Sistemi S.r.l.", -1},
		{"S.r.l.", -1},
	} {
		n := orgname.Parse(c.name)
		found := ix.Search().Best(&n, 1, 0.1)
		got := -1
		if len(found) > 0 {
			got = found[0].Name
		}
		if got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

var someNames = rapid.Custom(func(t *rapid.T) string {
	w := rapid.SampledFrom(strings.Fields(`Alfastar Betacom Gammatel Gamatel Technology Technologies Italia Digital China Bank Systems Hikvision Хиквижн Vision Hik University 2 3`))
	return strings.Join(rapid.SliceOfN(w, 1, 5).Draw(t, "words"), " ")
})

// TestNeighbours holds that a listing added changes no other match, and that the order of the list changes nothing.
func TestNeighbours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(someNames, 1, 12, rapid.ID[string]).Draw(t, "list")
		more, asked := someNames.Draw(t, "more"), orgname.Parse(someNames.Draw(t, "asked"))
		find := func(list []string) (out []string) {
			for _, f := range New(names(list...)).Search().Best(&asked, 100, 0) {
				out = append(out, fmt.Sprintf("%s %.9f", list[f.Name], f.Score))
			}
			slices.Sort(out)
			return out
		}
		before := find(list)
		turned := slices.Clone(list)
		slices.Reverse(turned)
		if after := find(turned); !slices.Equal(before, after) {
			t.Fatalf("in another order %q, before %q", after, before)
		}
		if slices.Contains(list, more) {
			return
		}
		after := slices.DeleteFunc(find(append(slices.Clone(list), more)), func(s string) bool { return strings.HasPrefix(s, more+" ") && !strings.Contains(s[len(more)+1:], " ") })
		if !slices.Equal(before, after) {
			t.Fatalf("with %q more: %q, before %q", more, after, before)
		}
	})
}

// TestSymmetric holds that two names have one score, whichever is looked up; and that names looked up together, in any order,
// change nothing for each other.
func TestSymmetric(t *testing.T) {
	list := dense(3, 120)
	ns := names(list...)
	pairs := map[[2]int]float64{}
	look := func(s *Search, i int) {
		for _, f := range s.Best(&ns[i], len(ns), 0.5) {
			if was, ok := pairs[[2]int{f.Name, i}]; ok && was != f.Score {
				t.Errorf("%s and %s: %v, and the other way round %v", list[i], list[f.Name], f.Score, was)
			}
			pairs[[2]int{i, f.Name}] = f.Score
		}
	}
	s := New(ns).Search()
	for i := range ns {
		look(s, i)
	}
	first := maps.Clone(pairs)
	clear(pairs)
	s = New(ns).Search()
	for i := range ns {
		look(s, len(ns)-1-i)
	}
	if !maps.Equal(first, pairs) {
		t.Error("names looked up in another order have other matches")
	}
	for p, score := range first {
		if other, ok := first[[2]int{p[1], p[0]}]; !ok || other != score {
			t.Errorf("%s finds %s, which does not find it", list[p[0]], list[p[1]])
		}
	}
}

// TestCapped holds that a block which is too full is left out and listed, and that names with another word in common are found.
func TestCapped(t *testing.T) {
	var list []string
	for i := range maxBlock + 1 {
		list = append(list, fmt.Sprintf("Alfastar %s%s%s", rare[i%len(rare)], rare[i/len(rare)%len(rare)], rare[(i+7)%len(rare)]))
	}
	ix := New(names(list...))
	want := []Block{{Kind: "a word", Words: "alfastar", Names: maxBlock + 1}}
	if got := slices.DeleteFunc(slices.Clone(ix.Capped()), func(b Block) bool { return b.Kind != "a word" }); !slices.Equal(got, want) {
		t.Errorf("left out: %v, want %v", got, want)
	}
	turned := slices.Clone(list)
	slices.Reverse(turned)
	for k, b := range New(names(turned...)).Capped() { // the first one is another
		if a := ix.Capped()[k]; a.Kind != b.Kind || a.Words != b.Words || a.Names != b.Names {
			t.Errorf("in another order %v is left out, not %v", b, a)
		}
	}
	n := orgname.Parse(list[5])
	if f := ix.Search().Best(&n, 1, 0.9); len(f) != 1 || f[0].Name != 5 {
		t.Errorf("%s is not found: %v", list[5], f)
	}
	// However many names are asked for that share a word, no block of the list is left out for it.
	few := list[:maxBlock]
	ix = New(names(few...))
	s := ix.Search()
	for _, l := range list {
		n := orgname.Parse(l + " Betacom")
		s.Best(&n, 1, 0)
	}
	n = orgname.Parse("Alfastar")
	if f := s.Best(&n, len(few), 0); len(f) != len(few) {
		t.Errorf("%d of %d names that share a word are found", len(f), len(few))
	}
}

// TestSearchForgets holds that a search gives what a new one gives.
func TestSearchForgets(t *testing.T) {
	list := names("Alfastar Technology", "Betacom Digital", "Hikvision Italia", "China Bank")
	used := New(list).Search()
	for _, q := range names("Alfastar", "Betacon", "Bank China", "Hik Vision", "Nobody", "Alfastar Digital") {
		if a, b := used.Best(&q, 5, 0), New(list).Search().Best(&q, 5, 0); !slices.Equal(a, b) {
			t.Errorf("%s: %v, anew %v", q.Key, a, b)
		}
	}
}
