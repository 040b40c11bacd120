package ted

import (
	"slices"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/notice"
	"github.com/perimeter-data/perimeter/stages/record"
)

// notice reads the form and what the notice is about.
func (r *reader) notice(form *source.Node) notice.Notice {
	coded := r.Child("CODED_DATA_SECTION")
	n := notice.Notice{Form: formName(form), Kind: notice.Call, Origin: r.Origin}
	n.Number = notice.Number(coded.Get("NOTICE_DATA", "NO_DOC_OJS"))
	if n.Number == "" {
		n.Number = notice.Number(r.Attr("DOC_ID"))
	}
	n.Published = r.day("DATE_PUB", coded.Get("REF_OJS", "DATE_PUB"))
	refs := slices.Concat(form.All("PROCEDURE", "NOTICE_NUMBER_OJ"), form.All("COMPLEMENTARY_INFO", "NOTICE_NUMBER_OJ"),
		coded.All("NOTICE_DATA", "REF_NOTICE", "NO_DOC_OJS"), allBelow(form.Child("FD_"+form.Name), "NOTICE_NUMBER_OJ"))
	for _, ref := range refs {
		if p := notice.Number(ref.Full()); p != "" && p != n.Number && !slices.Contains(n.Prior, p) {
			n.Prior = append(n.Prior, p)
		}
	}
	r.places = notice.Places{}
	if form.Child("FD_"+form.Name) != nil {
		r.older(&n, form, coded)
	} else {
		r.standard(&n, form)
	}
	if n.Kind == notice.Modification || n.Kind == notice.Corrigendum {
		n.Targets, n.Prior = n.Prior, nil
	}
	inWords(&n, form)
	n.Mask(r.people)
	n.Doubt(r.defect)
	n.Share(r.defect)
	return n
}

// formName is F03 of F03_2014, else the element's name.
func formName(form *source.Node) string {
	short, year, found := strings.Cut(form.Name, "_")
	if found && len(year) == 4 && strings.Trim(year, "0123456789") == "" {
		return short
	}
	if form.Name == "MOVE" { // transport by regulation 1370/2007: T01, T02
		return form.Attr("FORM")
	}
	return form.Name
}

// lot is a lot as a form describes it.
type lot struct {
	place    string // position among the lots, "0" where there are none
	number   string // as written
	title    string
	text     string
	codes    []string
	describe *source.Node
	awarded  bool
}

// publicTypes are the types of authorities that are public bodies.
var publicTypes = []string{"MINISTRY", "NATIONAL_AGENCY", "REGIONAL_AUTHORITY", "REGIONAL_AGENCY", "BODY_PUBLIC", "EU_INSTITUTION"}

// standard reads a form of R2.0.9.
func (r *reader) standard(n *notice.Notice, form *source.Node) {
	body := form.Child("CONTRACTING_BODY")
	for _, name := range []string{"ADDRESS_CONTRACTING_BODY", "ADDRESS_CONTRACTING_BODY_ADDITIONAL"} {
		for _, a := range body.All(name) {
			ref := r.organisation(notice.Buyer, a)
			if name == "ADDRESS_CONTRACTING_BODY" && slices.Contains(publicTypes, body.Child("CA_TYPE").Attr("VALUE")) {
				ref.Public = "yes"
			}
			n.Buyers = append(n.Buyers, ref)
		}
	}
	n.Method = method(form.Child("PROCEDURE"))
	n.Framework = form.Child("PROCEDURE", "FRAMEWORK") != nil
	n.Concession = n.Form == "F24" || n.Form == "F25" || form.Child("LEGAL_BASIS").Attr("VALUE") == "32014L0023" ||
		r.Child("CODED_DATA_SECTION", "CODIF_DATA", "DIRECTIVE").Attr("VALUE") == "2014/23/EU"
	object := form.Child("OBJECT_CONTRACT")
	n.Title, n.Text = text(object, "TITLE"), text(object, "SHORT_DESCR")
	for _, c := range codes(object, "CPV_MAIN") {
		n.Items = append(n.Items, notice.Item{CPV: c})
	}
	if others := form.All("OBJECT_CONTRACT"); len(others) > 1 { // planned contracts in one notice
		for _, o := range others[1:] {
			n.Items = append(n.Items, notice.Lines("", notice.Join(text(o, "TITLE"), text(o, "SHORT_DESCR")),
				append(codes(o, "CPV_MAIN"), codes(o.Child("OBJECT_DESCR"), "CPV_ADDITIONAL")...))...)
		}
	}
	lots := lotsOf(object)
	switch n.Form {
	case "F14":
		n.Kind = notice.Corrigendum
		for _, c := range form.All("CHANGES", "CHANGE") {
			r.change(n, c, readPlaces)
		}
	case "F20":
		n.Kind = notice.Modification
	case "F15":
		n.Kind = notice.Intent
	}
	for i, a := range form.All("AWARD_CONTRACT") {
		r.award(n, form, a, i, lots)
	}
	for i, a := range form.All("RESULTS") {
		r.prize(n, a, i, lots)
	}
	if n.Kind == notice.Call && len(n.Awards) > 0 {
		n.Kind = notice.Result
	}
	if total := value(object, "VAL_TOTAL"); total != nil {
		if d, err := table.ParseDecimal(total.Full()); err == nil {
			n.Total, n.Currency = &d, notice.Currency(total.Attr("CURRENCY"), "OBJECT_CONTRACT/VAL_TOTAL", r.defect)
		}
	}
	for _, l := range lots {
		switch {
		case l.awarded:
		case l.place == "0" && len(n.Awards) == 0:
			if record.TextKey(l.text) != record.TextKey(n.Text) {
				n.Text = notice.Join(n.Text, l.text)
			}
			for _, c := range l.codes {
				n.Items = append(n.Items, notice.Item{CPV: c})
			}
		case l.place != "0":
			n.Items = append(n.Items, notice.Lines(l.number, notice.Join(l.title, l.text), l.codes)...)
		}
	}
}

