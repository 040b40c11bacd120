package policy

import (
	"fmt"
	"strings"

	"github.com/google/cel-go/common/ast"
	"github.com/google/cel-go/common/operators"
	"github.com/google/cel-go/common/types"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// Literal is a word that a condition compares a fact with, or looks for in it.
type Literal struct {
	Fact, Text string
	At         string // line:column
}

// literalsOf are the literals of a condition, in its order: fact == 'word', fact != 'word', fact in ['word', …], and 'word' in fact
// of a fact that is a list.
func literalsOf(a *ast.AST) (all []Literal) {
	add := func(fact, word ast.Expr) {
		if fact.Kind() != ast.IdentKind || word.Kind() != ast.LiteralKind {
			return
		}
		if text, is := word.AsLiteral().(types.String); is {
			at := a.SourceInfo().GetStartLocation(word.ID())
			all = append(all, Literal{fact.AsIdent(), string(text), fmt.Sprintf("%d:%d", at.Line(), at.Column()+1)})
		}
	}
	ast.PreOrderVisit(a.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.CallKind || len(e.AsCall().Args()) != 2 {
			return
		}
		x, y := e.AsCall().Args()[0], e.AsCall().Args()[1]
		switch e.AsCall().FunctionName() {
		case operators.Equals, operators.NotEquals:
			add(x, y)
			add(y, x)
		case operators.In:
			add(y, x)
			if y.Kind() == ast.ListKind {
				for _, word := range y.AsList().Elements() {
					add(x, word)
				}
			}
		}
	}))
	return all
}

// strange says that a word is none of those that a fact can be, and which of them are nearest to it.
func (l Literal) strange(known []string) string {
	s := fmt.Sprintf("%s is never %q", l.Fact, l.Text)
	if near := source.Nearest(l.Text, known); len(near) > 0 {
		return s + "; nearest: " + strings.Join(near, ", ")
	}
	return s + "; it is one of: " + strings.Join(known, ", ")
}
