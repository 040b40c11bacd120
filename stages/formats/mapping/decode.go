package mapping

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// Problem is something wrong with a mapping: where, what, and what was probably meant.
type Problem struct {
	File         string
	Line, Column int // from 1
	Message      string
}

func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
}

// Problems is every Problem of a mapping, in the order of its lines.
type Problems []Problem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i := range p {
		lines[i] = p[i].String()
	}
	return strings.Join(lines, "\n")
}

// at is a place in the text.
type at struct{ line, column int }

// decoder reads YAML into a document and collects what is wrong with it. Every key must be known and stand once; what a key
// wants, a text, a list or keys of its own, must be there; anchors and tags are refused, for they hide what a line says.
type decoder struct {
	file     string
	keys     map[string]at // where the keys of the mapping itself stand
	problems Problems
}

func (d *decoder) problem(p at, format string, args ...any) {
	d.problems = append(d.problems, Problem{d.file, p.line, p.column, fmt.Sprintf(format, args...)})
}

// parse reads the text; nil if it is no YAML.
func (d *decoder) parse(text []byte) *document {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		p, message := at{1, 1}, "this is no valid YAML"
		var syntax *yaml.SyntaxError
		if errors.As(err, &syntax) && syntax.Token != nil {
			p, message = place(syntax.Token), "this is no valid YAML: "+syntax.Message
		}
		d.problem(p, "%s", message)
		return nil
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		d.problem(at{1, 1}, "want one mapping in the file, found %d", len(file.Docs))
		return nil
	}
	doc, body := new(document), file.Docs[0].Body
	pairs, _ := pairsOf(body)
	d.keys = map[string]at{}
	for _, p := range pairs {
		d.keys[p.Key.GetToken().Value] = place(p.Key.GetToken())
	}
	d.decode(body, reflect.ValueOf(doc).Elem(), "the mapping")
	return doc
}

func place(t *token.Token) at {
	if t == nil || t.Position == nil {
		return at{1, 1}
	}
	return at{t.Position.Line, t.Position.Column}
}

// nodePlace is where a node begins: for keys, where the first one does.
func nodePlace(n ast.Node) at {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		return place(m.Values[0].Key.GetToken())
	}
	return place(n.GetToken())
}

var placeType = reflect.TypeFor[at]()

// decode puts a node into v. A struct is keys, or, where it has a field tagged "from", a list or text may stand for that field
// alone; a pointer is what it points to; a list may be written as its only element.
func (d *decoder) decode(n ast.Node, v reflect.Value, what string) {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		d.problem(nodePlace(n), "anchors, aliases and tags are not read: write the value out")
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.decode(n, v.Elem(), what)
	case reflect.Struct:
		d.decodeStruct(n, v, what)
	case reflect.Slice:
		list, ok := n.(*ast.SequenceNode)
		if !ok {
			one := reflect.New(v.Type().Elem()).Elem()
			d.decode(n, one, what)
			v.Set(reflect.Append(v, one))
			return
		}
		for _, e := range list.Values {
			one := reflect.New(v.Type().Elem()).Elem()
			d.decode(e, one, what)
			v.Set(reflect.Append(v, one))
		}
		if len(list.Values) == 0 {
			d.problem(nodePlace(n), "%s: the list is empty", what)
		}
	case reflect.Map:
		pairs, ok := pairsOf(n)
		if !ok {
			d.problem(nodePlace(n), "%s: want pairs of a word and what it means", what)
			return
		}
		v.Set(reflect.MakeMap(v.Type()))
		for _, p := range pairs {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			key.SetString(p.Key.GetToken().Value)
			if v.MapIndex(key).IsValid() {
				d.problem(place(p.Key.GetToken()), "%s: %q stands twice", what, key.String())
			}
			d.decode(p.Value, value, what)
			v.SetMapIndex(key, value)
		}
	default:
		s, ok := scalar(n)
		if !ok {
			d.problem(nodePlace(n), "%s: want a text", what)
			return
		}
		v.SetString(s)
	}
}

func (d *decoder) decodeStruct(n ast.Node, v reflect.Value, what string) {
	known := map[string]reflect.Value{}
	var names []string
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Type == placeType {
			v.Field(i).Set(reflect.ValueOf(nodePlace(n)))
		} else if tag := f.Tag.Get("yaml"); tag != "" {
			known[tag] = v.Field(i)
			names = append(names, tag)
		}
	}
	pairs, ok := pairsOf(n)
	if short, has := known["from"]; !ok && has {
		d.decode(n, short, what)
		return
	}
	if !ok {
		d.problem(nodePlace(n), "%s: want keys below it: %s", what, strings.Join(names, ", "))
		return
	}
	var seen []string
	for _, p := range pairs {
		key := p.Key.GetToken().Value
		field, found := known[key]
		switch {
		case !found:
			message := fmt.Sprintf("unknown key %q", key)
			if s := source.Similar(key, names); s != "" {
				message += fmt.Sprintf(": did you mean %q?", s)
			} else {
				message += ": " + what + " has " + strings.Join(names, ", ")
			}
			d.problem(place(p.Key.GetToken()), "%s", message)
		case slices.Contains(seen, key):
			d.problem(place(p.Key.GetToken()), "the key %q stands twice", key)
		default:
			seen = append(seen, key)
			d.decode(p.Value, field, key)
		}
	}
}

func pairsOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// scalar is a single value as it is written: 0012 and true are texts too.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}
