package ofac

import (
	"regexp"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func read(doc *source.Document, out *table.Set) error {
	table.PutAbout(out, name, unit, table.About{Publisher: publisher}, doc.Origin())
	kind := kindOf(doc.Beginning())
	if kind == "" {
		return &source.Defect{Scope: source.WholeDocument, Origin: doc.Origin(), Reason: "ofac.kind", Message: "the first row is of none of the files",
			Kept: "nothing", Next: "report it: this is a bug"}
	}
	for r, err := range source.CSVWithout(doc, columns[kind]...) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		d := draft{Kind: kind, Number: value(r.Get("number")), Name: value(r.Get("name")), Origin: r.Origin}
		if !isNumber(d.Number) || d.Name == "" && (kind == "entry" || kind == "name") {
			reject(out, r.Origin, "ofac.row", "the row has no number of an entry, or no name")
			continue
		}
		switch kind {
		case "entry":
			schema, known := types[strings.ToLower(value(r.Get("type")))]
			if !known {
				reject(out, r.Origin, "ofac.type", "what is listed is none of the types of this list")
				continue
			}
			d.Schema, d.Programme = schema, strings.ReplaceAll(value(r.Get("programme")), "] [", "; ")
			if schema == "Person" {
				d.Name, d.Programme = "", ""
				table.PutPerson(out, name, unit, r.Origin)
			} else {
				d.Remarks = r.Get("remarks")
			}
		case "name":
			d.NameKind = record.Alias
			if strings.EqualFold(value(r.Get("type")), "fka") {
				d.NameKind = record.PreviousName
			}
		case "address":
			d.Country = value(r.Get("country"))
		case "comment":
			d.Remarks = r.Get("remarks")
		}
		for _, g := range doc.Groups {
			d.Key = source.ID("ofac entry", g, d.Number)
			drafts.Add(out, d)
		}
	}
	return nil
}

func reject(out *table.Set, o source.Origin, reason, message string) {
	table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: o, Reason: reason, Message: message,
		Kept: "the other rows", Next: "look at the row in the source"}, o)
}

// settle joins the rows of one entry.
func settle(in, out *table.Set) error {
	var entries, others []draft
	persons := false
	for d := range drafts.In(in) {
		switch {
		case d.Kind != "entry":
			others = append(others, d)
		case d.Schema == "Person":
			persons = true
			table.PutLeftOut(out, name, unit, d.Origin)
		default:
			entries = append(entries, d)
		}
	}
	if len(entries) == 0 {
		for _, d := range others {
			if persons {
				table.PutLeftOut(out, name, unit, d.Origin)
			} else {
				table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: d.Origin, Reason: "ofac.alone",
					Message: "the row belongs to an entry that no file of the folder has, so that it may be a natural person's", Kept: "the other rows",
					Next: "put the main file (sdn.csv, cons_prim.csv) of the same day into the folder"}, d.Origin)
			}
		}
		return nil
	}
	for _, e := range entries {
		write(out, e, others)
	}
	return nil
}

func write(out *table.Set, d draft, others []draft) {
	e := record.ListEntry{List: "us-ofac", Title: "OFAC sanctions list (SDN or consolidated; the files do not say which)",
		Publisher: publisher, Entry: d.Number, Schema: d.Schema, Name: d.Name, Programme: d.Programme,
		DateKind: "unknown", Origins: []source.Origin{d.Origin}}
	var names []record.ListName
	said := []source.Origin{d.Origin} // where remarks stand
	remarks := strings.TrimSuffix(d.Remarks, " ")
	if value(remarks) == "" {
		remarks = ""
	}
	for _, o := range others {
		switch o.Kind {
		case "name":
			names = append(names, record.ListName{Kind: o.NameKind, Name: o.Name, Origins: []source.Origin{o.Origin}})
		case "address":
			if o.Country != "" {
				e.Countries = append(e.Countries, o.Country)
			}
		case "comment":
			remarks += o.Remarks
			said = append(said, o.Origin)
		}
		e.Origins = append(e.Origins, o.Origin)
	}
	slices.SortFunc(e.Origins, source.Origin.Compare)
	weak, identifiers := remarked(remarks)
	record.AddListEntry(out, e, append(names, weak...), identifiers)
	slices.SortFunc(said, source.Origin.Compare)
	record.AddOwners(out, e, names, nil, said, remarks)
}

// registers are the words for registered numbers of organisations, ships and aircraft, with the register where the words leave
// no doubt. Whatever else remarks say is not read.
var registers = map[string]string{
	"Tax ID No.": "tax number", "Registration ID": "registration number", "Registration Number": "registration number",
	"Business Registration Number": "registration number", "Public Registration Number": "registration number", "Company Number": "company number",
	"Commercial Registry Number": "commercial register", "Government Gazette Number": "RU-OKPO", "NIT #": "CO-NIT", "V.A.T. Number": "VAT number",
	"Matricula Mercantil No": "commercial register", "D-U-N-S Number": "US-DUNS", "SWIFT/BIC": "BIC", "Legal Entity Number": "XI-LEI",
	"Unified Social Credit Code (USCC)": "CN-SAIC", "Vessel Registration Identification IMO": "IMO", "C.R. No.": "commercial register",
	"Business Number": "business number", "Enterprise Number": "enterprise number", "RUC #": "RUC", "UK Company Number": "GB-COH",
	"Aircraft Tail Number": "aircraft tail number", "Aircraft Manufacturer's Serial Number (MSN)": "aircraft serial number",
}

var (
	weakName = regexp.MustCompile(`^a\.k\.a\. '(.+)'$`)
	numbered = func() *regexp.Regexp {
		var words []string
		for w := range registers {
			words = append(words, regexp.QuoteMeta(w))
		}
		slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
		return regexp.MustCompile(`^(?:alt\. )?(` + strings.Join(words, "|") + `) ([^()]+?)(?: \([^()]*\))?$`)
	}()
)

// remarked is the weak names and the numbers among remarks.
func remarked(remarks string) (weak []record.ListName, identifiers []record.ListIdentifier) {
	for part := range strings.SplitSeq(strings.TrimSuffix(record.Clean(remarks), "."), ";") {
		part = strings.TrimSuffix(strings.TrimSpace(part), ".")
		if m := weakName.FindStringSubmatch(part); m != nil {
			weak = append(weak, record.ListName{Kind: record.WeakAlias, Name: m[1]})
		} else if m := numbered.FindStringSubmatch(part); m != nil {
			identifiers = append(identifiers, record.ListIdentifier{Scheme: registers[m[1]], Identifier: m[2]})
		}
	}
	return weak, identifiers
}
