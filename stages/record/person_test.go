package record

import "testing"

func TestNewRef(t *testing.T) {
	for _, c := range []struct{ name, scheme, id, country, person, kept, keptID string }{
		{"FORNITURE  ALFA\tSRL", "IT-CF", "01234567897", "IT", "no", "FORNITURE ALFA SRL", "01234567897"},
		{"BETA &amp;amp; C. S.n.c. di Verdi Aldo", "IT-CF", "01234567897", "IT", "no", "BETA & C. S.n.c. di Verdi Aldo", "01234567897"},
		{"VERDI ALDO", "IT-CF", "VRDLDA70A01H501X", "IT", "yes", Person, ""},
		{"OFFICINA BELLA", "IT-CF", "vrdlda70a01h5l1x", "IT", "yes", Person, ""},
		{"ALFA SRL", "IT-CF", "VRDLDA70A01H501X", "IT", "no", "ALFA SRL", ""},
		{"Ing. Pinco", "IT-CF", "01234567897", "IT", "yes", Person, ""},
		{"ARCH LEONARDO BLESI", "", "", "IT", "yes", Person, ""},
		{"Studio Tecnico Geom. Aldo Verdini", "", "", "IT", "yes", Person, ""},
		{"VERDINI ALDO", "IT-CF", "01234567897", "IT", "likely", Person, ""},
		{"EDIL GI DI VERDINI ALBERTO", "IT-CF", "01234567897", "IT", "likely", Person, ""},
		{"IMPRESA EDILE VERDINI GASPARE", "IT-CF", "01234567897", "IT", "likely", Person, ""},
		{"COMUNE DI SAN GIOVANNI", "", "", "IT", "no", "COMUNE DI SAN GIOVANNI", ""},
		{"FONDAZIONE ING. CARLO VERDINI", "", "", "IT", "no", "FONDAZIONE ING. CARLO VERDINI", ""},
		{"S r l ALFA S R L", "", "", "IT", "no", "S r l ALFA S R L", ""},
		{"VIVAI DEL SOLE", "IT-CF", "01234567897", "IT", "unknown", "VIVAI DEL SOLE", "01234567897"},
		{"Hikvision Italy S.r.l.", "", "", "IT", "no", "Hikvision Italy S.r.l.", ""},
		{"Huawei Technologies", "", "", "", "no", "Huawei Technologies", ""},
		{"Hangzhou Hikvision Digital Technology Co., Ltd.", "", "", "CN", "no", "Hangzhou Hikvision Digital Technology Co., Ltd.", ""},
		{"Grand Lyon", "", "", "", "unknown", "Grand Lyon", ""},
		{"Ville de Marseille", "", "", "", "no", "Ville de Marseille", ""},
		{"Kaspersky Lab", "", "", "", "unknown", "Kaspersky Lab", ""},
		{"ALGUIEN", "MX-RFC", "XEXX010101AB1", "MX", "yes", Person, ""},
		{"ALGO", "MX-RFC", "XEX010101AB1", "MX", "no", "ALGO", "XEX010101AB1"},
		{"Algo", "PY-RUC", "1234567-8", "PY", "yes", Person, ""},
		{"Algo", "PY-RUC", "80012345-1", "PY", "no", "Algo", "80012345-1"},
		{"ФОП Коваль", "UA-EDR", "1234567890", "UA", "yes", Person, ""},
		{"Коваль Іван Петрович", "", "", "UA", "likely", Person, ""},
		{"ТОВ Альфа", "UA-EDR", "12345678", "UA", "no", "ТОВ Альфа", "12345678"},
		{"ALDO VERDINI Impresa individuale", "", "", "IT", "yes", Person, ""},
		{"Î.I. VERDESCU NELUTA", "", "", "MD", "yes", Person, ""},
		{"VERDESCU-ALBU О.I.", "", "", "MD", "yes", Person, ""},
		{"Î.M. APA VERDE", "", "", "MD", "unknown", "Î.M. APA VERDE", ""},
		{"VERDINI OCHOA SANDRA", "", "VER800101AB1", "MX", "likely", Person, ""},
		{"SERVICIOS VERDINI", "", "VER800101AB1", "MX", "no", "SERVICIOS VERDINI", "VER800101AB1"},
		{"ALGUIEN", "", "XEXX010101AB1", "", "yes", Person, ""},
		{"MARIA LAURA PATRICIA VERDINI OCHOA", "", "", "", "likely", Person, ""},
		{"JOSE VERDINI Y OCHOA", "", "", "", "likely", Person, ""},
		{"C. JOSE VERDINI OCHOA", "", "", "", "likely", Person, ""},
		{"JOS? VERDINI ?CHOA MARIO", "", "", "", "likely", Person, ""},
		{"VERDINI Y ASOCIADOS", "", "", "MX", "no", "VERDINI Y ASOCIADOS", ""},
		{"VERDINI ALFONSO E GENNARO", "", "", "IT", "likely", Person, ""},
		{"EDICOLA VERDINI LINA VIA PRATI N. 61 01234 CITTA", "", "", "IT", "no", "EDICOLA VERDINI LINA VIA PRATI N. 61 01234 CITTA", ""},
		{"EDICOLA VERDINI LINA VIA PRATI N. 61 01234 BORGO", "", "", "IT", "likely", Person, ""},
		{"STAMPERIA ALFA 0123 456789", "", "", "IT", "unknown", "STAMPERIA ALFA […]", ""},
		{"ALFAGRU DI G. VERDINI", "", "", "IT", "likely", Person, ""},
		{"B Appleyard T/A Appleyard Roofs", "", "", "GB", "likely", Person, ""},
		{"Alfa Ltd T/A Beta", "", "", "GB", "no", "Alfa Ltd T/A Beta", ""},
		{"Hope Tree School", "", "", "GB", "unknown", "Hope Tree School", ""},
		{"I.M.S.P. VERDESCU ANA SI ALEXANDRU", "", "", "MD", "no", "I.M.S.P. VERDESCU ANA SI ALEXANDRU", ""},
		{"VILLA MARIA", "", "", "IT", "unknown", "VILLA MARIA", ""},
		{"FIORI MASSIMO", "", "", "IT", "likely", Person, ""},
		{"", "IT-CF", "VRDLDA70A01H501X", "IT", "yes", Person, ""},
		{"", "", "", "IT", "unknown", "", ""},
		{"DIPARTIMENTO SERVIZI INFORMATIVI", "IT-CF", "00000000000", "IT", "no", "DIPARTIMENTO SERVIZI INFORMATIVI", "00000000000"},
	} {
		r := NewRef(c.name, c.scheme, c.id, c.country)
		if r.Person != c.person || r.Name != c.kept || r.Identifier != c.keptID || r.Country != c.country || r.Public != "unknown" {
			t.Errorf("NewRef(%q, %q, %q): %+v", c.name, c.scheme, c.id, r)
		}
		if again := NewRef(r.Name, r.Scheme, r.Identifier, r.Country); again.Name != r.Name {
			t.Errorf("%q is not stable: %+v", c.name, again)
		}
	}
}
