package changes

import "testing"

// TestKindOfEntries holds that a vendor is newly listed only where no entry of the list named it before, and delisted only where
// none names it still: entries of more of its companies come and go.
func TestKindOfEntries(t *testing.T) {
	live := func(id string) *version { return &version{id: id, cells: map[string]string{}} }
	past := func(id string) *version { return &version{id: id, cells: map[string]string{"to": "2024-01-01"}} }
	for _, c := range []struct {
		why           string
		then, now     []*version // all entries of the list
		before, after *version   // the entry
		want          string
		ofPurchase    string
	}{
		{"the first entry", nil, []*version{live("a")}, nil, live("a"), "newly listed", "new"},
		{"one more", []*version{live("a")}, []*version{live("a"), live("b")}, nil, live("b"), "new", "new"},
		{"the last goes", []*version{live("a")}, nil, live("a"), nil, "delisted", "gone"},
		{"one of two goes", []*version{live("a"), live("b")}, []*version{live("a")}, live("b"), nil, "gone", "gone"},
		{"the last ends", []*version{live("a")}, []*version{past("a")}, live("a"), past("a"), "delisted", "amended"},
		{"one of two ends", []*version{live("a"), live("b")}, []*version{live("a"), past("b")}, live("b"), past("b"), "amended", "amended"},
		{"an ended one runs again", []*version{past("a")}, []*version{live("a")}, past("a"), live("a"), "newly listed", "amended"},
		{"an ended one goes", []*version{past("a")}, nil, past("a"), nil, "gone", "gone"},
		{"an ended one comes", nil, []*version{past("a")}, nil, past("a"), "new", "new"},
		{"another after an ended one", []*version{past("a")}, []*version{past("a"), live("b")}, nil, live("b"), "newly listed", "new"},
	} {
		byID := func(all []*version) map[string]*version {
			m := map[string]*version{}
			for _, v := range all {
				m[v.id] = v
			}
			return m
		}
		s := &both{namedThen: named(byID(c.then)), namedNow: named(byID(c.now))}
		for _, name := range []string{"listings", "vendor_listings"} {
			if got := s.kindOf(name, c.before, c.after); got != c.want {
				t.Errorf("%s: %s, want %s", c.why, got, c.want)
			}
		}
		if got := s.kindOf("purchases", c.before, c.after); got != c.ofPurchase {
			t.Errorf("%s, of a purchase: %s, want %s", c.why, got, c.ofPurchase)
		}
	}
}
