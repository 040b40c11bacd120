package ocds

import "slices"

// word is a name in an object.
type word struct {
	name   string
	number int // in the vocabulary, behind all of it where that has not the name
}

// vocabulary is the names in the shapes, sorted: those of drafts first, so that what else is read changes no body, nor what comes
// of two that nothing but their bodies puts in order.
var vocabulary = numbered(draftRelease, envelope)

// bySize is the vocabulary by the lengths of the names.
var bySize = func() (all [32][]*word) {
	for i := range vocabulary {
		n := len(vocabulary[i].name)
		all[n] = append(all[n], &vocabulary[i])
	}
	return all
}()

// wordOf is the word that a name is.
func wordOf(name string) *word {
	if w := known(name); w != nil {
		return w
	}
	return &word{name, len(vocabulary)}
}

// known is the word of the vocabulary that a name is, nil if there is none.
func known(name string) *word {
	if len(name) < len(bySize) {
		for _, w := range bySize[len(name)] { // most of which the last byte tells apart
			if w.name[len(name)-1] == name[len(name)-1] && w.name == name {
				return w
			}
		}
	}
	return nil
}

// numbered gives the names in shapes, and in all below, and lets those find their fields by the numbers.
func numbered(shapes ...*shape) (all []word) {
	var names []string
	seen := map[*shape]bool{}
	var walk func(s *shape)
	walk = func(s *shape) {
		seen[s] = true
		for name, sub := range s.fields {
			if names = append(names, name); !seen[sub] {
				walk(sub)
			}
		}
	}
	for _, s := range shapes {
		names = nil
		walk(s)
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			if !slices.ContainsFunc(all, func(w word) bool { return w.name == name }) {
				all = append(all, word{name, len(all)})
			}
		}
	}
	for s := range seen {
		s.numbered = make([]*shape, len(all)+1)
		for i, w := range all {
			s.numbered[i] = s.fields[w.name]
		}
	}
	return all
}
