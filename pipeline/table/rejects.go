package table

import (
	"encoding/json"
	"reflect"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// Reject is a row of the quarantine: bad input, where it stands and what was kept. It never carries the data itself.
type Reject struct {
	Digest   string `parquet:"digest,dict" doc:"SHA-256 of the input file"`
	Member   string `parquet:"member,optional" doc:"path inside the archive; null if the file is none"`
	Offset   int64  `parquet:"offset" doc:"first byte of the record, or of the place where reading stopped, in the decompressed member"`
	Length   int64  `parquet:"length" doc:"length of the record in bytes, 0 where the whole document is meant"`
	Fragment string `parquet:"fragment" doc:"place of the record inside the member"`
	Scope    string `parquet:"scope,dict" doc:"document (it, or all of it from this place on), record (counted as read and rejected) or field (the record was kept without this value)"`
	Field    string `parquet:"field,optional" doc:"column or pointer at fault inside the record"`
	Format   string `parquet:"format,dict" doc:"the format that read the document"`
	Reason   string `parquet:"reason,dict" doc:"a word from a closed list, such as json.duplicate_key"`
	Message  string `parquet:"message" doc:"what is wrong, in a sentence without data"`
	Kept     string `parquet:"kept,optional" doc:"what was kept all the same"`
	Next     string `parquet:"next,optional" doc:"what to do about it"`
}

// Rejects is the quarantine, a table like any other.
var Rejects = &Table[Reject]{
	Name: "rejects", Grain: "one document, record or value that was not kept, and why",
	Doc:  "The quarantine: everything in the inputs that could not be read, with its place and the reason. Rows carry no input data.",
	Sort: []string{"digest", "member", "offset", "fragment"},
}

// PutReject writes a defect into the quarantine.
func PutReject(out *Set, format string, err error, at source.Origin) {
	d := source.AsDefect(err, at)
	Rejects.Add(out, Reject{Digest: d.Origin.Digest, Member: d.Origin.Member, Offset: d.Origin.Offset, Length: d.Origin.Length,
		Fragment: d.Origin.Fragment, Scope: string(d.Scope), Field: d.Field, Format: format, Reason: d.Reason,
		Message: d.Message, Kept: d.Kept, Next: d.Next})
}

// Entry is one line of the ledger.
type Entry struct {
	Digest   string   `parquet:"digest,dict" doc:"SHA-256 of the input file"`
	Member   string   `parquet:"member,optional" doc:"path inside the archive; null if the file is none"`
	Format   string   `parquet:"format,dict" doc:"the format that read the document"`
	Unit     string   `parquet:"unit,dict" doc:"what the format counts: release, row, feature"`
	Kind     string   `parquet:"kind,dict" doc:"read: units read; duplicate: a unit declared to say what another one says already; natural_person: a party that is a person, whose name was not kept; left_out: a unit that by rule leaves no row, such as a natural person on a list; no_purchase: a unit with rows that tells of no purchase, such as a grant or a call; partial: an award of which not all parts were read; merged_away: an award or contract whose amount compiling the releases dropped, for two had one id; order_unknown: one whose amount gave way to another though nobody knows which is the later; publisher, published, retrieved, language, translated, translated_from, copy_of, licence: what the document, or a text or package in it, says of itself"`
	Offset   int64    `parquet:"offset" doc:"first byte of the unit that the entry is about; 0 for the whole document"`
	Fragment string   `parquet:"fragment,optional" doc:"place of the unit; null for the whole document"`
	Count    int64    `parquet:"count" doc:"how many"`
	Amount   *Decimal `parquet:"amount,decimal(9:38)" doc:"money that the entry is about, if any, in the currency beside it"`
	Currency string   `parquet:"currency,optional" doc:"ISO 4217 code of the amount"`
	Words    string   `parquet:"words,optional" doc:"of what a document says of itself: its words, masked, or a day as YYYY-MM-DD"`
}

// Ledger is the accounting of a run: for each document, units read = units in rows + rejected + declared duplicates + left out.
var Ledger = &Table[Entry]{
	Name: "ledger", Grain: "one count about one document, or about one unit of it",
	Doc:  "The accounting of the run: units read = units with rows + units in rejects (scope record) + duplicates + left out, document by document.",
	Sort: []string{"digest", "member", "kind", "offset", "fragment"},
}

// PutDuplicate declares that the unit at o says what another unit says already.
func PutDuplicate(out *Set, format, unit string, o source.Origin) {
	putUnit(out, format, unit, "duplicate", o)
}

// PutPerson counts a party of the unit at o that is a natural person, whose name was not kept.
func PutPerson(out *Set, format, unit string, o source.Origin) {
	putUnit(out, format, unit, "natural_person", o)
}

// PutLeftOut declares that the unit at o leaves no row by rule: it is about a natural person, or about nothing that is kept.
func PutLeftOut(out *Set, format, unit string, o source.Origin) {
	putUnit(out, format, unit, "left_out", o)
}

// PutNoPurchase counts a unit that tells of no purchase: what it says of organisations and calls is kept, and its money, if
// any, stands here alone.
func PutNoPurchase(out *Set, format, unit string, o source.Origin, amount *Decimal, currency string) {
	putMoney(out, format, unit, "no_purchase", o, amount, currency)
}

// PutPartial counts an award, first told of at o, of which not all parts were read; the amount is the sum of those that were.
func PutPartial(out *Set, format, unit string, o source.Origin, amount *Decimal, currency string) {
	putMoney(out, format, unit, "partial", o, amount, currency)
}

func putMoney(out *Set, format, unit, kind string, o source.Origin, amount *Decimal, currency string) {
	if amount == nil {
		currency = ""
	}
	Ledger.Add(out, Entry{Digest: o.Digest, Member: o.Member, Format: format, Unit: unit, Kind: kind,
		Offset: o.Offset, Fragment: o.Fragment, Count: 1, Amount: amount, Currency: currency})
}

func putUnit(out *Set, format, unit, kind string, o source.Origin) {
	Ledger.Add(out, Entry{Digest: o.Digest, Member: o.Member, Format: format, Unit: unit, Kind: kind,
		Offset: o.Offset, Fragment: o.Fragment, Count: 1})
}

// DocumentRow is one input document of the run.
type DocumentRow struct {
	Digest   string `parquet:"digest" doc:"SHA-256 of the file as delivered"`
	Path     string `parquet:"path" doc:"path as it was given, with / between folders, and with […] for what identifies a person in a name, so that two files may have one path: the digest tells them apart, or ~2, ~3 … behind it; perimeter:… for what is inside the program"`
	Member   string `parquet:"member,optional" doc:"path inside the archive, as in origins; null for the file itself"`
	Status   string `parquet:"status,dict" doc:"read; archive (an archive or a workbook: what is in it has rows of its own); incomplete (read up to a defect that ended it); rejected (nothing could be read); unread (no format knows it); copy (the same bytes as an earlier path)"`
	Format   string `parquet:"format,optional,dict" doc:"the format that read it"`
	Encoding string `parquet:"encoding,optional,dict" doc:"what the text that was read was decoded from, by its byte-order mark or its own declaration; UTF-8 where it has neither"`
	Bytes    int64  `parquet:"bytes" doc:"size of the file as delivered; of what is in an archive, the size that the archive gives"`
	Units    int64  `parquet:"units" doc:"records read from it, broken ones included"`
	Rejected int64  `parquet:"rejected" doc:"records of it in rejects"`

	Publishers  []string `parquet:"publishers,list" doc:"who published it, as it or what is in it says, or as its format is published by one alone; without names of people, at most twenty by their letters; empty where that is not known"`
	Published   *Date    `parquet:"published,date" doc:"day on which it was published, as it says; of several texts or packages in it the first; null where it states none"`
	PublishedTo *Date    `parquet:"published_last,date" doc:"the last of these days; that in published where there is one alone"`
	Retrieved   *Date    `parquet:"retrieved,date" doc:"day on which it was fetched, as the archive that it is or lies in says; of several the first; null where nothing says so, for a file's own time is none"`
	RetrievedTo *Date    `parquet:"retrieved_last,date" doc:"the last of these days"`
	Languages   []string `parquet:"languages,list" doc:"languages of what was read of it, ISO 639-1 codes; 'other' for a text that is neither English nor Italian; empty where that is not known"`
	Translated  string   `parquet:"translated,dict" doc:"is what was read a translation: yes (it says so), no (it says that it is the original), in part (of several texts one is and another is not), unknown"`
	From        []string `parquet:"translated_from,list" doc:"the languages that it says it was translated from; empty where it does not say"`
	CopyOf      []string `parquet:"copy_of,list" doc:"what it is a copy of: an earlier path with the same bytes; where it or a text in it says that it was first published. Empty where neither is so: copies that do not say so share words in texts"`
	Licences    []string `parquet:"licences,list" doc:"licences under which it, or a text in it, says that it stands, in its words: at most twenty, by their letters; empty where it states none, which is no permission"`

	Note string `parquet:"note,optional" doc:"why it was not read, in words"`
}

// Documents lists every input of the run, read or not.
var Documents = &Table[DocumentRow]{
	Name: "documents", Grain: "one path among the inputs, or one member of an archive there",
	Doc:  "Every file the run was given, and every one inside those that are archives, with what became of it, and what it, or a table of provenance of the user's, says of it: who published it, when, in which language, under which licence. What no format reads has the status unread, which is no failure.",
	Sort: []string{"path", "digest", "member"},
}

// Conflict is two accounts of one entity that do not agree.
type Conflict struct {
	Table   string          `parquet:"table,dict" doc:"the table of the entity"`
	Entity  string          `parquet:"entity" doc:"its id"`
	Columns []string        `parquet:"columns,list" doc:"the columns that differ"`
	Kept    string          `parquet:"kept,json" doc:"those columns as the kept row has them, as JSON"`
	Other   string          `parquet:"other,json" doc:"the same columns of the other account, as JSON"`
	Origins []source.Origin `parquet:"origins,list" doc:"where the other account was read"`
}

// Conflicts keeps what would otherwise be overwritten.
var Conflicts = &Table[Conflict]{
	Name: "conflicts", Grain: "one account of an entity that differs from the one that was kept",
	Doc:  "Where two records give one entity different values, the kept row has the first in order and the other account stands here, with its origins.",
	Sort: []string{"table", "entity"},
}

func conflictOf(table string, cols []column, id int, kept, other reflect.Value) Conflict {
	c := Conflict{Table: table, Entity: kept.Field(id).String()}
	a, b := map[string]any{}, map[string]any{}
	for _, col := range cols {
		k, o := kept.Field(col.index), other.Field(col.index)
		if col.Name == "origins" {
			c.Origins = o.Interface().([]source.Origin)
			continue
		}
		if !reflect.DeepEqual(k.Interface(), o.Interface()) {
			c.Columns = append(c.Columns, col.Name)
			a[col.Name], b[col.Name] = k.Interface(), o.Interface()
		}
	}
	c.Kept, c.Other = string(jsonOf(a)), string(jsonOf(b))
	return c
}

func jsonOf(m map[string]any) []byte {
	b, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return b
}
