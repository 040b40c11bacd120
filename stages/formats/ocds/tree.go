package ocds

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// A node is nil, a bool, a *string, or a string where it was not parsed, a number, a []any of nodes, a *list or an *object.

// number is a JSON number in its source text: no digit is lost. As a pointer it is a node without a piece of memory of its own.
type number struct{ text *string }

// object is a JSON object, and the places it was read from.
type object struct {
	fields members
	from   []source.Origin
	meant  *meant // what a directory found that nothing changes under
}

func newObject() *object { return &object{} }

// get is the node at a path of names, nil if there is none. Where an object is due and a list stands, its first object is meant.
func (o *object) get(path ...string) any {
	for i, name := range path {
		if o == nil {
			return nil
		}
		v := o.fields.get(name)
		if i == len(path)-1 {
			return v
		}
		o = asObject(v)
	}
	return o
}

// child is the object at a path, nil if there is none.
func (o *object) child(path ...string) *object { return asObject(o.get(path...)) }

// text is the string or number at a path without surrounding spaces, "" if there is none.
func (o *object) text(path ...string) string { return text(o.get(path...)) }

// objects are the objects of the list at a path.
func (o *object) objects(path ...string) []*object {
	list := elements(o.get(path...))
	if len(list) == 0 {
		return nil
	}
	all := make([]*object, 0, len(list))
	for _, v := range list {
		if e, ok := v.(*object); ok {
			all = append(all, e)
		}
	}
	return all
}

func asObject(v any) *object {
	if o, ok := v.(*object); ok {
		return o
	}
	for _, e := range elements(v) {
		if o, ok := e.(*object); ok {
			return o
		}
	}
	return nil
}

// noElements is an empty list.
var noElements any = []any{}

// elements are what a list holds; an object or a scalar where a list is due is a list of one.
func elements(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	case *list:
		return v.items
	}
	return []any{v}
}

// asString is the text that a node is, as it stands there.
func asString(v any) (string, bool) {
	switch v := v.(type) {
	case *string:
		return *v, true
	case string:
		return v, true
	}
	return "", false
}

func text(v any) string {
	switch v := v.(type) {
	case *string:
		return strings.TrimSpace(*v)
	case string:
		return strings.TrimSpace(v)
	case number:
		return *v.text
	}
	return ""
}

// texts are the strings of a list of strings, or of a string alone, without surrounding spaces.
func texts(v any) []string {
	var all []string
	for _, e := range elements(v) {
		if s := text(e); s != "" {
			all = append(all, s)
		}
	}
	return all
}
