// Package policy is the language in which a policy says what lies inside its perimeter: a condition in CEL over one exposure.
//
// A condition that cannot be decided from what the records say is neither true nor false but unknown, and so says Decide: an
// unknown value takes part only where the rest leaves the outcome open. "vendor == 'zte' && in_force == 'yes'" is outside for
// every other vendor, whatever is known of the contract.
package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
)

// Facts is what a condition may ask of an exposure, by name. A fact that is nil, or not there, is unknown.
type Facts map[string]any

// Fact is a name that conditions may use.
type Fact struct {
	Name, Doc string
	List      bool     // of words; any other is a word
	Words     []string // all that it can be, where that is known; a condition that compares it with another is none
}

// Vocabulary is all the names, in the order in which people should meet them. Days are written YYYY-MM-DD, so that they
// compare as words do.
var Vocabulary = []Fact{
	{"body_country", "country of the public body, ISO 3166-1 alpha-2", false, nil},
	{"body_register", "register of the body's code, such as IT-CF, US-SUBTIER", false, nil},
	{"body_code", "the body's code in that register", false, nil},
	{"body_name", "the body's name as the record has it", false, nil},
	{"bound", "does the measure that the rule names speak to bodies like this one, as bound in exposures: yes, no; not known where it names none", false, []string{"yes", "no"}},
	{"vendor", "id of the vendor, such as hikvision", false, nil},
	{"vendor_country", "country of the vendor's parent company", false, nil},
	{"relation", "same entity, family, brand, rebrand", false, []string{"same entity", "family", "brand", "rebrand"}},
	{"channel", "supplier, purchase text, tender text, device tag …, as in exposures", false, []string{"supplier", "purchase text", "tender text", "device tag", "network card", "press"}},
	{"sense", "purchase, possession stated, possession implied, removal, operation, call …, as in exposures", false, []string{"purchase", "possession stated", "possession implied", "removal", "operation", "call"}},
	{"grade", "A, B, C or D", false, []string{"A", "B", "C", "D"}},
	{"certainty", "the weakest match, as in exposures: possible name match, names the brand, names the model, strong name match, decided by a person, identifier match", false,
		[]string{"possible name match", "names the brand", "names the model", "strong name match", "decided by a person", "identifier match"}},
	{"date", "day of the purchase, call or observation; not known where the record gives another: of its publication, of a step of the process, or the first of the contract", false, nil},
	{"as_of", "the day of the question", false, nil},
	{"in_force", "yes, no, not yet", false, []string{"yes", "no", "not yet"}},
	{"device_status", "seen, reported in possession, supplied, removed", false, []string{"seen", "reported in possession", "supplied", "removed"}},
	{"functions", "functions of the devices, as 'function: state'", true, nil},
	{"measures", "ids of the measures that name the vendor, on any day", true, nil},
}

// Outcome is what a condition says of an exposure.
type Outcome string

// The outcomes. Unknown is never compliance.
const (
	Inside  Outcome = "inside"
	Outside Outcome = "outside"
	Unknown Outcome = "unknown"
)

// Condition is a condition that can be decided.
type Condition struct {
	program  cel.Program
	Literals []Literal // what it compares facts with
}

// maxCondition is the length of a condition in bytes, maxCost what deciding it once may cost in CEL's units.
const (
	maxCondition = 4000
	maxCost      = 100_000
)

var language = func() *cel.Env {
	options := []cel.EnvOption{
		cel.Function("unknown", cel.Overload("unknown_string", []*cel.Type{cel.StringType}, cel.BoolType, cel.UnaryBinding(open))),
	}
	for _, f := range Vocabulary {
		kind := cel.StringType
		if f.List {
			kind = cel.ListType(cel.StringType)
		}
		options = append(options, cel.VariableWithDoc(f.Name, kind, f.Doc))
	}
	env, err := cel.NewEnv(options...)
	if err != nil {
		panic(err) // the vocabulary is ours
	}
	return env
}()

// open is the function unknown("what"): what no record says. It has the words as its name.
func open(what ref.Val) ref.Val {
	words, _ := what.Value().(string)
	return types.NewUnknown(0, types.NewAttributeTrail(words))
}

// Compile reads a condition. The error says where it is wrong: also where a fact is compared with a word that it never is.
func Compile(text string) (*Condition, error) {
	if len(text) > maxCondition {
		return nil, fmt.Errorf("the condition is longer than %d bytes", maxCondition)
	}
	ast, issues := language.Compile(text)
	if issues != nil && issues.Err() != nil {
		e := issues.Errors()[0]
		return nil, fmt.Errorf("at %d:%d: %s", e.Location.Line(), e.Location.Column()+1, told(e.Message))
	}
	if ast.OutputType() != cel.BoolType {
		return nil, fmt.Errorf("the condition is a %s; want one that is true or false", ast.OutputType())
	}
	program, err := language.Program(ast, cel.EvalOptions(cel.OptPartialEval), cel.CostLimit(maxCost))
	if err != nil {
		return nil, err
	}
	c := &Condition{program, literalsOf(ast.NativeRep())}
	for _, l := range c.Literals {
		for _, f := range Vocabulary {
			if f.Name == l.Fact && f.Words != nil && !slices.Contains(f.Words, l.Text) {
				return nil, fmt.Errorf("at %s: %s", l.At, l.strange(f.Words))
			}
		}
	}
	return c, nil
}

// told is an error of CEL in words for whoever writes conditions: a name that there is not is told with those that there are.
func told(message string) string {
	rest, unknown := strings.CutPrefix(message, "undeclared reference to '")
	name, _, closed := strings.Cut(rest, "'")
	if !unknown || !closed {
		return message
	}
	var names []string
	for _, f := range Vocabulary {
		names = append(names, f.Name)
	}
	return "there is no " + name + " to ask about; a condition may use " + strings.Join(names, ", ") + " and unknown('…')"
}

// Decide says what the condition says of the facts; where that is unknown, what is not known, sorted.
func (c *Condition) Decide(facts Facts) (o Outcome, missing []string, err error) {
	given := map[string]any{}
	var patterns []*cel.AttributePatternType
	for _, f := range Vocabulary {
		if v := facts[f.Name]; v != nil {
			given[f.Name] = v
		} else {
			patterns = append(patterns, cel.AttributePattern(f.Name))
		}
	}
	vars, err := cel.PartialVars(given, patterns...)
	if err != nil {
		return Unknown, nil, err
	}
	out, _, err := c.program.Eval(vars)
	if err != nil {
		return Unknown, nil, errors.New(strings.ReplaceAll(err.Error(), "\n", " "))
	}
	switch v := out.(type) {
	case types.Bool:
		if v {
			return Inside, nil, nil
		}
		return Outside, nil, nil
	case *types.Unknown:
		for _, id := range v.IDs() {
			trails, _ := v.GetAttributeTrails(id)
			for _, t := range trails {
				missing = append(missing, t.Variable())
			}
		}
		slices.Sort(missing)
		return Unknown, slices.Compact(missing), nil
	}
	return Unknown, nil, fmt.Errorf("the condition gave a %s", out.Type())
}
