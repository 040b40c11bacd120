package record

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Vendor is a flagged maker.
type Vendor struct {
	ID         string          `parquet:"id" doc:"short stable word, such as hikvision"`
	Name       string          `parquet:"name" doc:"name as used in sentences"`
	Legal      string          `parquet:"legal_name" doc:"full legal name of the parent company"`
	Scheme     string          `parquet:"scheme,optional,dict" doc:"register of the identifier, as in organisations"`
	Identifier string          `parquet:"identifier,optional" doc:"official code of the parent company in that register, with right check digits; null where no source in hand gives one, which does not mean that it has none"`
	Country    string          `parquet:"country,optional,dict" doc:"ISO 3166-1 alpha-2 code"`
	Makes      string          `parquet:"makes" doc:"what it makes, in a few words"`
	Source     string          `parquet:"source" doc:"where that is said"`
	Origins    []source.Origin `parquet:"origins,list" doc:"the line of the list"`
}

// Vendors holds one row a flagged maker.
var Vendors = &table.Table[Vendor]{Name: "vendors", Grain: "one flagged maker", Sort: []string{"id"},
	Doc: "The makers this dataset asks about. Being here says that at least one listing or measure names the maker; it says nothing else."}

// VendorsByID are the flagged makers, for stages that say who a vendor is.
func VendorsByID(rows *table.Set) (map[string]Vendor, error) {
	all := map[string]Vendor{}
	for v := range Vendors.In(rows) {
		v.Origins = nil
		all[v.ID] = v
	}
	return all, nil
}

// VendorName is a name by which documents may name a vendor or a company of its family.
type VendorName struct {
	ID       string          `parquet:"id" doc:"content id: vendor and name"`
	Vendor   string          `parquet:"vendor,dict" doc:"id of the vendor"`
	Name     string          `parquet:"name" doc:"the name"`
	Relation string          `parquet:"relation,dict" doc:"same entity, or family (subsidiary, regional arm, joint venture)"`
	Kind     string          `parquet:"kind,dict" doc:"legal name, alias, former name, or translation (of a name into another script)"`
	From     *table.Date     `parquet:"from,date" doc:"first day on which the relation held; null if not known"`
	To       *table.Date     `parquet:"to,date" doc:"last day on which it held; null if it holds or is not known"`
	Verified string          `parquet:"verified,dict" doc:"was a register, or a text of the company itself or of an authority, read for this name: yes, or no (as it is generally given; check before quoting)"`
	Source   string          `parquet:"source" doc:"where that is said"`
	Origins  []source.Origin `parquet:"origins,list" doc:"the line of the list"`
}

// VendorNames holds one row a name of a vendor.
var VendorNames = &table.Table[VendorName]{Name: "vendor_names", Grain: "one name of one vendor or of a company of its family", Sort: []string{"vendor", "name"},
	Doc: "Names of flagged vendors and of their families, in Latin, Chinese and Cyrillic script."}

// Brand is a word on goods: the vendor's own, or another firm's on goods the vendor makes.
type Brand struct {
	ID         string          `parquet:"id" doc:"content id: vendor and brand"`
	Vendor     string          `parquet:"vendor,dict" doc:"id of the vendor that makes the goods"`
	Brand      string          `parquet:"brand" doc:"the word"`
	Relation   string          `parquet:"relation,dict" doc:"brand (the vendor's own) or rebrand (made by it, sold under another firm's brand)"`
	Scope      string          `parquet:"scope,dict" doc:"which goods of the brand are the vendor's: all, some lines, models (only those in models)"`
	Confidence string          `parquet:"confidence,dict" doc:"how well the relation is documented: high, medium, low"`
	OwnGoods   bool            `parquet:"own_goods" doc:"the brand also sells goods that the vendor does not make"`
	Needs      string          `parquet:"needs,dict" doc:"what must stand beside the word before it is a mention: nothing; context (a word of the vendor's trade near by); model (a model number documented as the vendor's)"`
	Context    []string        `parquet:"context,list" doc:"words of the trade that make an ambiguous brand a mention; after a minus, those of other makers, beside which it is none unless the vendor's own name stands there too"`
	From       *table.Date     `parquet:"from,date" doc:"first day on which the relation held; null if not known"`
	To         *table.Date     `parquet:"to,date" doc:"last day on which it held; null if it holds or is not known"`
	Verified   string          `parquet:"verified,dict" doc:"was a register, or a text of the company itself or of an authority, read that says so: yes, or no (as it is generally given, or as somebody saw it; check before quoting)"`
	Source     string          `parquet:"source" doc:"where that is said"`
	Origins    []source.Origin `parquet:"origins,list" doc:"the line of the list"`
}

// Brands holds one row a brand and vendor.
var Brands = &table.Table[Brand]{Name: "brands", Grain: "one brand of goods that one vendor makes", Sort: []string{"vendor", "brand"},
	Doc: "Brands under which flagged vendors' goods are sold, their own and others', with dates, scope and confidence."}

// Model is a form of model number.
type Model struct {
	ID      string          `parquet:"id" doc:"content id: vendor, brand and pattern"`
	Vendor  string          `parquet:"vendor,dict" doc:"id of the vendor that makes the goods"`
	Brand   string          `parquet:"brand,optional" doc:"the brand they are sold under; null for the vendor's own"`
	Pattern string          `parquet:"pattern" doc:"regular expression (RE2) of the number, matched against whole words in upper case"`
	Example string          `parquet:"example" doc:"a number that it matches"`
	Alone   bool            `parquet:"alone" doc:"the number is distinctive enough to be a mention without the brand"`
	Source  string          `parquet:"source" doc:"where it is documented as the vendor's"`
	Origins []source.Origin `parquet:"origins,list" doc:"the line of the list"`
}

