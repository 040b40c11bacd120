package ocds

// members are the names and values of an object, each name once. Most objects have a few, and are asked for one by looking
// at them all; in one with many they are found by an index.
type members struct {
	all   []member
	index map[string]int // nil where there are few
}

type member struct {
	*word
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
	m.all = append(m.all, member{wordOf(name), value})
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
