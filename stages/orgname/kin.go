package orgname

import "slices"

// counterparts says that the names are of bodies of one kind, each with a place or another known word of its own behind a
// preposition, or with a place of its own in front: the boroughs of two towns, the taxis of two towns. What they share, however rare,
// is what they are. A company's arm bears its place behind its name and without a preposition, in China in front: there
// the metals of two provinces are told from the arms of one maker by a word that no table knows.
func (x *alignment) counterparts() bool {
	named := func(p *part) bool { return p.known || p.place.country != "" || bornes()[p.text] }
	behind := func(n *Name, used parts) bool {
		for i := 1; i < len(n.parts); i++ {
			if p := &n.parts[i]; !used.has(i) && n.parts[i-1].small && !p.small && !p.number && (named(p) || !n.formal) {
				return true
			}
		}
		return false
	}
	coined := slices.ContainsFunc(x.links[:x.n], func(l link) bool { return !x.a.parts[l.a.first()].known || !x.b.parts[l.b.first()].known })
	front := func(n *Name, used parts) bool {
		p := &n.parts[0]
		return !used.has(0) && p.place.country != "" && !p.place.whole && (p.place.country != "CN" || !coined)
	}
	return behind(x.a, x.usedA) && behind(x.b, x.usedB) || front(x.a, x.usedA) && front(x.b, x.usedB)
}

// numbered says that the names bear different numbers: two cooperatives, two plants, two schools, whatever word they share. The
// vehicles of one group are numbered too.
func (x *alignment) numbered() bool {
	vehicle := func(p part) bool { return vehicles[p.text] || vehicles[p.symbol] }
	return x.numbers == 2 && !(slices.ContainsFunc(x.a.parts, vehicle) && slices.ContainsFunc(x.b.parts, vehicle))
}

// vehicles are words, and meanings of words, for what a group has many of that only hold or finance.
var vehicles = set(`fund funds fondo fonds fondi fondos фонд 基金 صندوق invest finance holding capital partners series notes securitisation securitization leasing trust`)

// shared are the words that both names have and few others; not those of a trade, however rare. A short one counts only if no other
// rare word and no other number is left: the same few letters stand for many things.
func (x *alignment) shared() []string {
	left := remain(x.a.parts, x.usedA) || remain(x.b.parts, x.usedB)
	odd := strange(x.a.parts, x.usedA) || strange(x.b.parts, x.usedB)
	apart := ordinary(x.a.parts, x.usedA) || ordinary(x.b.parts, x.usedB) || own(x.a.parts, x.usedA) && own(x.b.parts, x.usedB)
	var out []string
	for _, l := range x.links[:x.n] {
		p, q := &x.a.parts[l.a.first()], &x.b.parts[l.b.first()]
		if l.alike < 0.93 && p.foreign == q.foreign {
			continue
		}
		one := l.a.one() && l.b.one()
		switch {
		case one && (!(p.telling() && q.telling()) || p.trade() && q.trade()), one && x.swapped && p.descriptive() && q.descriptive():
		case one && (p.brief() || q.brief()) && (left || odd || x.swapped || x.numbers == 2):
		case one && x.fancied(p, q):
		case odd && (p.known || q.known || bornes()[p.text] || bornes()[q.text]), one && apart:
		case !one && !(rareParts(x.a.parts, l.a) && rareParts(x.b.parts, l.b)):
		case x.swapped && !(x.heads(l.a, l.b)):
		default:
			out = append(out, texts(x.a, l.a))
		}
	}
	return out
}

// own says that a word without counterpart is a rare one or a surname: the name of an owner, where each name has one.
func own(parts []part, used parts) bool {
	for i := range parts {
		if p := &parts[i]; !used.has(i) && !p.aside && !p.small && (p.telling() || p.symbol == "" && p.place.country == "" && bornes()[p.text]) {
			return true
		}
	}
	return false
}

// strange says that a word without counterpart may be another body's name, or names its trade.
func strange(parts []part, used parts) bool {
	for i := range parts {
		if p := &parts[i]; !used.has(i) && (trades[p.symbol] || !p.small && !p.number && p.symbol == "" && p.place.country == "" && p.weight >= 0.5) {
			return true
		}
	}
	return false
}

// ordinary says that a word without counterpart is a known one that companies of all groups are not called by: it may be a trade. One
// behind a preposition, at the end, is a place, and those of equipment name what such groups make.
func ordinary(parts []part, used parts) bool {
	for i := range parts {
		if i > 0 && i+1 == len(parts) && parts[i-1].small {
			continue
		}
		if p := &parts[i]; !used.has(i) && p.known && p.symbol == "" && !equipment[p.text] && !p.small && !p.aside && !p.number && p.place.country == "" && p.weight >= 0.3 {
			return true
		}
	}
	return false
}

// equipment are words without a meaning in the tables for what makers of equipment make.
var equipment = set(`vision imaging sensing sensor sensors camera cameras thermal lens drone drones uav uas unmanned radio radios mobile wireless phone phones cctv cyber endpoint`)

// rareParts says that a word of those that are one in the other name is in no table.
func rareParts(parts []part, which parts) bool {
	for i := range parts {
		if which.has(i) && !parts[i].known {
			return true
		}
	}
	return false
}

// heads says that a link is of the first words of both names, places left out.
func (x *alignment) heads(a, b parts) bool {
	head := func(parts []part) int {
		for i := range parts {
			if !parts[i].small && parts[i].place.country == "" && (parts[i].symbol != "lab" || !parts[i].foreign) {
				return i
			}
		}
		return 0
	}
	return a.has(head(x.a.parts)) && b.has(head(x.b.parts))
}

// remain says that a telling word has no counterpart.
func remain(parts []part, used parts) bool {
	for i := range parts {
		if !used.has(i) && parts[i].telling() {
			return true
		}
	}
	return false
}

// contained says that one name is the beginning of the other, and that what the other has more are places and words of many
// names: Leonardo and Leonardo Global Solutions.
func (x *alignment) contained() bool {
	common := func(parts []part, used parts) bool {
		for i := range parts {
			if p := &parts[i]; !used.has(i) && !p.small && (i == 0 || p.place.country == "" && p.weight > 0.5) {
				return false
			}
		}
		return true
	}
	head := false
	for _, l := range x.links[:x.n] {
		apart := !l.a.one() && !rareParts(x.a.parts, l.a) || !l.b.one() && !rareParts(x.b.parts, l.b) // two words that both are known
		if l.alike < 0.9 || apart {
			return false
		}
		head = head || x.heads(l.a, l.b)
	}
	a, b := x.a.parts, x.b.parts
	if !head || x.numbers > 0 || a[0].place.country != "" || a[0].weight < 0.45 {
		return false
	}
	if x.n == 1 {
		p, q := &a[x.links[0].a.first()], &b[x.links[0].b.first()]
		if a[0].weight < everyday || p.trade() || x.fancied(p, q) {
			return false
		}
	}
	return whole(a, x.usedA) && common(b, x.usedB) && begins(b, x.usedB) || whole(b, x.usedB) && common(a, x.usedA) && begins(a, x.usedA)
}
