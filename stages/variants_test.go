package stages

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
)

// TestNameVariants holds that firms are joined by their tax code first, whatever each body calls them: with a point or without,
// words in another order, & doubly escaped or written out, the legal form in any spelling. A name without a code beside it is
// not joined to them: it may be another firm's.
func TestNameVariants(t *testing.T) {
	const code = "01234567897"
	spellings := []string{"A. PERLANERA & C. S.p.A.", "A.PERLANERA & C. S.P.A.", "PERLANERA A. & C  S.P.A.", "A. Perlanera &amp;amp; C. SpA",
		"PERLANERA E C. SPA", "A. Perlanera e C. S.p.a."}
	var lots strings.Builder
	lot := func(n int, code, name string) {
		fmt.Fprintf(&lots, "Z%09d;00000000019;COMUNE DI ACQUACHIARA;Fornitura %d;%s;\"%s\";23;10;;;\n", n, n, code, name)
	}
	for i, name := range spellings {
		lot(i+1, code, name)
	}
	lot(11, "", "A. PERLANERA & C. SPA")
	lot(12, "", "PERLANERA PUBBLICITA S.P.A.")
	set, err := stagetest.Drive(pipeline.Pipeline{Formats: Pipeline.Formats, Stages: []*pipeline.Stage{edges.Stage, exceptions.Stage, organisations.Stage, purchases.Stage}},
		fstest.MapFS{"lotti.csv": {Data: []byte("cig;cf_proponente;proponente;oggetto;cf_aggiudicatario;aggiudicatario;tipo_contratto;importo;datainizio;datafine;sommaliquidata\n" + lots.String())}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for o := range organisations.Table.In(set) {
		if o.Identifier == code {
			names = append(append(names, o.Name), o.Offices...)
		}
	}
	for _, want := range []string{"A. PERLANERA & C. S.p.A.", "PERLANERA A. & C S.P.A.", "A. Perlanera & C. SpA", "PERLANERA E C. SPA"} {
		if !slices.Contains(names, want) {
			t.Errorf("the organisation with the code has the names %q, not %s", names, want)
		}
	}
	of := map[string][]string{}
	for p := range purchases.Table.In(set) {
		of[p.Suppliers[0].ID] = append(of[p.Suppliers[0].ID], p.Title)
	}
	var bought []string
	for _, titles := range of {
		slices.Sort(titles)
		bought = append(bought, strings.Join(titles, ", "))
	}
	slices.Sort(bought)
	if want := []string{"Fornitura 1, Fornitura 2, Fornitura 3, Fornitura 4, Fornitura 5, Fornitura 6", "Fornitura 11", "Fornitura 12"}; !slices.Equal(bought, want) {
		t.Errorf("by supplier %q, want %q", bought, want)
	}
}
