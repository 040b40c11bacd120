package usaspending

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// department is the department or independent agency of the agency that buys or gives. The register of contracts knows it by
// its code on the list of agencies; the portal by that of the Treasury's accounts (CGAC) or reporting entities (FREC).
func (r reader) department() record.Ref {
	if r.of(departmentCode) != "" {
		return r.agency(department, "US-SUBTIER", departmentCode)
	}
	scheme := "US-CGAC"
	if len(r.of(toptierCode)) == 4 {
		scheme = "US-FREC"
	}
	return r.agency(department, scheme, toptierCode)
}

var activity = regexp.MustCompile(`^[0-9A-Z]{6}$`)

// office is the office that signs, if its code is an Activity Address Code. Older codes are each agency's own, and a name
// such as "Northeast Region" tells no office from another.
func (r reader) office() record.Ref {
	if code, _ := coded(r.of(officeCode)); !activity.MatchString(code) {
		return record.Ref{}
	}
	return r.agency(officeName, "US-AAC", officeCode)
}

// agency is a federal agency, or an office or department, by its name and its code.
func (r reader) agency(names []string, scheme string, codes []string) record.Ref {
	_, label := coded(r.of(names))
	code, _ := coded(r.of(codes))
	ref := record.NewRef(label, scheme, code, "US")
	if ref.Name == record.Person { // an agency whose name looks like a person's
		ref = record.Ref{Name: record.Clean(label), Scheme: scheme, Identifier: code, Country: "US", Person: "no", Public: "unknown"}
	}
	if ref.Name == "" && ref.Identifier == "" {
		return record.Ref{}
	}
	ref.Public = "yes"
	return ref
}

// nobody are the names that the register gives vendors it does not name.
var nobody = regexp.MustCompile(`(?i)^(?:DOMESTIC AWARDEES|FOREIGN AWARDEES|MISCELLANEOUS FOREIGN (?:AWARDEES|CONTRACTORS)|MULTIPLE (?:RECIPIENTS|FOREIGN RECIPIENTS)|UNDISCLOSED|MULTI-RECIPIENT AGGREGATE)\b`)

// party is an organisation by its UEI or, before there were any, its DUNS number.
func (r reader) party(who, uei, duns, country string) record.Ref {
	switch {
	case who == "" && uei == "" && duns == "", nobody.MatchString(who):
		return record.Ref{}
	case strings.HasPrefix(strings.ToUpper(who), "REDACTED DUE TO PII"):
		return record.Ref{Name: record.Person, Person: "yes", Public: "unknown", Country: country}
	case uei != "":
		return record.NewRef(who, "US-UEI", uei, country)
	case strings.Trim(duns, "0") == "":
		return record.NewRef(who, "", "", country)
	}
	return record.NewRef(who, "US-DUNS", duns, country)
}

var pair = regexp.MustCompile(`^([A-Z0-9_]{1,8}): ?(.*)$`)

// coded parts a cell such as "2044: UNITED STATES MINT" into its code and its label; what is one of the two only, is both.
func coded(s string) (code, label string) {
	if m := pair.FindStringSubmatch(s); m != nil {
		return m[1], strings.TrimSpace(m[2])
	}
	return s, s
}

// kinds of awards that some files give as a bare code.
var kinds = map[string]string{"A": "BPA CALL", "B": "PURCHASE ORDER", "C": "DELIVERY ORDER", "D": "DEFINITIVE CONTRACT"}

// key is an identifier without what spelling changes.
func key(s string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, s))
}

// ordinal is the number of a modification or transaction; the first one may be written 0, 00 or not at all.
func ordinal(s string) string {
	if strings.Trim(s, "0") == "" {
		return "0"
	}
	return key(s)
}

func joined(separator string, words ...string) string {
	var given []string
	for _, w := range words {
		if w != "" {
			given = append(given, w)
		}
	}
	return strings.Join(given, separator)
}

// alpha2 is the ISO 3166-1 alpha-2 code of a country's alpha-3 code; "" if there is none.
func alpha2(s string) string {
	code, _ := coded(s)
	if len(code) != 3 {
		return ""
	}
	region, err := language.ParseRegion(code)
	if err != nil || !region.IsCountry() {
		return ""
	}
	return region.String()
}

var grouped = regexp.MustCompile(`^-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$`)

func (r reader) amount(names []string) *table.Decimal {
	s := strings.TrimPrefix(r.of(names), "$")
	if s == "" {
		return nil
	}
	if grouped.MatchString(s) {
		s = strings.ReplaceAll(s, ",", "")
	}
	d, err := table.ParseDecimal(s)
	if err != nil {
		r.defect(source.OneField, r.place(names), "usaspending.amount", "the amount is not an exact number", "the action without this amount")
		return nil
	}
	return &d
}

// layouts are how the publisher writes days: M/D/YYYY in CSV, else ISO 8601, with or without a time.
var layouts = []string{"1/2/2006", "2006-01-02", "2006-01-02 15:04:05", "2006-01-02T15:04:05", time.RFC3339Nano, "20060102", "2006-01-02 15:04:05-07", "2006-01-02 15:04:05.999999-07"}

// day is the day in a field, whatever time follows it.
func (r reader) day(names []string) *table.Date {
	s := r.of(names)
	if s == "" {
		return nil
	}
	for _, layout := range layouts {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		if d, err := table.ParseDate(t.Format(time.DateOnly)); err == nil && record.ContractYears.Has(d) {
			return &d
		}
	}
	r.defect(source.OneField, r.place(names), "usaspending.date", "the date is no day "+record.ContractYears.String(), "the action without this date")
	return nil
}

// place is the name of the field whose value was taken.
func (r reader) place(names []string) string {
	for _, n := range names {
		if strings.TrimSpace(r.get(n)) != "" {
			return n
		}
	}
	return ""
}
