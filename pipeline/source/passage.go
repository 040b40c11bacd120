package source

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What Text and HTML read of one document, in bytes. A page may be large, by its markup; an article is small, and what is
// read from its words is held in memory until its end.
const (
	MaxText     = 16 << 20 // with its markup: beyond it, it is refused as a whole
	MaxWords    = 1 << 20  // of its passages: beyond it, what follows is left unread
	MaxPassages = 1 << 14  // how many, not bytes: as MaxWords
	MaxAround   = 4 << 20  // of the names and hints of the elements around them: as MaxWords
)

// Range is a run of characters of a document's decoded text, as RFC 5147 counts them: from 0, a line ending being one
// character. To is the first character after it.
type Range struct {
	From int64 `parquet:"from" doc:"first character, counted from 0 in the decoded text of the unit; a line ending counts as one (RFC 5147)"`
	To   int64 `parquet:"to" doc:"first character after the run"`
}

// Passage is a paragraph, heading or list item of a text, or a named value of an HTML head.
type Passage struct {
	Origin Origin
	Text   string // single spaces; in HTML without tags and with character references resolved
	Path   string // names of the HTML elements around it, outermost first, "/" between them; "" in plain text
	Hints  string // classes, ids and roles of these elements, in lower case
	Linked int    // how many bytes of Text stand inside links
	places []place
}

// place is where a run of runes of Text stands in the document: one rune, or as many as follow each other in both. To keep one
// for each rune would take many times the text.
type place struct {
	at       int // in Text
	from, to int64
	width    int // bytes of each rune in Text, each being one character of the document; 0 of one rune that is more or less
}

// before is how many characters of the run are of runes that begin before a byte of Text.
func (e place) before(at int) int64 {
	switch {
	case at <= e.at:
		return 0
	case e.width == 0:
		return e.to - e.from
	}
	return min(e.to-e.from, int64((at-e.at+e.width-1)/e.width))
}

// between is the part of the run whose runes begin in these bytes of Text; ok is false where there is none.
func (e place) between(from, to int) (part place, ok bool) {
	first, last := e.before(from), e.before(to)
	return place{e.at + int(first)*e.width, e.from + first, e.from + last, e.width}, first < last
}

// Ranges is where the bytes from up to to of Text stand in the document: one range, or several where markup lies between.
func (p Passage) Ranges(from, to int) []Range {
	i, found := slices.BinarySearchFunc(p.places, from, func(e place, at int) int { return e.at - at })
	if !found && i > 0 {
		i-- // from is in the middle of a run
	}
	var all []Range
	for ; i < len(p.places) && p.places[i].at < to; i++ {
		e, ok := p.places[i].between(from, to)
		switch n := len(all); {
		case !ok:
		case n > 0 && all[n-1].To == e.from:
			all[n-1].To = e.to
		case n > 0 && all[n-1].To == e.to: // several characters of one reference
		default:
			all = append(all, Range{e.from, e.to})
		}
	}
	return all
}

// Cut is the passage without the bytes from up to to of its Text, for markup that is none of the author's words.
func (p Passage) Cut(from, to int) Passage {
	n := to - from
	var places []place
	for _, e := range p.places {
		if head, ok := e.between(0, from); ok {
			places = append(places, head)
		}
		if tail, ok := e.between(to, len(p.Text)); ok {
			tail.at -= n
			places = append(places, tail)
		}
	}
	p.Text, p.places = p.Text[:from]+p.Text[to:], places
	return p
}

// Slice is what stands at the ranges of a text, one after the other. It is how a quote is read again.
func Slice(text string, ranges []Range) string {
	runes := []rune(strings.ReplaceAll(text, "\r\n", "\n"))
	var b strings.Builder
	for _, r := range ranges {
		if r.From < 0 || r.To < r.From || r.To > int64(len(runes)) {
			return ""
		}
		b.WriteString(string(runes[r.From:r.To]))
	}
	return b.String()
}

// Text yields the passages of a plain text or of Markdown: what empty lines part, and headings and list items each by
// itself. Lines longer than a page is wide are paragraphs of their own.
//
// The fragment of an origin is char=A,B (RFC 5147). A passage with text that is no valid UTF-8 comes as an error, a *Defect of the
// scope WholeRecord (text.utf8). A text of more than MaxText bytes is refused as a whole (text.too_large); where the passages have
// more than MaxWords, are more than MaxPassages, or have more than MaxAround of markup around them, the first that is too much is
// where reading ends (text.too_long, of the scope WholeDocument).
func Text(d *Document) iter.Seq2[Passage, error] {
	return handingOut(d, func(yield func(Passage, error) bool) {
		text, broken := whole(d)
		if text == nil && broken != nil {
			yield(Passage{}, broken)
			return
		}
		b := &passages{d: d, text: text}
		last := 0 // length of the line before
		for b.pos < len(text) {
			n := bytes.IndexByte(text[b.pos:], '\n')
			end := len(text)
			if n >= 0 {
				end = b.pos + n
			}
			line := bytes.TrimSpace(text[b.pos:end])
			if len(line) == 0 || alone(line) || len(line) > wide || last > wide || last < 0 {
				if !b.flush(yield) {
					return
				}
			}
			last = len(line)
			if alone(line) && line[0] == '#' {
				last = -1
			}
			for b.pos < end {
				b.rune()
			}
			if b.pos == end && end < len(text) { // the end of a line "\r\n" is read already
				b.rune()
			}
		}
		if b.flush(yield) && broken != nil {
			yield(Passage{}, broken)
		}
	}, func(r *Passage) Origin { return r.Origin })
}

// wide is more than the lines of a text have that was broken to the width of a page.
const wide = 120

