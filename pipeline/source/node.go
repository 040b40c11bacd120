package source

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// scoped adds the namespaces that a start tag declares to those around it.
func scoped(outer map[string]string, raw []byte) map[string]string {
	if !bytes.Contains(raw, []byte("xmlns")) {
		return outer
	}
	tok, err := xml.NewDecoder(io.MultiReader(strings.NewReader("<"), bytes.NewReader(raw), strings.NewReader(">"))).RawToken()
	start, ok := tok.(xml.StartElement)
	if err != nil || !ok {
		return outer
	}
	scope := map[string]string{}
	for prefix, uri := range outer {
		scope[prefix] = uri
	}
	for _, a := range start.Attr {
		switch {
		case a.Name.Space == "xmlns":
			scope[a.Name.Local] = a.Value
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			scope[""] = a.Value
		}
	}
	return scope
}

// parse reads one element. encoding/xml knows no entities but the five of XML, and fetches nothing.
func parse(raw []byte, scope map[string]string) (*Node, *fault) {
	if !utf8.Valid(raw) {
		return nil, &fault{"xml.utf8", "the element has text that is no valid UTF-8"}
	}
	dec := xml.NewDecoder(bytes.NewReader(raw))
	space := func(n xml.Name, element bool) string {
		if uri, ok := scope[n.Space]; ok && (element || n.Space != "") {
			return uri
		}
		return n.Space
	}
	var root *Node
	var open []*Node
	for {
		tok, err := dec.Token()
		if err == io.EOF && root != nil && len(open) == 0 {
			return root, nil
		}
		if err != nil {
			return nil, &fault{"xml.syntax", "the element is not well-formed"}
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &Node{Space: space(tok.Name, true), Name: tok.Name.Local}
			if len(tok.Attr) > MaxAttributes {
				return nil, &fault{"xml.attributes", fmt.Sprintf("an element has more than %d attributes", MaxAttributes)}
			}
			for i, a := range tok.Attr {
				if slices.ContainsFunc(tok.Attr[:i], func(b xml.Attr) bool { return a.Name == b.Name }) {
					return nil, &fault{"xml.syntax", "an element has one attribute twice"}
				}
				n.Attrs = append(n.Attrs, Attr{space(a.Name, false), a.Name.Local, a.Value})
			}
			if len(open) > 0 {
				parent := open[len(open)-1]
				parent.Children = append(parent.Children, n)
			} else {
				root = n
			}
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) == 0 {
				continue
			}
			n := open[len(open)-1]
			if last := len(n.Children) - 1; last >= 0 {
				n.Children[last].tail += string(tok)
			} else {
				n.Text += string(tok)
			}
		}
	}
}
