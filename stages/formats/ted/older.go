package ted

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/notice"
	"github.com/perimeter-data/perimeter/stages/record"
)

// additional is the type of documents that add to a notice or correct it.
const additional = "2"

// older reads a form of R2.0.8, whose elements have names of their own in every form; what they hold has the same names in
// all of them.
func (r *reader) older(n *notice.Notice, form, coded *source.Node) {
	fd := form.Child("FD_" + form.Name)
	if buyer := first(fd, "CA_CE_CONCESSIONAIRE_PROFILE"); buyer != nil {
		n.Buyers = []record.Ref{r.firm(notice.Buyer, buyer)}
	}
	object := first(fd, "OBJECT_")
	switch total := first(object, "TOTAL_FINAL_VALUE").Child("COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE"); {
	case total == nil, total.Child("VALUE_COST") == nil:
	default:
		if d, err := table.ParseDecimal(total.Child("VALUE_COST").Attr("FMTVAL")); err == nil {
			n.Total, n.Currency = &d, notice.Currency(total.Attr("CURRENCY"), "TOTAL_FINAL_VALUE", r.defect)
		}
	}
	n.Title = text(first(object, "TITLE_CONTRACT"))
	for _, short := range []string{"SHORT_CONTRACT_DESCRIPTION", "SHORT_DESCRIPTION", "SHORT_DESCRIPTION_CONTRACT"} {
		n.Text = cmp.Or(n.Text, text(first(object, short)))
	}
	n.Method = record.Clean(coded.Get("CODIF_DATA", "PR_PROC"))
	cpv := first(object, "CPV")
	for _, c := range codes(cpv, "CPV_MAIN", "CPV_ADDITIONAL") {
		n.Items = append(n.Items, notice.Item{CPV: c})
	}
	switch {
	case strings.HasPrefix(form.Name, "VOLUNTARY_EX_ANTE"):
		n.Kind = notice.Intent
	case strings.HasPrefix(form.Name, "ADDITIONAL_INFORMATION_CORRIGENDUM"),
		form.Name == "OTH_NOT" && coded.Child("CODIF_DATA", "TD_DOCUMENT_TYPE").Attr("CODE") == additional:
		n.Kind = notice.Corrigendum
		r.olderChanges(n, form)
	}
	for _, a := range awardsOf(fd) {
		r.olderAward(n, a)
	}
	if n.Kind == notice.Call && len(n.Awards) > 0 {
		n.Kind = notice.Result
	}
}

// first is the first element below n, at any depth, whose name is prefix or, where that ends in _, begins with it.
func first(n *source.Node, prefix string) *source.Node {
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		if c.Name == prefix || strings.HasSuffix(prefix, "_") && strings.HasPrefix(c.Name, prefix) {
			return c
		}
		if found := first(c, prefix); found != nil {
			return found
		}
	}
	return nil
}

// awardsOf are the elements that tell of one award each, at any depth.
func awardsOf(n *source.Node) (all []*source.Node) {
	for _, c := range n.Children {
		switch c.Name {
		case "AWARD_OF_CONTRACT", "AWARD_OF_CONTRACT_DEFENCE", "AWARD_AND_CONTRACT_VALUE":
			all = append(all, c)
		default:
			all = append(all, awardsOf(c)...)
		}
	}
	return all
}

