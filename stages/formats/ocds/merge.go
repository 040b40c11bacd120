package ocds

import "slices"

// merge folds a release into the state compiled so far, as the OCDS merge rules say. Releases come in the order of their
// dates. A later value replaces an earlier one and null removes it; lists of objects are merged by id, an object without id
// is another one; lists that the shape calls whole, and lists of anything but objects, are replaced; empty objects and lists
// change nothing. Where the shape says nothing, these defaults hold. Objects keep all places they were read from.
func merge(state, release *object, s *shape) {
	state.from = append(state.from, release.from...)
	for _, m := range release.fields.all {
		name, v := m.name, m.value
		sub := s.of(m.word)
		if sub != nil && sub.omit {
			continue
		}
		switch v := v.(type) {
		case nil:
			state.fields.remove(name)
		case *object:
			old, ok := state.fields.get(name).(*object)
			if !ok {
				old = newObject()
			}
			if merge(old, v, sub); len(old.fields.all) > 0 {
				state.fields.set(name, old)
			}
		case []any:
			if replaces(v, sub) {
				state.fields.set(name, v)
			} else if len(v) > 0 {
				old, ok := state.fields.get(name).(*list)
				if !ok {
					old = &list{}
				}
				old.merge(v, sub)
				state.fields.set(name, old)
			}
		default:
			state.fields.set(name, v)
		}
	}
}

func replaces(v []any, s *shape) bool {
	if s != nil && s.whole {
		return true
	}
	ids := 0
	for _, e := range v {
		o, ok := e.(*object)
		if !ok {
			return true
		}
		if o.text("id") != "" {
			ids++
		}
	}
	return s != nil && s.named && ids == 0 && len(v) > 0
}

// list is a list of objects merged by id. An id is compared as text: 7 and "7" are one.
type list struct {
	items []any
	index map[string]int // of the ids; nil while it is short, and where rows name its objects, whose ids come later
	rows  map[string]int // in linked tables: of the numbers by which rows name its objects
}

func (l *list) merge(v []any, s *shape) {
	for _, e := range v {
		l.add(e.(*object), s, func(o *object) *object {
			added := newObject()
			merge(added, o, s)
			return added
		})
	}
}

// add merges o into the object with its id; made is what o is where there is none.
func (l *list) add(o *object, s *shape, made func(*object) *object) {
	id := o.text("id")
	if at := l.find(id); at >= 0 {
		merge(l.items[at].(*object), o, s)
		return
	}
	if o = made(o); len(o.fields.all) > 0 {
		l.put(id, o)
	}
}

// find is the place of the object with an id, -1 if there is none.
func (l *list) find(id string) int {
	switch {
	case id == "":
	case l.index != nil:
		if at, known := l.index[id]; known {
			return at
		}
	default:
		return slices.IndexFunc(l.items, func(e any) bool { return e.(*object).text("id") == id })
	}
	return -1
}

// put adds an object.
func (l *list) put(id string, o *object) {
	l.items = append(l.items, o)
	switch {
	case l.index != nil:
		l.index[id] = len(l.items) - 1
	case len(l.items) > few && l.rows == nil:
		l.index = make(map[string]int, 2*few)
		for i, e := range l.items {
			l.index[e.(*object).text("id")] = i
		}
	}
}

// adopt makes of a release what merging it into nothing would. Its lists are made where they are.
func adopt(release *object, s *shape) {
	kept := release.fields.all[:0]
	for _, m := range release.fields.all {
		sub := s.of(m.word)
		if m.value == nil || sub != nil && sub.omit {
			continue
		}
		switch v := m.value.(type) {
		case *object:
			if adopt(v, sub); len(v.fields.all) == 0 {
				continue
			}
		case []any:
			if replaces(v, sub) {
				break
			}
			if len(v) == 0 {
				continue
			}
			l := &list{items: v[:0]}
			for _, e := range v {
				l.add(e.(*object), sub, func(o *object) *object {
					adopt(o, sub)
					return o
				})
			}
			m.value = l
		}
		kept = append(kept, m)
	}
	clear(release.fields.all[len(kept):])
	release.fields.all, release.fields.index = kept, nil
	release.fields.reindex()
}
