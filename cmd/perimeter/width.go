package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/width"
)

// columnsOf is how many columns of a terminal a character takes: none where it stands on or around the one before it, two where
// it is a wide one of East Asia.
func columnsOf(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// wide is how many columns a text takes.
func wide(s string) (n int) {
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

// fit is the length of the longest beginning of s that takes at most n columns and, since marks take none, n characters.
func fit(s string, n int) int {
	room, characters := n, n
	for i, r := range s {
		room -= columnsOf(r)
		characters--
		if room < 0 || characters < 0 {
			return i
		}
	}
	return len(s)
}

// cut shortens s to n columns, the last of them then "…".
func cut(s string, n int) string {
	if fit(s, n) == len(s) {
		return s
	}
	return s[:fit(s, n-1)] + "…"
}

// pad is s with spaces up to n columns.
func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-wide(s))) }

// isolated is s so that what stands beside it keeps its place and direction, where some of s is written from right to left.
func isolated(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool {
		p, _ := bidi.LookupRune(r)
		return p.Class() == bidi.R || p.Class() == bidi.AL
	}) {
		return s
	}
	return "\u2068" + s + "\u2069"
}

// wrap breaks text at spaces into lines of at most n columns; a longer word is cut in pieces. A character that is wider has a line.
func wrap(s string, n int) []string {
	piece := func(word string) int {
		_, first := utf8.DecodeRuneInString(word)
		return max(first, fit(word, n))
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		for i := piece(word); i < len(word); i = piece(word) {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			lines, word = append(lines, word[:i]), word[i:]
		}
		if line != "" && wide(line)+1+wide(word) > n {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
