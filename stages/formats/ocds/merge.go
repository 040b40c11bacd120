package ocds

// merge folds a release into the state compiled so far, as the OCDS merge rules say. Releases come in the order of their
// dates. A later value replaces an earlier one and null removes it; lists of objects are merged by id, an object without id
// is another one; lists that the shape calls whole, and lists of anything but objects, are replaced; empty objects and lists
// change nothing. Where the shape says nothing, these defaults hold. Objects keep all places they were read from.
func merge(state, release *object, s *shape) {
	state.from = append(state.from, release.from...)
	for _, m := range release.fields.all {
		name, v := m.name, m.value
		sub := s.in(name)
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
					old = &list{index: map[string]int{}}
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
	items  []any
	index  map[string]int // by id
	places map[string]int // by number, where rows of linked tables name their places
}

func (l *list) merge(v []any, s *shape) {
	for _, e := range v {
		o := e.(*object)
		id := o.text("id")
		if at, known := l.index[id]; known && id != "" {
			merge(l.items[at].(*object), o, s)
			continue
		}
		added := newObject()
		if merge(added, o, s); len(added.fields.all) == 0 {
			continue
		}
		if id != "" {
			l.index[id] = len(l.items)
		}
		l.items = append(l.items, added)
	}
}
