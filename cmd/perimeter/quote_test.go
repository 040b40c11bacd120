package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// TestExplainQuotes follows every claim down to the characters that it quotes: of a text with a byte-order mark, of a page with
// character references, and of archives of pages in chunks, compressed or not.
func TestExplainQuotes(t *testing.T) {
	const name = "Radovan Quillfeather"
	page := `<!doctype html><html lang="en"><head><title>News</title></head><body><article><h1>Camera makers</h1><p>The company L&uuml;nacam &amp; partners said nothing. ` +
		`The camera maker Lunacam has left the Security Industry Association, said ` + name + `, director of Lunacam.</p><p>According to the Herald, Lunacam supplied 12 scanners` + "\n" +
		`to the port of Tramonto.</p></article></body></html>`
	reply := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
	for at := 0; at < len(page); at += 90 {
		part := page[at:min(at+90, len(page))]
		reply += fmt.Sprintf("%x\r\n%s\r\n", len(part), part)
	}
	reply += "0\r\n\r\n"
	warc := fmt.Sprintf("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://press.example/a\r\nWARC-Date: 2024-03-20T09:30:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(reply), reply)
	arc := "filedesc://x.arc 0.0.0.0 20240320093000 text/plain 20\n1 0 archive example\n\n" + fmt.Sprintf("https://press.example/b 0.0.0.0 20240320093000 text/html %d\n%s\n", len(reply), reply)
	zipped := func(s string) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		io.WriteString(w, s)
		w.Close()
		return b.String()
	}
	text := strings.ReplaceAll("\ufeffCamera makers\n\nAccording to the Herald, the camera maker Lunacam has left the Security Industry\nAssociation, said "+name+
		", director of Lunacam.\nLunacam supplied 12 scanners to the port of Tramonto, the Herald reported. The\ninvestigation found that nobody had asked, the newspaper said, and the\n"+
		"members of the association have decided nothing so far.\n", "\n", "\r\n")
	for file, content := range map[string]string{"a.txt": text, "a.html": page, "a.warc": warc, "a.warc.gz": zipped(warc), "a.arc": arc, "a.arc.gz": zipped(arc)} {
		t.Run(file, func(t *testing.T) {
			dir := t.TempDir()
			in, out := filepath.Join(dir, file), filepath.Join(dir, "out")
			if err := os.WriteFile(in, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			var o, e bytes.Buffer
			if code := perimeter([]string{"run", in, "--out", out}, &o, &e); code != 0 {
				t.Fatalf("exit %d\n%s", code, e.String())
			}
			d, err := openData(out)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			if err := d.each("claims", func(r row) error {
				n++
				var o, e bytes.Buffer
				code := perimeter([]string{"explain", r.id, "--verify", "--out", out}, &o, &e)
				_, quoted, found := strings.Cut(o.String(), "ok: at the ranges of the quote stands\n")
				quoted = strings.Join(strings.Fields(strings.ReplaceAll(quoted, "|", "")), " ")
				first, _, _ := strings.Cut(strings.Join(strings.Fields(r.get("quote")), " "), " […]")
				if code != 0 || !found || !strings.HasPrefix(quoted, first) {
					t.Errorf("exit %d, quote %q\n%s%s", code, r.get("quote"), o.String(), e.String())
				}
				if strings.Contains(o.String(), "Quillfeather") {
					t.Errorf("a person is named:\n%s", o.String())
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			if n < 2 {
				t.Errorf("%d claims", n)
			}
		})
	}
}

// TestQuoteMoved holds that a quote of which other characters stand at the ranges is not verified.
func TestQuoteMoved(t *testing.T) {
	r := row{cells: []cell{{"quote", "Lunacam left."}}, lists: map[string][]row{"ranges": {{cells: []cell{{"from", "5"}, {"to", "18"}}}}}}
	for text, want := range map[string]string{"News Lunacam left.": "Lunacam left.", "News  Lunacam left.": "", "New Lunacam left.": ""} {
		got, err := quote(r, source.Origin{Length: int64(len(text))}, func(source.Origin) ([]byte, error) { return []byte(text), nil })
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}
