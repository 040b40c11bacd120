package table

import "sync"

// spares are what was closed and others may use again: at most as many as were in use at once. A sync.Pool would lose them to the
// garbage collector, and hands none of one processor to another.
type spares[T any] struct {
	sync.Mutex
	all []T
}

// take is one of them, if there is any.
func (s *spares[T]) take() (one T, ok bool) {
	s.Lock()
	defer s.Unlock()
	n := len(s.all) - 1
	if n < 0 {
		return one, false
	}
	var none T
	one, s.all[n], s.all = s.all[n], none, s.all[:n]
	return one, true
}

func (s *spares[T]) give(one T) {
	s.Lock()
	defer s.Unlock()
	s.all = append(s.all, one)
}

// clear leaves them to the garbage collector.
func (s *spares[T]) clear() {
	s.Lock()
	defer s.Unlock()
	s.all = nil
}
