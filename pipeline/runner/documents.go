package runner

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// tally is the accounting of one document, in units.
type tally struct {
	Units      int64               `json:"units,omitempty"`
	Rejected   int64               `json:"rejected,omitempty"`
	Duplicates int64               `json:"duplicates,omitempty"`
	LeftOut    int64               `json:"left_out,omitempty"`
	Parted     bool                `json:"parted,omitempty"` // of a stretch of a document: the line of the ledger is for all together
	Spoilt     bool                `json:"spoilt,omitempty"` // of a stretch of a document: nothing of the document may be kept
	Ended      string              `json:"ended,omitempty"`  // why reading ended before the end, if it did
	Said       map[string][]string `json:"said,omitempty"`   // what the document says of itself, by kind, sorted
}

// maxSaid is how many words of one kind a document is told to say of itself.
const maxSaid = 20

// say adds words that the document says of itself. Of many those that come first by their letters are kept, and the last, which
// of days is the latest, whatever the order.
func (t *tally) say(kind string, words ...string) {
	if t.Said == nil {
		t.Said = map[string][]string{}
	}
	all := append(t.Said[kind], words...)
	slices.Sort(all)
	if all = slices.Compact(all); len(all) > maxSaid {
		all = append(all[:maxSaid-1], all[len(all)-1])
	}
	t.Said[kind] = all
}

func setDoc(docs map[string]*tally, key string) map[string]*tally {
	if docs == nil {
		docs = map[string]*tally{}
	}
	if docs[key] == nil {
		docs[key] = &tally{}
	}
	return docs
}

// count adds what the ledger and the rejects of a Set say to the record.
func (r *record) count(out *table.Set) error {
	for entry := range table.Ledger.In(out) {
		key := docKey(entry.Digest, entry.Member)
		r.Docs = setDoc(r.Docs, key)
		switch entry.Kind {
		case "read":
			r.Docs[key].Units += entry.Count
		case "duplicate":
			r.Docs[key].Duplicates += entry.Count
		case "left_out":
			r.Docs[key].LeftOut += entry.Count
		default:
			if slices.Contains(table.AboutKinds, entry.Kind) {
				r.Docs[key].say(entry.Kind, entry.Words)
			}
		}
	}
	type unit struct {
		digest, member string
		offset         int64
	}
	last := unit{offset: -1}
	for reject := range table.Rejects.In(out) {
		key := docKey(reject.Digest, reject.Member)
		r.Docs = setDoc(r.Docs, key)
		switch t := r.Docs[key]; reject.Scope {
		case string(source.WholeDocument):
			if t.Ended == "" {
				t.Ended = reject.Reason + ": " + reject.Message
			}
		case string(source.WholeRecord): // a unit may be refused for several reasons; they stand beside each other
			if u := (unit{reject.Digest, reject.Member, reject.Offset}); u != last {
				last = u
				t.Rejected++
			}
		}
	}
	return out.Err()
}

// count adds up the accounting of actions.
func count(docs map[string]*tally, records []*record) {
	for _, r := range records {
		for key, t := range r.Docs {
			setDoc(docs, key)
			sum := docs[key]
			sum.Units += t.Units
			sum.Rejected += t.Rejected
			sum.Duplicates += t.Duplicates
			sum.LeftOut += t.LeftOut
			sum.Parted, sum.Spoilt = sum.Parted || t.Parted, sum.Spoilt || t.Spoilt
			for kind, words := range t.Said {
				sum.say(kind, words...)
			}
			if sum.Ended == "" {
				sum.Ended = t.Ended
			}
		}
	}
}

// documents says what became of each input: as rows, as the list of the manifest, and in sum.
func (e *engine) documents(inputs []*input, docs map[string]*tally) (*Report, []dataset.Input, *record, error) {
	out := e.newSet(e.budget/2, []table.Any{table.Documents}, nil)
	defer out.Close()
	report := &Report{Documents: map[string]int64{}}
	var listed []dataset.Input
	for _, in := range inputs {
		row := table.DocumentRow{Digest: in.digest, Path: in.Path, Member: in.member, Bytes: in.bytes, Translated: "unknown"}
		if in.format != nil {
			row.Format, row.Encoding = in.format.Name, in.encoding
		}
		t := docs[in.key()]
		switch {
		case in.copyOf != "":
			row.Status, row.Note, row.CopyOf = "copy", "the same bytes as "+in.copyOf, []string{in.copyOf}
		case in.defect != nil:
			row.Status, row.Note = "rejected", in.defect.Error()
			if in.partly {
				row.Status = "incomplete"
			}
			table.PutReject(out, row.Format, in.defect, source.Origin{Digest: in.digest, Member: in.member})
		case in.archive:
			row.Status = "archive"
		case in.format == nil:
			row.Status, row.Note = "unread", "no format reads this: "+in.seems
		default:
			row.Status, row.Units, row.Rejected = "read", t.Units, t.Rejected
			row.Said(t.Said)
			if t.Parted && !t.Spoilt {
				table.Ledger.Add(out, unitsRead(in.format, in.digest, in.member, t.Units))
			}
			if t.Ended != "" {
				row.Status, row.Note = "incomplete", t.Ended
				if t.Units <= t.Rejected {
					row.Status = "rejected"
				}
			}
			report.Read += t.Units
			report.Rejected += t.Rejected
			report.Duplicates += t.Duplicates
			report.LeftOut += t.LeftOut
		}
		table.Documents.Add(out, row)
		report.Documents[row.Status]++
		listed = append(listed, dataset.Input{Path: in.Path, Member: in.member, Digest: in.digest, Status: row.Status})
	}
	report.WithRows = report.Read - report.Rejected - report.Duplicates - report.LeftOut
	r := &record{}
	err := e.leave([]table.Any{table.Documents}, out, r)
	e.left(r)
	return report, listed, r, err
}
