package warc

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"archive"}) }

// TestQuotes holds each quote to the decoded text of its record.
func TestQuotes(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "archive"))
	b, err := os.ReadFile(filepath.Join("testdata", "archive", "faro.warc"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[int64]string{}
	for c, err := range source.WARC(&source.Document{Body: bytes.NewReader(b)}) {
		if err == nil {
			texts[c.Origin.Offset] = string(c.Body)
		}
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(record.Clean(s)), "") }
	n := 0
	for c := range record.Claims.In(all) {
		n++
		o := c.Origins[0]
		if got := source.Slice(texts[o.Offset], c.Ranges); squeeze(got) != squeeze(strings.ReplaceAll(c.Quote, "[…]", "")) {
			t.Errorf("%s: the quote is %q, at its ranges stands %q", o, c.Quote, got)
		}
		if !strings.HasPrefix(o.Fragment, "record=") || !strings.Contains(o.Fragment, "/char=") {
			t.Errorf("fragment %q", o.Fragment)
		}
	}
	if n != 5 {
		t.Errorf("%d claims", n)
	}
}

// TestTooLong holds that a text of the archive that is too long is read up to a limit, which is told, and the next one all the same.
func TestTooLong(t *testing.T) {
	var b strings.Builder
	for _, text := range []string{strings.Repeat("a\n\n", source.MaxPassages+1), "Short"} {
		reply := "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + text
		fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(reply), reply)
	}
	all, err := stagetest.Drive(pipeline.Pipeline{Formats: []*pipeline.Format{Format}}, fstest.MapFS{"long.warc": {Data: []byte(b.String())}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	texts, rejects := 0, 0
	for range record.Texts.In(all) {
		texts++
	}
	for r := range table.Rejects.In(all) {
		rejects++
		if r.Reason != "text.too_long" || r.Scope != "field" || !strings.HasPrefix(r.Fragment, "record=1/char=") || r.Kept == "" || r.Next == "" {
			t.Errorf("%+v", r)
		}
	}
	if texts != 2 || rejects != 1 {
		t.Errorf("%d texts, %d rejects", texts, rejects)
	}
}

func TestNoPersonalValue(t *testing.T) {
	stagetest.Absent(t, Format, stagetest.CheckFormat(t, Format, filepath.Join("testdata", "archive")), "zappalante", "orfea", "pontevecchi", "marta", "session")
}

// TestRealArchives reads real archives, broken ones too: no claim stands in them, and none of them stops the reading.
func TestRealArchives(t *testing.T) {
	for _, dir := range []string{"data/watch/articles/warc", "corpora/warc/warcio"} {
		all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, dir))
		texts := 0
		for x := range record.Texts.In(all) {
			texts++
			if x.URL == "" || x.Retrieved == nil {
				t.Errorf("%+v", x)
			}
		}
		for c := range record.Claims.In(all) {
			t.Errorf("a claim is read from a page that makes none: %+v", c)
		}
		if texts == 0 {
			t.Errorf("%s: no text", dir)
		}
	}
}

func FuzzFormat(f *testing.F) {
	f.Add([]byte("filedesc://x 127.0.0.1 20140216050221 text/plain 1\n\nhttp://a/ 1 20140216050221 text/html 3\n\nab"))
	stagetest.FuzzFormat(f, Format, "testdata/archive")
}
