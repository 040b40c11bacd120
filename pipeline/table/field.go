package table

import (
	"fmt"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/schema"
)

// field is one column of a row, or of a struct inside one, as the schema of a Parquet file has it. The writer writes three
// shapes, and others are refused: a value that may be absent, a struct that may not, a list that may be empty. So the number
// of lists around a value is both the repetition and the definition level of its place.
type field struct {
	name   string
	kind   string   // as in Header
	fields []*field // of a struct, of the structs of a list; the one unnamed text of a list of texts
	depth  int16    // the lists around it, with itself
	leaf   *leaf    // where there are no fields
	inside []*leaf  // of a list
}

// fieldsOf is the columns of a row of the file. The leaves are numbered as the file numbers its columns.
func fieldsOf(s *schema.Schema) ([]*field, error) {
	leaves := 0
	return fieldsIn(s.Root(), 0, &leaves)
}

func fieldsIn(group *schema.GroupNode, depth int16, leaves *int) ([]*field, error) {
	var all []*field
	for i := range group.NumFields() {
		f, err := fieldOf(group.Field(i), depth, leaves)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("column %s has no fields", group.Path())
	}
	return all, nil
}

func fieldOf(n schema.Node, depth int16, leaves *int) (f *field, err error) {
	f = &field{name: n.Name(), depth: depth}
	if value, ok := n.(*schema.PrimitiveNode); ok {
		if n.RepetitionType() == parquet.Repetitions.Repeated {
			return nil, fmt.Errorf("column %s is repeated without a list", n.Path())
		}
		f.kind, err = kindOf(value)
		f.leaf = &leaf{number: *leaves, path: n.Path(), kind: f.kind, depth: depth, optional: n.RepetitionType() == parquet.Repetitions.Optional}
		*leaves++
		return f, err
	}
	group, ok := n.(*schema.GroupNode)
	if !ok || n.RepetitionType() != parquet.Repetitions.Required {
		return nil, fmt.Errorf("column %s is neither a value nor a required group", n.Path())
	}
	if _, ok := n.LogicalType().(schema.ListLogicalType); !ok {
		f.kind = "struct"
		f.fields, err = fieldsIn(group, depth, leaves)
		return f, err
	}
	f.kind, f.depth = "list", depth+1
	element, err := elementOf(group)
	if err != nil {
		return nil, err
	}
	if structure, ok := element.(*schema.GroupNode); ok {
		f.fields, err = fieldsIn(structure, f.depth, leaves)
		if err != nil {
			return nil, err
		}
	} else {
		text, err := fieldOf(element, f.depth, leaves)
		if err != nil {
			return nil, err
		}
		text.name, f.fields = "", []*field{text}
	}
	f.inside = leavesOf(nil, f.fields)
	return f, nil
}

// elementOf is the element of a list: what is required in the one repeated group.
func elementOf(list *schema.GroupNode) (schema.Node, error) {
	if list.NumFields() == 1 {
		middle, ok := list.Field(0).(*schema.GroupNode)
		if ok && middle.RepetitionType() == parquet.Repetitions.Repeated && middle.NumFields() == 1 &&
			middle.Field(0).RepetitionType() == parquet.Repetitions.Required {
			return middle.Field(0), nil
		}
	}
	return nil, fmt.Errorf("column %s is a list of an unexpected shape", list.Path())
}

func kindOf(n *schema.PrimitiveNode) (string, error) {
	physical := n.PhysicalType()
	switch logical := n.LogicalType().(type) {
	case schema.StringLogicalType:
		if physical == parquet.Types.ByteArray {
			return "string", nil
		}
	case schema.JSONLogicalType:
		if physical == parquet.Types.ByteArray {
			return "json", nil
		}
	case schema.DateLogicalType:
		if physical == parquet.Types.Int32 {
			return "date", nil
		}
	case schema.DecimalLogicalType:
		if physical == parquet.Types.FixedLenByteArray && n.TypeLength() == len(Decimal{}) && logical.Scale() == Scale {
			return fmt.Sprintf("decimal(%d,%d)", logical.Precision(), logical.Scale()), nil
		}
	case schema.IntLogicalType:
		if physical == parquet.Types.Int64 && logical.BitWidth() == 64 && logical.IsSigned() {
			return "int64", nil
		}
	case schema.NoLogicalType:
		if physical == parquet.Types.Boolean {
			return "bool", nil
		}
	}
	return "", fmt.Errorf("column %s has the unexpected type %v, %v", n.Path(), physical, n.LogicalType())
}

// leavesOf is the leaves of fields, in the order of the file's columns.
func leavesOf(all []*leaf, fields []*field) []*leaf {
	for _, f := range fields {
		if f.leaf != nil {
			all = append(all, f.leaf)
		}
		all = leavesOf(all, f.fields)
	}
	return all
}

// appendFields appends the fields of one row, or of one struct, as JSON. Their first values have the repetition level.
func appendFields(b []byte, fields []*field, repetition int16) (_ []byte, err error) {
	for i, f := range fields {
		b = appendName(b, i, f.name)
		if b, err = f.append(b, repetition); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

func (f *field) append(b []byte, repetition int16) ([]byte, error) {
	switch f.kind {
	case "struct":
		return appendFields(b, f.fields, repetition)
	case "list":
		return f.appendList(b, repetition)
	}
	return f.leaf.append(b, repetition)
}

func (f *field) appendList(b []byte, repetition int16) (_ []byte, err error) {
	first := f.inside[0]
	if err := first.peek(); err != nil {
		return nil, err
	}
	b = append(b, '[')
	if first.definition() < f.depth { // every leaf says so
		for _, l := range f.inside {
			if err := l.skip(repetition, f.depth-1); err != nil {
				return nil, err
			}
		}
		return append(b, ']'), nil
	}
	for {
		if f.fields[0].name == "" {
			b, err = f.fields[0].append(b, repetition)
		} else {
			b, err = appendFields(b, f.fields, repetition)
		}
		if err != nil {
			return nil, err
		}
		more, err := first.more()
		if err != nil {
			return nil, err
		}
		if !more || first.repetition() != f.depth {
			return append(b, ']'), nil
		}
		repetition = f.depth
		b = append(b, ',')
	}
}
