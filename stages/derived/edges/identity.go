package edges

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/identifier"
	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/record"
)

// ID is the id of the organisation that a party names, as far as the party alone tells: from its identifier if nothing speaks
// against it, else from its country and normal name. It is "" for a natural person, and where there is neither such an
// identifier nor a name that names one body: "Mairie" alone is every town's. What other parties, and decisions, say of that
// organisation is in the table exceptions.
func ID(r record.Ref) string {
	if isPerson(r) {
		return ""
	}
	if scheme, code := Trusted(r.Scheme, r.Identifier); code != "" {
		return source.ID("organisation", scheme, code)
	}
	if name := orgname.Normal(r.Name); name != "" && !identifier.Nothing(name) && !generic[name] {
		return source.ID("organisation", "name", r.Country, name)
	}
	return ""
}

// Trusted is the identifier under which parties of different documents may be called one organisation; both are "" if
// something speaks against it.
func Trusted(scheme, code string) (string, string) {
	if n := identifier.Read(scheme, code); n.Doubt == "" {
		return n.Scheme, n.Code
	}
	return "", ""
}

// Stated is the identifier to show: the trusted one, else what the document writes unless that says nothing.
func Stated(r record.Ref) (scheme, code string) {
	if scheme, code = Trusted(r.Scheme, r.Identifier); code != "" || identifier.Nothing(strings.ToUpper(r.Identifier)) {
		return scheme, code
	}
	return r.Scheme, r.Identifier
}

func isPerson(r record.Ref) bool {
	return r.Person == "yes" || r.Person == "likely" || r.Name == record.Person
}

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
