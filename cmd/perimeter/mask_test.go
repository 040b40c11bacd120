package main

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

func TestMasked(t *testing.T) {
	at := source.Origin{Digest: "d", Offset: 10, Length: 5}
	rows := []row{
		{origins: []source.Origin{at.At("/awards/0")}, cells: []cell{{"title", "Licenze d'uso Kaspersky per il Comune"}, {"awarded", "19000"},
			{"date", "2019-12-16"}, {"buyer.scheme", "IT-CF"}, {"buyer.identifier", "00239740905"}, {"award", "Z9F2B22443"}}},
		{origins: []source.Origin{{Digest: "d", Offset: 99, Length: 5}}, cells: []cell{{"name", "Fintizi"}}},
	}
	for _, c := range []struct{ name, in, want string }{
		{"csv", `7,Z9F2B22443,00239740905,19000.00,"Licenze d'uso KASPERSKY, sig. Fintizi",FNTRNG70E41Z999H`,
			`·,Z9F2B22443,00239740905,19000.00,"Licenze d'uso KASPERSKY, ·. ·",·`},
		{"a place of its own", "Fintizi", "·"},
		{"pieces of a date are no licence for a telephone", "tel 06-12-2019 12 16", "· · · ·"},
		{"e-mail", "kaspersky@comune.it", "·"},
		{"json", `{"title":"Kaspersky \u0046intizi","amount":19000.0,"phone":"+39 06 555","Fintizi Ermengarda":1,"date":"2019-12-16T09:30:00Z",
  "id": "IT-CF-00239740905"}`,
			`{"title":"Kaspersky ·","amount":19000.0,"phone":"+· · ·","· ·":·,"date":"2019-12-16·", "id": "IT-CF-00239740905"}`},
	} {
		if got := masked([]byte(c.in), rows, at); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
	if strings.Contains(masked([]byte("\xff\xfe Fintizi"), rows, at), "Fintizi") {
		t.Error("broken UTF-8 lets a word through")
	}
}
