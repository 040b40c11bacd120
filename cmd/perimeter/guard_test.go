package main

import (
	"fmt"
	"strings"
	"testing"
)

// listOf makes a list of n entries with ids and names 0 … n-1, changed by f.
func listOf(n int, f func(l *watchlist)) *watchlist {
	l := &watchlist{entries: n, owners: map[string]*owner{}, mains: map[uint64]string{}, names: map[uint64]bool{}, files: map[string]bool{}}
	for i := range n {
		name := fmt.Sprintf("name%d", i)
		key := hashOf(name)
		l.owners[fmt.Sprint(i)] = &owner{name, []uint64{key, hashOf("XI-LEI", fmt.Sprint(i))}}
		l.mains[key], l.names[key] = strings.ToUpper(name), true
	}
	if f != nil {
		f(l)
	}
	return l
}

func TestCompareList(t *testing.T) {
	lose := func(n int) func(*watchlist) {
		return func(l *watchlist) {
			for i := range n {
				key := hashOf(fmt.Sprintf("name%d", 99-i))
				delete(l.names, key)
				delete(l.mains, key)
				delete(l.owners, fmt.Sprint(99-i))
				l.entries--
			}
		}
	}
	m := marks{sentinels: []string{"Name 0"}, keys: []string{"name0"}, floor: 92}
	for _, c := range []struct {
		name string
		now  *watchlist
		want string // "" where nothing is wrong
	}{
		{"the same", listOf(100, nil), ""},
		{"longer", listOf(150, nil), ""},
		{"eight gone", listOf(100, lose(8)), ""},
		{"nine gone, below the floor", listOf(100, lose(9)), "it has 91 entries, fewer than the 92"},
		{"a tenth gone", listOf(120, lose(10)), ""},
		{"more than a tenth gone", listOf(120, lose(11)), "11 of the 100 organisations on it are gone (NAME89; NAME90; NAME91; and 8 more)"},
		{"not there", nil, "it has no entries; in the accepted dataset it has 100"},
		{"a sentinel gone", listOf(100, func(l *watchlist) { delete(l.names, hashOf("name0")) }), "it lost “Name 0”"},
		{"an old name kept as an alias", listOf(100, func(l *watchlist) { delete(l.mains, hashOf("name0")) }), ""},
		{"an id of another", listOf(100, func(l *watchlist) {
			l.owners["7"] = &owner{"Zorba", []uint64{hashOf("zorba"), hashOf("XI-LEI", "z")}}
		}), "of its ids 1 are another organisation's now (7 was name7 and is Zorba)"},
		{"an id with another name and the same number", listOf(100, func(l *watchlist) { l.owners["7"].marks[0] = hashOf("zorba") }), ""},
		{"an id that is gone", listOf(100, func(l *watchlist) { delete(l.owners, "7") }), ""},
	} {
		got := strings.Join(compareList(listOf(100, nil), c.now, m), "; ")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	// What the accepted list lacked already is no news.
	old := listOf(50, func(l *watchlist) { delete(l.names, hashOf("name0")); delete(l.mains, hashOf("name0")) })
	if wrong := compareList(old, old, m); wrong != nil {
		t.Errorf("a list beside itself: %q", wrong)
	}
}
