package changes

import (
	"slices"
	"testing"
)

// TestNewPeople holds that of somebody whom this dataset takes for a natural person nothing is told that the earlier one had: neither
// the name nor a number. Of others both values are.
func TestNewPeople(t *testing.T) {
	then := &version{cells: map[string]string{"suppliers.name": "DWAYNE ESEMPIOSON; Alfa Srl", "suppliers.identifier": "01234567897; 00999000110", "suppliers.id": "aaa; bbb",
		"buyer.name": "Comune di Prova", "buyer.identifier": "1", "holder_name": "Esempioson, Marc", "holder_identifier": "77", "title": "Chairs"}}
	now := &version{cells: map[string]string{"suppliers.name": "natural person; Alfa Srl", "suppliers.identifier": "00999000110", "suppliers.id": "bbb",
		"buyer.name": "Comune di Prova", "buyer.identifier": "2", "holder_name": "natural person", "holder_identifier": "", "title": "Tables"}}
	want := []Column{{"buyer.identifier", "1", "2"}, {"holder_identifier", "", ""}, {"holder_name", "", "natural person"},
		{"suppliers.id", "", "bbb"}, {"suppliers.identifier", "", "00999000110"}, {"suppliers.name", "", "natural person; Alfa Srl"}, {"title", "Chairs", "Tables"}}
	if got := compare(then, now); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
