package ocds

import (
	"reflect"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// TestAbout reads what packages say of themselves, and nothing of what releases say of others.
func TestAbout(t *testing.T) {
	day, err := table.ParseDate("2021-03-04")
	if err != nil {
		t.Fatal(err)
	}
	full := table.About{Publisher: "Inventato Procurement Office", Published: &day, Language: "it", Licence: "https://licence.example/by/4.0/"}
	const head = `{"uri":"x","publishedDate":"2021-03-04T23:00:00Z","publisher":{"name":"Inventato Procurement Office","uid":"1"},"license":"https://licence.example/by/4.0/?u=1",`
	for text, want := range map[string]table.About{
		head + `"releases":[{"ocid":"a","language":"it"},{"ocid":"b","language":"en"}]}`:                           full,
		head + `"records":[{"ocid":"a","compiledRelease":{"language":"it"}}]}`:                                     full,
		`[` + head + `"releases":[{"ocid":"a","language":"it"}]},{"publisher":{"name":"Another Office"}}]`:         full,
		head + `"releases":[{"ocid":"a","language":"it","tender":{"title":"cut o`:                                  full,
		`{"ocid":"a","language":"it","buyer":{"name":"b"}}`:                                                        {Language: "it"},
		`{"releases":[{"ocid":"a","publisher":{"name":"no"},"license":"no","tender":{"license":"no"}}]}`:           {},
		`{"publisher":{"name":"Dott. Mario Rossi"},"publishedDate":"soon","license":"","releases":[{"ocid":"a"}]}`: {},
		`{"publisher":"publisher","name":"/publisher/name","releases":[]}`:                                         {},
		`{"publisher/name":"x","publisher":{"license":"no"},"releases":[{},{"language":"it"}]}`:                    {},
		`[[{"license":"no"}],{"license":"no"}]`:                                                                    {},
		`{"tender":{"license":"no"}}` + "\n" + `{"license":"https://licence.example/by/4.0/?u=1"}`:                 {Licence: full.Licence},
		``:    {},
		`[[[`: {},
	} {
		if got := aboutOf([]byte(text)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", text, got)
		}
	}
}
