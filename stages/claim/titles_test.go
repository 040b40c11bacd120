package claim

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// TestTitles holds that of a title that names no company a claim is read only where the text says the same of several by
// name, and that it takes no subject.
func TestTitles(t *testing.T) {
	const left = " The manufacturers Norvik and Lunacam have left the Alliance of Camera Manufacturers, a spokesperson for the alliance said."
	const lasciato = " I produttori Norvik e Lunacam hanno lasciato la Federazione Italiana Telecamere, ha detto un portavoce."
	for _, c := range []struct{ title, body, want string }{
		{"Two large camera makers have left the trade association", left, "left  Alliance of Camera Manufacturers “Two large camera makers”, not named in the title; the text says the same of Lunacam and Norvik"},
		{"Large camera makers quit the Alliance of Camera Manufacturers", left, "left  Alliance of Camera Manufacturers “Large camera makers”, not named in the title; the text says the same of Lunacam and Norvik"},
		{"Due grandi produttori di telecamere hanno lasciato l'associazione di categoria", lasciato, "left  Federazione Italiana Telecamere “Due grandi produttori di telecamere”, not named in the title; the text says the same of Lunacam and Norvik"},
		{"Two camera makers expelled from the trade association", " The manufacturers Norvik and Lunacam were expelled from the Alliance of Camera Manufacturers.", "expelled  Alliance of Camera Manufacturers “Two camera makers”, not named in the title; the text says the same of Lunacam and Norvik"},
		{"Two large camera makers should leave the trade association", left, ""},
		{"Two large camera makers have not left the trade association", left, ""},
		{"Two large camera makers expelled from the trade association", left, ""},
		{"Two large camera makers have left the Federation of Drone Producers", left, ""},
		{"Two large camera makers have left the trade association", " The manufacturer Norvik has left the Alliance of Camera Manufacturers.", ""},
		{"Two large camera makers have left the trade association", " The manufacturer Norvik has left the Alliance of Camera Manufacturers. The manufacturer Lunacam has left the Federation of Drone Producers.", ""},
		{"Not all large camera makers have left the trade association", left, ""},
		{"Norvik and other camera makers have left the trade association", left, ""},
		{"Will the large camera makers have left the trade association?", left, ""},
		{"Due grandi produttori di telecamere lasciano la città", lasciato, ""},
	} {
		var list []source.Passage
		for p, err := range source.Text(&source.Document{Digest: "test", Body: strings.NewReader(c.title + "\n\n" + strings.TrimSpace(c.body))}) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, p)
		}
		r := newReader(newArticle(Head{}, list))
		r.read()
		got, body := "", 0
		for _, f := range r.found {
			if r.roles[f.passage] != roleTitle {
				body++
				continue
			}
			got = strings.Join([]string{f.row.Predicate, f.row.Subject, f.row.Object, f.row.Basis}, " ")
			if f.row.Quote != c.title {
				t.Errorf("%q is quoted as %q", c.title, f.row.Quote)
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.title, got, c.want)
		}
		if body == 0 {
			t.Errorf("nothing was read from %q", c.body)
		}
	}
}
