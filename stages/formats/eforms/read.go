package eforms

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/notice"
	"github.com/perimeter-data/perimeter/stages/record"
)

// reader reads one notice.
type reader struct {
	source.Element
	out           *table.Set
	language      string
	organisations map[string]organisation
	people        []string // names of natural persons, to mask them
	lots          []lot
}

// organisation is one organisation of the notice, as a buyer and as any other party.
type organisation struct{ buyer, other record.Ref }

type lot struct {
	id, title, text string
	codes           []string
	from, to        *table.Date
	framework       bool
	options         string // may it be renewed: yes, no; "" where nothing is said
	awarded         bool
}

func (r *reader) defect(field, reason, message, kept string) {
	table.PutReject(r.out, name, &source.Defect{Scope: source.OneField, Origin: r.Origin, Field: field, Reason: name + "." + reason,
		Message: message, Kept: kept, Next: "look at the notice at this place"}, r.Origin)
}

// kinds are the kinds of notices by the list of their type.
var kinds = map[string]string{"result": notice.Result, "dir-awa-pre": notice.Intent, "cont-modif": notice.Modification, "completion": notice.Modification}

// publicTypes are the legal types of buyers that are public bodies.
var publicTypes = []string{"body-pl", "body-pl-cga", "body-pl-la", "body-pl-ra", "cga", "la", "ra", "rl-aut", "grp-p-aut", "eu-ins-bod-ag"}

func (r *reader) notice() notice.Notice {
	extension := r.Child("UBLExtensions", "UBLExtension", "ExtensionContent", "EformsExtension")
	typeCode := r.Child("NoticeTypeCode")
	r.language = r.Get("NoticeLanguageCode")
	n := notice.Notice{Kind: notice.Call, Form: record.Clean(typeCode.Full()), Origin: r.Origin}
	if id := r.Get("ID"); id != "" {
		n.ID = strings.ToLower(id + "-" + r.Get("VersionID"))
	}
	if kind := kinds[typeCode.Attr("listName")]; kind != "" {
		n.Kind = kind
	} else if extension.Child("NoticeResult") != nil {
		n.Kind = notice.Result
	}
	n.Number = notice.Number(extension.Get("Publication", "NoticePublicationID"))
	if n.Published = r.day("PublicationDate", extension.Get("Publication", "PublicationDate")); n.Published == nil {
		n.Published = r.day("IssueDate", r.Get("IssueDate"))
	}
	for _, p := range r.All("TenderingProcess", "NoticeDocumentReference", "ID") {
		n.Prior = add(n.Prior, notice.Key(p.Full()))
	}
	if n.Kind == notice.Modification {
		for _, t := range extension.All("ContractModification", "ChangedNoticeIdentifier") {
			n.Targets = add(n.Targets, notice.Key(t.Full()))
		}
	} else if t := extension.Get("Changes", "ChangedNoticeIdentifier"); t != "" {
		n.Targets, n.Corrects = []string{notice.Key(t)}, true
		for _, c := range extension.All("Changes", "ChangeReason", "ReasonCode") {
			if strings.TrimSpace(c.Full()) == "cancel" {
				n.Form = "cancel" // the procedure is cancelled
			}
		}
	}
	n.Method = record.Clean(r.Get("TenderingProcess", "ProcedureCode"))
	n.Concession = strings.TrimSpace(r.Get("RegulatoryDomain")) == "32014L0023"
	project := r.Child("ProcurementProject")
	n.Title, n.Text = r.text(project, "Name"), r.text(project, "Description")
	for _, c := range codesOf(project) {
		n.Items = append(n.Items, notice.Item{CPV: c})
	}
	r.readOrganisations(extension)
	r.buyers(&n)
	r.readLots()
	r.results(&n, extension)
	r.restOfLots(&n)
	n.Mask(r.people)
	n.Doubt(r.defect)
	n.Share(r.defect)
	about := table.About{Published: n.Published, Language: record.Language(r.language)}
	if n.Number != "" {
		about.Publisher = record.OfficialJournal
	}
	table.PutAbout(r.out, name, notice.Unit, about, r.Origin)
	return n
}

