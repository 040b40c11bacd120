// Package capabilities says which functions the devices of a body have, and how far that is known: offered, bought, there,
// switched on, off, or refused. It never takes one for another.
package capabilities

import (
	"cmp"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/states"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Capability is one state of one function of one device, on one basis.
type Capability struct {
	ID               string          `parquet:"id" doc:"content id: device or entry of a catalogue, body, site, vendor, function, state, basis, day"`
	Body             string          `parquet:"body,optional" doc:"id in organisations of who operates the device; null if no account of the device names anybody: configurations rarely do"`
	BodyName         string          `parquet:"body_name,optional" doc:"name as written there"`
	BodyScheme       string          `parquet:"body_scheme,optional,dict" doc:"register of the body's official code"`
	BodyIdentifier   string          `parquet:"body_identifier,optional" doc:"official code in that register, as that source gives it; null where it gives none, as in a claim"`
	BodySource       string          `parquet:"body_source,optional,dict" doc:"kind of source that names the body or site (inventory, claim, procurement record, …); it is the same device by the keyed hash of a number, unless held says recorder"`
	Held             string          `parquet:"held,optional,dict" doc:"own: an account of the device names body and site; recorder: an account of the recorder that lists the device among its channels does, and that the device is its body's is an inference; null where nobody does"`
	Site             string          `parquet:"site,optional" doc:"building or place in the source's words; null if no account names one"`
	Vendor           string          `parquet:"vendor,optional,dict" doc:"id of the flagged vendor; null where none is found, which does not mean that it is none's"`
	VendorName       string          `parquet:"vendor_name,optional" doc:"name of the vendor"`
	VendorScheme     string          `parquet:"vendor_scheme,optional,dict" doc:"register of the vendor's official code"`
	VendorIdentifier string          `parquet:"vendor_identifier,optional" doc:"official code of its parent company in that register; null where vendors has none"`
	Maker            string          `parquet:"maker,optional" doc:"maker as the device's accounts write it"`
	Model            string          `parquet:"model,optional" doc:"model as they write it"`
	Thing            string          `parquet:"thing,optional" doc:"id of the physical device, as in things; null where a basis is about no device in particular"`
	Function         string          `parquet:"function,dict" doc:"as in functions"`
	State            string          `parquet:"state,dict" doc:"offered, bought, present (there; whether it is on is not said by these flags), enabled (on), dormant (there and not on), absent (the source says that it is not there), removed, unknown"`
	Beside           []string        `parquet:"beside,list" doc:"the other states that documents give this function of this device, in other rows"`
	Contradictory    bool            `parquet:"contradictory" doc:"flags in one document about this device contradict each other: on and off of one part, or there and not there. Each has its row; none is preferred"`
	Refused          bool            `parquet:"refused" doc:"the device refused the question: unknown, which is not dormant"`
	Basis            string          `parquet:"basis,dict" doc:"what the state rests on: catalogue, tender, configuration, event (the device's own alarm), claim"`
	AsOf             *table.Date     `parquet:"as_of,date" doc:"day for which the documents say so; null if they give none"`
	Parts            []string        `parquet:"parts,list" doc:"channels, streams and rules that it is about; empty for the device as a whole"`
	Flags            []string        `parquet:"flags,list" doc:"what was read, as path=value"`
	Said             string          `parquet:"said,optional,dict" doc:"of a claim: what it says of the function (capable, equipped, enabled, dormant, removed, paid for); the state is unknown unless the claim asserts it"`
	Modality         string          `parquet:"modality,optional,dict" doc:"of a claim: asserts, denies, supposes, should"`
	Speaker          string          `parquet:"speaker,optional" doc:"of a claim: who the text has say so, as speaker in claims; null where it says so itself"`
	Accounts         []string        `parquet:"accounts,list" doc:"ids in devices of the accounts whose documents say this, or whose model the catalogue has"`
	Entries          []string        `parquet:"entries,list" doc:"ids in products of the catalogues' entries, where the basis is catalogue"`
	Claims           []string        `parquet:"claims,list" doc:"ids of the claims it rests on, where the basis is claim; count their sources in claim_sources, not the claims"`
	Wording          string          `parquet:"wording" doc:"what may be said, in English"`
	Matches          []string        `parquet:"matches,list" doc:"ids of the matches that give the vendor"`
	Origins          []source.Origin `parquet:"origins,list" doc:"the records that say this"`
}

// Table holds one row a state of a function of a device.
var Table = &table.Table[Capability]{Name: "capabilities", Grain: "one state of one function of one device at one body and site, or of one entry of a catalogue, or in the text of one purchase or call, on one basis and day", Sort: []string{"vendor", "body_name", "site", "model", "thing", "function", "state", "id"},
	Doc: "Which functions the devices of a body have and how far that is known. A function that is there is not thereby on; one that is off is dormant; what was refused or not asked is unknown. Devices of the same body by other sources may be the same ones: count things, and only within one basis."}

// Stage derives capabilities. The accounts of one device meet by its thing, claims by what they are about, texts of purchases and
// calls by those; what a catalogue offers stands alone, and beside each device of the model.
var Stage = &pipeline.Stage{
	Name: "capabilities", Doc: "say which functions devices have, whether they are on, and on what basis",
	Reads: []pipeline.Input{
		pipeline.By(states.Table, func(s states.State) string { return cmp.Or(s.Thing, s.Entry) }),
		pipeline.By(things.Table, func(t things.Thing) string { return t.Device.Thing }),
		pipeline.By(matches.Table, func(m matches.Match) string { return cmp.Or(matches.ByThing(m), named(m)) }),
		pipeline.By(purchases.Table, bought),
		pipeline.By(record.Processes, called),
		pipeline.By(record.Claims, report),
		exceptions.List,
		vendors,
	},
	Writes: Table,
	Derive: derive,
}

var vendors = pipeline.Whole(record.VendorsByID, record.Vendors)

// put writes a row, with the official code of its vendor.
func put(in, out *table.Set, c Capability) {
	v := vendors.In(in)[c.Vendor]
	c.VendorScheme, c.VendorIdentifier = v.Scheme, v.Identifier
	Table.Add(out, c)
}
