package ftm

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// entity is an entity as far as it is read.
type entity struct {
	ID         string                      `json:"id"`
	Caption    string                      `json:"caption"`
	Schema     string                      `json:"schema"`
	Properties map[string][]jsontext.Value `json:"properties"`
	Datasets   []string                    `json:"datasets"`
	Target     bool                        `json:"target"`
}

// texts are the values of properties that are texts.
func (e *entity) texts(properties ...string) (all []string) {
	for _, p := range properties {
		for _, v := range e.Properties[p] {
			var s string
			if v.Kind() == '"' && json.Unmarshal(v, &s) == nil {
				if s = record.Clean(s); s != "" {
					all = append(all, s)
				}
			}
		}
	}
	return all
}

func (e *entity) first(property string) string {
	for _, s := range e.texts(property) {
		return s
	}
	return ""
}

// line is a line of a collection or of a delta.
type line struct {
	Op     string  `json:"op"`
	Entity *entity `json:"entity"`
	entity
}

func read(doc *source.Document, out *table.Set) error {
	for v, err := range source.JSON(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		var l line
		if err := json.Unmarshal(v.Raw, &l); err != nil {
			reject(out, v.Origin, "ftm.entity", "the line is no entity: every property is a list, and the ids, the schema and the caption are texts")
			continue
		}
		e := l.Entity
		if e == nil {
			e = &l.entity
		}
		if e.ID == "" {
			reject(out, v.Origin, "ftm.id", "the entity has no id")
			continue
		}
		put(out, v.Origin, strings.ToUpper(l.Op), e)
	}
	return nil
}

func reject(out *table.Set, o source.Origin, reason, message string) {
	table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: o, Reason: reason, Message: message,
		Kept: "the other lines", Next: "look at the line in the source"}, o)
}

func key(id string) string { return source.ID("ftm entity", id) }

func put(out *table.Set, o source.Origin, op string, e *entity) {
	d := draft{Key: key(e.ID), Kind: "entity", Origin: o}
	switch {
	case op == "DEL":
		d.Kind = "removal"
	case e.Schema == "Sanction":
		of := slices.Compact(slices.Sorted(slices.Values(e.texts("entity"))))
		if len(of) != 1 {
			reject(out, o, "ftm.link", "the sanction does not point to one entity")
			return
		}
		d.Key, d.Kind, d.Sanctions = key(of[0]), "sanction", []sanction{sanctionOf(e)}
	case e.Schema == "Identification":
		of := slices.Compact(slices.Sorted(slices.Values(e.texts("holder"))))
		if len(of) != 1 {
			reject(out, o, "ftm.link", "the identification does not point to one holder")
			return
		}
		d.Key, d.Kind = key(of[0]), "identification"
		for _, n := range e.texts("number") {
			d.Identifiers = append(d.Identifiers, value{cmp.Or(e.first("type"), "unknown"), n})
		}
	case e.Schema == "Ownership":
		putOwnership(out, o, e)
		return
	case e.Schema == "UnknownLink":
		putLink(out, o, e)
		return
	case e.Schema == "Person", isPerson(e):
		d.Kind = "person"
		table.PutPerson(out, name, unit, o)
	case !slices.Contains(listed, e.Schema):
		table.PutLeftOut(out, name, unit, o)
		return
	default:
		if !d.fill(e) {
			reject(out, o, "ftm.name", "the entity has no name")
			return
		}
		putParents(out, o, e)
	}
	drafts.Add(out, d)
}

// personal are properties that only persons have.
var personal = []string{"birthDate", "birthPlace", "firstName", "lastName", "fatherName", "motherName", "passportNumber", "gender", "nationality"}

// isPerson says whether an entity that its schema leaves open may be a person.
func isPerson(e *entity) bool {
	if e.Schema != "LegalEntity" {
		return false
	}
	return len(e.texts(personal...)) > 0 || record.ListedPerson(cmp.Or(record.Clean(e.Caption), e.first("name")), record.SomePersons)
}

var nameKinds = []struct{ property, kind string }{{"name", record.MainName}, {"alias", record.Alias}, {"previousName", record.PreviousName},
	{"weakAlias", record.WeakAlias}, {"abbreviation", record.WeakAlias}}

// registers are the properties that are numbers, with the register where the property names it.
var registers = []struct{ property, scheme string }{
	{"innCode", "RU-INN"}, {"ogrnCode", "RU-OGRN"}, {"kppCode", "RU-KPP"}, {"okpoCode", "RU-OKPO"}, {"leiCode", "XI-LEI"}, {"swiftBic", "BIC"},
	{"imoNumber", "IMO"}, {"uscCode", "CN-SAIC"}, {"uniqueEntityId", "US-SAM"}, {"dunsCode", "US-DUNS"}, {"vatCode", "VAT number"},
	{"registrationNumber", "registration number"}, {"taxNumber", "tax number"}, {"idNumber", "id number"},
}

func (d *draft) fill(e *entity) bool {
	d.ID, d.Schema, d.Name = e.ID, e.Schema, cmp.Or(record.Clean(e.Caption), e.first("name"))
	for _, k := range nameKinds {
		for _, n := range e.texts(k.property) {
			d.Names = append(d.Names, value{k.kind, n})
		}
	}
	for _, r := range registers {
		for _, n := range e.texts(r.property) {
			d.Identifiers = append(d.Identifiers, value{r.scheme, n})
		}
	}
	for _, c := range e.texts("country", "mainCountry", "jurisdiction", "flag") {
		d.Countries = append(d.Countries, strings.ToUpper(c))
	}
	d.Datasets, d.Source = e.Datasets, e.first("sourceUrl")
	d.OnList = e.Target
	for _, t := range e.texts("topics") {
		d.OnList = d.OnList || slices.Contains(topics, t)
	}
	for _, v := range e.Properties["sanctions"] { // nested
		var s entity
		if v.Kind() == '{' && json.Unmarshal(v, &s) == nil && s.Schema == "Sanction" {
			d.Sanctions = append(d.Sanctions, sanctionOf(&s))
		}
	}
	return d.Name != ""
}

func sanctionOf(e *entity) sanction {
	return sanction{Programme: strings.Join(e.texts("program"), "; "), Authority: strings.Join(e.texts("authority"), "; "),
		Measure: strings.Join(e.texts("provisions"), "; "), Start: e.texts("startDate", "listingDate"), End: e.texts("endDate"),
		Source: e.first("sourceUrl"), Datasets: e.Datasets}
}
