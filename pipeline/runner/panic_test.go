package runner

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/dataset"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// accounted holds that a run's dataset is whole and that each unit came to an end.
func accounted(t *testing.T, out string, p pipeline.Pipeline, r *Report) {
	t.Helper()
	if r.Read != r.WithRows+r.Rejected+r.Duplicates+r.LeftOut || r.WithRows < 0 {
		t.Errorf("%+v", r)
	}
	if problems, _, err := dataset.Check(t.Context(), out, p); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", err, problems)
	}
}

// TestPoisonedRecord holds that a record on which a format panics costs that record, which the quarantine names; that many cost
// their document; and that nothing depends on the memory there is.
func TestPoisonedRecord(t *testing.T) {
	const header = "item,number,amount,day\n"
	many := header + "pen,1,1,\n" + strings.Repeat("boom,1,1,\n", maxPoison+1)
	in := put(t, map[string]string{"few.csv": header + "apple,1,1,\nboom,1,1,\npear,1,1,\nboom,2,1,\nfig,1,1,\n", "many.csv": many})
	var want map[string]string
	for _, memory := range []int64{1, 1 << 30} {
		out := t.TempDir()
		o := options(in, out)
		o.Memory = memory
		_, report := mustRun(t, toy, o)
		accounted(t, out, toy, report)
		sales, rejects := text(t, out, "sales"), text(t, out, "rejects")
		if strings.Count(sales, "\n") != 3 || strings.Contains(sales, "pen") {
			t.Errorf("sales: %s", sales)
		}
		for _, w := range []string{`"fragment":"row=3","scope":"record"`, `"fragment":"row=5","scope":"record"`, `toy_test.go:`, `"kept":"the other records"`, `"scope":"document"`} {
			if !strings.Contains(rejects, w) {
				t.Errorf("no %s in %s", w, rejects)
			}
		}
		if strings.Count(rejects, `"reason":"panic"`) != 3 || strings.Contains(rejects, "secret") || report.Documents["rejected"] != 1 || report.Documents["read"] != 1 {
			t.Errorf("%+v: %s", report, rejects)
		}
		if want == nil {
			want = tree(t, out)
		}
		same(t, fmt.Sprint("with ", memory, " bytes"), want, tree(t, out))
	}
}

// TestPoisonedMatch holds that a document that makes a format panic when it is asked about it is read by another one, or rejected: it
// does not pass for one that no format knows.
func TestPoisonedMatch(t *testing.T) {
	asked := *saleFormat
	asked.Match = func(name string, head *source.Head) bool {
		if strings.HasPrefix(name, "bad") {
			panic("secret")
		}
		return isCSV(name, head)
	}
	p := toy
	p.Formats = []*pipeline.Format{&asked, thingFormat}
	in, out := put(t, map[string]string{"bad.csv": "item,number,amount,day\npen,1,1,\n", "bad.jsonl": `{"thing":"fig","seq":1,"text":"c"}` + "\n", "good.csv": "item,number,amount,day\npen,1,1,\ncup,1,1,\n"}), t.TempDir()
	for range 2 { // asked, and as remembered
		_, report := mustRun(t, p, options(in, out))
		accounted(t, out, p, report)
		if report.Documents["rejected"] != 1 || report.Documents["read"] != 2 || report.Documents["unread"] != 0 {
			t.Errorf("%v", report.Documents)
		}
		if got := text(t, out, "rejects"); !strings.Contains(got, `"reason":"panic"`) || !strings.Contains(got, "the format sale failed when it was asked") || strings.Contains(got, "secret") {
			t.Errorf("rejects: %s", got)
		}
	}
}

