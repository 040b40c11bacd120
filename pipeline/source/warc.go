package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"
)

// Capture is a text that a web archive holds: the body of a reply, decoded.
type Capture struct {
	Origin  Origin    // the record: its bytes in the decompressed archive; the fragment is record=N, from 1
	URI     string    // address it was fetched from
	Date    string    // day it was fetched, YYYY-MM-DD; "" if the record gives none
	Media   string    // media type, such as text/html
	Body    []byte    // UTF-8
	Defects []*Defect // what is wrong with the record and did not prevent its reading, of the scope OneField
}

// WARC yields the texts of a web archive, WARC or ARC: replies and resources of the media types text/* and XHTML. All other
// records (requests, metadata, revisits, pictures, replies that are errors) are passed over and are no units.
//
// Transfer by chunks, gzip, deflate and a declared encoding of characters are undone. Digests (SHA-1) are verified. A record
// that cannot be read comes as an error, a *Defect of the scope WholeRecord, and reading goes on with the next line that
// begins a record. Reasons: those that begin with warc.
func WARC(d *Document) iter.Seq2[Capture, error] {
	return handingOut(d, func(yield func(Capture, error) bool) {
		w := &archive{d: d, in: bufio.NewReaderSize(d.Body, 64<<10), at: d.start, yield: yield}
		w.records()
	}, func(r *Capture) Origin { return r.Origin })
}

type archive struct {
	d     *Document
	in    *bufio.Reader
	at    int64 // offset of the next byte
	n     int   // records begun
	arc   bool
	err   error // why there is no more; io.EOF at the end
	yield func(Capture, error) bool
}

const maxLine = 32 << 10

// line reads a line without its end; what passes maxLine is read and left out.
func (w *archive) line() (line string, ok bool) {
	var b []byte
	for w.err == nil {
		part, err := w.in.ReadSlice('\n')
		w.at += int64(len(part))
		if len(b) < maxLine {
			b = append(b, part...)
		}
		if err == nil {
			return strings.TrimRight(string(b), "\r\n"), true
		}
		if err != bufio.ErrBufferFull {
			w.err = err
		}
	}
	return strings.TrimRight(string(b), "\r\n"), len(b) > 0
}

// arcLine is the header of an ARC record: address, which may have spaces, host, time, media type, length.
var arcLine = regexp.MustCompile(`^([a-z]+:.+) (\S+) ([0-9]{8,18}) (\S+) (\S+)$`)

func (w *archive) records() {
	lost := int64(-1) // where something began that is no record
	for {
		start := w.at
		line, ok := w.line()
		if !ok {
			break
		}
		header := strings.HasPrefix(line, "WARC/1.") || strings.HasPrefix(line, "WARC/0.")
		described := strings.HasPrefix(line, "filedesc://")
		w.arc = w.arc || described && w.n == 0
		header = header || w.arc && arcLine.MatchString(line)
		switch {
		case !header && strings.TrimSpace(line) == "" && lost < 0:
			continue
		case !header && !described:
			if lost < 0 && !(w.arc && w.n == 1) { // what follows filedesc is its body
				lost = start
			}
			continue
		}
		if lost >= 0 && !w.fail(lost, start, "warc.garbage", "something that is no record stands here") {
			return
		}
		lost = -1
		w.n++
		if !w.record(line, start) {
			return
		}
	}
	if lost >= 0 && !w.fail(lost, w.at, "warc.garbage", "something that is no record stands here") {
		return
	}
	if w.err != nil && w.err != io.EOF {
		broken := *AsDefect(w.err, w.d.Origin())
		broken.Origin = w.d.Origin()
		broken.Origin.Offset = w.at
		w.yield(Capture{}, &broken)
	}
}

// origin is the record, or what should be one, between two bytes.
func (w *archive) origin(from, to int64) Origin {
	return Origin{Digest: w.d.Digest, Member: w.d.Member, Fragment: fmt.Sprintf("record=%d", max(1, w.n)), Offset: from, Length: to - from}
}

// fail yields a record that cannot be read.
func (w *archive) fail(from, to int64, reason, message string) bool {
	w.d.units++
	return w.yield(Capture{}, &Defect{Scope: WholeRecord, Origin: w.origin(from, to), Reason: reason, Message: message,
		Kept: "the other records", Next: "fetch the archive again, or leave the record out"})
}

// head is what a record's header says.
type head struct {
	kind, media, uri, date string
	length                 int64
	block, payload         string // digests as stated
}

