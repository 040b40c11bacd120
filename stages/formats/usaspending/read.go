package usaspending

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func read(doc *source.Document, out *table.Set) error {
	each := shapeOf(doc.Beginning())
	if each == nil {
		return &source.Defect{Scope: source.WholeDocument, Origin: doc.Origin(), Reason: "usaspending.shape", Message: "the document is not what its beginning was",
			Next: "run again when nothing writes to it"}
	}
	for f, err := range each(doc) {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		r := reader{f, out}
		if r.isAssistance() {
			r.assistance()
		} else if d, ok := r.action(); ok {
			drafts.Add(out, d)
		}
	}
	return nil
}

type reader struct {
	fields
	out *table.Set
}

func (r reader) defect(scope source.Scope, field, reason, message, kept string) {
	table.PutReject(r.out, name, &source.Defect{Scope: scope, Origin: r.Origin, Field: field, Reason: reason, Message: message, Kept: kept,
		Next: "correct the value at its source"}, r.Origin)
}

// isAssistance says that the record tells of a grant, a loan or other assistance, not of a contract.
func (r reader) isAssistance() bool {
	switch kind := r.of(category); kind {
	case "":
	case "contract", "idv":
		return false
	default:
		return true
	}
	id := r.of(uniqueAward)
	return strings.HasPrefix(id, "ASST_") || !strings.HasPrefix(id, "CONT_") && r.of(fain) != "" && (r.of(assistance) != "" || r.of(piid) == "")
}

// assistance keeps who gave and who got, under the award's own id, and no award.
func (r reader) assistance() {
	id := r.of(fain)
	if id == "" {
		id = r.of(uniqueAward)
	}
	if id == "" {
		id = r.of(piid) // the API calls either id "Award ID"
	}
	funder := r.agency(funderName, "US-SUBTIER", funderCode)
	process := source.ID("us assistance", funder.Identifier, key(id))
	payee := r.party(r.of(vendor), r.of(uei), r.of(payeeDUNS), "")
	if payee.Name != "" && (strings.HasPrefix(r.of(payeeKind), "21:") || strings.EqualFold(r.of(payeeKind), "individual")) {
		payee = record.Ref{Name: record.Person, Person: "yes", Public: "unknown", Country: payee.Country}
	}
	if funder.Name == "" && payee.Name == "" {
		r.defect(source.WholeRecord, "", "usaspending.empty", "the record names no agency and no recipient", "nothing of this record")
		return
	}
	for role, ref := range map[string]record.Ref{"funder": funder, "payee": payee} {
		if ref.Name != "" {
			record.AddParty(r.out, role, ref, process, r.Origin)
		}
	}
	if of := r.department(); of.Name != "" && funder.Name != "" {
		record.AddParty(r.out, "department", of, process, r.Origin)
		record.AddParent(r.out, subtier, funder, of, process, r.Origin)
	}
	if payee.Name == record.Person {
		table.PutPerson(r.out, name, unit, r.Origin)
	}
	r.day(grantedDate)
	table.PutNoPurchase(r.out, name, unit, r.Origin, r.amount(granted), "USD")
}

// action reads one action, or an award as a whole. It is false where the record cannot be told from others.
func (r reader) action() (d draft, ok bool) {
	number, by, parent := r.identity()
	if number == "" {
		r.defect(source.WholeRecord, "", "usaspending.piid", "the record has no procurement instrument id, so that nobody can say which award it belongs to", "nothing of this record")
		return d, false
	}
	d = draft{Key: source.ID("us award", key(by), key(number), key(parent)), PIID: number, Origin: r.Origin}
	if r.of(obligated) != "" || r.of(modification) != "" {
		d.Action = ordinal(r.of(modification)) + " " + ordinal(r.of(transaction))
	}
	d.Deleted = strings.HasPrefix(strings.ToUpper(r.of(deletion)), "D")
	d.Modified, d.Signed, d.Latest = r.day(modified), r.day(signed), r.day(latest)
	d.From, d.To = r.day(starts), r.day(ends)
	if d.From == nil && strings.HasPrefix(d.Action, base) {
		d.From = r.day(effective)
	}
	if d.Action != "" {
		d.Amount = r.amount(obligated)
	}
	d.Total = r.amount(total)
	d.Until = r.day(optionsEnd)
	r.under(&d, parent)

	kindCode, kind := coded(r.of(awardType))
	if kinds[kind] != "" {
		kind = kinds[kind]
	}
	d.Vehicle = r.vehicle || r.isVehicle(kindCode, kind)
	_, competition := coded(r.of(competed))
	if d.Vehicle {
		d.Ceiling = r.amount(potential)
	}
	d.Method = joined(", ", record.Clean(kind), record.Clean(competition))
	why, _ := coded(r.of(reasonCode))
	if _, label := coded(r.of(reason)); ending[why] {
		d.Status = record.Clean(label)
	}
	d.Buyer = r.agency(buyerName, "US-SUBTIER", buyerCode)
	if d.Buyer.Name == "" && d.Buyer.Identifier == "" {
		d.Buyer = r.agency(department, "US-SUBTIER", nil)
	} else {
		d.Department, d.Office = r.department(), r.office()
	}
	d.Class, _ = coded(r.of(classCode))
	_, d.Label = coded(r.of(className))
	if d.Label == d.Class {
		d.Label = ""
	}
	d.Label = record.Clean(d.Label)
	r.vendors(&d)
	return d, true
}

