package claim_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/observations"
	"github.com/perimeter-data/perimeter/stages/derived/relations"
	"github.com/perimeter-data/perimeter/stages/formats/article"
	"github.com/perimeter-data/perimeter/stages/formats/warc"
	"github.com/perimeter-data/perimeter/stages/record"
)

// press is what a careful reader finds in the articles of the sample, each with why; # begins the argument.
const press = `
# The English article. Its title and summary give nothing: the title names no company, "no longer in it" is no event.
membership left Dahua asserts | Security Industry Association (SIA) | | | via The Record # two subjects of one sentence are two claims
membership left Hikvision asserts | Security Industry Association (SIA) | | | via The Record
membership expelled Dahua asserts | Security Industry Association (SIA) | | | last month # "deported", for another sentence says expulsion; no month is supplied
reason none given Dahua asserts | Security Industry Association (SIA) | | | last month
membership resigned Hikvision asserts | Security Industry Association (SIA) | | | # nobody says that it was expelled
ownership shareholder Hikvision asserts | the Chinese government | | |
supply created Hikvision asserts | the Chinese government | | |
function capable Hikvision asserts | | ethnic identification | |
use used in Hikvision asserts | the persecution of the Uyghurs | | |
membership expelled Dahua asserts | Security Industry Association (SIA) | | |
reason supposed Dahua supposes | Security Industry Association (SIA) | | | # "appears to be"
supply supplied Dahua asserts | Palazzo Chigi | | 19 to 19 | via Il Foglio # a building; whose it is, is not said
procurement reference technology Hikvision asserts | Consip | | | 2017 # no contract; the year is the call's
use used Hikvision asserts | interception rooms of the 134 prosecutors' offices | | more than 1100 over interception rooms of the 134 prosecutors' offices | via Wired; April and July # over all 134; no year is supplied
use used Hikvision asserts | Collegio Romano | | | via Wired; April and July # without the 1,100
aim aimed at Hikvision denies | Uyghurs | ethnic identification | | via Wired; says Hikvision; reply
aim aimed at Hikvision denies | a single ethnic group | ethnic identification | | via Wired; says Hikvision; reply
function capable Hikvision asserts | | recognition | | via Wired; says Hikvision; reply # conceded by "the function created by"
function removed Hikvision asserts | | recognition | | says Hikvision; reply; starting from 2018 # "the company" goes on answering
availability off the market (the cameras promoted by the Consip procedures) asserts | | | | # Hikvision's technology is that of the call; whose cameras were sold under it, the text does not say
function equipped (the cameras promoted by the Consip procedures) asserts | | line crossing | |
function equipped (the cameras promoted by the Consip procedures) asserts | | audio listening | |
function equipped (the cameras promoted by the Consip procedures) asserts | | face recognition | |
function dormant (the cameras promoted by the Consip procedures) should | | line crossing | | via Wired # should be, not is
function dormant (the cameras promoted by the Consip procedures) should | | audio listening | | via Wired
function dormant (the cameras promoted by the Consip procedures) should | | face recognition | | via Wired
payment paid for (the cameras promoted by the Consip procedures) asserts | the public administration | line crossing | | via Wired
payment paid for (the cameras promoted by the Consip procedures) asserts | the public administration | audio listening | | via Wired
payment paid for (the cameras promoted by the Consip procedures) asserts | the public administration | face recognition | | via Wired
# The Italian article. Its question and the headline of another article give nothing; its header names an author, who is not read.
membership expelled Dahua asserts | Security Industry Association | | | lo scorso mese # resolved to June 2021 by the article's date
reason none given Dahua asserts | Security Industry Association | | | lo scorso mese
membership resigned Hikvision asserts | Security Industry Association | | |
supply supplied Dahua asserts | Palazzo Chigi | | 19 to 19 | via Il Foglio
use used Hikvision asserts | Collegio Romano | | | via Wired
aim aimed at Hikvision denies | uiguri | ethnic identification | | says Hikvision
demand review should | | | | says deputata of Partito di Esempio # the person is a role and a party
# The association's notice. Script, navigation, related texts and footer give nothing.
membership expelled Dahua asserts | Security Industry Association | | |
reason given Dahua asserts | Security Industry Association | | |
# The web archive.
membership expelled Dahua asserts | Security Industry Association | | | last month # a copy of a sentence of the English article
reason none given Dahua asserts | Security Industry Association | | | last month
membership expelled Dahua asserts | Security Industry Association | | |
supply supplied Dahua denies | police of Esempio | | | says spokesperson of Dahua`

func TestWorld(t *testing.T) {
	all, err := stagetest.Drive(pipeline.Pipeline{Formats: []*pipeline.Format{article.Format, warc.Format},
		Stages: []*pipeline.Stage{observations.Stage, relations.Stage}}, os.DirFS(filepath.Join("..", "..", "testdata", "world", "press")), nil)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for l := range strings.Lines(strings.TrimSpace(press)) {
		if l, _, _ = strings.Cut(l, "#"); strings.TrimSpace(l) != "" {
			want = append(want, strings.Join(strings.Fields(l), " "))
		}
	}
	byID := map[string]record.Claim{}
	for c := range record.Claims.In(all) {
		got = append(got, line(c))
		byID[c.ID] = c
		if c.Date == "lo scorso mese" && (c.First == nil || c.First.String() != "2021-06-01" || c.Last.String() != "2021-06-30") {
			t.Errorf("%s: the month before July 2021 is not %v to %v", line(c), c.First, c.Last)
		}
		if c.Date == "last month" && c.First != nil {
			t.Errorf("%s: a month is supplied", line(c))
		}
	}
	agree(t, want, got)
	counts := map[string]int{}
	for r := range relations.Table.In(all) {
		counts[r.Relation+", "+r.Rule]++
		a, b := byID[r.Claim], byID[r.Other]
		if r.Relation == "contradicts" && (a.Kind != "reason" || b.Kind != "reason") {
			t.Errorf("no contradiction: %s / %s", line(a), line(b))
		}
		if r.Relation == "disputes" && a.Kind != "aim" {
			t.Errorf("disputes: %s / %s", line(a), line(b))
		}
	}
	if counts["contradicts, a reason was given"] != 1 || counts["disputes, aim, not ability"] != 3 {
		t.Errorf("%v", counts)
	}
	t.Log(counts)
	groups := map[string]int{}
	for s := range observations.Table.In(all) {
		if c := byID[s.Claim]; c.Predicate == "none given" {
			groups[s.Group]++
		}
	}
	if len(groups) != 2 {
		t.Errorf("the sentence and its copy are one source, the Italian article another: %v", groups)
	}
}

// agree holds that just the wanted lines were got, each as often.
func agree(t *testing.T, want, got []string) {
	t.Helper()
	for _, l := range want {
		if i := slices.Index(got, l); i >= 0 {
			got = slices.Delete(got, i, i+1)
		} else {
			t.Errorf("not found: %s", l)
		}
	}
	for _, l := range got {
		t.Errorf("nobody says: %s", l)
	}
}
