// Package exposures answers the question: which public bodies hold which flagged vendors' technology, bought how, for how
// much, with which functions, in force or not, and on what evidence. Each row is a lead to check, worded by its evidence.
package exposures

import (
	"cmp"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/calls"
	"github.com/perimeter-data/perimeter/stages/derived/capabilities"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/observations"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Listed is a measure that names the vendor, beside the purchase's date.
type Listed struct {
	Measure  string      `parquet:"measure,dict" doc:"id of the measure, or of the public list where it is none of measures"`
	Title    string      `parquet:"title" doc:"its title"`
	Kind     string      `parquet:"kind,dict" doc:"list, ban, export control, recommendation, statement, membership decision"`
	Binds    string      `parquet:"binds" doc:"whom it binds"`
	From     *table.Date `parquet:"from,date" doc:"first day on which it names the vendor; null if only a month or year is known"`
	To       *table.Date `parquet:"to,date" doc:"last day; null if still listed when the list was read"`
	DateKind string      `parquet:"date_kind,dict" doc:"what the first day is: effective, announced, signed, reported"`
	DateText string      `parquet:"date_text,optional" doc:"the measure's date as its source gives it, where the first day is not known"`
	Purpose  string      `parquet:"purpose,optional" doc:"words of the measure that limit the listing to some use or goods, as a public list gives them where one was read; null where none are known"`
	Bound    string      `parquet:"bound,dict" doc:"does it speak to bodies like this one: yes, no (a measure of another country, or one for makers, exporters or the members of an association, or for one body that is known to be another), unknown. Of what force it is, its kind says"`
	BoundBy  string      `parquet:"bound_basis" doc:"why, in words"`
	Verified string      `parquet:"verified,dict" doc:"was a primary text of the measure read: yes, no (check before quoting), unknown (a public list that is none of measures)"`
	Order    string      `parquet:"purchase_was,dict" doc:"the purchase, observation or call was before, on, or after the first day (before, too, if it was in an earlier year than any that date_text names). Where no day of the purchase is known and the contract's first day is: contract began before, contract began on, contract began after, which leaves open when it was concluded, as a rule earlier. Unknown where a date is missing, where only the day of publication is known and the measure is older, or where only a day of the process is known; but before where the contract was over by then"`
}

// Links say how each link of the chain from the vendor to the body is known. Those that are matches have the words of certainty;
// public_body and listing rest on no match, and have words of their own that rank with none of those.
type Links struct {
	Vendor  string `parquet:"vendor,dict" doc:"that it is this vendor: the surest certainty of the matches it rests on"`
	Product string `parquet:"product,dict" doc:"what product it is: names the model, names the brand, possible name match (only like the brand, or perhaps the name of another body), or not claimed (the supplier or the network card alone is the vendor's)"`
	Buyer   string `parquet:"buyer,dict" doc:"who buys or holds: certainty of the body in organisations (identifier match, decided by a person, strong name match: by name and country, possible name match: by the name alone or a number that is not trusted); possible name match where only a text calls it so"`
	Public  string `parquet:"public_body,dict" doc:"that it is a public body: told by the record (by it or by the body's role in it), or form of the name. No match, and no part of certainty"`
	Listing string `parquet:"listing,dict" doc:"that measures named the vendor on the day in date or not: days known (what the one is a day of, date_kind says), day unknown, or not claimed (no measure names it). No match, and no part of certainty"`
}

// Exposure is one public body, one vendor, one piece of evidence.
type Exposure struct {
	ID               string          `parquet:"id" doc:"content id: body, vendor, relation, channel and subject"`
	Body             purchases.Org   `parquet:"body" doc:"the public body; its name is null where documents name only its offices"`
	Office           string          `parquet:"office,optional" doc:"the buyer's name in the record where it is another than the body's: an office under the body's code, a former name, or another spelling; null where it is the same, or nobody buys"`
	BodyKind         string          `parquet:"body_kind,dict" doc:"body (an organisation of this dataset), body as claimed (a text names it), class as claimed (a text speaks of several bodies together, and says nothing about any one)"`
	PublicBasis      string          `parquet:"public_basis" doc:"why it is taken for a public body"`
	Vendor           string          `parquet:"vendor,dict" doc:"id of the vendor"`
	VendorName       string          `parquet:"vendor_name" doc:"name of the vendor"`
	VendorScheme     string          `parquet:"vendor_scheme,optional,dict" doc:"register of the vendor's official code"`
	VendorIdentifier string          `parquet:"vendor_identifier,optional" doc:"official code of its parent company in that register; null where vendors has none"`
	Relation         string          `parquet:"relation,dict" doc:"same entity, family, brand, rebrand"`
	Channel          string          `parquet:"channel,dict" doc:"supplier, purchase text, tender text, device tag (or the like field of an inventory or configuration), network card, press (what a text claims)"`
	Sense            string          `parquet:"sense,dict" doc:"purchase, possession stated, possession implied, removal, operation, call, unclear"`
	Found            []string        `parquet:"found,list" doc:"the words in which the vendor, brand or model was found"`
	Functions        []string        `parquet:"functions,list" doc:"functions of the vendor's devices at the body that an inventory or configuration is evidence for, as 'function: state', from capabilities; empty: unknown"`
	Effect           string          `parquet:"effect,dict" doc:"what it says of exposure: holds, lowers (a contract to remove or replace, or devices removed), unclear (also an award that is not yet decided)"`
	Deal             string          `parquet:"deal,optional" doc:"deal of the purchases that exposure_purchases links it to; null for a device or a call. An exposure has no money of its own"`
	Report           string          `parquet:"report,optional" doc:"what the claims have in common that it rests on, as thing in matches; null for any other"`
	Deployment       string          `parquet:"deployment,optional" doc:"id of the deployment; null for a purchase or a call"`
	Supplier         string          `parquet:"supplier,optional" doc:"who was awarded, as written"`
	Suppliers        []purchases.Org `parquet:"suppliers,list" doc:"the same by id, name and official code, as in purchases; empty for a device or a call, or where nobody is named"`
	Bought           string          `parquet:"bought,optional" doc:"what was bought, in the record's words, masked, at most 300 characters"`
	Date             *table.Date     `parquet:"date,date" doc:"day of the purchase or observation, or the one that the record gives in its place, such as the first of the contract (see date_kind); null if unknown"`
	DateKind         string          `parquet:"date_kind,dict" doc:"what that day is: signed, awarded, period start, release, process (as in purchases), seen, supplied, removed, unknown"`
	InForce          string          `parquet:"in_force,dict" doc:"contract status on the as-of date: yes, no, not yet, unknown"`
	InForceBy        string          `parquet:"in_force_known,dict" doc:"how that is known, as in purchases"`
	RenewalBy        *table.Date     `parquet:"renewal_by,date" doc:"day by which an option to renew the contract must be taken; null where none is known"`
	KnownFrom        *table.Date     `parquet:"known_from,date" doc:"earliest day on which a document in hand that it rests on was published: a record of the purchase or call, or a text that claims it; null where none gives its day, as inventories and configurations do not"`
	DeviceStatus     string          `parquet:"device_status,dict" doc:"seen, reported in possession, supplied, removed, unknown; never 'removed' by expiry alone"`
	Listings         []Listed        `parquet:"listings,list" doc:"measures that name the vendor, with their dates beside this one"`
	Grade            string          `parquet:"grade,dict" doc:"A inventory or configuration; B supplier, contract or lot line naming vendor, maker or model, or a device on a channel of the body's recorder; C tender text, a volunteer's tag or a network card; D press"`
	Certainty        string          `parquet:"certainty,dict" doc:"the weakest match of the chain, of vendor, product and buyer in links. Weakest first: possible name match, names the brand, names the model, strong name match, decided by a person, identifier match, as in matches"`
	Links            Links           `parquet:"links" doc:"how each link of the chain is known, by which word"`
	Wording          string          `parquet:"wording" doc:"what may be said, in English"`
	WordingIT        string          `parquet:"wording_it" doc:"the same in Italian"`
	For              []string        `parquet:"reasons_for,list" doc:"what speaks for it"`
	Against          []string        `parquet:"reasons_against,list" doc:"what speaks against it, or is not known"`
	Matches          []string        `parquet:"matches,list" doc:"ids of the matches it rests on"`
	Sources          int64           `parquet:"independent_sources" doc:"distinct origins of observation: how many source_groups. The shapes and copies of one record, the reports of one observation, and the tags of one map are one"`
	Groups           []string        `parquet:"source_groups,list" doc:"whom it goes back to: of claims their source_group in claim_sources; of a record, the body and the kind of record (procurement, inventory, configuration, scan, volunteer tag). Over several exposures count distinct ones"`
	Observers        []string        `parquet:"observers,list" doc:"the same in words: the body for its own records, the source_name of claims, or who observed"`
	Observation      string          `parquet:"observation" doc:"content id: who observed, the vendor, and the place or the purchase. Rows that share it rest on one observation: in texts they may be about one body under two names, as in two languages, and are held apart because nothing shows it"`
	Origins          []source.Origin `parquet:"origins,list" doc:"the records that say this"`
}

// Table holds one row an exposure.
var Table = &table.Table[Exposure]{Name: "exposures", Grain: "one public body, vendor, relation, channel and deal, deployment or call", Sort: []string{"vendor", "body", "date", "id"},
	Doc: "The answer: which public bodies hold which flagged vendors' technology, and on what evidence. Each row is a lead to check; it is no finding of wrongdoing. Rows carry no money: purchases do, once each, and exposure_purchases links the two."}

// Stage derives exposures.
var Stage = &pipeline.Stage{
	Name: "exposures", Doc: "say which public bodies hold which vendors' technology, and on what evidence",
	Reads: []pipeline.Input{
		pipeline.By(purchases.Table, func(p purchases.Purchase) string { return p.Buyer.ID }),
		pipeline.By(calls.Table, func(c calls.Call) string { return c.Holder }),
		pipeline.By(deployments.Table, func(d deployments.Deployment) string { return cmp.Or(d.Holder, d.Report) }),
		pipeline.By(matches.Table, func(m matches.Match) string {
			if m.Kind == "claim" {
				return matches.ByThing(m)
			}
			return matches.ByHolder(m)
		}),
		pipeline.By(record.Claims, matches.Report),
		pipeline.By(capabilities.Table, func(c capabilities.Capability) string { return c.Body }),
		pipeline.By(organisations.Table, func(o organisations.Organisation) string { return o.ID }),
		listings,
		observers,
		translations,
	},
	Writes: Table,
	Derive: derive,
}

// listings ask of public lists what they say of the vendors themselves, wherever it stands.
var listings = pipeline.Narrowed(pipeline.Whole(buildListings, record.Vendors, record.Listings, record.Measures, vendorlistings.Table),
	vendorlistings.Table, func(l *vendorlistings.VendorListing) bool {
		l.Origins = nil
		return l.Relation == "same entity"
	})

// observers say whom each claim goes back to.
var observers = pipeline.Whole(func(rows *table.Set) (map[string]observations.Source, error) {
	all := map[string]observations.Source{}
	for s := range observations.Table.In(rows) {
		all[s.Claim] = s
	}
	return all, nil
}, observations.Table)

// unsaid stands for the language of a translation that does not say what it was translated from.
const unsaid = "?"

// translations are the texts that say that they are translations, with the language that they were translated from, or unsaid.
var translations = pipeline.Narrowed(pipeline.Whole(func(rows *table.Set) (map[string]string, error) {
	all := map[string]string{}
	for t := range record.Texts.In(rows) {
		all[t.ID] = cmp.Or(t.From, unsaid)
	}
	return all, nil
}, record.Texts), record.Texts, func(t *record.Text) bool { return t.Translated == "yes" })
