package source

import (
	"fmt"
	"io"
)

// What opening containers may make of one input file. A text that is in none has no limit: it is as large as it is.
const (
	MaxDecoded   = 4 << 30 // bytes, over all layers
	MaxRatio     = 200     // bytes out for each byte in, once FreeOutput is passed
	FreeOutput   = 1 << 20
	MaxBurst     = 64 << 20 // bytes out above MaxRatio from any place on: what stands before a bomb makes it no more room
	MaxLayers    = 3        // compressions and archives inside each other
	MaxEntries   = 100_000  // entries of archives, and folders that only their names speak of
	MaxNames     = 16 << 20 // bytes of their names
	MaxDirectory = 12 << 20 // bytes of the directory of one zip file
	MaxHeld      = 32 << 20 // bytes of a zip or Parquet file that lies inside something else: it is held in memory
	MaxLooked    = 64 << 20 // bytes that are decompressed, in all, of documents that nobody reads: see Part.Overdraws
)

// budget is shared by all that is opened in one walk through one file. What overdraws it ends the walk.
type budget struct {
	in, out        int64
	before, burst  int64 // what was read when something was last made; what was made above MaxRatio since a place where it was less
	entries, names int
	err            *Defect
}

// made charges n bytes that a decoder made.
func (b *budget) made(n int64) *Defect {
	b.out += n
	b.burst = max(min(b.burst, 0), b.burst+n-MaxRatio*(b.in-b.before))
	b.before = b.in
	switch {
	case b.err != nil:
	case b.out > MaxDecoded:
		b.err = refused("budget.bytes", fmt.Sprintf("the file decompresses to more than %d GiB", MaxDecoded>>30))
	case b.out > FreeOutput && b.out > MaxRatio*b.in, b.burst > MaxBurst:
		b.err = refused("budget.ratio", fmt.Sprintf("the file, or a part of it, decompresses to more than %d times its size", MaxRatio))
	}
	return b.err
}

// ahead allows what is made later of n bytes that are read at once, before anything is made of them; what others allowed before is
// no more.
func (b *budget) ahead(n int64) { b.burst = max(b.burst, 0) - MaxRatio*n }

// named charges entries, or folders, and the bytes of their names.
func (b *budget) named(n, bytes int) *Defect {
	b.entries += n
	b.names += bytes
	if b.err == nil && (b.entries > MaxEntries || b.names > MaxNames) {
		b.err = refused("budget.entries", fmt.Sprintf("the file holds more than %d files and folders, or longer names than are read", MaxEntries))
	}
	return b.err
}

// counted counts the bytes as delivered.
type counted struct {
	r io.Reader
	b *budget
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.b.in += int64(n)
	return n, err
}

// spent is what one decoder makes, charged to the budget. Its end is final.
type spent struct {
	r   io.Reader
	b   *budget
	err error
}

func (s *spent) Read(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.r.Read(p)
	if d := s.b.made(int64(n)); d != nil {
		s.err = d
		return 0, d
	}
	s.err = err
	return n, err
}

func refused(reason, message string) *Defect {
	return &Defect{Scope: WholeDocument, Reason: reason, Message: message, Kept: keptUntil,
		Next: "if you trust the file, unpack it yourself and give the files inside instead"}
}
