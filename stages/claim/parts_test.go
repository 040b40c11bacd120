package claim

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestBounds(t *testing.T) {
	for _, c := range []struct{ text, lang, want string }{
		{"over 1,100", "en", "(1100, "}, {"oltre 1.200", "it", "(1200, "}, {"at least 12", "en", "[12, "}, {"almeno dodici", "it", "[12, "},
		{"up to 50", "en", ", 50]"}, {"fewer than 40", "en", ", 40)"}, {"quasi cento", "it", ", 100)"}, {"19", "en", "[19, 19]"},
		{"about 200", "en", ", "}, {"tra 10 e 20", "it", "[10, 20]"}, {"between ten and twelve", "en", "[10, 12]"},
		{"1.100", "en", "[1.10, 1.10]"}, {"1,5", "it", "[1.50, 1.50]"}, {"1,10", "en", "no number"}, {"several", "en", "no number"},
	} {
		got := "no number"
		if b, ok := boundsOf(c.text, c.lang); ok {
			got = ""
			if b.from != nil {
				got = map[bool]string{true: "(", false: "["}[b.fromOpen] + b.from.String()
			}
			got += ", "
			if b.to != nil {
				got += b.to.String() + map[bool]string{true: ")", false: "]"}[b.toOpen]
			}
		}
		if got != c.want {
			t.Errorf("%q in %s: %s, want %s", c.text, c.lang, got, c.want)
		}
	}
}

// TestDates holds that no day, month or year is supplied: only what a text says is resolved.
func TestDates(t *testing.T) {
	published, err := table.ParseDate("2022-01-31")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, date, of, span string }{
		{"It left on 4 May 2021, they said", "4 May 2021", "event", "2021-05-04 2021-05-04"},
		{"espulsa il 12 dicembre 2020", "12 dicembre 2020", "event", "2020-12-12 2020-12-12"},
		{"It left in March 2022", "in March 2022", "event", "2022-03-01 2022-03-31"},
		{"in two articles, published in April and July, it found", "April and July", "report", ""},
		{"removed starting from 2018", "starting from 2018", "event", "2018-01-01 2018-12-31"},
		{"It left last month", "last month", "event", "2021-12-01 2021-12-31 relative"},
		{"lo scorso mese è uscita", "lo scorso mese", "event", "2021-12-01 2021-12-31 relative"},
		{"It left in March", "in March", "event", ""},
		{"It left two years ago", "two years ago", "event", ""},
		{"used until 2019", "until 2019", "event", ""},
		{"on 31 February 2021 it left", "31 February 2021", "event", ""},
		{"The 134 offices of 2 firms", "", "", ""},
	} {
		date, of := statedDate(c.text)
		span := ""
		if from, to, ok := spanOf(date); ok {
			span = from.String() + " " + to.String()
		} else if from, to, ok := relative(date, published); ok {
			span = from.String() + " " + to.String() + " relative"
		}
		if date != c.date || of != c.of || span != c.span {
			t.Errorf("%q: %q of %q, %q", c.text, date, of, span)
		}
	}
}

func TestSentenceEnds(t *testing.T) {
	s := `Mr. Rossi of Alfa Inc. spoke. The seat of the ministry. of Culture is old! He said: “It is new. It is ours.” Is it? S.p.A. Beta grew 1.5 times.`
	want := []string{"Mr. Rossi of Alfa Inc. spoke.", "The seat of the ministry. of Culture is old!", "He said", "“It is new.", "It is ours.”", "Is it?", "S.p.A. Beta grew 1.5 times."}
	var got []string
	for _, x := range sentences(0, s) {
		got = append(got, x.text)
		if s[x.from:x.to] != x.text {
			t.Errorf("%q does not stand where it says", x.text)
		}
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q", got)
	}
	if all := sentences(0, s); !all[3].colon || !all[4].inside || all[5].inside {
		t.Error("the quotation is not told")
	}
}

// TestPeople holds that a name which the text calls a person's, or which looks like one, is no subject and stands in no quote.
func TestPeople(t *testing.T) {
	for _, text := range []string{
		"Chen Lifang, chairman of the company Lunacam, has left the Security Industry Association. Lifang said that cameras are used by Lunacam.",
		"The engineer Chen Lifang supplied 19 scanners to the ministry of Fisheries. Lunacam cameras are used in the court of Lifang.",
		"Lunacam cameras are used in the town hall, said Chen Lifang, mayor of Tramonto.",
	} {
		var list []source.Passage
		for p, err := range source.Text(&source.Document{Digest: "test", Body: strings.NewReader("News\n\n" + text)}) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, p)
		}
		out := table.NewSet("", table.DefaultBudget, rowsOf...)
		Write(out, Head{}, list)
		for _, tab := range rowsOf {
			dump, err := table.Dump(tab, out)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"Lifang", "Chen"} {
				if strings.Contains(dump, name) {
					t.Errorf("%s is named for %q:\n%s", name, text, dump)
				}
			}
		}
		out.Close()
	}
}

// TestRulesAreRead holds that each rule is a line with all its columns, and its triggers words of what it finds.
func TestRulesAreRead(t *testing.T) {
	names := map[string]bool{}
	for _, r := range append(rules, attributions...) {
		if names[r.name] || r.lang != "en" && r.lang != "it" || len(r.triggers) == 0 || r.triggers[0] == "" {
			t.Errorf("rule %s", r.name)
		}
		names[r.name] = true
	}
	for _, r := range rules {
		if r.kind == "" || r.predicate == "" || r.modality == "" {
			t.Errorf("rule %s", r.name)
		}
	}
}

var rowsOf = []table.Any{record.Texts, record.Passages, record.Claims, record.Sites}

// TestUnsaid holds that a use of which nobody is said to be the maker is a claim only where the sentence tells no other use.
func TestUnsaid(t *testing.T) {
	r := &reader{sentences: make([]sentence, 1)}
	use := rule{kind: "use", flags: map[string]bool{"unsaid": true}}
	for _, c := range []struct {
		here []found
		want bool
	}{{nil, true}, {[]found{{row: record.Claim{Kind: "membership"}}}, true}, {[]found{{row: record.Claim{Kind: "membership"}}, {row: record.Claim{Kind: "use"}}}, false}} {
		if _, _, ok := r.about(0, use, match{}, c.here, nil); ok != c.want {
			t.Errorf("beside %+v: %v", c.here, ok)
		}
	}
}
