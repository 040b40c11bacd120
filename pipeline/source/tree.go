package source

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Tree is JSON as elements, for what was XML once: an object's names are elements, those with @ in front attributes, #text is
// the text, and an array is several elements of one name. The JSON must be valid, as that of a Value is.
func Tree(raw []byte) *Node {
	n := &Node{}
	dec := jsontext.NewDecoder(bytes.NewReader(raw))
	fill(dec, n)
	return n
}

// fill reads the next value into n.
func fill(dec *jsontext.Decoder, n *Node) {
	tok, err := dec.ReadToken()
	if err != nil {
		return
	}
	switch tok.Kind() {
	case '{':
		for dec.PeekKind() == '"' {
			key, _ := dec.ReadToken()
			member(dec, n, key.String())
		}
		dec.ReadToken()
	case '[': // an array in an array, or a dump that is none: its elements are nameless
		for dec.PeekKind() != ']' && dec.PeekKind() != 0 {
			member(dec, n, "")
		}
		dec.ReadToken()
	case 'n':
	default:
		n.Text = tok.String()
	}
}

// member reads the value of a name in an object into n.
func member(dec *jsontext.Decoder, n *Node, key string) {
	if dec.PeekKind() == '[' {
		dec.ReadToken()
		for dec.PeekKind() != ']' && dec.PeekKind() != 0 {
			child := &Node{Name: key}
			fill(dec, child)
			n.Children = append(n.Children, child)
		}
		dec.ReadToken()
		return
	}
	child := &Node{Name: key}
	fill(dec, child)
	switch {
	case key == "#text":
		n.Text = child.Text
	case strings.HasPrefix(key, "@"):
		n.Attrs = append(n.Attrs, Attr{Name: key[1:], Value: child.Text})
	default:
		n.Children = append(n.Children, child)
	}
}

// Canon is the element as one text that does not depend on how it was written: spaces around texts and the syntax around it do
// not count.
func (n *Node) Canon() string {
	var b strings.Builder
	var walk func(n *Node)
	walk = func(n *Node) {
		b.WriteString("<" + n.Name)
		for _, a := range n.Attrs {
			b.WriteString(" " + a.Name + "=" + a.Value)
		}
		b.WriteString(">" + strings.TrimSpace(n.Text))
		for _, c := range n.Children {
			walk(c)
		}
		b.WriteString("</>")
	}
	walk(n)
	return b.String()
}
