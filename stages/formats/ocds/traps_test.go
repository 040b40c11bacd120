package ocds

import (
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// TestKinds holds that a value is read in whatever kind a publisher writes it: an object or a word where a list is due, a
// number where a text is, spaces around names, words and values, and nothing written as "", null, {} or [].
func TestKinds(t *testing.T) {
	buyer := `"buyer":{"id":"b","name":"Anytown Council"},`
	for text, want := range map[string]string{
		release(buyer + `"awards":[{"id":"1","suppliers":[{"name":"Acme Ltd"}]}]`):                                           "Acme Ltd",
		release(buyer + `"awards":[{"id":"1","suppliers":{"name":"Acme Ltd"}}]`):                                             "Acme Ltd",
		release(buyer + `"awards":{"id":"1","suppliers":{"name":"Acme Ltd"}}`):                                               "Acme Ltd",
		release(buyer + `"awards":[{"id":1,"suppliers":[{"id":7}]}],"parties":[{"id":"7","name":"Acme Ltd"}]`):               "Acme Ltd",
		release(buyer + `"awards":[{"id":"1","suppliers":[{"id":"7"}]}],"parties":[{"id":7,"name":"Acme Ltd"}]`):             "Acme Ltd",
		release(buyer + `"awards":[{"id":"1","suppliers":[{"name ":"Acme Ltd"}]}]`):                                          "Acme Ltd",
		release(buyer + `"awards":[{"id":"1","suppliers":[{"id":"nobody"}]}]`):                                               "",
		release(buyer + `"awards":[{"id":"1","suppliers":[]}]`):                                                              "",
		release(buyer + `"awards":[{"id":"1","suppliers":null}]`):                                                            "",
		release(buyer + `"awards":[{"id":"1","suppliers":{}}]`):                                                              "",
		release(buyer + `"awards":[{"id":"1","suppliers":""}]`):                                                              "",
		`{"ocid":"ocds-zzzzzz-1","id":"r1","date":"2020-01-01","tag":"award",` + buyer + `"awards":[{"id":"1"}]}`:            "",
		`{"ocid":"ocds-zzzzzz-1","id":7,"date":"2020-01-01","tag":[" award"],` + buyer + `"awards":[{"id":"1","value":{}}]}`: "",
	} {
		o := run(t, []byte(text))
		o.laws()
		a := one(t, rows(o, record.Awards))
		got := ""
		for _, s := range a.Suppliers {
			got += s.Name
		}
		if got != want || a.Buyer.Name != "Anytown Council" || a.Award != "1" {
			t.Errorf("%s: %+v", text, a)
		}
	}
}

// TestBuyers holds who buys where a release says it in another place, in part, or not at all.
func TestBuyers(t *testing.T) {
	for text, want := range map[string]string{
		release(`"buyer":{"id":"b"},"parties":[{"id":"b","name":"Anytown Council"}],"awards":[{"id":"1"}]`):                                                             "Anytown Council",
		release(`"buyer":{"name":"Anytown Council"},"awards":[{"id":"1"}]`):                                                                                             "Anytown Council",
		release(`"buyer":{},"tender":{"procuringEntity":{"name":"Anytown Council"}},"awards":[{"id":"1"}]`):                                                             "Anytown Council",
		release(`"parties":[{"id":"x","name":"Acme Ltd","roles":["supplier"]},{"id":"b","name":"Anytown Council","roles":[" procuringEntity"]}],"awards":[{"id":"1"}]`): "Anytown Council",
		release(`"buyer":{"name":"Anytown Council","identifier":{"scheme":"XX-REG","id":"007"}},"awards":[{"id":"1"}]`):                                                 "Anytown Council",
		release(`"awards":[{"id":"1"}]`):            "",
		release(`"buyer":"","awards":[{"id":"1"}]`): "",
	} {
		o := run(t, []byte(text))
		o.laws()
		if a := one(t, rows(o, record.Awards)); a.Buyer.Name != want {
			t.Errorf("%s: %+v", text, a.Buyer)
		}
	}
}

// TestQuantities holds that a quantity is read where it is a number or a text that is one.
func TestQuantities(t *testing.T) {
	for text, want := range map[string]string{`12`: "12", `"663"`: "663", `""`: "null", `null`: "null", `"1.5"`: "1.50", `"dos"`: "null"} {
		o := run(t, []byte(release(`"awards":[{"id":"1","items":[{"id":"1","description":"x","quantity":`+text+`}]}]`)))
		if got := decimal(one(t, rows(o, record.Items)).Quantity); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

// TestIDsInOneList holds that two contracts of one id in one release are one, as the standard has it, and that this is told.
func TestIDsInOneList(t *testing.T) {
	o := run(t, []byte(release(`"contracts":[{"id":1,"value":{"amount":5,"currency":"COP"}},{"id":"1","value":{"amount":7,"currency":"COP"}}]`)))
	o.laws()
	if c := one(t, rows(o, record.Contracts)); decimal(c.Amount) != "7" {
		t.Errorf("%+v", c)
	}
	if r := one(t, rows(o, table.Rejects)); r.Reason != "ocds.repeated_id" {
		t.Errorf("%+v", r)
	}
}

// TestEncodings holds that UTF-16 with its mark is read, that a record with bytes of Latin-1 is rejected and the others are
// read, and that nothing is guessed.
func TestEncodings(t *testing.T) {
	text := `[{"ocid":"ocds-zzzzzz-1","tender":{"title":"Città"}},{"ocid":"ocds-zzzzzz-2","tender":{"title":"Citta"}}]`
	utf16le := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	var latin []byte
	for _, r := range text {
		latin = append(latin, byte(r))
	}
	for _, c := range []struct {
		name     string
		text     []byte
		titles   int
		rejected string
	}{
		{"UTF-8", []byte(text), 2, ""},
		{"UTF-8 with its mark", append([]byte("\ufeff"), text...), 2, ""},
		{"UTF-16", utf16le, 2, ""},
		{"Latin-1", latin, 1, "json.utf8"},
	} {
		all, err := stagetest.Drive(pipeline.Pipeline{Formats: []*pipeline.Format{Format}}, fstest.MapFS{"x": {Data: c.text}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		titles := 0
		for p := range record.Processes.In(all) {
			if p.Title == "Città" || p.Title == "Citta" {
				titles++
			}
		}
		rejected := ""
		for r := range table.Rejects.In(all) {
			rejected += r.Reason
		}
		if titles != c.titles || rejected != c.rejected {
			t.Errorf("%s: %d titles, rejects %q", c.name, titles, rejected)
		}
	}
}

// TestLostBackslashes holds that texts whose publisher lost the backslashes of its line breaks stay as they are written: that
// "rn" is a break is a guess in any language, and names would lose letters by it.
func TestLostBackslashes(t *testing.T) {
	o := run(t, []byte(release(`"tender":{"title":"Five camerasrnrnTwo recordersrn"},"awards":[{"id":"1","suppliers":[{"name":"Hornrn Cabling Ltd"}]}]`)))
	o.laws()
	if p := one(t, rows(o, record.Processes)); p.Title != "Five camerasrnrnTwo recordersrn" {
		t.Errorf("%+v", p)
	}
	if a := one(t, rows(o, record.Awards)); a.Suppliers[0].Name != "Hornrn Cabling Ltd" {
		t.Errorf("%+v", a)
	}
}
