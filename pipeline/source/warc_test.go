package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// warcRecord is a record with the length that it needs.
func warcRecord(kind, headers, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <http://a.example/x y?q=1>\r\nWARC-Date: 2024-03-18T10:00:00Z\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, headers, len(block), block)
}

func captures(text string) (list []Capture, defects []*Defect, units int64) {
	d := &Document{Digest: "d", Body: strings.NewReader(text)}
	for c, err := range WARC(d) {
		if err != nil {
			defects = append(defects, AsDefect(err, Origin{}))
			continue
		}
		list = append(list, c)
	}
	return list, defects, d.Units()
}

func TestWARC(t *testing.T) {
	const http = "Content-Type: application/http; msgtype=response\r\n"
	reply := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>one</p>"
	chunked := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>t\r\n5\r\nwo</p\r\n1\r\n>\r\n0\r\n\r\n"
	wrong := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n<p>three</p>"
	latin := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n<p>citt\xe0</p>"
	guess := "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\ncitt\xe0"
	text := warcRecord("warcinfo", "", "software: x") +
		warcRecord("response", http, reply) +
		warcRecord("request", "Content-Type: application/http; msgtype=request\r\n", "GET / HTTP/1.1\r\n\r\n") +
		warcRecord("response", http, chunked) +
		"noise that is no record\r\nWARC of another kind\r\n" +
		warcRecord("response", http+"WARC-Block-Digest: sha1:AAAA\r\n", wrong) +
		warcRecord("response", http, latin) +
		warcRecord("response", http, guess) +
		warcRecord("response", http, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone</p>") +
		warcRecord("response", http, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG") +
		warcRecord("resource", "Content-Type: text/plain\r\n", "plain") +
		strings.Replace(warcRecord("response", http, reply), "Content-Length", "Content-Size", 1) +
		warcRecord("response", http, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\nxx") +
		strings.TrimSuffix(warcRecord("response", http, reply), "one</p>\r\n\r\n")
	list, defects, units := captures(text)
	var bodies []string
	for _, c := range list {
		bodies = append(bodies, string(c.Body))
		if rec := text[c.Origin.Offset : c.Origin.Offset+c.Origin.Length]; !strings.HasPrefix(rec, "WARC/1.0") || !strings.Contains(rec, "WARC-Type: re") {
			t.Errorf("%s stands at %q", c.Body, rec)
		}
		if c.Date != "2024-03-18" || c.URI != "http://a.example/x y?q=1" {
			t.Errorf("%+v", c)
		}
	}
	if got := strings.Join(bodies, "|"); got != "<p>one</p>|<p>two</p>|<p>three</p>|<p>città</p>|plain" {
		t.Errorf("%s", got)
	}
	var reasons []string
	for _, d := range defects {
		reasons = append(reasons, d.Reason)
	}
	// the record without a length takes its block with it, as something that is no record
	if got := strings.Join(reasons, " "); got != "warc.garbage warc.encoding warc.header warc.garbage warc.encoding warc.truncated" {
		t.Errorf("%s", got)
	}
	if len(list[2].Defects) != 2 || list[2].Defects[0].Reason != "warc.digest" || list[2].Defects[1].Reason != "warc.chunks" {
		t.Errorf("%v", list[2].Defects)
	}
	if units != int64(len(list)+len(defects)) {
		t.Errorf("%d units", units)
	}
}

func TestARC(t *testing.T) {
	reply := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>one</p>"
	text := "filedesc://x.arc 127.0.0.1 20140216050221 text/plain 75\n1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n\n" +
		fmt.Sprintf("http://a.example/with space 127.0.0.1 20140216050221 text/html %d\n%s\n", len(reply), reply) +
		"http://a.example/ 127.0.0.1 20140216050221 text/html -1\n\nnoise\n" +
		fmt.Sprintf("http://a.example/2 127.0.0.1 20140217050221 text/html %d\n%s\n", len(reply), reply)
	list, defects, _ := captures(text)
	if len(list) != 2 || list[0].URI != "http://a.example/with space" || list[1].Date != "2014-02-17" || string(list[0].Body) != "<p>one</p>" {
		t.Errorf("%+v", list)
	}
	if len(defects) != 2 || defects[0].Reason != "warc.header" || defects[1].Reason != "warc.garbage" {
		t.Errorf("%v", defects)
	}
}

// TestRealArchives reads the archives of a library that is much used, the broken ones too.
func TestRealArchives(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "corpora", "warc", "warcio")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no real archives beside the repository")
	}
	files, err := Find([]Root{{FS: os.DirFS(dir), Path: "."}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Path, "LICENSE") {
			continue
		}
		digest, err := f.Digest()
		if err != nil {
			t.Fatal(err)
		}
		texts, out := 0, ""
		err = readFile(f, digest, func(d *Document) {
			for c, err := range WARC(d) {
				if err != nil {
					out += " " + AsDefect(err, Origin{}).Reason
					continue
				}
				texts++
				for _, d := range c.Defects {
					out += " (" + d.Reason + ")"
				}
				if len(c.Body) == 0 {
					t.Errorf("%s: a text without words", f.Path)
				}
				if b, err := f.Reread(c.Origin); err != nil || len(b) == 0 {
					t.Errorf("%s: %v", f.Path, err)
				}
			}
		})
		if err != nil {
			t.Error(err)
		}
		t.Logf("%-40s %d texts%s", f.Path, texts, out)
	}
}
