package things

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Who names the body of a device.
const (
	Own      = "own"
	Same     = "same device"
	Recorder = "recorder"
	Nobody   = "nobody"
)

// derive sees all accounts that have a number or a recorder, or those of one tag.
func derive(in, out *table.Set) error {
	known := exceptions.List.In(in)
	byID := map[string]*Thing{}
	for d := range record.Devices.In(in) {
		if t := byID[d.ID]; t != nil { // the same account in another document
			t.Device.Origins = source.Unite(t.Device.Origins, d.Origins)
			continue
		}
		byID[d.ID] = &Thing{Account: d.ID, Device: d}
	}
	var all []*Thing
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		all = append(all, byID[id])
	}
	join(all)
	named := map[string][]*Thing{} // by device, the accounts that name a body or a site
	for _, t := range all {
		if t.names() {
			named[t.Device.Thing] = append(named[t.Device.Thing], t)
		}
	}
	for _, t := range all {
		t.Held = Nobody
		switch recorder := byID[t.Device.Recorder]; {
		case t.names():
			t.Held, t.HeldBy = Own, t.Device.Source
		case len(named[t.Device.Thing]) > 0:
			t.take(known, Same, named[t.Device.Thing])
		case recorder != nil:
			t.take(known, Recorder, named[recorder.Device.Thing])
		}
	}
	for _, t := range all {
		t.Body, t.Origins = known.ID(t.Device.Operator), t.Device.Origins
		if h := byID[t.Holder]; h != nil {
			t.Origins = source.Unite(t.Origins, h.Device.Origins)
		}
		t.ID = source.ID("account", t.Account, t.Device.Thing, t.Joined, t.Apart, t.Held, t.Holder)
		Table.Add(out, *t)
	}
	return nil
}

// names says that the account names a body or a site.
func (t *Thing) names() bool {
	o := t.Device.Operator
	return o.Name != "" || o.Identifier != "" || t.Device.Site != ""
}

// take takes the body from the accounts that name one, unless they name several, and the site where they name one alone. What
// a natural person has says nothing about the body of another account.
func (t *Thing) take(known exceptions.Exceptions, held string, from []*Thing) {
	var bodies, sites []string
	var holder *Thing
	for _, f := range from {
		o := f.Device.Operator
		if o.Name == record.Person {
			continue
		}
		bodies, sites = record.Insert(bodies, cmp.Or(known.ID(o), record.TextKey(o.Name))), record.Insert(sites, f.Device.Site)
		if holder == nil || holder.Device.Operator.Name == "" && o.Name != "" {
			holder = f
		}
	}
	switch {
	case holder == nil:
		return
	case len(bodies) > 1:
		t.hold(fmt.Sprintf("accounts name %d bodies, so that none is taken", len(bodies)))
		return
	}
	t.Held, t.HeldBy, t.Holder, t.Device.Operator = held, holder.Device.Source, holder.Account, holder.Device.Operator
	if len(sites) == 1 {
		t.Device.Site = sites[0]
	}
}

// hold adds a reason to hold the account apart.
func (t *Thing) hold(why string) {
	t.Apart = strings.TrimPrefix(t.Apart+"; "+why, "; ")
}

// join gives each account the device that it is of. A serial number joins unless makers differ under it; a MAC address joins
// what has no serial number, to the one serial number that stands beside it in another account if there is one.
func join(all []*Thing) {
	serials, macs := map[string][]*Thing{}, map[string][]*Thing{}
	for _, t := range all {
		if t.Device.Serial != "" {
			serials[t.Device.Serial] = append(serials[t.Device.Serial], t)
		}
		if t.Device.MAC != "" {
			macs[t.Device.MAC] = append(macs[t.Device.MAC], t)
		}
	}
	differs := map[string]string{}  // by number, how makers differ under it
	beside := map[string][]string{} // by MAC address, the serial numbers that join
	for number, accounts := range serials {
		differs[number] = differ(accounts)
	}
	for number, accounts := range macs {
		differs[number] = differ(accounts)
		for _, t := range accounts {
			if differs[t.Device.Serial] == "" {
				beside[number] = record.Insert(beside[number], t.Device.Serial)
			}
		}
	}
	for _, t := range all {
		serial, mac := t.Device.Serial, t.Device.MAC
		if serial == "" && mac == "" {
			continue
		}
		t.Device.Thing = t.Account
		switch {
		case serial != "" && differs[serial] == "":
			t.Device.Thing, t.Joined = bySerial(serial), "serial number"
		case mac != "" && differs[mac] == "" && len(beside[mac]) == 1:
			t.Device.Thing, t.Joined = bySerial(beside[mac][0]), "MAC address beside a serial number"
		case mac != "" && differs[mac] == "":
			t.Device.Thing, t.Joined = source.ID("thing", "mac", mac), "MAC address"
		}
		if serial != "" && differs[serial] != "" {
			t.hold("one serial number, " + differs[serial])
		}
		switch {
		case mac != "" && differs[mac] != "":
			t.hold("one MAC address, " + differs[mac])
		case len(beside[mac]) > 1:
			t.hold(fmt.Sprintf("one MAC address beside %d serial numbers", len(beside[mac])))
		}
	}
}

func bySerial(serial string) string { return source.ID("thing", "serial", serial) }

// differ says how makers differ among accounts that share a number; "" where they do not. A maker in full and in short is one;
// a network card of another maker than the device's is common, two cards of two makers are not.
func differ(accounts []*Thing) string {
	makers, cards := []string(nil), []string(nil)
	for _, t := range accounts {
		makers = record.Insert(makers, record.TextKey(t.Device.Maker))
		cards = record.Insert(cards, record.TextKey(t.Device.Card))
	}
	for _, a := range makers {
		for _, b := range makers {
			if !strings.Contains(a, b) && !strings.Contains(b, a) {
				return "makers that differ"
			}
		}
	}
	if len(cards) > 1 {
		return "network cards registered to organisations that differ"
	}
	return ""
}
