package legge190

import (
	"encoding/json"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// The keys of a lot in flat JSON. What else stands there are the project's own sums and judgements.
const (
	flatID       = "ocds:releases/0/id"
	flatTitle    = "ocds:releases/0/tender/title"
	flatMethod   = "ocds:releases/0/tender/procurementMethodDetails"
	flatFrom     = "ocds:releases/0/tender/contractPeriod/startDate"
	flatTo       = "ocds:releases/0/tender/contractPeriod/endDate"
	flatAmount   = "ocds:releases/0/awards/0/value/amount"
	flatPaid     = "ocds:releases/0/contracts/0/implementation/transactions/0/value/amount"
	flatBuyers   = "appaltipop:releases/0/buyers"
	flatSellers  = "appaltipop:releases/0/suppliers"
	flatBuyerID  = "ocds:releases/0/buyer/id"
	flatBuyer    = "ocds:releases/0/buyer/name"
	flatSellerID = "ocds:releases/0/parties/0/id"
	flatSeller   = "ocds:releases/0/parties/0/name"
)

// isFlat says whether a text is JSON with flat keys: objects, or an array of them.
func isFlat(head *source.Head) bool {
	found := 0
	for _, k := range head.TopKeys() {
		switch strings.TrimSpace(strings.TrimPrefix(k, "*/")) {
		case flatID, flatTitle, flatBuyers:
			found++
		}
	}
	return found == 3
}

func readFlat(r *reader) error {
	pattern := ""
	if strings.HasPrefix(r.head.TopKeys()[0], "*/") {
		pattern = "/*"
	}
	for v, err := range source.JSON(r.doc, pattern) {
		if err != nil {
			r.reject(err)
			continue
		}
		o := object(v.Raw)
		named := func(key string) field { return field{pointer(key), o.text(key)} }
		l := lot{cig: o.text(flatID), text: o.text(flatTitle), method: o.text(flatMethod), amount: named(flatAmount), paid: named(flatPaid),
			from: named(flatFrom), to: named(flatTo)}
		for i, b := range o.objects(flatBuyers) {
			if i == 0 {
				_, l.code = registered(b.text(flatBuyerID))
				l.buyer = b.text(flatBuyer)
			}
		}
		for _, s := range o.objects(flatSellers) {
			p := party{kind: "supplier", name: s.text(flatSeller)}
			if scheme, id := registered(s.text(flatSellerID)); scheme == "IT-CF" {
				p.code = id
			} else {
				p.foreign = id
			}
			if !p.empty() {
				l.parties = append(l.parties, p)
			}
		}
		r.lot(v.Origin, l)
	}
	return nil
}

// register is an id as org-id.guide writes it; role is the letter before it.
var (
	register = regexp.MustCompile(`^([A-Z]{2}-[A-Z]+)-(.*)$`)
	role     = regexp.MustCompile(`^[A-Z]-`)
)

func registered(id string) (scheme, code string) {
	id = role.ReplaceAllString(strings.TrimSpace(id), "")
	if m := register.FindStringSubmatch(id); m != nil {
		return m[1], m[2]
	}
	return "", id
}

func pointer(key string) string {
	return "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}

// flat is an object of flat JSON by its keys without the spaces around them.
type flat map[string]json.RawMessage

func object(raw []byte) flat {
	var o map[string]json.RawMessage
	if json.Unmarshal(raw, &o) != nil {
		return nil
	}
	f := flat{}
	for k, v := range o {
		f[strings.TrimSpace(k)] = v
	}
	return f
}

func (f flat) objects(key string) (all []flat) {
	var list []json.RawMessage
	if json.Unmarshal(f[key], &list) != nil {
		return nil
	}
	for _, raw := range list {
		all = append(all, object(raw))
	}
	return all
}

// text is a string, or a number as it is written.
func (f flat) text(key string) string {
	var s string
	if json.Unmarshal(f[key], &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(f[key], &n) == nil {
		return n.String()
	}
	return ""
}
