package ocds

import (
	"regexp"

	"github.com/perimeter-data/perimeter/stages/record"
)

var registered = regexp.MustCompile(`(?i)^ocds-[a-z0-9]{6}-.`)

// scopeOf says whose numbering an ocid belongs to: "" for one with a registered prefix, which is unique in the world. Some
// publishers number their processes 1, 2, 3; there the buyer tells the process 7 of one from that of another. What a unit
// holds belongs together.
func scopeOf(ocid string, releases ...*object) string {
	if registered.MatchString(ocid) {
		return ""
	}
	for _, release := range releases {
		if release == nil {
			continue
		}
		if b, _ := directoryOf(release).buyer(release); b.Identifier != "" {
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
		if ref := d.ref(o); known(ref) {
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
