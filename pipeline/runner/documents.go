package runner

import (
	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// tally is the accounting of one document, in units.
type tally struct {
	Units      int64  `json:"units,omitempty"`
	Rejected   int64  `json:"rejected,omitempty"`
	Duplicates int64  `json:"duplicates,omitempty"`
	Ended      string `json:"ended,omitempty"` // why reading ended before the end, if it did
}

func setDoc(docs map[string]*tally, digest string) map[string]*tally {
	if docs == nil {
		docs = map[string]*tally{}
	}
	if docs[digest] == nil {
		docs[digest] = &tally{}
	}
	return docs
}

// count adds what the ledger and the rejects of a Set say to the record.
func (r *record) count(out *table.Set) error {
	for entry := range table.Ledger.In(out) {
		r.Docs = setDoc(r.Docs, entry.Digest)
		switch entry.Kind {
		case "read":
			r.Docs[entry.Digest].Units += entry.Count
		case "duplicate":
			r.Docs[entry.Digest].Duplicates += entry.Count
		}
	}
	type unit struct {
		digest, member string
		offset         int64
	}
	last := unit{offset: -1}
	for reject := range table.Rejects.In(out) {
		r.Docs = setDoc(r.Docs, reject.Digest)
		switch t := r.Docs[reject.Digest]; reject.Scope {
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
		for digest, t := range r.Docs {
			setDoc(docs, digest)
			sum := docs[digest]
			sum.Units += t.Units
			sum.Rejected += t.Rejected
			sum.Duplicates += t.Duplicates
			if sum.Ended == "" {
				sum.Ended = t.Ended
			}
		}
	}
}

// documents says what became of each input: as rows, as the list of the manifest, and in sum.
func (e *engine) documents(inputs []*input, docs map[string]*tally) (*Report, []dataset.Input, *record, error) {
	out := table.NewSet(e.tmp, e.budget/2, table.Documents)
	defer out.Close()
	report := &Report{Documents: map[string]int64{}}
	var listed []dataset.Input
	for _, in := range inputs {
		row := table.DocumentRow{Digest: in.digest, Path: in.Path, Bytes: in.Size}
		if in.format != nil {
			row.Format = in.format.Name
		}
		t := docs[in.digest]
		switch {
		case in.copyOf != "":
			row.Status, row.Note = "copy", "the same bytes as "+in.copyOf
		case in.defect != nil:
			row.Status, row.Note = "rejected", in.defect.Error()
			table.PutReject(out, row.Format, in.defect, source.Origin{Digest: in.digest})
		case in.format == nil:
			row.Status, row.Note = "unread", "no format reads this"
		default:
			row.Status, row.Units, row.Rejected = "read", t.Units, t.Rejected
			if t.Ended != "" {
				row.Status, row.Note = "incomplete", t.Ended
				if t.Units <= t.Rejected {
					row.Status = "rejected"
				}
			}
			report.Read += t.Units
			report.Rejected += t.Rejected
			report.Duplicates += t.Duplicates
		}
		table.Documents.Add(out, row)
		report.Documents[row.Status]++
		listed = append(listed, dataset.Input{Path: in.Path, Digest: in.digest, Status: row.Status})
	}
	report.WithRows = report.Read - report.Rejected - report.Duplicates
	r := &record{}
	err := e.leave([]table.Any{table.Documents}, nil, out, r)
	return report, listed, r, err
}
