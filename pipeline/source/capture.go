package source

import (
	"bytes"
	"crypto/sha1"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"golang.org/x/text/encoding/htmlindex"
)

// verify compares a stated SHA-1 with that of any of the texts it may be of. Other algorithms cannot be verified, and say so.
func (c *Capture) verify(stated, field string, texts ...[]byte) {
	if stated == "" {
		return
	}
	algorithm, value, _ := strings.Cut(stated, ":")
	if !strings.EqualFold(algorithm, "sha1") {
		c.defect(field, "warc.digest", "the digest is of a kind that is not verified")
		return
	}
	for _, text := range texts {
		sum := sha1.Sum(text)
		if strings.EqualFold(value, base32.StdEncoding.EncodeToString(sum[:])) || strings.EqualFold(value, hex.EncodeToString(sum[:])) {
			return
		}
	}
	c.defect(field, "warc.digest", "the record has another digest than it says")
}

// decode is the body of a reply as UTF-8 text.
func (c *Capture) decode(r *response) ([]byte, *fault) {
	body := r.body
	if strings.EqualFold(r.get("transfer-encoding"), "chunked") {
		joined, ok := unchunk(body)
		if !ok {
			c.defect("Transfer-Encoding", "warc.chunks", "the chunks of the reply do not have the lengths they say")
		} else {
			body, r.joined = joined, joined
		}
	}
	var z io.Reader
	var err error
	switch encoding := strings.ToLower(r.get("content-encoding")); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		z = flate.NewReader(bytes.NewReader(body))
	default:
		return nil, &fault{"warc.encoding", "the reply is compressed in a way that is not read"}
	}
	if z != nil && err == nil {
		if body, err = io.ReadAll(io.LimitReader(z, MaxText+1)); len(body) > MaxText {
			return nil, &fault{"warc.too_large", fmt.Sprintf("the reply decompresses to more than %d MiB", MaxText>>20)}
		}
	}
	if err != nil {
		return nil, &fault{"warc.encoding", "the reply does not decompress"}
	}
	return text8(body, c.Media)
}

var (
	reCharset = regexp.MustCompile(`(?i)charset\s*=\s*["']?([A-Za-z0-9_:.-]+)`)
	reMeta    = regexp.MustCompile(`(?i)<meta[^>]{1,200}charset\s*=\s*["']?([A-Za-z0-9_:.-]+)`)
)

// text8 is a text as UTF-8: by its byte-order mark, by the encoding that its header or its own first bytes declare, or
// because it is UTF-8. Nothing is guessed.
func text8(body []byte, media string) ([]byte, *fault) {
	if rest, found := bytes.CutPrefix(body, utf8BOM); found {
		body, media = rest, ""
	}
	declared := reCharset.FindStringSubmatch(media)
	if declared == nil && !utf8.Valid(body) {
		declared = reMeta.FindStringSubmatch(string(body[:min(len(body), 2048)]))
	}
	if declared != nil && !utf8.Valid(body) {
		if e, err := htmlindex.Get(declared[1]); err == nil {
			if out, err := e.NewDecoder().Bytes(body); err == nil {
				body = out
			}
		}
	}
	if !utf8.Valid(body) {
		return nil, &fault{"warc.encoding", "the text is no valid UTF-8 and declares no other encoding"}
	}
	return body, nil
}

// unchunk puts the chunks of a reply together; ok is false where their lengths do not fit.
func unchunk(body []byte) (joined []byte, ok bool) {
	for {
		line, rest, found := bytes.Cut(body, []byte("\n"))
		size, _, _ := strings.Cut(strings.TrimSpace(string(line)), ";")
		n, err := strconv.ParseInt(strings.TrimSpace(size), 16, 64)
		if !found || err != nil || n < 0 || n > int64(len(rest)) {
			return nil, false
		}
		if n == 0 {
			return joined, true
		}
		joined = append(joined, rest[:n]...)
		body = bytes.TrimPrefix(bytes.TrimPrefix(rest[n:], []byte("\r")), []byte("\n"))
	}
}

// Passages are the passages of the text, as Text and HTML give them; their origins are inside Body. Where the text is read only
// in part, that is among Defects.
func (c *Capture) Passages() (list []Passage) {
	d := &Document{Digest: c.Origin.Digest, Member: c.Origin.Member, Body: bytes.NewReader(c.Body)}
	cursor := Text(d)
	if strings.Contains(c.Media, "html") {
		cursor = HTML(d)
	}
	for p, err := range cursor {
		if err == nil {
			list = append(list, p)
			continue
		}
		bad := *AsDefect(err, c.Origin)
		bad.Scope, bad.Origin = OneField, c.Origin.At("/"+bad.Origin.Fragment)
		c.Defects = append(c.Defects, &bad)
	}
	return list
}
