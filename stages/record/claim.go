package record

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Text is an article, notice or page: what it says of itself.
type Text struct {
	ID         string          `parquet:"id" doc:"content id: the words of the text, without case, spaces and punctuation, and what it says of itself"`
	Words      string          `parquet:"words" doc:"content id of the words alone: copies of one text have the same"`
	Title      string          `parquet:"title,optional" doc:"title, masked; null if there is none"`
	Publisher  string          `parquet:"publisher,optional" doc:"who published it, as the document says; null if it does not"`
	URL        string          `parquet:"url,optional" doc:"address that the document, or the archive that holds it, gives; without query"`
	Published  string          `parquet:"published,optional" doc:"date of publication as stated; null if the document states none"`
	Day        *table.Date     `parquet:"published_on,date" doc:"that date, where it names a day"`
	Retrieved  *table.Date     `parquet:"retrieved,date" doc:"day it was fetched, as the archive that holds it says"`
	Language   string          `parquet:"language,dict" doc:"ISO 639-1 code: en or it by its words; other if neither"`
	Translated string          `parquet:"translated,dict" doc:"is it a translation: yes (it says so), unknown"`
	From       string          `parquet:"translated_from,optional,dict" doc:"language that it says it was translated from, ISO 639-1 code; null if it does not say"`
	CopyOf     string          `parquet:"copy_of,optional" doc:"where it says that it was first published: an address or a medium; null if it does not. Copies that do not say so share words"`
	Licence    string          `parquet:"licence,optional" doc:"licence line, or address of the licence; null if there is none"`
	Origins    []source.Origin `parquet:"origins,list" doc:"every document that holds it"`
}

// Texts holds one row a text.
var Texts = &table.Table[Text]{
	Name: "texts", Grain: "one text as one document, or one capture of a page, has it", Sort: []string{"origins", "id"},
	Doc: "Articles, notices and pages, with what they say of themselves. Their words are not kept; authors are not read.",
}

// Passage is a paragraph of a text, and what became of it.
type Passage struct {
	ID      string          `parquet:"id" doc:"content id: text, place and role"`
	Text    string          `parquet:"text" doc:"id of the text"`
	Role    string          `parquet:"role,dict" doc:"title, heading, body; or what no claim is read from: meta, credit, licence, related (headlines of other articles), navigation, boilerplate, code"`
	Claims  int64           `parquet:"claims" doc:"how many claims were read from it"`
	Origins []source.Origin `parquet:"origins,list" doc:"where it stands"`
}

// Passages holds one row a passage.
var Passages = &table.Table[Passage]{
	Name: "passages", Grain: "one passage of one text", Sort: []string{"origins", "id"},
	Doc: "Every paragraph of every text, with its role: which were searched for claims, and which were not. Their words are not kept.",
}

// Speaker is who says something, without a person's name.
type Speaker struct {
	Role        string `parquet:"role,optional" doc:"what the person who speaks is, such as deputy or spokesperson; null where the organisation itself is said to speak, or nobody"`
	Affiliation string `parquet:"affiliation,optional" doc:"organisation that speaks, or that the person belongs to, as written; null if none is named"`
}

// Name is who speaks, as a wording names them: the organisation, with the role of who speaks for it; "" where the text says it itself.
func (s Speaker) Name() string {
	if s.Role != "" && s.Affiliation != "" {
		return s.Role + " (" + s.Affiliation + ")"
	}
	return s.Role + s.Affiliation
}

