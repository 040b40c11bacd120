package csl

import (
	"bufio"
	"bytes"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// read tells the two forms apart by the first character of the text.
func read(doc *source.Document, out *table.Set) error {
	table.PutAbout(out, name, unit, table.About{Publisher: "US International Trade Administration"}, doc.Origin()) // of the lists of others
	text := bufio.NewReader(doc.Body)
	doc.Body = text
	head, _ := text.Peek(64) // an error comes again from the cursor
	if bytes.HasPrefix(bytes.TrimLeft(head, "\ufeff \t\r\n"), []byte("{")) {
		readJSON(doc, out)
		return nil
	}
	for r, err := range source.CSV(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		e := entry{source: r.Get("source"), id: record.Clean(r.Get("entity_number")), kind: r.Get("type"), name: r.Get("name"),
			notice: r.Get("federal_register_notice"), start: r.Get("start_date"), end: r.Get("end_date"), requirement: r.Get("license_requirement"),
			url: r.Get("source_information_url"), remarks: r.Get("remarks"), programs: record.SplitList(r.Get("programs"), ";"), names: record.SplitList(r.Get("alt_names"), ";")}
		if e.id == "" {
			e.id = record.Clean(r.Get("_id"))
		}
		for _, c := range []string{"dates_of_birth", "places_of_birth", "citizenships", "nationalities"} {
			e.birth = e.birth || strings.TrimSpace(r.Get(c)) != ""
		}
		for _, a := range record.SplitList(r.Get("addresses"), ";") { // an address ends with the code of the country
			if i := strings.LastIndex(a, ","); i >= 0 && isCode(strings.TrimSpace(a[i+1:])) {
				e.countries = append(e.countries, strings.TrimSpace(a[i+1:]))
			}
		}
		for _, id := range record.SplitList(r.Get("ids"), ";") {
			e.identify(strings.Split(id, ","))
		}
		e.put(r.Origin, out)
	}
	return nil
}

func isCode(s string) bool { return len(s) == 2 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" }

// registers are the words for identifiers of organisations and ships, with the register where the words leave no doubt.
// What other words name (passports, directives, web addresses) is not read.
var registers = map[string]string{
	"Tax ID No.": "tax number", "Registration ID": "registration number", "Registration Number": "registration number",
	"Business Registration Number": "registration number", "Public Registration Number": "registration number", "Company Number": "company number",
	"Commercial Registry Number": "commercial register", "Government Gazette Number": "RU-OKPO", "NIT #": "CO-NIT", "V.A.T. Number": "VAT number",
	"Matricula Mercantil No": "commercial register", "D-U-N-S Number": "US-DUNS", "SWIFT/BIC": "BIC", "Legal Entity Number": "XI-LEI",
	"Unified Social Credit Code (USCC)": "CN-SAIC", "Vessel Registration Identification": "IMO", "C.R. No.": "commercial register",
	"Business Number": "business number", "Enterprise Number": "enterprise number", "RUC #": "RUC", "UK Company Number": "GB-COH",
}

var number = regexp.MustCompile(`[0-9]`)

// identify reads an identifier of which the parts (country, number, words) come in an order that changed with the layout.
func (e *entry) identify(parts []string) {
	scheme, value := "", ""
	for _, p := range parts {
		p = strings.TrimSpace(p)
		switch register := registers[p]; {
		case register != "":
			scheme = register
		case value == "" && !isCode(p) && (number.MatchString(p) || len(p) > 6):
			value = p
		}
	}
	if scheme == "IMO" {
		value = strings.TrimSpace(strings.TrimPrefix(value, "IMO"))
	}
	if scheme != "" && value != "" {
		e.identifiers = append(e.identifiers, record.ListIdentifier{Scheme: scheme, Identifier: value})
	}
}

// result is an entry of the JSON form, as far as it is read.
type result struct {
	ID          string         `json:"id"`
	Source      string         `json:"source"`
	Number      jsontext.Value `json:"entity_number"`
	Type        string         `json:"type"`
	Programs    []string       `json:"programs"`
	Name        string         `json:"name"`
	Notice      string         `json:"federal_register_notice"`
	Start       string         `json:"start_date"`
	End         string         `json:"end_date"`
	Requirement string         `json:"license_requirement"`
	URL         string         `json:"source_information_url"`
	Remarks     string         `json:"remarks"`
	Names       []string       `json:"alt_names"`
	Births      []string       `json:"dates_of_birth"`
	Places      []string       `json:"places_of_birth"`
	Citizens    []string       `json:"citizenships"`
	Nations     []string       `json:"nationalities"`
	Addresses   []address      `json:"addresses"`
	IDs         []paper        `json:"ids"`
}

type address struct {
	Country string `json:"country"`
}

type paper struct {
	Type   string `json:"type"`
	Number string `json:"number"`
}

func readJSON(doc *source.Document, out *table.Set) {
	for v, err := range source.JSON(doc, "/results/*") {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		var r result
		if err := json.Unmarshal(v.Raw, &r); err != nil {
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: v.Origin, Reason: "csl.entry",
				Message: "the entry has not the form of one", Kept: "the other entries", Next: "look at the entry in the source"}, v.Origin)
			continue
		}
		e := entry{source: r.Source, id: numberOf(r.Number), kind: r.Type, name: r.Name, notice: r.Notice, start: r.Start, end: r.End,
			requirement: r.Requirement, url: r.URL, remarks: r.Remarks, programs: r.Programs, names: r.Names,
			birth: len(r.Births)+len(r.Places)+len(r.Citizens)+len(r.Nations) > 0}
		if e.id == "" {
			e.id = record.Clean(r.ID)
		}
		for _, a := range r.Addresses {
			if c := record.Clean(a.Country); c != "" {
				e.countries = append(e.countries, c)
			}
		}
		for _, p := range r.IDs {
			e.identify([]string{p.Type, p.Number})
		}
		e.put(v.Origin, out)
	}
}

// numberOf is the number of an entry, which the list writes as a text or as a number.
func numberOf(v jsontext.Value) string {
	if v.Kind() == '0' {
		return string(v)
	}
	var s string
	if v.Kind() != '"' || json.Unmarshal(v, &s) != nil {
		return ""
	}
	return record.Clean(s)
}
