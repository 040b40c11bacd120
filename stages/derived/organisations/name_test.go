package organisations

import "testing"

func TestOwnName(t *testing.T) {
	for in, want := range map[string]string{
		"Comune di Valfiorita":                       "Comune di Valfiorita",
		"COMUNE DI VALFIORITA - U.O. PROVVEDITORATO": "COMUNE DI VALFIORITA",
		"Settore Acquisti - Comune di Valfiorita":    "",
		"DIPARTIMENTO SERVIZI INFORMATIVI":           "",
		"Reti - Servizi S.r.l.":                      "",
	} {
		if got := ownName(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestChoose(t *testing.T) {
	for text, shared := range map[string]string{"Home Office": "", "Department of Finance Canada": "", "Comune di Valfiorita": "Comune di Valfiorita"} {
		names := map[string]*name{text: {text: text, rows: 2, buyer: 2}}
		if got, _ := choose(names, true); got != shared {
			t.Errorf("%s under a code that offices share: %q, want %q", text, got, shared)
		}
		if got, _ := choose(names, false); got != text {
			t.Errorf("%s under a code of its own: %q", text, got)
		}
	}
}
