package record

import "slices"

// Insert puts texts into a sorted list without repetitions and without what is empty.
func Insert(list []string, more ...string) []string {
	for _, s := range more {
		if i, found := slices.BinarySearch(list, s); !found && s != "" {
			list = slices.Insert(list, i, s)
		}
	}
	return list
}
