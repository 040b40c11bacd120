package edges

import (
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/stages/record"
)

// TestPublicCompanies holds that of a company that buys by the rules of public procurement the basis says that it is one.
func TestPublicCompanies(t *testing.T) {
	for name, company := range map[string]bool{"Comune di Valfiorita": false, "Valfiorita Energia S.p.A.": true, "Flughafen Valfiorita GmbH": true, "Valfiorita Rail Limited": true,
		"Azienda Sanitaria di Valfiorita": false, "": false} {
		answer, basis := Public("buyer", record.Ref{Name: name, Scheme: "IT-CF", Identifier: "00999000011", Person: "no"})
		if answer != "yes" || strings.HasSuffix(basis, "a company's") != company {
			t.Errorf("%s: %s, %s", name, answer, basis)
		}
	}
	if answer, basis := Public("operator", record.Ref{Name: "Valfiorita Energia S.p.A.", Person: "no", Public: "unknown"}); answer != "unknown" || basis != "" {
		t.Errorf("a company that runs cameras: %s, %s", answer, basis)
	}
}