func lotsOf(object *source.Node) []*lot {
	all := object.All("OBJECT_DESCR")
	whole := object.Child("NO_LOT_DIVISION") != nil || len(all) == 1 && all[0].Get("LOT_NO") == ""
	var lots []*lot
	for i, o := range all {
		l := &lot{place: strconv.Itoa(i + 1), number: record.Clean(o.Get("LOT_NO")), title: text(o, "TITLE"), text: text(o, "SHORT_DESCR"),
			codes: codes(o, "CPV_ADDITIONAL"), describe: o}
		if whole {
			l.place, l.number = "0", ""
		}
		lots = append(lots, l)
	}
	return lots
}

// lotOf is the lot that an award is about. One whose number no lot has is about what it says; one without a number, where
// there are lots, about none that is known.
func lotOf(lots []*lot, a *source.Node, form string) *lot {
	number := record.Clean(a.Get("LOT_NO"))
	if len(lots) > 0 && lots[0].place == "0" {
		return lots[0]
	}
	for _, l := range lots {
		if l.number == number && number != "" {
			if form != "F20" {
				return l
			}
			// A modification describes its own lot alone: the lot's position is its number there.
			c := *l
			c.place = record.TextKey(number)
			return &c
		}
	}
	if number == "" && len(lots) == 1 {
		return lots[0]
	}
	return &lot{place: record.TextKey(number), number: number}
}

// award reads an item of section V.
func (r *reader) award(n *notice.Notice, form, a *source.Node, i int, lots []*lot) {
	l := lotOf(lots, a, n.Form)
	l.awarded = true
	if n.Form == "F20" {
		for _, other := range lots {
			other.awarded = true
		}
	}
	w := notice.Award{ID: a.Attr("ITEM"), Lot: l.number, Place: r.places.Next(l.place), VAT: "unknown",
		Title: text(a, "TITLE"), Text: l.text}
	if w.ID == "" {
		w.ID = strconv.Itoa(i + 1)
	}
	if w.Title == "" {
		w.Title = l.title
	} else if record.TextKey(l.title) != record.TextKey(w.Title) {
		w.Text = notice.Join(l.title, w.Text)
	}
	if w.Title == "" {
		w.Title = n.Title
	}
	w.From, w.To = r.period(l.describe)
	w.Options = options(l.describe)
	for _, c := range l.codes {
		w.Items = append(w.Items, notice.Item{CPV: c})
	}
	done := a.Child("AWARDED_CONTRACT")
	c := notice.Contract{Number: record.Clean(a.Get("CONTRACT_NO"))}
	switch {
	case done == nil:
		w.Status = status(a.Child("NO_AWARDED_CONTRACT"))
	case n.Kind == notice.Intent: // the day is that of the decision: nothing is concluded yet
		w.Status = n.Form
		w.Decided = r.day("DATE_CONCLUSION_CONTRACT", done.Get("DATE_CONCLUSION_CONTRACT"))
	default:
		w.Status = done.Name
		c.Signed = r.day("DATE_CONCLUSION_CONTRACT", done.Get("DATE_CONCLUSION_CONTRACT"))
		if c != (notice.Contract{}) {
			w.Contracts = []notice.Contract{c}
		}
	}
	switch {
	case done == nil:
	case n.Kind == notice.Modification:
		r.modified(&w, form.Child("MODIFICATIONS_CONTRACT"), done)
	default:
		r.suppliers(&w, done, "CONTRACTOR", "ADDRESS_CONTRACTOR")
		r.amount(&w, done, "VAL_TOTAL")
	}
	if done != nil && len(w.Suppliers) == 0 {
		r.defect("AWARD_CONTRACT["+w.ID+"]", "winner_missing", "a contract was awarded and nobody is named to whom", "the award without a supplier")
	}
	n.Awards = append(n.Awards, w)
}