// under notes the vehicle that the award is an order under, by its number and the agency that gave it.
func (r reader) under(d *draft, parent string) {
	if parent == "" {
		return
	}
	by, _ := coded(r.of(parentAgency))
	if parts := strings.Split(r.of(uniqueAward), "_"); len(parts) == 6 && parts[5] != "-NONE-" {
		by = parts[5]
	}
	d.Under = parent
	if by != "" {
		d.UnderKey = source.ID("us award", key(by), key(parent), key(""))
	}
}

// vendors reads who was awarded, and masks the names of a natural person in what is required.
func (r reader) vendors(d *draft) {
	who, country := r.of(vendor), alpha2(r.of(vendorCountry))
	d.Supplier = r.party(who, r.of(uei), r.of(duns), country)
	if r.of(uei) != "" {
		d.Former = r.party(who, "", r.of(duns), country)
	}
	if d.Former.Identifier == "" {
		d.Former = record.Ref{}
	}
	if d.Supplier.Name != "" && d.Supplier.Person != "no" && r.isAlone() {
		d.Supplier, d.Former = record.Ref{Name: record.Person, Person: "yes", Public: "unknown", Country: country}, record.Ref{}
	}
	d.Parent = r.party(r.of(parentName), r.of(parentUEI), r.of(parentDUNS), "")
	var people []string
	if d.Supplier.Name == record.Person {
		people = append(people, who)
		for _, alias := range vendorAliases {
			people = append(people, r.get(alias))
		}
		d.Parent = record.Ref{} // a person's own name again
		d.Trace = record.Trace(d.Key, who)
		table.PutPerson(r.out, name, unit, r.Origin)
	}
	d.Text = record.Mask(record.Clean(r.of(described)), people...)
}

// isAlone says that the vendor is registered as a sole proprietor.
func (r reader) isAlone() bool {
	switch strings.ToLower(r.of(alone)) {
	case "true", "t", "y", "yes", "1":
		return true
	}
	return strings.Contains(strings.ToUpper(r.of(organised)), "SOLE PROPRIETORSHIP")
}

// identity is the PIID of the award, the code of the agency that gave it, and the PIID of the vehicle it was given under: from
// the portal's own key of the award, where there is one, for the agency in the key need not be the one that buys.
func (r reader) identity() (number, by, parent string) {
	number, parent = r.of(piid), r.of(parentPIID)
	by, _ = coded(r.of(agency))
	parts := strings.Split(r.of(uniqueAward), "_")
	clean := func(s string) string {
		if s == "-NONE-" {
			return ""
		}
		return s
	}
	switch {
	case len(parts) == 6 && parts[0] == "CONT" && parts[1] == "AWD":
		return parts[2], clean(parts[3]), clean(parts[4])
	case len(parts) == 4 && parts[0] == "CONT" && parts[1] == "IDV":
		return parts[2], clean(parts[3]), ""
	}
	if r.vehicle {
		parent = "" // a vehicle under a schedule is known by itself
	}
	return number, by, parent
}

// isVehicle says that the record is of a contract vehicle: by its key, or its kind of award.
func (r reader) isVehicle(code, label string) bool {
	if strings.HasPrefix(r.of(uniqueAward), "CONT_IDV_") || strings.HasPrefix(strings.ToUpper(r.of(vehicleType)), "IDV_") || r.of(category) == "idv" {
		return true
	}
	switch strings.ToUpper(label) {
	case "IDC", "GWAC", "FSS", "BOA", "BPA", "IDV":
		return true
	}
	return strings.HasPrefix(strings.ToUpper(code), "IDV_") || strings.HasPrefix(strings.ToUpper(label), "INDEFINITE DELIVERY")
}

// ending are the reasons of a modification that ends an award: terminated for default, for convenience or for cause, closed
// out, cancelled by law.
var ending = map[string]bool{"E": true, "F": true, "K": true, "N": true, "X": true}

// What a body is to the one that it is a part of.
const (
	subtier           = "sub-tier agency"
	contractingOffice = "contracting office"
)
