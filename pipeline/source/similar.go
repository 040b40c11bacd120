package source

import (
	"cmp"
	"slices"
	"strings"
)

// Similar is the name that a misspelt word was probably meant to be; "" where none of the names is like it.
func Similar(word string, names []string) string {
	best, at := "", len(word)/3+2
	for _, n := range names {
		if d := distance(strings.ToLower(word), strings.ToLower(n)); d < at {
			best, at = n, d
		}
	}
	return best
}

// Nearest are the words, at most three, that a misspelt one may stand for: the nearest first, none of which more than a third
// of the letters would have to change.
func Nearest(word string, known []string) []string {
	type near struct {
		word string
		far  int
	}
	var all []near
	for _, k := range known {
		if far := distance(strings.ToLower(word), strings.ToLower(k)); far <= max(1, len(k)/3) {
			all = append(all, near{k, far})
		}
	}
	slices.SortFunc(all, func(x, y near) int { return cmp.Or(cmp.Compare(x.far, y.far), cmp.Compare(x.word, y.word)) })
	var words []string
	for _, n := range all[:min(3, len(all))] {
		words = append(words, n.word)
	}
	return words
}

// distance is the number of letters to insert, remove, replace or swap with their neighbour to make a into b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
