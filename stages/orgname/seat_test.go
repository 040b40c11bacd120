package orgname

import "testing"

func TestSeat(t *testing.T) {
	for _, c := range []struct{ name, company, country string }{
		{"Vettori Esempio S.p.A. (Bologna)", "Vettori Esempio S.p.A.", "IT"},
		{"Vettori Esempio S.p.A. (Torino)", "Vettori Esempio S.p.A.", "IT"},
		{"Zhejiang Norvetta Technology Company Limited - Hangzhou (Cina)", "Zhejiang Norvetta Technology Company Limited", "CN"},
		{"Norvetta Co., Ltd. (г. Шэньчжэнь, КНР)", "Norvetta Co., Ltd.", "CN"},
		{"ООО «Норветта» (г. Минск, Беларусь)", "ООО «Норветта»", "BY"},
		{"Norvetta (Italia) S.r.l. - Bologna", "Norvetta (Italia) S.r.l.", "IT"},
		{"Norvetta (Italia) S.r.l. (Bologna)", "", ""}, // of two places, one stands inside
		{"Norvetta (Italy)", "", ""},                 // no legal form: an arm as soon as a seat
		{"Norvetta (Italy) S.r.l.", "", ""},          // an arm
		{"Norvetta S.r.l. (Gruppo Esempio)", "", ""}, // no place
		{"Norvetta S.r.l. (Bologna, Lyon)", "", ""},  // two countries
		{"Norvetta S.r.l.", "", ""},
	} {
		company, country, ok := Seat(c.name)
		if !ok {
			company = ""
		}
		if country != c.country || company != c.company || ok != (c.country != "") {
			t.Errorf("%s: %q in %q, %v; want %q in %q", c.name, company, country, ok, c.company, c.country)
		}
	}
}
