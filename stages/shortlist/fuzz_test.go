package shortlist

import (
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/orgname"
)

// FuzzBest indexes whatever comes, a name a line, and looks up each and another one: nothing is found that is not there, scores are
// those of orgname, the best come first, and what a search did before changes nothing.
func FuzzBest(f *testing.F) {
	f.Add("Hangzhou Hikvision Digital Technology Co., Ltd.\nBank of Examples\nЛаборатория Касперского\nS.r.l.", "Hik Vision")
	f.Add("US 0 0\n0\n\n\u200b\n…", "0")
	f.Add("Esempio Grupp\nEsempio Gruppo Srl\n天地伟业技术\nشركة هيكفيجن", "天地")
	f.Add(strings.Repeat("a b c d e f g\n", 9), "a b")
	f.Fuzz(func(t *testing.T, list, other string) {
		lines := strings.Split(list, "\n")
		lines = lines[:min(len(lines), 40)]
		all := names(lines...)
		ix := New(all)
		kept := ix.Search()
		for _, n := range append(slices.Clone(all), orgname.Parse(other)) {
			fresh := ix.Search()
			for _, limit := range []int{1, 3, len(all)} {
				found := kept.Best(&n, limit, 0.1)
				if again := fresh.Best(&n, limit, 0.1); !slices.Equal(found, again) {
					t.Fatalf("%q: %v, and %v by a new search", n.Key, found, again)
				}
				if len(found) > limit || n.Key == "" && len(found) > 0 {
					t.Fatalf("%q: %d are found of %d", n.Key, len(found), limit)
				}
				for i, hit := range found {
					if want := orgname.Score(&n, &all[hit.Name]); hit.Score != want || want < 0.1 || i > 0 && hit.Score > found[i-1].Score {
						t.Fatalf("%q: %v, and the score is %v", n.Key, found, want)
					}
				}
			}
			if len(all) > 0 {
				best, by := kept.All(&n, 1, 0.1), kept.Best(&n, 1, 0.1)
				if len(by) > 0 && (len(best) == 0 || by[0].Score > best[0].Score) {
					t.Fatalf("%q: %v is better than the best of all, %v", n.Key, by, best)
				}
			}
		}
		ix.Capped()
		stagetest.Steady(t, other, func(s string) { n := orgname.Parse(s); kept.Best(&n, 1, 0.1); New(names(s, list)) })
	})
}
