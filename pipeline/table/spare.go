package table

import "sync"

// spare are large blocks that closed sorters left: at most as many as were in use at once. A sync.Pool would lose them to the
// garbage collector before the next sorter has filled its first ones.
var spare spareBlocks

type spareBlocks struct {
	sync.Mutex
	blocks [][]byte
}

func (s *spareBlocks) take() []byte {
	s.Lock()
	defer s.Unlock()
	n := len(s.blocks) - 1
	if n < 0 {
		return make([]byte, 0, lastBlock)
	}
	block := s.blocks[n]
	s.blocks[n], s.blocks = nil, s.blocks[:n]
	return block
}

func (s *spareBlocks) give(block []byte) {
	s.Lock()
	defer s.Unlock()
	s.blocks = append(s.blocks, block)
}
