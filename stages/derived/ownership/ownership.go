// Package ownership says who owns whom, as texts claim it, collections of entities and public lists tell it and the lists of
// vendors' families have it, each account with its days. Accounts that differ stay side by side, and natural persons are in none.
package ownership

import (
	"cmp"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Ownership is one account of who owns whom.
type Ownership struct {
	ID               string          `parquet:"id" doc:"content id: what it rests on"`
	Vendor           string          `parquet:"vendor,optional,dict" doc:"id of the vendor of which one of the two has a documented name; null if neither has one"`
	VendorName       string          `parquet:"vendor_name,optional" doc:"name of the vendor"`
	VendorScheme     string          `parquet:"vendor_scheme,optional,dict" doc:"register of the vendor's official code"`
	VendorIdentifier string          `parquet:"vendor_identifier,optional" doc:"official code of its parent company in that register; null where vendors has none"`
	Owner            string          `parquet:"owner,optional" doc:"who owns, as written; null where the account says no more than that both are of one group"`
	Owned            string          `parquet:"owned" doc:"what is owned, or is of the vendor's group, as written"`
	Relation         string          `parquet:"relation,dict" doc:"owns (or controls), shareholder, part of (or subordinate to), linked to (a public list or a collection names the two beside each other, and does not say how: one may own, serve or supply the other), same group (subsidiary, parent, regional arm or joint venture: which of these is not said)"`
	Share            string          `parquet:"share,optional" doc:"share, in the words of the account; null if it gives none"`
	Modality         string          `parquet:"modality,dict" doc:"asserts, denies, supposes, as in claims; asserts for all others"`
	From             *table.Date     `parquet:"from,date" doc:"first day; null if not known"`
	To               *table.Date     `parquet:"to,date" doc:"last day; null if it holds or is not known"`
	When             string          `parquet:"date_text,optional" doc:"the dates as written, where they are no days"`
	KnownFrom        *table.Date     `parquet:"known_from,date" doc:"day on which the text or list that says so was published; null where none is known"`
	Known            string          `parquet:"known_by,dict" doc:"claim (what a text says), entities (a collection of entities), public list (the remarks or reasons of an entry, or the parent that it names), family (the program's or a user's list of names)"`
	Verified         string          `parquet:"verified,optional,dict" doc:"of a list of names: was a register, or a text of the company itself or of an authority, read: yes, or no (check before quoting); null for other accounts"`
	Source           string          `parquet:"source,optional" doc:"publisher of the text or list, address that the list or the collection gives, or where the list has it from; null if none is named"`
	Quote            string          `parquet:"quote,optional" doc:"the words that say so: of a claim its quote; null where a column says it and not a text"`
	Claim            string          `parquet:"claim,optional" doc:"id of the claim; count its sources in claim_sources"`
	Origins          []source.Origin `parquet:"origins,list" doc:"where it is said"`
}

// Table holds one row an account.
var Table = &table.Table[Ownership]{Name: "ownership", Grain: "one account of one ownership", Sort: []string{"vendor", "owned", "owner", "id"},
	Doc: "Who owns whom, from when to when, and who says so. An account is no finding of a register, and one that has no last day need not hold today."}

// Stage derives ownership.
var Stage = &pipeline.Stage{
	Name: "ownership", Doc: "gather who owns whom from texts, collections of entities and the lists of vendors' families",
	Reads: []pipeline.Input{
		pipeline.By(record.Claims, func(c record.Claim) string {
			if c.Kind != "ownership" {
				return ""
			}
			return c.ID
		}),
		pipeline.By(record.OwnershipEnds, func(e record.OwnershipEnd) string { return e.Link }),
		pipeline.By(record.ListEntries, func(e record.ListEntry) string {
			if e.Parent == "" {
				return ""
			}
			return e.ID
		}),
		pipeline.By(record.VendorNames, func(n record.VendorName) string {
			if n.Relation != "family" || n.Kind == "translation" {
				return ""
			}
			return n.ID
		}),
		named, vendors,
	},
	Writes: Table,
	Derive: derive,
}

// vendors are the flagged makers.
var vendors = pipeline.Whole(record.VendorsByID, record.Vendors)

// named are the vendors whose documented name, or whose family's, has a key; "" where several have it.
var named = pipeline.Whole(func(lists *table.Set) (map[string]string, error) {
	all := map[string]string{}
	for n := range record.VendorNames.In(lists) {
		key := record.TextKey(n.Name)
		if v, known := all[key]; known && v != n.Vendor {
			all[key] = ""
			continue
		}
		all[key] = n.Vendor
	}
	return all, nil
}, record.VendorNames)

// derive sees one claim, both sides of one ownership, one entry that names its parent, or one name of a vendor's family.
func derive(in, out *table.Set) error {
	put := func(o Ownership) {
		for _, name := range []string{o.Owned, o.Owner} {
			if o.Vendor == "" && name != "" {
				o.Vendor = named.In(in)[record.TextKey(name)]
			}
		}
		v := vendors.In(in)[o.Vendor]
		o.VendorName, o.VendorScheme, o.VendorIdentifier = v.Name, v.Scheme, v.Identifier
		Table.Add(out, o)
	}
	for c := range record.Claims.In(in) {
		if c.Subject == "" || c.Object == "" || person(c.Subject) || person(c.Object) {
			continue
		}
		o := Ownership{ID: source.ID("ownership", c.ID), Owner: c.Object, Owned: c.Subject, Relation: "owns", Share: c.Detail, Modality: c.Modality, When: c.Date,
			KnownFrom: c.Published, Known: "claim", Source: c.Publisher, Quote: c.Quote, Claim: c.ID, Origins: c.Origins}
		if c.Predicate == "shareholder" {
			o.Relation = "shareholder"
		}
		put(o)
	}
	var owner, owned *record.OwnershipEnd
	for e := range record.OwnershipEnds.In(in) {
		side := &owned
		if e.Side == "owner" {
			side = &owner
		}
		if *side == nil {
			*side = &e
		}
		(*side).Origins = source.Unite((*side).Origins, e.Origins)
	}
	if owner != nil && owned != nil && owner.Name != "" && owned.Name != "" && owner.Name != record.Person && owned.Name != record.Person {
		known := "entities"
		if owner.List != "" {
			known = "public list"
		}
		put(Ownership{ID: source.ID("ownership", owner.Link), Owner: owner.Name, Owned: owned.Name, Relation: owner.Says, Share: owner.Share, Modality: "asserts",
			From: owner.From, To: owner.To, When: owner.When, KnownFrom: owner.Known, Known: known, Source: owner.Source, Quote: owner.Quote, Origins: source.Unite(owner.Origins, owned.Origins)})
	}
	for e := range record.ListEntries.In(in) {
		if person(e.Name) || person(e.Parent) {
			continue
		}
		o := Ownership{ID: source.ID("ownership", "parent", e.ID), Owner: e.Parent, Owned: e.Name, Relation: record.Owns, Modality: "asserts", Known: "public list",
			Source: cmp.Or(e.Source, e.Publisher), Origins: e.Origins}
		if e.DateKind == "announced" {
			o.KnownFrom = e.From
		}
		put(o)
	}
	for n := range record.VendorNames.In(in) {
		put(Ownership{ID: source.ID("ownership", n.ID), Vendor: n.Vendor, Owned: n.Name, Relation: "same group", Modality: "asserts", From: n.From, To: n.To,
			Known: "family", Verified: n.Verified, Source: n.Source, Origins: n.Origins})
	}
	return nil
}

// person says whether a name is a natural person's: claims have names of people masked where they were told.
func person(name string) bool {
	return name == record.Person || strings.Contains(name, "[…]") || record.ListedPerson(name, record.FewPersons)
}