// Models holds one row a form of model number.
var Models = &table.Table[Model]{Name: "models", Grain: "one form of model number documented as one vendor's", Sort: []string{"vendor", "pattern"},
	Doc: "Forms of model numbers documented as flagged vendors' goods."}

// Measure is a rule, list or decision that concerns vendors.
type Measure struct {
	ID         string          `parquet:"id" doc:"short stable word, such as us-ndaa-889"`
	Title      string          `parquet:"title" doc:"what it is called"`
	Country    string          `parquet:"jurisdiction,dict" doc:"ISO 3166-1 alpha-2 code, EU, or the association that decided"`
	Kind       string          `parquet:"kind,dict" doc:"list, ban, export control, recommendation, membership decision, statement"`
	Does       []string        `parquet:"does,list" doc:"what it does: bans purchase, bans contracts, bans use of public funds, bans import, bans equipment authorisation, bans deployment, restricts exports, lists, warns, asks to replace, asks for removal, announces a ban, announces removal, sets conditions (for purchases), closes a firm, ends membership, suspends membership, bars from a fair; empty: not known"`
	Binds      string          `parquet:"binds" doc:"whom it binds, in a sentence"`
	Addressees string          `parquet:"addressees,dict" doc:"which public bodies of the jurisdiction it speaks to: public administrations (all of them), government departments, federal agencies, recipients of public funds, some purchases (by what is bought for what), one body, none (makers, exporters, members of an association), unknown"`
	Names      bool            `parquet:"names_vendors" doc:"it names vendors; one that names none lists none"`
	Date       *table.Date     `parquet:"date,date" doc:"its date; null if only a month or year is known"`
	DateKind   string          `parquet:"date_kind,dict" doc:"what the date is: effective, announced, signed, reported"`
	DateText   string          `parquet:"date_text" doc:"the date as the source gives it"`
	Verified   string          `parquet:"verified,dict" doc:"was a primary text read: yes, or no (known from reports; check before quoting)"`
	Source     string          `parquet:"source" doc:"where that is said"`
	Origins    []source.Origin `parquet:"origins,list" doc:"the line of the list"`
}

// Does are the words for what a measure does, Addressees those for the public bodies that it speaks to.
var (
	Does = []string{"bans purchase", "bans contracts", "bans use of public funds", "bans import", "bans equipment authorisation", "bans deployment", "restricts exports",
		"lists", "warns", "asks to replace", "asks for removal", "announces a ban", "announces removal", "sets conditions", "closes a firm",
		"ends membership", "suspends membership", "bars from a fair"}
	Addressees = []string{"public administrations", "government departments", "federal agencies", "recipients of public funds", "some purchases", "one body", "none", "unknown"}
)

// Measures holds one row a measure.
var Measures = &table.Table[Measure]{Name: "measures", Grain: "one rule, list or decision", Sort: []string{"id"},
	Doc: "Rules, lists and decisions about vendors: what they are, when, whom they bind."}

// Listing is a vendor on a list, with the dates it was on it.
type Listing struct {
	ID       string          `parquet:"id" doc:"content id: measure, vendor and from"`
	Measure  string          `parquet:"measure,dict" doc:"id of the measure"`
	Vendor   string          `parquet:"vendor,dict" doc:"id of the vendor"`
	NamedAs  string          `parquet:"named_as" doc:"the organisation in the words of the list"`
	From     *table.Date     `parquet:"from,date" doc:"first day on the list; null if only a month or year is known"`
	To       *table.Date     `parquet:"to,date" doc:"last day on the list; null if still on it when the list was read"`
	DateKind string          `parquet:"date_kind,dict" doc:"what the first day is: effective, announced, signed, reported"`
	Purpose  string          `parquet:"purpose,optional" doc:"words of the measure that limit the listing to some use or goods; null where none are known"`
	Source   string          `parquet:"source" doc:"where that is said"`
	Origins  []source.Origin `parquet:"origins,list" doc:"the line of the list"`
}

// Listings holds one row a vendor and measure.
var Listings = &table.Table[Listing]{Name: "listings", Grain: "one vendor named by one measure from one day", Sort: []string{"vendor", "from", "measure"},
	Doc: "Which measure names which vendor, from when to when. A measure that names no vendor has no listing."}

// Watchlist is what the program knows of a public list beside its entries.
type Watchlist struct {
	ID        string          `parquet:"id" doc:"id of the list, as list_entries have it"`
	Measure   string          `parquet:"measure,optional,dict" doc:"id of the measure that the list is; null if it is none of those in measures"`
	Floor     int64           `parquet:"floor" doc:"fewest entries that the list can be believed to have"`
	Sentinels []string        `parquet:"sentinels,list" doc:"names that the list cannot be believed to lose"`
	Keys      []string        `parquet:"keys,list" doc:"the sentinels as list_names have their keys"`
	Source    string          `parquet:"source" doc:"where that is said"`
	Origins   []source.Origin `parquet:"origins,list" doc:"the line of the list"`
}

// Watchlists holds one row a public list.
var Watchlists = &table.Table[Watchlist]{Name: "watchlists", Grain: "one public list that the program knows", Sort: []string{"id"},
	Doc: "Public lists that the program knows: which measure each is, and by what a damaged copy is told (run --against)."}
