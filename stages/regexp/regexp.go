// Package regexp is the regexp of the standard library for expressions that stand in variables of a package: each is compiled when
// it is first used, for a run asks for few of them, and to compile them all takes longer than a run that has nothing to do.
package regexp

import (
	"regexp"
	"sync"
	"testing"
)

// Regexp is a regular expression. Its methods are those of the standard library. Where the expression needs words, a text is first
// searched for them.
type Regexp struct {
	expr string
	get  func() compiled
}

type compiled struct {
	*regexp.Regexp
	words *words // nil where it needs none
}

// MustCompile makes an expression. It panics where that is none, but in the program itself only when it is used.
func MustCompile(expr string) *Regexp {
	re := &Regexp{expr, sync.OnceValue(func() compiled {
		return compiled{regexp.MustCompile(expr), wordsOf(expr)}
	})}
	if testing.Testing() {
		re.get()
	}
	return re
}

// QuoteMeta is that of the standard library.
func QuoteMeta(s string) string { return regexp.QuoteMeta(s) }

// may gives the expression, and whether a text is worth trying it.
func (r *Regexp) may(s string) (compiled, bool) {
	c := r.get()
	return c, c.words == nil || c.words.in(s)
}
func (r *Regexp) String() string              { return r.expr }
func (r *Regexp) Match(b []byte) bool         { return r.get().Match(b) }
func (r *Regexp) SubexpIndex(name string) int { return r.get().SubexpIndex(name) }

func (r *Regexp) MatchString(s string) bool {
	re, may := r.may(s)
	return may && re.MatchString(s)
}

func (r *Regexp) FindString(s string) string {
	if re, may := r.may(s); may {
		return re.FindString(s)
	}
	return ""
}

func (r *Regexp) FindStringIndex(s string) []int { return find(r, s, (*regexp.Regexp).FindStringIndex) }

func (r *Regexp) FindStringSubmatch(s string) []string {
	return find(r, s, (*regexp.Regexp).FindStringSubmatch)
}

func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	return find(r, s, (*regexp.Regexp).FindStringSubmatchIndex)
}

func find[V any](r *Regexp, s string, of func(*regexp.Regexp, string) []V) []V {
	if re, may := r.may(s); may {
		return of(re.Regexp, s)
	}
	return nil
}

func (r *Regexp) FindAllIndex(b []byte, n int) [][]int { return r.get().FindAllIndex(b, n) }

func (r *Regexp) FindAllString(s string, n int) []string {
	return findAll(r, s, n, (*regexp.Regexp).FindAllString)
}

func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	return findAll(r, s, n, (*regexp.Regexp).FindAllStringIndex)
}

func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return findAll(r, s, n, (*regexp.Regexp).FindAllStringSubmatch)
}

func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return findAll(r, s, n, (*regexp.Regexp).FindAllStringSubmatchIndex)
}

func findAll[V any](r *Regexp, s string, n int, of func(*regexp.Regexp, string, int) []V) []V {
	if re, may := r.may(s); may {
		return of(re.Regexp, s, n)
	}
	return nil
}

func (r *Regexp) ReplaceAllString(s, by string) string {
	if re, may := r.may(s); may {
		return re.ReplaceAllString(s, by)
	}
	return s
}

func (r *Regexp) ReplaceAllStringFunc(s string, by func(string) string) string {
	if re, may := r.may(s); may {
		return re.ReplaceAllStringFunc(s, by)
	}
	return s
}

func (r *Regexp) Split(s string, n int) []string { return r.get().Split(s, n) }