// TestPoisonedKey holds that a key at which the second half of a format panics costs the records of that key.
func TestPoisonedKey(t *testing.T) {
	poisoned := *thingFormat
	settle := *poisoned.Settle
	settle.Derive = func(in, out *table.Set) error {
		err := thingFormat.Settle.Derive(in, out)
		for d := range drafts.In(in) {
			if strings.HasPrefix(d.Thing, "bad") {
				panic("secret: " + d.Text)
			}
		}
		return err
	}
	poisoned.Settle = &settle
	p := pipeline.Pipeline{Formats: []*pipeline.Format{&poisoned}, Stages: []*pipeline.Stage{totalStage}}
	p.Formats = append(p.Formats, saleFormat)
	in, out := put(t, map[string]string{
		"a.jsonl": `{"thing":"bad one","seq":1,"text":"a"}` + "\n" + `{"thing":"fig","seq":1,"text":"c"}` + "\n" + `{"thing":"bad","seq":1,"text":"c"}` + "\n",
		"b.jsonl": `{"thing":"bad one","seq":2,"text":"b"}` + "\n",
	}), t.TempDir()
	_, report := mustRun(t, p, options(in, out))
	accounted(t, out, p, report)
	if report.Rejected != 3 || report.WithRows != 1 {
		t.Errorf("%+v", report)
	}
	if got := text(t, out, "things"); strings.Count(got, "\n") != 1 || !strings.Contains(got, "fig") {
		t.Errorf("things: %s", got)
	}
	rejects := text(t, out, "rejects")
	if strings.Count(rejects, `"reason":"panic"`) != 3 || !strings.Contains(rejects, "panic_test.go:") || !strings.Contains(rejects, `"fragment":"line=3"`) || strings.Contains(rejects, "secret") {
		t.Errorf("rejects: %s", rejects)
	}
	// So many that the fault is no matter of a few things: the run stops, and says which it is.
	var lines strings.Builder
	for i := range 100 * maxPoison {
		fmt.Fprintf(&lines, `{"thing":"bad %d","seq":1,"text":"a"}`+"\n", i)
	}
	_, _, err := Run(context.Background(), p, options(put(t, map[string]string{"a.jsonl": lines.String()}), t.TempDir()))
	if !errors.Is(err, ErrBug) || !strings.Contains(err.Error(), `format thing failed at the key "bad `) || !strings.Contains(err.Error(), "a.jsonl at sha256:") {
		t.Errorf("error: %v", err)
	}
}

// TestPanicOfAStage holds that a panic in a stage, in what it asks of a row, or in a list of it stops the run, and that the error
// says where and of which record.
func TestPanicOfAStage(t *testing.T) {
	in := put(t, map[string]string{"x.csv": "item,number,amount,day\napple,1,1,2020-01-01\n", "y/bug.csv": "item,number,amount,day\nbug,1,1,2020-01-01\n"})
	deriving, keyed, listed := *totalStage, *totalStage, *totalStage
	deriving.Derive = func(in, out *table.Set) error {
		for s := range sales.In(in) {
			if s.Item == "bug" {
				panic("secret")
			}
		}
		return nil
	}
	keyed.Reads = []pipeline.Input{pipeline.By(sales, func(s sale) string {
		if s.Item == "bug" {
			panic("secret")
		}
		return s.Item
	}), totalStage.Reads[1], totalStage.Reads[2]}
	listed.Reads = []pipeline.Input{totalStage.Reads[0], totalStage.Reads[1], pipeline.Whole(func(*table.Set) (int64, error) { panic("secret") }, things)}
	for what, words := range map[*pipeline.Stage][]string{
		&deriving: {"stage totals", `"bug"`, "bug.csv at sha256:", "#row=2", "panic_test.go:"},
		&keyed:    {"input totals/0", "a row of sales", "bug.csv at sha256:", "#row=2", "panic_test.go:"},
		&listed:   {"stage totals", "the list of things", "panic_test.go:"},
	} {
		p := toy
		p.Stages = []*pipeline.Stage{what}
		out := t.TempDir()
		_, _, err := Run(context.Background(), p, options(in, out))
		if !errors.Is(err, ErrBug) {
			t.Errorf("%v: error: %v", words, err)
			continue
		}
		for _, w := range words {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("no %s in %v", w, err)
			}
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("it shows data: %v", err)
		}
		if _, err := dataset.Open(out); !errors.Is(err, dataset.ErrNoDataset) {
			t.Errorf("a failed run left a dataset: %v", err)
		}
		if left, _ := filepath.Glob(filepath.Join(out, "tmp", "*")); len(left) > 0 {
			t.Errorf("it left %v", left)
		}
	}
}
