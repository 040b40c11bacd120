package ocds

import (
	"strings"

	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

var registered = regexp.MustCompile(`(?i)^ocds-[a-z0-9]{6}-.`)

// isRegistered says whether an ocid has a registered prefix, as most have in small letters.
func isRegistered(ocid string) bool {
	const prefix, number = "ocds-", 6
	if rest, ok := strings.CutPrefix(ocid, prefix); ok && len(rest) > number+1 && rest[number] == '-' && rest[number+1] > ' ' &&
		strings.Trim(rest[:number], "abcdefghijklmnopqrstuvwxyz0123456789") == "" {
		return true
	}
	return registered.MatchString(ocid)
}

// scopeOf says whose numbering an ocid belongs to: "" for one with a registered prefix, which is unique in the world. Some
// publishers number their processes 1, 2, 3; there the buyer tells the process 7 of one from that of another. What a unit
// holds belongs together.
func scopeOf(ocid string, m *memo, releases ...*object) string {
	if isRegistered(ocid) {
		return ""
	}
	for _, release := range releases {
		if release == nil {
			continue
		}
		if b, _ := directoryOf(release, m).buyer(release); b.Identifier != "" {
			return b.Scheme + " " + b.Identifier
		} else if b.Name != "" {
			return record.TextKey(b.Name)
		}
	}
	return ""
}

// processKey names a contracting process: an ocid in its scope.
func processKey(d draft) string {
	if d.Scope == "" {
		return d.OCID
	}
	return d.OCID + "\x00" + d.Scope
}

// buyer is the buyer, else the procuring entity, else a party with one of these roles, and the object that names it.
func (d directory) buyer(release *object) (record.Ref, *object) {
	known := func(r record.Ref) bool { return r.Name != "" || r.Identifier != "" }
	for _, o := range []*object{release.child("buyer"), release.child("tender", "procuringEntity")} {
		if ref := d.body(o); known(ref) {
			return ref, o
		}
	}
	for _, role := range []string{"buyer", "procuringEntity"} {
		for _, o := range release.objects("parties") {
			for _, r := range texts(o.get("roles")) {
				if ref := d.ref(o); r == role && known(ref) {
					return ref, o
				}
			}
		}
	}
	return d.ref(nil), nil
}

// body is the one that buys. What it is called itself counts more than that a natural person stands among the parties under
// its id: some publishers write the buyer's code where the supplier's is due.
func (d directory) body(o *object) record.Ref {
	ref := d.ref(o)
	if isNatural(ref) && o.text("name") != "" && o.text(isPerson) == "" {
		return directory{memo: d.memo}.ref(o)
	}
	return ref
}

// lotOf is the Italian lot code of a process that is about one lot.
func lotOf(release *object, buyer record.Ref) string {
	codes := map[string]bool{}
	lot := ""
	for _, list := range []string{"awards", "contracts", "tender"} {
		if len(codes) > 0 {
			break
		}
		for _, o := range release.objects(list) {
			if c := cig(o.text("id"), buyer); c != "" {
				codes[c], lot = true, c
			}
		}
	}
	if len(codes) != 1 {
		return ""
	}
	return lot
}

// cig is the Italian lot code in an id, where an Italian body buys.
func cig(id string, buyer record.Ref) string {
	if buyer.Scheme != "IT-CF" {
		return ""
	}
	return record.CIG(id)
}

// unnamed says of the id of an only award that it stands for a lot without a code in a list of lots: it is the buyer's own
// code with something behind it, zeros, or what was meant as a lot code and is none.
func unnamed(id string, buyer record.Ref) bool {
	if buyer.Scheme != "IT-CF" || buyer.Identifier == "" || record.CIG(id) != "" {
		return false
	}
	id = strings.ToUpper(strings.TrimSpace(id))
	return strings.HasPrefix(id, buyer.Identifier+"-") || misspelt.MatchString(id)
}

// misspelt are ten letters and digits: what a lot code looks like where it is none.
var misspelt = regexp.MustCompile(`^[0-9A-Z]{10}$`)