// options says whether a lot may be renewed, where the form has a word on it.
func options(describe *source.Node) string {
	switch {
	case describe.Child("RENEWAL") != nil:
		return "yes"
	case describe.Child("NO_RENEWAL") != nil:
		return "no"
	}
	return ""
}

// suppliers reads who was awarded, with or without the element around them that says whether they are a group. Inside a
// CONTRACTOR only the contractor's own address counts: beside it may stand who owns it.
func (r *reader) suppliers(w *notice.Award, done *source.Node, each, address string) {
	list := done.All(each)
	for _, group := range done.All(each + "S") {
		if public(group) {
			list = append(list, group.All(each)...)
		}
	}
	for _, c := range list {
		for _, a := range c.All(address) {
			if ref := r.organisation(notice.Company, a); ref.Name != "" || ref.Identifier != "" {
				w.Suppliers = append(w.Suppliers, ref)
			}
		}
	}
}

// status is the first word on why nothing was awarded, in the form's own words.
func status(n *source.Node) string {
	if n == nil || len(n.Children) == 0 {
		return "NO_AWARDED_CONTRACT"
	}
	return n.Children[0].Name
}

// prize reads the result of a design contest. What several winners got is told as one value.
func (r *reader) prize(n *notice.Notice, a *source.Node, i int, lots []*lot) {
	l := lotOf(lots, a, n.Form)
	l.awarded = true
	w := notice.Award{ID: a.Attr("ITEM"), Lot: l.number, Place: r.places.Next(l.place), VAT: "unknown", Title: text(a, "TITLE"), Text: l.text}
	if w.ID == "" {
		w.ID = strconv.Itoa(i + 1)
	}
	if w.Title == "" {
		w.Title = n.Title
	}
	for _, c := range l.codes {
		w.Items = append(w.Items, notice.Item{CPV: c})
	}
	if done := a.Child("AWARDED_PRIZE"); done != nil {
		w.Status = done.Name
		w.Decided = r.day("DATE_DECISION_JURY", done.Get("DATE_DECISION_JURY"))
		r.suppliers(&w, done, "WINNER", "ADDRESS_WINNER")
		r.amount(&w, done, "VAL_PRIZE")
		if len(w.Suppliers) == 0 {
			r.defect("RESULTS["+w.ID+"]", "winner_missing", "a prize was awarded and nobody is named to whom", "the award without a supplier")
		}
	} else {
		w.Status = status(a.Child("NO_AWARDED_PRIZE"))
		if w.Status == "NO_AWARDED_CONTRACT" {
			w.Status = "NO_AWARDED_PRIZE"
		}
	}
	n.Awards = append(n.Awards, w)
}

// modified reads section VII: what became of the contract of section V.
func (r *reader) modified(w *notice.Award, m, done *source.Node) {
	now, info := m.Child("DESCRIPTION_PROCUREMENT"), m.Child("INFO_MODIFICATIONS")
	r.suppliers(w, now, "CONTRACTOR", "ADDRESS_CONTRACTOR")
	if len(w.Suppliers) == 0 {
		r.suppliers(w, done, "CONTRACTOR", "ADDRESS_CONTRACTOR")
	}
	if from, to := r.period(now); from != nil || to != nil {
		w.From, w.To = from, to
	}
	w.Change = text(info, "SHORT_DESCR")
	if described := text(now, "SHORT_DESCR"); record.TextKey(described) != record.TextKey(w.Text) {
		w.Text = notice.Join(w.Text, described)
	}
	r.amount(w, info, "VAL_TOTAL_AFTER")
	if w.Amount == nil {
		r.amount(w, now, "VAL_TOTAL")
	} else if v := value(now, "VAL_TOTAL"); v != nil {
		if total := r.decimal("VAL_TOTAL", v.Full()); total != nil && *total != *w.Amount {
			r.defect("VAL_TOTAL", "value_conflict", "the notice gives two values for the contract as modified", "the one that it calls the value after the modification")
		}
	}
	if w.Amount == nil {
		r.amount(w, done, "VAL_TOTAL")
	}
	for _, c := range codes(now, "CPV_MAIN", "CPV_ADDITIONAL") {
		w.Items = append(w.Items, notice.Item{CPV: c})
	}
}