// Claim is what a text says that somebody states.
type Claim struct {
	ID          string         `parquet:"id" doc:"content id: all that the claim says, its text and its quote"`
	Text        string         `parquet:"text" doc:"id of the text"`
	Publisher   string         `parquet:"publisher,optional" doc:"who published the text, as it says; null if it does not"`
	Published   *table.Date    `parquet:"published_on,date" doc:"day on which the text was published, as it says; null if it names none"`
	Kind        string         `parquet:"kind,dict" doc:"membership, reason (of a change of membership), supply, use, function, aim (of a function), ownership, procurement, payment, removal, availability, denial, demand"`
	Predicate   string         `parquet:"predicate,dict" doc:"what exactly: of a membership joined, left, expelled, resigned, suspended, reactivated, member; of a function capable, equipped, enabled, dormant, removed; and so on, see the rules (stages/claim/rules.tsv)"`
	Subject     string         `parquet:"subject,optional" doc:"organisation that the claim is about, as written; null if it names none"`
	Basis       string         `parquet:"subject_basis,optional" doc:"how the subject is known: named, or by which reference (the company, both companies, it, …); where it is null, what the text says instead"`
	Object      string         `parquet:"object,optional" doc:"the other party: association, owner, customer, body that uses or is supplied, caller for tenders, or through whom others are obliged to buy"`
	ObjectBasis string         `parquet:"object_basis,optional" doc:"of a membership and its reason, how the association is known: named; by which reference (the organization); described, not named (which one is not known for certain); or described, and named where the text says the same again"`
	Thing       string         `parquet:"thing,optional" doc:"what is supplied, used or removed, in the words of the text"`
	Function    string         `parquet:"function,optional" doc:"function of a device, in the words of the list stages/record/functions.tsv"`
	Place       string         `parquet:"place,optional" doc:"where, or at whose premises, in the words of the text; a building is not a body"`
	Detail      string         `parquet:"detail,optional" doc:"purpose, reason, call or what is demanded, in the words of the text, masked"`
	Quantity    string         `parquet:"quantity,optional" doc:"count as written, with its unit"`
	From        *table.Decimal `parquet:"quantity_from,decimal(9:38)" doc:"lower bound of the count; null if there is none"`
	FromOpen    bool           `parquet:"quantity_from_exclusive" doc:"the count is more than the lower bound (over, more than)"`
	To          *table.Decimal `parquet:"quantity_to,decimal(9:38)" doc:"upper bound of the count; null if there is none"`
	ToOpen      bool           `parquet:"quantity_to_exclusive" doc:"the count is less than the upper bound"`
	Over        string         `parquet:"quantity_over,optional" doc:"the whole that the count is of, such as 134 offices together: never divide it, never add it to another count"`
	Modality    string         `parquet:"modality,dict" doc:"asserts, denies, supposes (may, seems, would have), should (what ought to be, not what is)"`
	Speaker     Speaker        `parquet:"speaker" doc:"who says so; empty where the text says it itself"`
	Reporters   []string       `parquet:"reporters,list" doc:"media or others through whom the text knows it, as written"`
	Reply       bool           `parquet:"reply" doc:"it was said in answer to a question or a report"`
	Date        string         `parquet:"date,optional" doc:"date as stated; null if none is"`
	DateOf      string         `parquet:"date_of,optional,dict" doc:"what the date is of: event, report, call"`
	First       *table.Date    `parquet:"date_from,date" doc:"first day that the stated date may mean; null where the text does not say enough: no year or month is ever supplied"`
	Last        *table.Date    `parquet:"date_to,date" doc:"last day that the stated date may mean"`
	Quote       string         `parquet:"quote" doc:"the sentence it is read from, with names of people left out ([…])"`
	Ranges      []source.Range `parquet:"ranges,list" doc:"where the quote stands, without the names: the characters at these ranges, one after the other, are the quote"`
	Sentence    string         `parquet:"sentence" doc:"content id of the words of the sentence: copies of one report have the same"`
	Rule        string         `parquet:"rule,dict" doc:"name of the rule that found it (stages/claim/rules.tsv)"`

	Origins []source.Origin `parquet:"origins,list" doc:"the passage of every document that holds it; the fragment is the sentence"`
}

// Described is the object_basis of an association of which a text says what it is, and not its name.
const Described = "described, not named"

// Described says that the association of a claim is not known by name.
func (c Claim) Described() bool { return strings.HasPrefix(c.ObjectBasis, Described) }

// Day is the day of the event of which the claim is, where it states one; nil where it gives none, or a month or a year.
func (c Claim) Day() *table.Date {
	if c.DateOf != "event" || c.First == nil || c.Last == nil || *c.First != *c.Last {
		return nil
	}
	return c.First
}

// Dated is the date as stated, in brackets and with a space before, for a wording; "" where none is.
func (c Claim) Dated() string {
	if c.Date == "" {
		return ""
	}
	of := map[string]string{"report": ", that of the report", "call": ", that of the call"}[c.DateOf]
	return " (its date: “" + c.Date + "”" + of + ")"
}

// DatedIT is the same in Italian.
func (c Claim) DatedIT() string {
	if c.Date == "" {
		return ""
	}
	of := map[string]string{"report": ", quella del resoconto", "call": ", quella del bando"}[c.DateOf]
	return " (la sua data: “" + c.Date + "”" + of + ")"
}

// Claims holds one row a claim.
var Claims = &table.Table[Claim]{
	Name: "claims", Grain: "one statement about one subject in one text", Sort: []string{"origins", "id"},
	Doc: "What texts say, and who says it: read by declared rules, each with its quote. A claim is somebody's statement, not a fact.",
}

// Site is a building and the body that a text says is in it.
type Site struct {
	ID       string          `parquet:"id" doc:"content id: building, body, relation and where it is said"`
	Building string          `parquet:"building" doc:"name of the building, as written"`
	Body     string          `parquet:"body" doc:"body that is there, as written"`
	Relation string          `parquet:"relation,dict" doc:"seat, branch, owner"`
	Text     string          `parquet:"text" doc:"id of the text that says so"`
	Quote    string          `parquet:"quote" doc:"the sentence, with names of people left out"`
	Ranges   []source.Range  `parquet:"ranges,list" doc:"where the quote stands"`
	Origins  []source.Origin `parquet:"origins,list" doc:"the passage of every document that says so"`
}

// Sites holds one row a building and body.
var Sites = &table.Table[Site]{
	Name: "sites", Grain: "one building and one body in one text", Sort: []string{"origins", "id"},
	Doc: "Which body is in which building, as texts say. A building is not a body: what is said of it holds for the body only through a row here.",
}