func (w *archive) record(line string, start int64) bool {
	h := head{length: -1}
	if m := arcLine.FindStringSubmatch(line); m != nil {
		h = head{kind: "response", media: m[4], uri: m[1], date: day(m[3]), length: number(m[5])}
		if strings.HasPrefix(line, "filedesc://") {
			return true // its body has no certain end; what follows it begins with an address
		}
	} else {
		for fields := 0; ; fields++ {
			line, ok := w.line()
			if !ok || fields > 1000 {
				return w.fail(start, w.at, "warc.truncated", "the archive ends inside the header of a record")
			}
			if line == "" {
				break
			}
			name, value, _ := strings.Cut(line, ":")
			value = strings.TrimSpace(value)
			switch strings.ToLower(name) {
			case "warc-type":
				h.kind = value
			case "content-type":
				h.media = value
			case "content-length":
				h.length = number(value)
			case "warc-target-uri":
				h.uri = strings.Trim(value, "<>")
			case "warc-date":
				h.date = day(value)
			case "warc-block-digest":
				h.block = value
			case "warc-payload-digest":
				h.payload = value
			}
		}
	}
	if h.length < 0 {
		return w.fail(start, w.at, "warc.header", "the record does not say how long it is")
	}
	reply := strings.HasPrefix(h.media, "application/http") || w.arc
	wanted := reply && h.kind == "response" || (h.kind == "resource" || h.kind == "conversion") && textual(h.media)
	if !wanted || h.length > MaxText+maxLine {
		if n, err := io.CopyN(io.Discard, w.in, h.length); err != nil {
			w.at += n
			w.err = err
			return w.fail(start, w.at, "warc.truncated", "the archive ends inside a record")
		}
		w.at += h.length
		if wanted && textual(h.media) {
			return w.fail(start, w.at, "warc.too_large", fmt.Sprintf("the record is larger than %d MiB", MaxText>>20))
		}
		return true
	}
	block := make([]byte, h.length)
	n, err := io.ReadFull(w.in, block)
	w.at += int64(n)
	if err != nil {
		w.err = err
		if errors.Is(err, io.ErrUnexpectedEOF) {
			w.err = io.EOF
		}
		return w.fail(start, w.at, "warc.truncated", "the archive ends inside a record")
	}
	if after, _ := w.in.Peek(1); len(after) == 1 && after[0] != '\r' && after[0] != '\n' {
		return w.fail(start, w.at, "warc.header", "the record does not end where its length says")
	}
	c := Capture{Origin: w.origin(start, w.at), URI: h.uri, Date: h.date, Media: h.media}
	c.verify(h.block, "WARC-Block-Digest", block)
	r := response{body: block}
	if reply {
		r = parseResponse(block)
		c.Media = r.get("content-type")
		if c.Media == "" && w.arc {
			c.Media = h.media
		}
		if r.status != 200 || !textual(c.Media) {
			return true
		}
	}
	body, f := c.decode(&r)
	if h.payload != "" {
		c.verify(h.payload, "WARC-Payload-Digest", r.body, r.joined)
	}
	if f != nil {
		return w.fail(start, w.at, f.reason, f.message)
	}
	c.Body = body
	c.Media, _, _ = strings.Cut(c.Media, ";")
	c.Media = strings.ToLower(strings.TrimSpace(c.Media))
	w.d.units++
	return w.yield(c, nil)
}

func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// day is the day of a time written 2017-03-06T04:02:06Z or 20170306040206.
func day(s string) string {
	if len(s) >= 8 && strings.Trim(s[:8], "0123456789") == "" {
		return s[:4] + "-" + s[4:6] + "-" + s[6:8]
	}
	if len(s) >= 10 {
		return s[:10]
	}
	return ""
}

func textual(media string) bool {
	media = strings.ToLower(media)
	return strings.HasPrefix(media, "text/html") || strings.HasPrefix(media, "text/plain") || strings.HasPrefix(media, "text/markdown") ||
		strings.HasPrefix(media, "application/xhtml+xml")
}

// response is an HTTP reply.
type response struct {
	status int
	header []string
	body   []byte // as stored
	joined []byte // its chunks put together, where it has some
}

func (r response) get(name string) string {
	for _, line := range r.header {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func parseResponse(block []byte) response {
	top, body, found := bytes.Cut(block, []byte("\r\n\r\n"))
	if !found {
		top, body, _ = bytes.Cut(block, []byte("\n\n"))
	}
	lines := strings.Split(strings.ReplaceAll(string(top), "\r\n", "\n"), "\n")
	r := response{header: lines[1:], body: body}
	if f := strings.Fields(lines[0]); len(f) > 1 && strings.HasPrefix(f[0], "HTTP/") {
		r.status, _ = strconv.Atoi(f[1])
	}
	return r
}

func (c *Capture) defect(field, reason, message string) {
	c.Defects = append(c.Defects, &Defect{Scope: OneField, Origin: c.Origin, Field: field, Reason: reason, Message: message,
		Kept: "the record as it stands", Next: "fetch the archive again, or read the record with care"})
}