func (r *reader) olderAward(n *notice.Notice, a *source.Node) {
	lot := record.Clean(first(a, "LOT_NUMBER").Full())
	place := record.TextKey(lot)
	if lot == "" {
		place = "0"
	}
	w := notice.Award{ID: a.Attr("ITEM"), Lot: lot, Place: r.places.Next(place), VAT: "unknown", Status: a.Name}
	if n.Kind == notice.Intent {
		w.Status = n.Form
	}
	if w.ID == "" {
		w.ID = strconv.Itoa(len(n.Awards) + 1)
	}
	w.Title = cmp.Or(text(first(a, "CONTRACT_TITLE")), text(first(a, "TITLE_CONTRACT")), n.Title)
	// A lot without winner stands as an award with nothing in it.
	operators := append(allBelow(a, "ECONOMIC_OPERATOR_NAME_ADDRESS"), allBelow(a, "CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME_CHP")...)
	value := cmp.Or(first(a, "CONTRACT_VALUE_INFORMATION"), first(a, "INFORMATION_VALUE_CONTRACT"))
	day := cmp.Or(first(a, "CONTRACT_AWARD_DATE"), first(a, "DATE_OF_CONTRACT_AWARD"))
	if len(operators) == 0 && value == nil && day == nil {
		w.Status = ""
		n.Awards = append(n.Awards, w)
		return
	}
	for _, o := range operators {
		if ref := r.firm(notice.Company, o); ref.Name != "" || ref.Identifier != "" {
			w.Suppliers = append(w.Suppliers, ref)
		}
	}
	if len(w.Suppliers) == 0 {
		r.defect(a.Name+"["+w.ID+"]", "winner_missing", "a contract was awarded and nobody is named to whom", "the award without a supplier")
	}
	if day != nil {
		w.Decided = r.parts(day)
	}
	if number := record.Clean(cmp.Or(first(a, "CONTRACT_NUMBER"), first(a, "CONTRACT_NO")).Full()); number != "" && n.Kind != notice.Intent {
		w.Contracts = []notice.Contract{{Number: number}}
	}
	r.cost(&w, value.Child("COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE"))
	n.Awards = append(n.Awards, w)
}

func allBelow(n *source.Node, name string) (all []*source.Node) {
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		if c.Name == name {
			all = append(all, c)
		} else {
			all = append(all, allBelow(c, name)...)
		}
	}
	return all
}

// firm is the organisation in an address block. Its name is an element of its own, or the text of ORGANISATION.
func (r *reader) firm(as func(name, identifier, country string, person bool) record.Ref, n *source.Node) record.Ref {
	o := first(n, "ORGANISATION")
	written := text(o, "OFFICIALNAME")
	if written == "" && o != nil && len(o.Children) == 0 {
		written = record.Clean(o.Full())
	}
	ref := as(written, text(o, "NATIONALID"), notice.Country(first(n, "COUNTRY").Attr("VALUE")), false)
	if ref.Name == record.Person {
		r.people = append(r.people, written)
	}
	return ref
}

func (r *reader) parts(n *source.Node) *table.Date {
	pad := func(s string) string {
		if len(s) == 1 {
			return "0" + s
		}
		return s
	}
	return r.day(n.Name, n.Get("YEAR")+"-"+pad(n.Get("MONTH"))+"-"+pad(n.Get("DAY")))
}

// cost reads a value that is told twice, as a number in an attribute and as people write it; it is read where the two agree.
func (r *reader) cost(w *notice.Award, n *source.Node) {
	if n.Child("RANGE_VALUE_COST") != nil {
		r.defect("AWARD["+w.ID+"]/RANGE_VALUE_COST", "value_range", "the value of an award is given as a range: it has no exact value", "the award without a value")
		return
	}
	v := n.Child("VALUE_COST")
	if v == nil {
		return
	}
	number, written := v.Attr("FMTVAL"), humanNumber(v.Full())
	if number == "" {
		number = written
	}
	amount := r.decimal("AWARD["+w.ID+"]/VALUE_COST", number)
	if amount == nil {
		return
	}
	if other, err := table.ParseDecimal(written); err == nil && other != *amount {
		r.defect("AWARD["+w.ID+"]/VALUE_COST", "value_conflict", "the value of an award is told in two ways that differ", "the award without a value")
		return
	}
	w.Amount, w.Currency = amount, notice.Currency(n.Attr("CURRENCY"), "AWARD["+w.ID+"]/VALUE_COST", r.defect)
	switch {
	case n.Child("EXCLUDING_VAT") != nil:
		w.VAT, w.VATBasis = "net", record.Stated
	case n.Child("INCLUDING_VAT") != nil:
		w.VAT, w.VATBasis = "gross", record.Stated
	}
}

// humanNumber is 49700.50 of "49 700,50".
func humanNumber(s string) string {
	s = strings.Join(strings.Fields(s), "")
	return strings.Replace(s, ",", ".", 1)
}
