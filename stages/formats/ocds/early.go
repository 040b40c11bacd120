package ocds

import "strings"

// Until 1.0 the standard was drafted (0.1 to 0.3), and data in the drafts is still published. A release in a draft shows it by what it
// calls its own id, date and tag, which 1.0 calls just so. What else 1.0 calls otherwise is read as it stands here:
//
//	release       releaseID, releaseDate, releaseTag → id, date, tag
//	              formation/method → tender/procurementMethod
//	tender        tenderID, method, selectionDetails, itemsToBeProcured, bidders → id, procurementMethod, procurementMethodDetails, items, tenderers
//	award         awardID, else notice/id → id; awardDate, awardValue, itemsAwarded → date, value, items
//	contract      contractID, else id/uid or id/name → id; awardNotice/id → awardID
//	              signatureDate, contractPeriod, contractValue, itemsContracted → dateSigned, period, value, items
//	item          classificationScheme, classificationID → classification/scheme, classification/id; unitOfMeasure, valuePerUnit → unit/name, unit/value
//	              classificationDescription → description, where there is none
//	organisation  id/name, id/scheme with id/uid → name, identifier; address/country-name → address/countryName
//	link          uri → url
//
// A uid without a scheme is the publisher's own affair, as the id of a reference is in 1.0. Names of today stand beside those of a
// draft in some files, and count more.

// isEarly says that a release, or one in a record or a package, is in a draft of the standard.
func isEarly(o *object) bool {
	for i := range o.fields.all {
		switch m := &o.fields.all[i]; m.name {
		case "releaseID", "releaseDate", "releaseTag":
			return true
		case "compiledRelease", "versionedRelease", "releases", "records":
			early := false
			eachObject(m.value, func(inner *object) { early = early || isEarly(inner) })
			if early {
				return true
			}
		}
	}
	return false
}

// everything is the shape of what is read as it stands.
var everything = &shape{any: true}

// current is what a text says that has a release in a draft, in the words of today.
func current(raw []byte, in *room) any {
	tree := parse(raw, everything, in)
	eachObject(tree, rename)
	return keep(tree, envelope)
}

func rename(o *object) {
	for _, inner := range []string{"releases", "records", "compiledRelease", "versionedRelease"} {
		if v := o.fields.get(inner); v != nil {
			if inner == "versionedRelease" {
				v = lastValues(v)
				o.fields.set(inner, v)
			}
			eachObject(v, rename)
		}
	}
	fill(o, "id", "releaseID")
	fill(o, "date", "releaseDate")
	fill(o, "tag", "releaseTag")
	fill(o, "tender/id", "tender/tenderID")
	fill(o, "tender/procurementMethod", "tender/method", "formation/method")
	fill(o, "tender/procurementMethodDetails", "tender/selectionDetails")
	fill(o, "tender/items", "tender/itemsToBeProcured")
	fill(o, "tender/tenderers", "tender/bidders")
	awards, contracts := o.objects("awards"), o.objects("contracts")
	notices := map[string]int{}
	for _, a := range awards {
		notices[a.text("notice", "id")]++
	}
	for _, a := range awards {
		if fill(a, "id", "awardID"); notices[a.text("notice", "id")] == 1 { // of two awards in one notice it names neither
			fill(a, "id", "notice/id")
		}
		fill(a, "date", "awardDate")
		fill(a, "value", "awardValue")
		fill(a, "items", "itemsAwarded")
	}
	for _, c := range contracts {
		fill(c, "contractID", "id/uid", "id/name")
		dropObject(c, "id")
		fill(c, "id", "contractID")
		fill(c, "awardID", "awardNotice/id")
		fill(c, "dateSigned", "signatureDate")
		fill(c, "period", "contractPeriod")
		fill(c, "value", "contractValue")
		fill(c, "items", "itemsContracted")
	}
	undate(awards, contracts)
	for _, list := range [][]*object{o.objects("tender"), awards, contracts} {
		for _, of := range list {
			eachObject(of.get("items"), renameItem)
		}
	}
	eachOrganisation(o, renameOrganisation)
}

func renameItem(o *object) {
	fill(o, "classification/scheme", "classificationScheme")
	fill(o, "classification/id", "classificationID")
	fill(o, "description", "classificationDescription")
	fill(o, "unit/name", "unitOfMeasure")
	fill(o, "unit/value", "valuePerUnit")
}

func renameOrganisation(o *object) {
	fill(o, "name", "id/name")
	if o.text("id", "scheme") != "" && o.child("identifier") == nil {
		fill(o, "identifier/scheme", "id/scheme")
		fill(o, "identifier/id", "id/uid")
	}
	fill(o, "address/countryName", "address/country-name")
	dropObject(o, "id")
}

// dropObject removes an object that stands where 1.0 has a plain value.
func dropObject(o *object, name string) {
	if o.child(name) != nil {
		o.fields.remove(name)
	}
}

// undate takes out the dates of an award whose contracts are amendments: they are those of the amendment, where the first
// contract's release has its own. In a draft each amendment has a release that repeats the award and the contract.
func undate(awards, contracts []*object) {
	type seen struct{ first, amended bool }
	of := map[string]seen{}
	for _, c := range contracts {
		s := of[c.text("awardID")]
		if amends(c) {
			s.amended = true
			c.fields.remove("dateSigned")
		} else {
			s.first = true
		}
		of[c.text("awardID")] = s
	}
	for _, a := range awards {
		if s := of[a.text("id")]; s.amended && !s.first {
			a.fields.remove("date")
		}
	}
}

// amends says that what a contract tells is an amendment of it. The drafts have true or false there; publishers also give the
// amendment's number, 0 being the contract itself.
func amends(contract *object) bool {
	v := contract.get("isAmendment")
	if is, ok := v.(bool); ok {
		return is
	}
	switch strings.ToLower(text(v)) {
	case "", "0", "false", "no", "none", "null":
		return false
	}
	return true
}

// fill gives an object the value at the first of some paths that has one, unless one stands at its own path.
func fill(o *object, at string, from ...string) {
	path := strings.Split(at, "/")
	if given(o.get(path...)) {
		return
	}
	for _, f := range from {
		v := o.get(strings.Split(f, "/")...)
		if !given(v) {
			continue
		}
		last := len(path) - 1
		for _, name := range path[:last] {
			inner := o.child(name)
			if inner == nil {
				inner = newObject()
				o.fields.set(name, inner)
			}
			o = inner
		}
		o.fields.set(path[last], v)
		return
	}
}

func given(v any) bool {
	s, isText := asString(v)
	return v != nil && (!isText || !blank(s))
}
