package claim_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/formats/article"
	"github.com/perimeter-data/perimeter/stages/record"
)

// statements are the facts of the article that this house began with, as a careful reader lists them: kind, predicate,
// subject, modality, object or place, function, count, reporters or speaker. Its sentences are not kept here.
const statements = `
membership left Hikvision asserts | Security industry association (Sia) | | |
membership left Dahua asserts | Security industry association (Sia) | | |
membership left asserts | Security industry association (Sia) | | |
supply supplies Hikvision asserts | Italian public bodies | | |
supply supplies Dahua asserts | Italian public bodies | | |
membership left Hikvision asserts | Security industry association (Sia) | | | via The Record
membership left Dahua asserts | Security industry association (Sia) | | | via The Record
membership expelled Dahua asserts | Security industry association (Sia) | | | last month
reason none given Dahua asserts | Security industry association (Sia) | | | last month
membership resigned Hikvision asserts | Security industry association (Sia) | | |
ownership shareholder Hikvision asserts | the Beijing government | | |
supply created Hikvision asserts | the Beijing government | | |
function capable Hikvision asserts | | ethnic identification | |
use used in Hikvision asserts | the repression of the Uighurs | | |
use used for (technologies) asserts | the repression of a minority of the Dragon | | |
membership expelled Dahua asserts | Security industry association (Sia) | | |
reason supposed Dahua supposes | Security industry association (Sia) | | |
function capable Dahua asserts | | ethnic identification | | via a member of the Security industry association, Ipvm; says Dahua; dating back to 2020
supply supplied Dahua asserts | Palazzo Chigi | | 19 to 19 | via Il Foglio
procurement reference technology Hikvision asserts | Consip | | | 2017
procurement obliges to buy asserts | Consip | | |
use used Hikvision asserts | wiretapping rooms of the 134 Italian prosecutors | | more than 1100 over wiretapping rooms of the 134 Italian prosecutors | via Wired; April and July
use used Hikvision asserts | Collegio Romano | | | via Wired; April and July
demand review  should | | | | via Formiche; says deputy; member of League; Finance Committee
demand review  should | | | | via Formiche; says deputy; member of League; Finance Committee
demand avoid risks should | | | | via Formiche; says deputy; member of League; Finance Committee
demand support should | | | | via Formiche; says deputy; member of League; Finance Committee
aim aimed at Hikvision denies | Uighurs | ethnic identification | | via Wired; says Hikvision; reply
aim aimed at Hikvision denies | a single ethnic group | ethnic identification | | via Wired; says Hikvision; reply
function capable Hikvision asserts | | recognition | | via Wired; says Hikvision; reply
function capable Hikvision supposes | | ethnic identification | |
function removed Hikvision asserts | | recognition | | says Hikvision; reply; starting from 2018
availability off the market (the cameras promoted by the Consip procedures) asserts | | | |
function equipped (the cameras promoted by the Consip procedures) asserts | | line crossing | |
function equipped (the cameras promoted by the Consip procedures) asserts | | audio listening | |
function equipped (the cameras promoted by the Consip procedures) asserts | | face recognition | |
function dormant (the cameras promoted by the Consip procedures) should | | line crossing | | via Wired
function dormant (the cameras promoted by the Consip procedures) should | | audio listening | | via Wired
function dormant (the cameras promoted by the Consip procedures) should | | face recognition | | via Wired
payment paid for (the cameras promoted by the Consip procedures) asserts | the public administration | line crossing | | via Wired
payment paid for (the cameras promoted by the Consip procedures) asserts | the public administration | audio listening | | via Wired
payment paid for (the cameras promoted by the Consip procedures) asserts | the public administration | face recognition | | via Wired`

func line(c record.Claim) string {
	object := c.Object
	if object == "" {
		object = c.Place
	}
	if object == "" && c.Kind != "demand" {
		object = c.Detail
	}
	count := ""
	switch {
	case c.From != nil && c.FromOpen && c.To == nil:
		count = "more than " + c.From.String()
	case c.From != nil && c.To != nil:
		count = c.From.String() + " to " + c.To.String()
	}
	if c.From == nil && c.To != nil {
		count = "up to " + c.To.String()
		if c.ToOpen {
			count = "fewer than " + c.To.String()
		}
	}
	if c.Over != "" {
		count += " over " + c.Over
	}
	var notes []string
	if len(c.Reporters) > 0 {
		notes = append(notes, "via "+strings.Join(c.Reporters, ", "))
	}
	switch {
	case c.Speaker.Role != "":
		notes = append(notes, strings.TrimSuffix("says "+c.Speaker.Role+" of "+c.Speaker.Affiliation, " of "))
	case c.Speaker.Affiliation != "":
		notes = append(notes, "says "+c.Speaker.Affiliation)
	}
	if c.Reply {
		notes = append(notes, "reply")
	}
	if c.Date != "" {
		notes = append(notes, c.Date)
	}
	subject := c.Subject
	if subject == "" && c.Thing != "" {
		subject = "(" + c.Thing + ")"
	}
	words := fmt.Sprintf("%s %s %s %s | %s | %s | %s | %s", c.Kind, c.Predicate, subject, c.Modality, object, c.Function, count, strings.Join(notes, "; "))
	return strings.Join(strings.Fields(words), " ")
}

// TestSeed holds that the article gives exactly these statements, that each quote stands at its ranges, that no date is
// supplied that the text does not give, and that no person is named.
func TestSeed(t *testing.T) {
	dir := stagetest.Shared(t, "seed")
	all := stagetest.DriveFormat(t, article.Format, dir)
	var want, got []string
	for l := range strings.Lines(strings.TrimSpace(statements)) {
		want = append(want, strings.Join(strings.Fields(l), " "))
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Fatal("one article is wanted", err)
	}
	text, err := os.ReadFile(dir + "/" + files[0].Name())
	if err != nil {
		t.Fatal(err)
	}
	for c := range record.Claims.In(all) {
		got = append(got, line(c))
		if s := source.Slice(string(text), c.Ranges); strings.Join(strings.Fields(s), "") != strings.Join(strings.Fields(strings.ReplaceAll(c.Quote, "[…]", "")), "") {
			t.Errorf("the quote is %q, at its ranges stands %q", c.Quote, s)
		}
		if c.First != nil && !strings.Contains(c.First.String(), c.Date[len(c.Date)-4:]) {
			t.Errorf("%q became %s", c.Date, c.First)
		}
		for _, person := range []string{"Zennaro", "Franceschini", "Conte", "Draghi", "BAKER"} {
			if strings.Contains(fmt.Sprintf("%+v", c), person) {
				t.Errorf("%s is named in %s", person, c.Quote)
			}
		}
	}
	agree(t, want, got)
	for s := range record.Sites.In(all) {
		if s.Building != "Collegio Romano" || s.Body != "ministry of Culture" {
			t.Errorf("%s is no seat of %s", s.Building, s.Body)
		}
	}
	for x := range record.Texts.In(all) {
		if !strings.Contains(x.Licence, "NonCommercial") || x.Language != "en" || x.Published != "" || x.Day != nil || x.Translated != "unknown" {
			t.Errorf("%+v", x)
		}
	}
}
