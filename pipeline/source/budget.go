package source

import (
	"fmt"
	"io"
)

// What decompression may make of one input file. A file that is not compressed has no limit: it is as large as it is.
const (
	MaxDecoded = 4 << 30 // bytes, over all layers
	MaxRatio   = 200     // bytes out for each byte in, once FreeOutput is passed
	FreeOutput = 1 << 20
	MaxLayers  = 3 // compressions inside each other
)

// budget is shared by the whole chain of decoders of one file.
type budget struct{ in, out int64 }

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

// spent is what one decoder makes, charged to the budget.
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
	s.b.out += int64(n)
	switch {
	case s.b.out > MaxDecoded:
		s.err = refused("budget.bytes", fmt.Sprintf("the file decompresses to more than %d GiB", MaxDecoded>>30))
	case s.b.out > FreeOutput && s.b.out > MaxRatio*s.b.in:
		s.err = refused("budget.ratio", fmt.Sprintf("the file decompresses to more than %d times its size", MaxRatio))
	}
	if s.err != nil {
		return 0, s.err
	}
	return n, err
}

func refused(reason, message string) *Defect {
	return &Defect{Scope: WholeDocument, Reason: reason, Message: message, Kept: keptUntil,
		Next: "if you trust the file, decompress it yourself and give the decompressed file instead"}
}
