package source

import (
	"iter"
	"strings"
)

// What an XML document may have beside MaxRecord and MaxDepth. What passes them is rejected, not read in part.
const (
	MaxTag        = 1 << 20 // bytes of a tag
	MaxAttributes = 1024    // attributes of an element
)

// Element is one XML record: an element with all that is in it, and where it stands. It stays valid after the next one.
type Element struct {
	Origin Origin
	*Node
}

// Node is an element. Names are local; Space is the namespace that the prefix stands for, or the prefix where none is
// declared.
type Node struct {
	Space, Name string
	Attrs       []Attr
	Children    []*Node
	Text        string // character data before the first child
	tail        string // character data between this element and the next one in its parent
}

// Attr is an attribute, with names as Node has them.
type Attr struct{ Space, Name, Value string }

// XML yields the elements of an XML document at which one of the patterns points. A pattern is a path of local names from
// the root, in which * stands for every name: "/pubblicazione/data/lotto", "/*/data/lotto", "/TED_EXPORT". What no pattern
// points at is passed over: it is no unit, and little is checked there. Where a record contains another one, the outer is
// yielded.
//
// The fragment of an origin is the XPath of the element by local names, each with its place among the siblings of that name,
// such as /pubblicazione[1]/data[1]/lotto[3]; its bytes go from the < of the start tag to the > of the end tag.
//
// An element that cannot be read comes as an error, a *Defect of the scope WholeRecord (xml.syntax, xml.utf8, xml.depth,
// xml.attributes, xml.too_large, xml.truncated), and reading goes on after it. Where the text around the records is broken,
// or a document type is declared with more than its name (xml.doctype), which no format here needs and attacks do, the error
// is a *Defect of the scope WholeDocument, and the last thing yielded. That a document is valid XML in every point is not claimed.
func XML(d *Document, patterns ...string) iter.Seq2[Element, error] {
	return handingOut(d, func(yield func(Element, error) bool) {
		w := &elements{d: d, t: newText(d), yield: yield, tag: -1, record: -1, names: map[string]string{}}
		for _, p := range patterns {
			w.patterns = append(w.patterns, strings.Split(strings.TrimPrefix(p, "/"), "/"))
		}
		w.document()
	}, func(r *Element) Origin { return r.Origin })
}

// Attr is the value of the attribute with this local name; "" where there is none, or no element.
func (n *Node) Attr(name string) string {
	if n != nil {
		for _, a := range n.Attrs {
			if a.Name == name {
				return a.Value
			}
		}
	}
	return ""
}

// All is every element along a path of local names below n, in order. The path "*" stands for every name.
func (n *Node) All(path ...string) []*Node {
	if n == nil {
		return nil
	}
	level := []*Node{n}
	for _, name := range path {
		var next []*Node
		for _, m := range level {
			for _, c := range m.Children {
				if c.Name == name || name == "*" {
					next = append(next, c)
				}
			}
		}
		level = next
	}
	return level
}

// Child is the first element along a path of local names below n; nil where there is none.
func (n *Node) Child(path ...string) *Node {
	if all := n.All(path...); len(all) > 0 {
		return all[0]
	}
	return nil
}

// Get is the text of the first element along a path, without the space around it; "" where there is none.
func (n *Node) Get(path ...string) string { return strings.TrimSpace(n.Child(path...).Full()) }

// Full is all character data in the element, that of its descendants included, in document order.
func (n *Node) Full() string {
	if n == nil {
		return ""
	}
	if len(n.Children) == 0 {
		return n.Text
	}
	var b strings.Builder
	n.full(&b)
	return b.String()
}

func (n *Node) full(b *strings.Builder) {
	b.WriteString(n.Text)
	for _, c := range n.Children {
		c.full(b)
		b.WriteString(c.tail)
	}
}
