package runner

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/dataset"
)

// tarOf packs files, given as name and text in turn.
func tarOf(files ...string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1])), Typeflag: tar.TypeReg})
		io.WriteString(w, files[i+1])
	}
	w.Close()
	return b.String()
}

func zipOf(files ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, _ := w.Create(files[i])
		io.WriteString(f, files[i+1])
	}
	w.Close()
	return b.String()
}

// TestArchives holds that what lies in archives is documents of their own: siblings in their folders, each with its status and
// its account, whatever becomes of the others and of the archive.
func TestArchives(t *testing.T) {
	one, two := "item,number,amount,day\npen,1,2,\n", "item,number,amount,day\ncup,2,3,\nagain,3,4,\n"
	cut := tarOf("a.csv", one, "b.csv", one+"pen,9,9,\npen,10,10,\n")
	in := put(t, map[string]string{
		"x/good.zip":    zipOf("f/one.csv", one, "f/two.csv", two, "g/note.txt", "x", "../up.csv", one, "in.zip", zipOf("three.csv", "item,number,amount,day\nbag,1,1,\n")),
		"x/other.zip":   zipOf("f/one.csv", one, "f/two.csv", two, "g/note.txt", "x", "../up.csv", one, "in.zip", zipOf("three.csv", "item,number,amount,day\nbag,1,1,\n")),
		"bad.tar":       tarOf("bad.csv", "item,number,amount,day\nok,1,1,\nboom,2,1,\n", "fine.csv", one),
		"cut.tar":       cut[:len(cut)-1024-470],
		"half.zip":      zipOf("a.csv", one)[:60],
		"plain/one.csv": one,
	})
	for _, memory := range []int64{1 << 20, 1 << 30} {
		out := t.TempDir()
		o := options(in, out)
		o.Memory = memory
		_, report := mustRun(t, toy, o)
		got := documents(t, out)
		for _, line := range []string{
			"x/good.zip  archive", "x/good.zip f/one.csv read 1", "x/good.zip f/two.csv read 2", "x/good.zip g/note.txt unread", "x/good.zip ../up.csv rejected",
			"x/good.zip in.zip archive", "x/good.zip in.zip/three.csv read 1",
			"x/other.zip  copy", "bad.tar  archive", "bad.tar bad.csv read 2", "bad.tar fine.csv read 1",
			"cut.tar  incomplete", "cut.tar a.csv read 1", "cut.tar b.csv incomplete", "half.zip  incomplete", "half.zip a.csv rejected", "plain/one.csv  read 1",
		} {
			if !strings.Contains(got, line+"\n") {
				t.Errorf("no line %q in\n%s", line, got)
			}
		}
		if report.Read != report.WithRows+report.Rejected+report.Duplicates || report.Duplicates != 1 {
			t.Errorf("%+v", report)
		}
		rows := text(t, out, "sales")
		if n := strings.Count(rows, `"item":"pen","amount":"2`); n != 1 || strings.Contains(rows, "boom") || !strings.Contains(rows, `"ok"`) || !strings.Contains(rows, `"member":"in.zip/three.csv"`) {
			t.Errorf("%d pens in\n%s", n, rows)
		}
		problems, _, err := dataset.Check(t.Context(), out, toy)
		if err != nil || len(problems) > 0 {
			t.Errorf("%v, %v", problems, err)
		}
	}
}

// documents is the table documents, a line each: path, member, status, units if any.
func documents(t *testing.T, out string) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(text(t, out, "documents")) {
		var row struct {
			Path, Member, Status string
			Units                json.Number
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s %s", row.Path, row.Member, row.Status)
		if row.Status == "read" {
			fmt.Fprintf(&b, " %s", row.Units)
		}
		b.WriteString("\n")
	}
	return b.String()
}
