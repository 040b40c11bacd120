package ocds

// members are the names and values of an object, each name once. Most objects have a few, and are asked for one by looking
// at them all; in one with many they are found by an index.
type members struct {
	all   []member
	index map[string]int // nil where there are few
}

type member struct {
	name  string
	value any
}

// few is how many members are looked at one by one.
const few = 16

func (m *members) find(name string) int {
	if m.index != nil {
		if i, ok := m.index[name]; ok {
			return i
		}
		return -1
	}
	for i := range m.all {
		if m.all[i].name == name {
			return i
		}
	}
	return -1
}

// get is the value under a name, nil where there is none or it is null.
func (m *members) get(name string) any {
	if i := m.find(name); i >= 0 {
		return m.all[i].value
	}
	return nil
}

func (m *members) has(name string) bool { return m.find(name) >= 0 }

func (m *members) set(name string, value any) {
	if i := m.find(name); i >= 0 {
		m.all[i].value = value
		return
	}
	if m.all == nil {
		m.all = make([]member, 0, 4)
	}
	m.all = append(m.all, member{name, value})
	m.indexLast()
}

// indexLast notes where the last member is.
func (m *members) indexLast() {
	if m.index == nil {
		m.reindex()
		return
	}
	last := len(m.all) - 1
	m.index[m.all[last].name] = last
}

// reindex makes the index where there are many.
func (m *members) reindex() {
	if len(m.all) <= few {
		return
	}
	m.index = make(map[string]int, 2*len(m.all))
	for i := range m.all {
		m.index[m.all[i].name] = i
	}
}

// remove takes a name out; another member takes its place.
func (m *members) remove(name string) {
	i := m.find(name)
	if i < 0 {
		return
	}
	last := len(m.all) - 1
	m.all[i] = m.all[last]
	if m.index != nil {
		m.index[m.all[i].name] = i
		delete(m.index, name)
	}
	m.all[last] = member{}
	m.all = m.all[:last]
}

// room is where the objects of one tree and their members are.
type room struct {
	objects []object
	members []member
	values  []any
	listed  []any // the elements so far of the lists that are open, the innermost last
}

// list closes the innermost list, whose elements begin at from.
func (r *room) list(from int) []any {
	n := len(r.listed) - from
	if len(r.values) < n {
		r.values = make([]any, max(n, 4*few))
	}
	all := r.values[:n:n]
	copy(all, r.listed[from:])
	r.values, r.listed = r.values[n:], r.listed[:from]
	return all
}

func (r *room) object() *object {
	if len(r.objects) == 0 {
		r.objects = make([]object, 16)
	}
	o := &r.objects[0]
	r.objects = r.objects[1:]
	return o
}

// add gives an object that will have some n members one that it has not.
func (r *room) add(o *object, n int, name string, value any) {
	if n = min(n, few); o.fields.all == nil && n > 0 {
		if len(r.members) < n {
			r.members = make([]member, 8*few)
		}
		o.fields.all, r.members = r.members[:0:n], r.members[n:]
	}
	o.fields.all = append(o.fields.all, member{name, value})
	o.fields.indexLast()
}
