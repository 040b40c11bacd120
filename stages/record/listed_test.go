package record

import (
	"slices"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

func TestListedPerson(t *testing.T) {
	for _, c := range []struct {
		name              string
		few, some, mostly bool
	}{
		{"Lynxeye Technology Co., Ltd.", false, false, false},
		{"LYNX AIRLINES", false, false, false},
		{"Gavril Works OAO", false, false, false},
		{"Old Town Prison", false, false, false},
		{"Lynxeye", false, false, true}, // one word is nobody's given name and surname, but on a list of persons it may be
		{"Ozmund Zorba", false, true, true},
		{"Quintilio Gavrilovich Zorba", true, true, true},
		{"Квинт Гаврилович Зорба", true, true, true},
		{"Quintilio ZORBA", true, true, true},
		{"Q. Zorba", true, true, true},
		{"Q. Zorba Ltd.", false, false, false},
		{"Q. T. Zorba Marine Works", false, false, false},
		{"natural person", true, true, true},
	} {
		for among, want := range map[Persons]bool{FewPersons: c.few, SomePersons: c.some, MostlyPersons: c.mostly} {
			if got := ListedPerson(c.name, among); got != want {
				t.Errorf("%s among %d: %v", c.name, among, got)
			}
		}
	}
}

func TestScriptOf(t *testing.T) {
	for name, want := range map[string]string{
		"Lynxeye 7": "Latin", "Рысь": "Cyrillic", "海康威视": "Han", "مؤسسة": "Arabic", "360": "none", "": "none",
		"H\u0456kvision": "mixed", "Ελλάς": "Greek", "ไทย": "Thai", "É": "Latin",
	} {
		if got := scriptOf(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

func TestAddListEntry(t *testing.T) {
	put := func(names []ListName, identifiers []ListIdentifier) (entries []ListEntry, kinds, numbers []string) {
		out := table.NewSet("", table.DefaultBudget, ListTables...)
		defer out.Close()
		e := ListEntry{List: "l", Title: "L", Schema: "Company", Name: "Lynxeye Ltd", DateKind: "unknown", Countries: []string{"IT", "CN", "IT"},
			Origins: []source.Origin{{Digest: "d", Fragment: "row=2"}}}
		AddListEntry(out, e, names, identifiers)
		for e := range ListEntries.In(out) {
			entries = append(entries, e)
		}
		for n := range ListNames.In(out) {
			kinds = append(kinds, n.Kind+" "+n.Name+" "+n.Key)
		}
		for i := range ListIdentifiers.In(out) {
			numbers = append(numbers, i.Scheme+" "+i.Identifier)
		}
		slices.Sort(kinds)
		slices.Sort(numbers)
		return entries, kinds, numbers
	}
	names := []ListName{{Kind: Alias, Name: " Lynx  Eye "}, {Kind: WeakAlias, Name: "Lynx Eye"}, {Kind: Alias, Name: "Lynxeye Ltd"}, {Kind: Alias}}
	identifiers := []ListIdentifier{{Scheme: "XI-LEI", Identifier: "1"}, {Scheme: "XI-LEI", Identifier: "1"}, {Scheme: "RU-INN", Identifier: "366510784303"},
		{Scheme: "IN-PAN", Identifier: "AAAPA0000A"}, {Scheme: "IN-PAN", Identifier: "AAACA0000A"}}
	entries, kinds, numbers := put(names, identifiers)
	if want := []string{"alias Lynx Eye lynxeye", "name Lynxeye Ltd lynxeyeltd"}; !slices.Equal(kinds, want) {
		t.Errorf("%q, want %q", kinds, want)
	}
	if want := []string{"IN-PAN AAACA0000A", "XI-LEI 1"}; !slices.Equal(numbers, want) {
		t.Errorf("%q, want %q: personal numbers are not kept", numbers, want)
	}
	if !slices.Equal(entries[0].Countries, []string{"CN", "IT"}) {
		t.Errorf("%q", entries[0].Countries)
	}
	slices.Reverse(names)
	slices.Reverse(identifiers)
	names[2].Kind, names[1].Kind = names[1].Kind, names[2].Kind // so that the alias comes first again
	if again, _, _ := put(names[1:], identifiers); again[0].ID != entries[0].ID {
		t.Error("the id depends on the order of names")
	}
	if other, _, _ := put(nil, identifiers); other[0].ID == entries[0].ID {
		t.Error("an account with fewer names has the same id")
	}
}

func TestListAmong(t *testing.T) {
	for _, c := range []struct {
		names       []string
		list, title string
	}{
		{nil, "unknown", "unknown"},
		{[]string{"lake_list"}, "lake-list", "lake_list"},
		{[]string{"b", "a", "b"}, "unknown", "one or more of: a, b"},
		{[]string{"!!"}, "unknown", "!!"},
	} {
		if list, title := ListAmong(c.names); list != c.list || title != c.title {
			t.Errorf("%q: %s, %s", c.names, list, title)
		}
	}
}
