package matches

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/orgname"
)

// judged is what came of comparing a supplier's name with the names of a vendor.
type judged struct {
	None    bool     `json:"none,omitempty"`   // the two are nothing of each other, as far as names tell
	Family  bool     `json:"family,omitempty"` // else the same entity
	For     []string `json:"for,omitempty"`
	Against []string `json:"against,omitempty"`
}

// memory is what comparisons gave, from one run to the next, under all that they depend on. A list that changes makes only those
// names be compared again that the changed vendor is a candidate for.
type memory struct {
	before map[string]judged // of the run before
	asked  map[string]judged // by this one
	anew   map[string]bool   // names that were compared in this run
}

func newMemory() *memory { return &memory{asked: map[string]judged{}, anew: map[string]bool{}} }

// Recall takes what an earlier run remembered; what cannot be read is forgotten.
func (ix *Index) Recall(kept []byte) {
	if json.Unmarshal(kept, &ix.memory.before) != nil {
		ix.memory.before = nil
	}
}

// Remember is what this run asked.
func (ix *Index) Remember() []byte {
	kept, err := json.Marshal(ix.memory.asked)
	if err != nil {
		panic(err) // words and truth values alone
	}
	return kept
}

// sum names, by vendor, all of the lists that a comparison with the vendor depends on; dated are the vendors of which it depends
// on the day.
func (ix *Index) sum() {
	ix.sums, ix.dated = map[string]string{}, map[string]bool{}
	for _, named := range ix.roll.entries {
		v := named.Vendor // also one that no list of vendors has
		if ix.sums[v] != "" {
			continue
		}
		h := sha256.New()
		put := func(parts ...any) { fmt.Fprintf(h, "%q\n", parts) }
		put(v, ix.vendors[v].Country)
		for _, e := range ix.roll.entries {
			if e.Vendor == v {
				put(e.Name, dayOf(e.From), dayOf(e.To))
				ix.dated[v] = ix.dated[v] || e.From != nil || e.To != nil
			}
		}
		for _, b := range ix.own[v] {
			put(b.Brand.Brand, b.Needs, b.Context)
		}
		ix.sums[v] = string(h.Sum(nil))
	}
}

func dayOf(d *table.Date) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// judge compares a supplier with the names of a vendor on a day, or remembers what came of it.
func (s *subject) judge(o purchases.Org, supplier, body *orgname.Body, vendor string, day *table.Date) judged {
	m := s.ix.memory
	if m == nil {
		return s.compare(supplier, body, vendor, day)
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q %q ", o.Name, o.Country)
	io.WriteString(h, s.ix.sums[vendor])
	if s.ix.dated[vendor] {
		io.WriteString(h, dayOf(day))
	}
	key := fmt.Sprintf("%x", h.Sum(nil)[:16])
	j, known := m.asked[key]
	if !known {
		if j, known = m.before[key]; !known {
			j = s.compare(supplier, body, vendor, day)
			m.anew[o.Name] = true
		}
		m.asked[key] = j
	}
	return j
}

// compare says what the names of a supplier and of a vendor are of each other.
func (s *subject) compare(supplier, body *orgname.Body, vendor string, day *table.Date) judged {
	n := &supplier.Names[0]
	v := orgname.Bodies(supplier, body)
	if v.Relation == orgname.Different && s.ix.roll.arm(n, vendor, day) {
		v = orgname.Verdict{Relation: orgname.Family, For: []string{"the name is the vendor's with the name of a country or region"}}
	}
	if v.Relation == orgname.Different || v.Relation == orgname.Family && (v.Strange || s.ix.roll.namesake(n, vendor)) || s.ix.another(n, vendor) {
		return judged{None: true}
	}
	if v.Relation == orgname.Same && s.ix.otherTown(n, vendor) {
		v.Relation = orgname.Family
		v.Against = append(v.Against, "the name bears a town that none of the vendor's names bears")
	}
	return judged{Family: v.Relation == orgname.Family, For: v.For, Against: v.Against}
}
