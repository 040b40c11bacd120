package source

import (
	"bytes"
	"fmt"
	"html"
	"iter"
	"regexp"
	"strings"

	tokens "golang.org/x/net/html"
)

// HTML yields the passages of an HTML document: what its block elements hold, and of its head the title, the values of meta
// elements and the addresses of links, which have the Path meta:NAME, link:REL and, for the language, html:lang. What is no
// text for readers (script, style, footnote marks and the like) is passed over.
//
// Origins are as Text gives them: characters and bytes are those of the document with its markup.
func HTML(d *Document) iter.Seq2[Passage, error] {
	return handingOut(d, func(yield func(Passage, error) bool) {
		text, broken := whole(d)
		if text == nil && broken != nil {
			yield(Passage{}, broken)
			return
		}
		w := &page{passages: passages{d: d, text: text}, yield: yield, names: map[string]int{}}
		w.where = w.around
		if w.walk() && broken != nil {
			yield(Passage{}, broken)
		}
	}, func(r *Passage) Origin { return r.Origin })
}

// page walks through HTML by its tokens. Their raw bytes, one after the other, are the document.
type page struct {
	passages
	yield func(Passage, error) bool
	open  []tag
	names map[string]int // open elements by name
}

type tag struct{ name, hints string }

// The most bytes of a tag, a comment, or the text of a script, and those that are kept of the name of an element, and of what it says in
// its class, id, role and type.
const (
	maxToken = 2 << 20
	maxTag   = 64
	maxHints = 256
)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

var (
	blocks = words(`html head body title p h1 h2 h3 h4 h5 h6 div section article main header footer nav aside ul ol li dl dt dd table thead tbody tr td th
		blockquote figure figcaption form fieldset address pre hr br details summary button option select label caption`)
	silent = words(`script style noscript template svg math iframe object textarea sup`)
	empty  = words(`area base br col embed hr img input link meta source track wbr`)
	// closers end a p, or one of themselves, that was left open
	closers = words(`p li dt dd tr td th option`)
)

func (w *page) walk() bool {
	z := tokens.NewTokenizer(bytes.NewReader(w.text))
	z.SetMaxBuf(maxToken)
	quiet := ""
	at := 0
	for {
		kind := z.Next()
		at += len(z.Raw())
		if kind == tokens.ErrorToken {
			if ok := w.flush(w.yield); !ok || z.Err() != tokens.ErrBufferExceeded {
				return ok
			}
			o := w.d.Origin()
			o.Offset = w.d.start + int64(w.pos)
			w.yield(Passage{}, &Defect{Scope: WholeDocument, Origin: o, Reason: "text.too_long", Message: fmt.Sprintf("a tag, a comment or a text of the page is larger than %d MiB", maxToken>>20),
				Kept: "the passages before this place", Next: "divide it into its articles, and run again"})
			return false
		}
		switch kind {
		case tokens.TextToken:
			if quiet == "" {
				w.words(at)
			}
		case tokens.StartTagToken, tokens.SelfClosingTagToken, tokens.EndTagToken:
			raw, attributes := z.TagName()
			name := string(raw[:min(len(raw), maxTag)])
			var attrs map[string]string
			if attributes {
				attrs = attributesOf(z)
			}
			if blocks[name] && !w.flush(w.yield) {
				return false
			}
			switch {
			case quiet != "":
				if kind == tokens.EndTagToken && name == quiet {
					quiet = ""
				}
			case kind != tokens.EndTagToken && silent[name]:
				if kind == tokens.StartTagToken {
					quiet = name
				}
			case kind == tokens.EndTagToken:
				w.end(name)
			default:
				if !w.values(name, attrs, at) {
					return false
				}
				if !empty[name] && kind == tokens.StartTagToken {
					w.begin(name, attrs)
				}
			}
		}
		for w.pos < at {
			w.step()
		}
		if len(w.out) == 0 {
			w.bad = false // markup between passages is nobody's text
		}
	}
}

func attributesOf(z *tokens.Tokenizer) map[string]string {
	m := map[string]string{}
	for more := true; more && len(m) < 256; {
		var key, value []byte
		key, value, more = z.TagAttr()
		if _, known := m[string(key)]; !known {
			m[string(key)] = string(value)
		}
	}
	return m
}

func (w *page) begin(name string, attrs map[string]string) {
	if closers[name] && len(w.open) > 0 && w.open[len(w.open)-1].name == name {
		w.open = w.open[:len(w.open)-1]
		w.names[name]--
	}
	if len(w.open) >= MaxDepth {
		return
	}
	w.names[name]++
	hints := strings.TrimSpace(attrs["class"] + " " + attrs["id"] + " " + attrs["role"] + " " + attrs["itemtype"])
	w.open = append(w.open, tag{name, strings.ToLower(strings.ToValidUTF8(hints[:min(len(hints), maxHints)], ""))})
}

func (w *page) end(name string) {
	if w.names[name] == 0 {
		return
	}
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.open[i].name != name {
			continue
		}
		for _, e := range w.open[i:] {
			w.names[e.name]--
		}
		w.open = w.open[:i]
		return
	}
}

// around notes the elements around a passage that begins.
func (w *page) around() {
	var path, hints []string
	for _, e := range w.open {
		path = append(path, e.name)
		if e.hints != "" {
			hints = append(hints, e.hints)
		}
	}
	w.path, w.hints = strings.Join(path, "/"), strings.Join(hints, " ")
}

// values yields what an element of the head says in its attributes.
func (w *page) values(name string, attrs map[string]string, end int) bool {
	path, value := "", ""
	switch name {
	case "html":
		path, value = "html:lang", attrs["lang"]
	case "meta":
		key := attrs["property"]
		if key == "" {
			key = attrs["name"]
		}
		path, value = "meta:"+strings.ToLower(key), attrs["content"]
	case "link", "a":
		if rel := strings.ToLower(attrs["rel"]); name == "link" || rel == "license" {
			path, value = "link:"+rel, attrs["href"]
		}
	}
	if value == "" || path == "meta:" || path == "link:" || len(w.out) > 0 {
		return true
	}
	at, from := w.pos, w.char
	for w.pos < end {
		w.step()
	}
	for _, r := range value {
		w.add(r, at, from)
	}
	w.path, w.hints = path, ""
	return w.flush(w.yield)
}

var reference = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)

// words takes in the text up to end, character references resolved.
func (w *page) words(end int) {
	before := len(w.out)
	for w.pos < end {
		if w.text[w.pos] == '&' {
			if ref := reference.Find(w.text[w.pos:end]); ref != nil {
				at, from := w.pos, w.char
				for range ref {
					w.step()
				}
				for _, r := range html.UnescapeString(string(ref)) {
					w.add(r, at, from)
				}
				continue
			}
		}
		w.rune()
	}
	if w.names["a"] > 0 {
		w.link += len(w.out) - before
	}
}
