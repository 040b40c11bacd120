package organisations

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// ID is the id of the organisation that a document names: from its identifier if that can be trusted, else from its country
// and normal name. It is "" for a natural person, and where there is neither a trusted identifier nor a name that names one
// body: "Mairie" alone is every town's.
func ID(r record.Ref) string {
	if isPerson(r) {
		return ""
	}
	if scheme, identifier := Trusted(r.Scheme, r.Identifier); identifier != "" {
		return source.ID("organisation", scheme, identifier)
	}
	if name := orgname.Normal(r.Name); name != "" && !placeholder(name) && !generic[name] {
		return source.ID("organisation", "name", r.Country, name)
	}
	return ""
}

// Stated is the identifier to show: the trusted one, else what the document writes unless that says nothing.
func Stated(r record.Ref) (scheme, identifier string) {
	if scheme, identifier = Trusted(r.Scheme, r.Identifier); identifier != "" || placeholder(strings.ToUpper(r.Identifier)) {
		return scheme, identifier
	}
	return r.Scheme, r.Identifier
}

func isPerson(r record.Ref) bool {
	return r.Person == "yes" || r.Person == "likely" || r.Name == record.Person
}

// Trusted is the identifier under which parties of different documents may be called one organisation, in the form in which
// two spellings of it are equal; both are "" if it cannot be trusted: no register named, a placeholder, too short to tell
// bodies apart, or, in Italy, a wrong check digit. The Italian tax code and VAT number of an organisation are one number.
func Trusted(scheme, identifier string) (string, string) {
	scheme = strings.ToUpper(strings.TrimSpace(scheme))
	identifier = strings.ToUpper(strings.Join(strings.Fields(identifier), ""))
	if scheme == "" || placeholder(identifier) {
		return "", ""
	}
	if italian[scheme] {
		code := strings.TrimPrefix(identifier, "IT")
		if !italianCode(code) {
			return "", ""
		}
		return "IT-CF", code
	}
	if scheme == "WIKIDATA" {
		if digits := strings.TrimPrefix(identifier, "Q"); digits == identifier || digits == "" || !isDigits(digits) || digits[0] == '0' {
			return "", ""
		}
		return scheme, identifier
	}
	if len(identifier) < 4 {
		return "", ""
	}
	return scheme, identifier
}

// italian are the schemes under which one finds an Italian organisation's eleven digits.
var italian = map[string]bool{"IT-CF": true, "IT-VAT": true, "IT-PIVA": true, "IT-IVA": true, "P.IVA": true, "PIVA": true, "VATIT": true}

// italianCode says that s is eleven digits, the last of which is the check digit of the others.
func italianCode(s string) bool {
	if len(s) != 11 || !isDigits(s) {
		return false
	}
	sum := 0
	for i, c := range []byte(s[:10]) {
		n := int(c - '0')
		if i%2 == 1 {
			n *= 2
			if n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return int(s[10]-'0') == (10-sum%10)%10
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// placeholder says that s stands where a name or number should and says nothing: one character repeated, digits that count
// up from 0 or 1, or a word for "none".
func placeholder(s string) bool {
	if s == "" || strings.Trim(s, s[:1]) == "" {
		return true
	}
	if len(s) > 4 && (strings.HasPrefix("01234567890123456789", s) || strings.HasPrefix("12345678901234567890", s)) {
		return true
	}
	return nothing[strings.ToLower(strings.Trim(s, "-.()[] "))]
}

var nothing = map[string]bool{"": true, "n/a": true, "na": true, "n a": true, "n.a": true, "nd": true, "n d": true, "n.d": true, "nn": true, "nan": true, "null": true, "nil": true,
	"none": true, "unknown": true, "not available": true, "not applicable": true, "notavailable": true, "notapplicable": true, "tbc": true, "tbd": true,
	"test": true, "xxx": true, "sconosciuto": true, "non disponibile": true, "nondisponibile": true, "nessuno": true, "inconnu": true, "unbekannt": true,
	"desconocido": true, "various": true, "multiple": true, "several": true, "vari": true, "diversi": true, "operatori economici vari": true}

// generic are normal names that every place has one of.
var generic = func() map[string]bool {
	m := map[string]bool{}
	for n := range strings.SplitSeq(`Comune, Municipio, Provincia, Regione, Polizia, Polizia Municipale, Polizia Locale, Questura, Prefettura, Carabinieri, Ospedale,
		Mairie, Ville, Commune, Métropole, Police, Police Municipale, Préfecture, Gendarmerie, Conseil départemental, Département, Région, Université, Lycée, Collège, École, Hôpital,
		Stadt, Gemeinde, Stadtverwaltung, Gemeindeverwaltung, Polizei, Landkreis, Rathaus, Ordnungsamt, Bezirksamt,
		City, City Council, Council, County, County Council, Town Council, Town Hall, City Hall, Municipality, Police Department, Sheriff, University, School, Hospital, Government, State,
		Ayuntamiento, Ajuntament, Municipio, Policía, Policía Local, Policía Municipal, Diputación, Gobierno, Universidad, Hospital,
		Gemeente, Politie, Kommune, Kommun, Politi, Urząd Miasta, Policja, Straż Miejska, Primăria, Poliția Locală, Câmara Municipal, Prefeitura, Prefeitura Municipal`, ",") {
		m[orgname.Normal(n)] = true
	}
	return m
}()
