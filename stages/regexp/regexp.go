// Package regexp is the regexp of the standard library for expressions that stand in variables of a package: each is compiled when
// it is first used, for a run asks for few of them, and to compile them all takes longer than a run that has nothing to do.
package regexp

import (
	"regexp"
	"sync"
	"testing"
)

// Regexp is a regular expression. Its methods are those of the standard library.
type Regexp struct {
	expr string
	get  func() *regexp.Regexp
}

// MustCompile makes an expression. It panics where that is none, but in the program itself only when it is used.
func MustCompile(expr string) *Regexp {
	re := &Regexp{expr, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
	if testing.Testing() {
		re.get()
	}
	return re
}

// QuoteMeta is that of the standard library.
func QuoteMeta(s string) string { return regexp.QuoteMeta(s) }

func (r *Regexp) String() string              { return r.expr }
func (r *Regexp) Match(b []byte) bool         { return r.get().Match(b) }
func (r *Regexp) MatchString(s string) bool   { return r.get().MatchString(s) }
func (r *Regexp) SubexpIndex(name string) int { return r.get().SubexpIndex(name) }

func (r *Regexp) FindString(s string) string                 { return r.get().FindString(s) }
func (r *Regexp) FindStringIndex(s string) []int             { return r.get().FindStringIndex(s) }
func (r *Regexp) FindStringSubmatch(s string) []string       { return r.get().FindStringSubmatch(s) }
func (r *Regexp) FindStringSubmatchIndex(s string) []int     { return r.get().FindStringSubmatchIndex(s) }
func (r *Regexp) FindAllIndex(b []byte, n int) [][]int       { return r.get().FindAllIndex(b, n) }
func (r *Regexp) FindAllString(s string, n int) []string     { return r.get().FindAllString(s, n) }
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int { return r.get().FindAllStringIndex(s, n) }
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return r.get().FindAllStringSubmatch(s, n)
}
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return r.get().FindAllStringSubmatchIndex(s, n)
}
func (r *Regexp) ReplaceAllString(s, by string) string { return r.get().ReplaceAllString(s, by) }
func (r *Regexp) ReplaceAllStringFunc(s string, by func(string) string) string {
	return r.get().ReplaceAllStringFunc(s, by)
}
func (r *Regexp) Split(s string, n int) []string { return r.get().Split(s, n) }