// alone says whether a line is a passage by itself: a heading or a list item of Markdown.
func alone(line []byte) bool {
	if len(line) == 0 {
		return false
	}
	mark, _, found := bytes.Cut(line, []byte(" "))
	return found && (len(bytes.Trim(mark, "#")) == 0 && len(mark) < 7 || len(mark) == 1 && bytes.ContainsAny(mark, "-*+>"))
}

// whole reads the text of a document, and why it could not be read to its end.
func whole(d *Document) ([]byte, *Defect) {
	at := d.Origin()
	text, err := io.ReadAll(io.LimitReader(d.Body, MaxText+1))
	if len(text) > MaxText {
		return nil, &Defect{Scope: WholeDocument, Origin: at, Reason: "text.too_large", Message: fmt.Sprintf("the text is larger than %d MiB", MaxText>>20),
			Next: "divide it into its articles, and run again"}
	}
	if d.start == 0 && bytes.HasPrefix(text, utf8BOM) {
		text, d.start = text[len(utf8BOM):], int64(len(utf8BOM))
	}
	if err == nil {
		return text, nil
	}
	broken := *AsDefect(err, at)
	broken.Origin = at
	return text, &broken
}

// passages builds one passage after the other while walking through a text.
type passages struct {
	d     *Document
	text  []byte
	pos   int   // the next byte
	char  int64 // its number as a character
	out   []byte
	spots []place
	bad   bool // something in the passage is no valid UTF-8
	read  int  // bytes of the passages so far
	round int  // bytes of what is around them
	from  int  // first byte of the passage
	first int64
	to    int // byte and character after its last one
	last  int64
	path  string
	hints string
	link  int    // bytes inside links
	where func() // notes the path and the hints of a passage that begins; nil in plain text
}

// step reads a character of the document: "\r\n" is one.
func (b *passages) step() (r rune, from int64) {
	r, size := utf8.DecodeRune(b.text[b.pos:])
	if r == '\r' && b.pos+1 < len(b.text) && b.text[b.pos+1] == '\n' {
		r, size = '\n', 2
	}
	b.bad = b.bad || r == utf8.RuneError && size == 1
	b.pos += size
	b.char++
	return r, b.char - 1
}

// rune takes a character of the document into the passage.
func (b *passages) rune() {
	at := b.pos
	r, from := b.step()
	b.add(r, at, from)
}

// add takes a character into the passage that stands in the document from a byte and a character up to where it is now.
func (b *passages) add(r rune, at int, from int64) {
	n := len(b.out)
	switch {
	case unicode.IsSpace(r) && n == 0:
		return
	case unicode.IsSpace(r) && b.out[n-1] == ' ':
		last := b.unspot()
		b.spots = append(b.spots, place{at: n - 1, from: last.from, to: b.char})
		return
	case unicode.IsSpace(r):
		r = ' '
	case n > MaxWords: // the passage is left unread
		return
	case unicode.IsControl(r), r == '\u00ad', r == '\u200b', r == '\ufeff':
		return
	}
	if n == 0 {
		b.from, b.first = at, from
		if b.where != nil {
			b.where()
		}
	}
	b.out = utf8.AppendRune(b.out, r)
	e := place{at: n, from: from, to: b.char}
	if b.char == from+1 {
		e.width = len(b.out) - n
	}
	if k := len(b.spots) - 1; k >= 0 && e.width > 0 && b.spots[k].width == e.width && b.spots[k].to == from {
		b.spots[k].to++
	} else {
		b.spots = append(b.spots, e)
	}
	if r != ' ' {
		b.to, b.last = b.pos, b.char
	}
}

// unspot takes the place of the last rune away, and gives it.
func (b *passages) unspot() place {
	k := len(b.spots) - 1
	last := b.spots[k]
	if last.width == 0 || last.to == last.from+1 {
		b.spots = b.spots[:k]
		return last
	}
	b.spots[k].to--
	last.at, last.from = last.at+int(last.to-last.from-1)*last.width, last.to-1
	return last
}

// flush yields the passage, if there is one, and begins the next.
func (b *passages) flush(yield func(Passage, error) bool) bool {
	text := strings.TrimRight(string(b.out), " ")
	ok := true
	if text != "" {
		if len(text) < len(b.out) {
			b.unspot()
		}
		places := slices.Clone(b.spots)
		o := Origin{Digest: b.d.Digest, Member: b.d.Member, Fragment: fmt.Sprintf("char=%d,%d", b.first, b.last),
			Offset: b.d.start + int64(b.from), Length: int64(b.to - b.from)}
		b.read += len(text)
		b.round += len(b.path) + len(b.hints)
		if b.read > MaxWords || b.d.units >= MaxPassages || b.round > MaxAround {
			o.Length = 0 // all that follows, not this passage
			yield(Passage{}, &Defect{Scope: WholeDocument, Origin: o, Reason: "text.too_long", Message: fmt.Sprintf("the text has more than %d MiB of words, %d passages, or %d MiB of markup around them", MaxWords>>20, MaxPassages, MaxAround>>20),
				Kept: "the passages before this place", Next: "divide it into its articles, and run again"})
			return false
		}
		b.d.units++
		if b.bad {
			ok = yield(Passage{}, &Defect{Scope: WholeRecord, Origin: o, Reason: "text.utf8", Message: "the passage has text that is no valid UTF-8",
				Kept: "the other passages", Next: "convert the file to UTF-8, for instance with iconv, and run again"})
		} else {
			ok = yield(Passage{Origin: o, Text: text, Path: b.path, Hints: b.hints, Linked: b.link, places: places}, nil)
		}
	}
	b.out, b.spots, b.bad, b.link = b.out[:0], b.spots[:0], false, 0
	return ok
}
