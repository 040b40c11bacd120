package claim

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// score counts what was found of what is there.
type score struct{ right, wrong, missed int }

func (s score) precision() float64 { return share(s.right, s.right+s.wrong) }
func (s score) recall() float64    { return share(s.right, s.right+s.missed) }

func (s *score) String() string {
	return fmt.Sprintf("%9.2f %6.2f  (%d right, %d wrong, %d missed)", s.precision(), s.recall(), s.right, s.wrong, s.missed)
}

// floor is the least that is asked of a part.
type floor struct{ precision, recall float64 }

func share(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// claimsOf is what is read from a text of one passage, as testdata/sentences.tsv writes it.
func claimsOf(t testing.TB, text string) (all []string) {
	t.Helper()
	var list []source.Passage
	for p, err := range source.Text(&source.Document{Digest: "test", Body: strings.NewReader("News\n\n" + text)}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	r := newReader(newArticle(Head{}, list))
	r.read()
	for _, f := range r.found {
		c := strings.Join([]string{f.row.Kind, f.row.Predicate, f.row.Subject, f.row.Modality}, "/")
		if f.row.Function != "" {
			c += "/" + f.row.Function
		} else if f.row.Quantity != "" {
			c += "/" + f.row.Quantity
		}
		all = append(all, c)
	}
	return all
}

// part is a set of labelled sentences and what the rules found in it.
type part struct {
	name         string
	floor        floor
	kinds        map[string]*score
	all          score
	n, empty     int // texts, and those that must yield nothing
	quiet        int // and yield nothing
	shortcomings []string
}

// firstMet is what the rules were worth on the days when they first met the two halves of unseen.tsv: the honest measure of
// sentences of which nobody thought. Since then rules were written by what they had missed.
const firstMet = "when the rules first met them: precision 0.98, recall 0.59 (45 right, 1 wrong, 31 missed; 65 of 65 texts quiet), " +
	"then 1.00 and 0.61 (17 right, 0 wrong, 11 missed; 20 of 20 quiet)"

// parts are the labelled sentences. Rules were written by the odd lines of sentences.tsv, later by unseen.tsv too; the even
// lines say what they are worth among sentences of their kind. The floors are below what was measured when they were set.
func parts(t *testing.T) []*part {
	all := []*part{{name: "looked at", floor: floor{0.97, 0.9}}, {name: "left alone", floor: floor{0.95, 0.85}}, {name: "written later", floor: floor{0.97, 0.8}}}
	for file, of := range map[string][2]*part{"sentences": {all[0], all[1]}, "unseen": {all[2], all[2]}} {
		b, err := os.ReadFile("testdata/" + file + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(b)) {
			if !strings.HasPrefix(line, "#") {
				of[n%2].read(t, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
				n++
			}
		}
	}
	return all
}

// read compares what the rules find in a sentence with its label.
func (p *part) read(t *testing.T, col []string) {
	var want []string
	if col[1] != "-" {
		want = strings.Split(col[1], "; ")
	}
	got := claimsOf(t, col[2])
	p.n++
	if len(want) == 0 {
		p.empty++
		if len(got) == 0 {
			p.quiet++
		}
	}
	if p.kinds == nil {
		p.kinds = map[string]*score{}
	}
	count := func(claim string, add func(*score)) {
		kind, _, _ := strings.Cut(claim, "/")
		if p.kinds[kind] == nil {
			p.kinds[kind] = &score{}
		}
		add(p.kinds[kind])
		add(&p.all)
	}
	var wrong []string
	for _, g := range got {
		if i := slices.Index(want, g); i >= 0 {
			want = slices.Delete(want, i, i+1)
			count(g, func(s *score) { s.right++ })
		} else {
			wrong = append(wrong, g)
			count(g, func(s *score) { s.wrong++ })
		}
	}
	for _, w := range want {
		count(w, func(s *score) { s.missed++ })
	}
	if len(wrong)+len(want) > 0 {
		p.shortcomings = append(p.shortcomings, fmt.Sprintf("%s\n   wrong %q, missed %q", col[2], wrong, want))
	}
}

// TestSentences measures precision and recall, kind by kind, on each part of the labelled sentences.
func TestSentences(t *testing.T) {
	n, empty, quiet := 0, 0, 0
	for i, p := range parts(t) {
		out := fmt.Sprintf("%-14s %9s %6s\n", p.name, "precision", "recall")
		for _, kind := range slices.Sorted(maps.Keys(p.kinds)) {
			out += fmt.Sprintf("  %-12s %s\n", kind, p.kinds[kind])
		}
		if p.all.precision() < p.floor.precision || p.all.recall() < p.floor.recall {
			t.Errorf("the part that is %s: precision %.2f, recall %.2f, want %v at least", p.name, p.all.precision(), p.all.recall(), p.floor)
		}
		t.Logf("%s  %-12s %s", out, "all", &p.all)
		if i != 1 { // what is left alone is not looked at
			for _, s := range p.shortcomings {
				t.Log(s)
			}
		}
		n, empty, quiet = n+p.n, empty+p.empty, quiet+p.quiet
	}
	t.Log("those written later, " + firstMet)
	t.Logf("%d texts, of which %d must yield nothing and %d do", n, empty, quiet)
	if quiet < empty*98/100 {
		t.Errorf("%d of %d texts that must yield nothing yield claims", empty-quiet, empty)
	}
	if n < 300 || empty < n*49/100 {
		t.Errorf("%d sentences, %d of which must yield nothing: want 300, and half", n, empty)
	}
}
