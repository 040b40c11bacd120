package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cutAt is the most columns that one datum may take on a line.
const cutAt = 120

// safe is a datum fit for a terminal, a log and a mail: what could move the cursor, hide, reorder or join text is written
// as \u{…}, and the rest is cut at 120 columns. Everything that comes from data passes here before it is printed.
func safe(s string) string { return cut(visible(s), cutAt) }

// visible writes control characters, direction and joining marks, other invisible characters and bytes that are no UTF-8
// as \u{…}.
func visible(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError:
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				fmt.Fprintf(&b, `\u{%x}`, s[i])
				continue
			}
			b.WriteRune(r)
		case hidden(r):
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// argument is a path as an argument of a command that is printed to be copied: in the quotes of a shell where it needs them, and not
// cut. One that is not fit to be printed is safe, and cannot be copied.
func argument(path string) string {
	switch {
	case visible(path) != path:
		return safe(path)
	case path == "", strings.ContainsFunc(path, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.N) && !strings.ContainsRune("_./-+:=@%,", r)
	}):
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

func hidden(r rune) bool {
	switch {
	case r == ' ':
		return false
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Zs):
		return r != '\u00a0'
	case unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
		return true
	}
	return !unicode.IsGraphic(r)
}