func add(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// text is the text along a path in the language of the notice, else in the first that it is given in.
func (r *reader) text(n *source.Node, path ...string) string {
	all := n.All(path...)
	for _, e := range all {
		if e.Attr("languageID") == r.language {
			return published(e.Full())
		}
	}
	if len(all) == 0 {
		return ""
	}
	return published(all[0].Full())
}

// published is a text, "" where the word for what is not published stands in its place.
func published(s string) string {
	if s = record.Clean(s); strings.EqualFold(s, "unpublished") {
		return ""
	}
	return s
}

// day is the day of a date such as 2019-11-26+01:00. The first day of 1970 stands for what is not published, and is told as that.
func (r *reader) day(field, s string) *table.Date {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	if len(s) > 10 && strings.ContainsAny(s[10:11], "+-ZT") {
		s = s[:10]
	}
	d, err := table.ParseDate(s)
	switch {
	case s == "1970-01-01":
		r.defect(field, "unpublished", "the date is 1970-01-01, which stands for a day that is not published", "the record without the date")
		return nil
	case err != nil || !record.ContractYears.Has(d):
		r.defect(field, "date", "the date is no day "+record.ContractYears.String(), "the record without the date")
		return nil
	}
	return &d
}

// codesOf are the CPV codes of a project, the main one first, each once.
func codesOf(project *source.Node) (all []string) {
	for _, in := range []string{"MainCommodityClassification", "AdditionalCommodityClassification"} {
		for _, c := range project.All(in, "ItemClassificationCode") {
			if list := c.Attr("listName"); list == "" || list == "cpv" {
				all = add(all, strings.TrimSpace(c.Full()))
			}
		}
	}
	return all
}

// readOrganisations reads name, number and country of every organisation of the notice, and what it says of its being a
// natural person. A touch point stands for its organisation.
func (r *reader) readOrganisations(extension *source.Node) {
	r.organisations = map[string]organisation{}
	buyers := map[string]bool{}
	for _, id := range r.All("ContractingParty", "Party", "PartyIdentification", "ID") {
		buyers[strings.TrimSpace(id.Full())] = true
	}
	for _, o := range extension.All("Organizations", "Organization") {
		company := o.Child("Company")
		name, identifier := r.text(company, "PartyName", "Name"), published(company.Get("PartyLegalEntity", "CompanyID"))
		country, person := notice.Country(company.Get("PostalAddress", "Country", "IdentificationCode")), o.Get("NaturalPersonIndicator") == "true"
		ref := organisation{notice.Buyer(name, identifier, country, person), notice.Company(name, identifier, country, person)}
		buys := false
		ids := append(company.All("PartyIdentification", "ID"), o.All("TouchPoint", "PartyIdentification", "ID")...)
		for _, id := range ids {
			key := strings.TrimSpace(id.Full())
			buys = buys || buyers[key]
			if _, twice := r.organisations[key]; twice {
				r.defect("Organizations", "repeated_id", "two organisations have one id", "the first of them")
				continue
			}
			r.organisations[key] = ref
		}
		if ref.other.Name == record.Person && name != "" && !(buys && ref.buyer.Name != record.Person) {
			r.people = append(r.people, name)
		}
	}
}

func (r *reader) buyers(n *notice.Notice) {
	for _, p := range r.All("ContractingParty") {
		o, known := r.organisations[p.Get("Party", "PartyIdentification", "ID")]
		ref := o.buyer
		if !known {
			r.defect("ContractingParty", "buyer_link_missing", "the buyer is no organisation of the notice", "the notice without that buyer")
			continue
		}
		for _, t := range p.All("ContractingPartyType", "PartyTypeCode") {
			if t.Attr("listName") == "buyer-legal-type" && slices.Contains(publicTypes, strings.TrimSpace(t.Full())) {
				ref.Public = "yes"
			}
		}
		n.Buyers = append(n.Buyers, ref)
	}
}

func (r *reader) readLots() {
	for _, l := range r.All("ProcurementProjectLot") {
		project := l.Child("ProcurementProject")
		from, to := r.period(project.Child("PlannedPeriod"))
		r.lots = append(r.lots, lot{id: l.Get("ID"), title: r.text(project, "Name"), text: r.text(project, "Description"),
			codes: codesOf(project), from: from, to: to, framework: framework(l), options: options(project)})
	}
}

// framework says that what a lot is awarded by is a framework agreement, by the code for it.
func framework(lot *source.Node) bool {
	for _, system := range lot.All("TenderingProcess", "ContractingSystem", "ContractingSystemTypeCode") {
		if code := strings.TrimSpace(system.Full()); system.Attr("listName") == "framework-agreement" && strings.HasPrefix(code, "fa-") {
			return true
		}
	}
	return false
}

// options says whether a contract may be renewed, by the number of renewals.
func options(project *source.Node) string {
	switch n := project.Get("ContractExtension", "MaximumNumberNumeric"); {
	case n == "":
		return ""
	case strings.Trim(n, "0") == "":
		return "no"
	}
	return "yes"
}

// period is the time that a contract is planned to run: its first and last day, the last one from the duration where only
// that is told.
func (r *reader) period(n *source.Node) (from, to *table.Date) {
	from, to = r.day("StartDate", n.Get("StartDate")), r.day("EndDate", n.Get("EndDate"))
	length := n.Child("DurationMeasure")
	if from == nil || to != nil || length == nil {
		return from, to
	}
	return from, notice.LastDay(*from, strings.TrimSpace(length.Full()), length.Attr("unitCode"))
}

// restOfLots puts the lots that nobody was awarded into the lines of the call.
func (r *reader) restOfLots(n *notice.Notice) {
	for _, l := range r.lots {
		switch {
		case l.awarded:
		case notice.Lot(l.id) == "":
			if record.TextKey(l.text) != record.TextKey(n.Text) {
				n.Text = notice.Join(n.Text, l.text)
			}
			for _, c := range l.codes {
				n.Items = append(n.Items, notice.Item{CPV: c})
			}
		default:
			n.Items = append(n.Items, notice.Lines(notice.Lot(l.id), notice.Join(l.title, l.text), l.codes)...)
		}
	}
}

// place names the lot in a way that does not depend on the shape of the notice.
func place(id string) string {
	rest, found := strings.CutPrefix(id, "LOT-")
	if !found || strings.Trim(rest, "0123456789") != "" {
		return record.TextKey(id)
	}
	if rest = strings.TrimLeft(rest, "0"); rest == "" {
		return "0"
	}
	return rest
}
