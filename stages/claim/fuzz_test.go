package claim

import (
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// FuzzWrite reads whatever comes as the text of an article. A claim's words stand in the text, in one passage, and no text costs
// more than in proportion to its length.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"# Esempio\n\nAlfa SpA ha detto: «Beta Srl non vende a Gamma».", "Mario Rossi, director of Alfa Ltd, said that Beta Corp. supplies 1,200 cameras to the city of Prova.",
		"\"Yes,\" said the company. The former denied it, both did.", "Alfa, Beta e Gamma sono usciti da ONVIF; il primo nega.", "(«\"“ said, said said that that", "…", "Alfa's 's of of Beta, which which"} {
		f.Add(s)
	}
	write := func(t testing.TB, s string) *table.Set {
		out := table.NewSet(t.TempDir(), 1<<20, record.Texts, record.Passages, record.Claims, record.Sites)
		doc := &source.Document{Digest: strings.Repeat("0", 64), Body: strings.NewReader(s)}
		var passages []source.Passage
		for p, err := range source.Text(doc) {
			if err == nil {
				passages = append(passages, p)
			}
		}
		Write(out, Head{Format: "article"}, passages)
		return out
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := write(t, s)
		defer out.Close()
		if err := out.Err(); err != nil {
			t.Fatal(err)
		}
		for c := range record.Claims.In(out) {
			stagetest.Visible(t, "a claim", c.ID+c.Predicate)
			if len(c.Origins) == 0 || c.Origins[0].Length > int64(len(s)) {
				t.Errorf("%+v stands nowhere in %q", c, s)
			}
		}
		if again := People(s); !slices.Equal(again, People(s)) {
			t.Errorf("%q", again)
		}
		IsArticle([]byte(s))
		IsHTML([]byte(s))
		stagetest.Steady(t, s, func(s string) { write(t, s).Close(); IsArticle([]byte(s)) })
	})
}
