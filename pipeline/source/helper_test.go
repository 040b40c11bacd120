package source

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// shared is a folder of the corpora that tests may use where they are at hand.
func shared(t testing.TB, folder string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; filepath.Dir(dir) != dir; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			path := filepath.Join(dir, "..", "shared", folder)
			if _, err := os.Stat(path); err != nil {
				t.Skipf("there is no %s beside the repository", folder)
			}
			return path
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}

// unit is what a cursor yielded, copied.
type unit struct {
	origin Origin
	text   string // the raw text of a record, or the values of a row
	defect *Defect
}

func (u unit) String() string {
	if u.defect != nil {
		return string(u.defect.Scope) + " " + u.defect.Reason + " " + u.defect.Origin.Fragment
	}
	return u.origin.Fragment + " " + u.text
}

func readJSON(r io.Reader, patterns ...string) (units []unit, n int64) {
	d := &Document{Digest: "d", Body: r}
	for v, err := range JSON(d, patterns...) {
		units = append(units, unitOf(v.Origin, string(v.Raw), err))
	}
	return units, d.Units()
}

func readCSV(r io.Reader) (units []unit, n int64) {
	d := &Document{Digest: "d", Body: r}
	for row, err := range CSV(d) {
		units = append(units, unitOf(row.Origin, strings.Join(row.values, "¦"), err))
	}
	return units, d.Units()
}

func readXML(r io.Reader, patterns ...string) (units []unit, n int64) {
	d := &Document{Digest: "d", Body: r}
	for e, err := range XML(d, patterns...) {
		text := ""
		if err == nil {
			text = e.outline()
		}
		units = append(units, unitOf(e.Origin, text, err))
	}
	return units, d.Units()
}

// outline is an element as text: names with their spaces, attributes, and its text.
func (n *Node) outline() string {
	var b strings.Builder
	b.WriteString(n.Space + "|" + n.Name)
	for _, a := range n.Attrs {
		b.WriteString(" " + a.Space + "|" + a.Name + "=" + a.Value)
	}
	b.WriteString("(" + n.Text)
	for _, c := range n.Children {
		b.WriteString(c.outline() + c.tail)
	}
	return b.String() + ")"
}

func unitOf(o Origin, text string, err error) unit {
	if err == nil {
		return unit{origin: o, text: text}
	}
	return unit{defect: err.(*Defect)}
}

func list(units []unit) string {
	var b strings.Builder
	for _, u := range units {
		b.WriteString(u.String() + "\n")
	}
	return b.String()
}

func want(t *testing.T, units []unit, lines ...string) {
	t.Helper()
	if got, want := list(units), strings.Join(append(lines, ""), "\n"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// lawful checks what holds for every document: origins lie inside the text and in order, records are the bytes that their
// origins name, each unit is counted, and a defect of the whole document is the last one.
func lawful(t *testing.T, text []byte, units []unit, n int64, raw bool) {
	t.Helper()
	counted, last := int64(0), int64(-1)
	for i, u := range units {
		o := u.origin
		if u.defect != nil {
			o = u.defect.Origin
			if Reasons[u.defect.Reason] == "" || u.defect.Message == "" || u.defect.Next == "" {
				t.Errorf("%s: a defect without a reason, a message or advice: %+v", u, u.defect)
			}
		}
		if o.Offset < 0 || o.Length < 0 || o.Offset+o.Length > int64(len(text)) {
			t.Fatalf("%s: %d+%d is outside of %d bytes", u, o.Offset, o.Length, len(text))
		}
		if u.defect != nil && u.defect.Scope == WholeDocument {
			if i != len(units)-1 {
				t.Errorf("%s: something follows", u)
			}
			continue
		}
		if u.defect != nil && u.defect.Scope == OneField { // of a column, behind the rows
			if u.defect.Field == "" || u.defect.Kept == "" {
				t.Errorf("%s: a defect without a field or what was kept: %+v", u, u.defect)
			}
			continue
		}
		counted++
		if o.Offset <= last && u.defect == nil {
			t.Errorf("%s: offset %d comes after %d", u, o.Offset, last)
		}
		last = o.Offset
		if bytes := text[o.Offset : o.Offset+o.Length]; raw && u.defect == nil && string(bytes) != u.text {
			t.Errorf("%s: the text at its origin is %q", u, bytes)
		}
	}
	if counted != n {
		t.Errorf("%d units were yielded and %d counted", counted, n)
	}
}

// csvAgain reads the bytes of a row by themselves.
func csvAgain(row []byte, comma byte) string {
	c := &rows{d: &Document{}, t: newText(&Document{Body: bytes.NewReader(row), start: 1}), comma: comma, eol: '\n'}
	values, _, _ := c.row()
	return strings.Join(values, "¦")
}

// look is what Look finds in a file, the heads copied.
func look(f File) (digest string, parts []Part, err error) {
	digest, err = f.Look(func(p Part) {
		var text []byte
		if p.Head != nil {
			text = bytes.Clone(p.Head.Text)
		}
		p.Head = NewHead(text)
		parts = append(parts, p)
	})
	return digest, parts, err
}

// readFile gives the document that a file is to f, and returns what Read says.
func readFile(file File, digest string, f func(d *Document)) error {
	return file.Read(digest, []string{""}, func(d *Document) error {
		f(d)
		return nil
	})
}

// processorTime is the processor time of this process so far: on a busy machine, time passes that nobody spends.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
