package claim_test

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/formats/article"
	"github.com/perimeter-data/perimeter/stages/record"
)

// traps is what a careful reader finds in the articles with traps, each with why; # begins the argument.
const traps = `
# names.txt: whoever speaks is a role and an affiliation; the person who "joined" is no member; the title is masked
membership left Lunacam asserts | Alliance of Security Manufacturers | | | says director of Lunacam
membership expelled Lunacam denies | Alliance of Security Manufacturers | | | says spokesperson of Alliance of Security Manufacturers
membership suspended Teravue asserts | Alliance of Security Manufacturers | | |
reason given Teravue asserts | Alliance of Security Manufacturers | | |
supply supplied Lunacam asserts | port of Tramonto | | 14 to 14 | via Post
supply supplied Lunacam asserts | court of Tramonto | | 6 to 6 | # who revealed it is a person: no reporter, and no name in the quote
# dormienti.md: what should be dormant is not dormant; what was never switched on is not said to be off; what could be is nothing
function equipped Lunacam asserts | | face recognition | |
function equipped Lunacam asserts | | audio listening | |
function dormant Lunacam should | | face recognition | | via Il Molo
function dormant Lunacam should | | audio listening | | via Il Molo
payment paid for Lunacam asserts | Comune di Borgolago | face recognition | | via Il Molo
payment paid for Lunacam asserts | Comune di Borgolago | audio listening | | via Il Molo
function dormant Teravue asserts | | face recognition | | says assessora # whom she serves is not said, her name not kept
function enabled Teravue denies | | audio listening | |
# smentita.html: one suspended, one resigned, nobody expelled; "two years ago" is no year; deported engineers are no members
membership suspended Ostrava Vision asserts | Associazione dei Costruttori di Telecamere (ACT) | | | il mese scorso
membership resigned Lunacam asserts | Associazione dei Costruttori di Telecamere (ACT) | | | l'anno scorso
denial denies Ostrava Vision denies | le accuse di aver violato lo statuto | | |
supply supplied Ostrava Vision denies | Polizia di Tramonto | | | says Ostrava Vision
use used Ostrava Vision denies | tribunale di Borgolago | | | says Comune
supply supplied Lunacam asserts | Palazzo Aurora | | 6 to 6 | Due anni fa
# deported.txt: "deported from an association" is expelled; without the association, and unconfirmed, it is nothing; a petition is nothing
membership expelled Norvik asserts | Alliance of Security Manufacturers | | | last month
membership resigned Axion asserts | Alliance of Security Manufacturers | | | in March 2021
membership suspended Kestrel asserts | industry group of drone makers | | | # described, not named
# counts.txt: a count over twelve courts is nobody's; plans and questions supply nothing; a reference technology is no contract
use used Lunacam asserts | city of Tramonto | | fewer than 40 | via Cable
use used Lunacam asserts | offices of the 12 district courts | | more than 900 over offices of the 12 district courts |
use used Lunacam asserts | Torre Vecchia | | |
supply supplied Ostrava Vision asserts | airport of Borgolago | | 25 to 25 | last year
procurement reference technology Lunacam asserts | Comprex | | | 2020`

func TestTraps(t *testing.T) {
	all := stagetest.DriveFormat(t, article.Format, "../formats/article/testdata/traps")
	var want, got []string
	for l := range strings.Lines(strings.TrimSpace(traps)) {
		if l, _, _ = strings.Cut(l, "#"); strings.TrimSpace(l) != "" {
			want = append(want, strings.Join(strings.Fields(l), " "))
		}
	}
	for c := range record.Claims.In(all) {
		got = append(got, line(c))
		dated := map[string]string{"il mese scorso": "2021-12-01", "l'anno scorso": "2021-01-01", "in March 2021": "2021-03-01", "2020": "2020-01-01"}[c.Date]
		if dated == "" && c.First != nil || dated != "" && (c.First == nil || c.First.String() != dated) {
			t.Errorf("%s: its first day is %v, want %q", line(c), c.First, dated)
		}
		if c.Described() != strings.Contains(c.Object, "drone makers") {
			t.Errorf("%s: %q", line(c), c.ObjectBasis)
		}
	}
	agree(t, want, got)
	for x := range record.Texts.In(all) {
		if x.Publisher == "The Harbour Post" && x.Title != "[…], director of Lunacam, steps down as his company leaves the trade body" {
			t.Errorf("the title is %q", x.Title)
		}
	}
	n := 0
	for s := range record.Sites.In(all) {
		if n++; s.Building != "Torre Vecchia" || s.Body != "municipality of Tramonto" {
			t.Errorf("%s is no seat of %s", s.Building, s.Body)
		}
	}
	if n != 1 {
		t.Errorf("%d seats", n)
	}
}
