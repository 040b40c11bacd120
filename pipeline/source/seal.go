package source

import (
	"bytes"
	"hash/maphash"
	"io"
	"math"
	"slices"
)

// Seal is what the bytes of a file were when they were looked at.
type Seal struct {
	Digest    string    // SHA-256
	Stretches []Stretch // of a text of JSON Lines that was cut; else nil
	proof     *proof    // nil where the file was not looked at by this process: then the digest alone tells whether it is the same
}

// Stretch is some lines of a text, up to the end of the last.
type Stretch struct {
	From int64 `json:"from"` // offset in the file of the first byte
	To   int64 `json:"to"`   // and behind the last
	Line int64 `json:"line"` // lines of the text before it
}

// proof tells whether a file still has the bytes that it had, at a fraction of the cost of a SHA-256. It is good for one process:
// nobody can know a change that it does not notice, for nobody knows its seed.
type proof struct {
	stretch int64  // where the file was cut
	head    uint64 // of the first bytes, which all stretches are read with
	sums    []summed
}

type summed struct {
	Stretch
	sum uint64
}

var seed = maphash.MakeSeed()

// headBytes has the head of a text in it, and a byte-order mark before that.
const headBytes = HeadSize + 3

// cutter finds where a text is to be cut: behind the first line end from each stretch of so many bytes on.
type cutter struct {
	stretch int64
	begun   bool  // there was more than white space: what comes before the first record is not cut off
	from    int64 // where the stretch under way begins
	at      int64
	lines   int64 // before at
}

// next is where the next bytes are to be cut, or their end.
func (c *cutter) next(p []byte) (end int, seam bool) {
	from := int(max(0, min(c.from+c.stretch-1-c.at, int64(len(p)))))
	for i := 0; i < len(p) && !c.begun; i++ {
		mark := c.at+int64(i) < int64(len(utf8BOM)) && p[i] == utf8BOM[c.at+int64(i)]
		c.begun, from = p[i] > ' ' && !mark, max(from, i)
	}
	if i := bytes.IndexByte(p[from:], '\n'); i >= 0 && c.begun {
		return from + i + 1, true
	}
	return len(p), false
}

// pass goes on behind bytes up to which next said that there is no seam, or one at their end.
func (c *cutter) pass(p []byte, seam bool) {
	c.at, c.lines = c.at+int64(len(p)), c.lines+int64(bytes.Count(p, []byte{'\n'}))
	if seam {
		c.from = c.at
	}
}

// seams are where a file is cut, with the sum of each part.
type seams struct {
	proof
	cut  cutter
	part maphash.Hash
	top  maphash.Hash
}

func newSeams(stretch int64) *seams {
	if stretch <= 0 {
		stretch = math.MaxInt64 / 2
	}
	s := &seams{proof: proof{stretch: stretch}, cut: cutter{stretch: stretch}}
	s.part.SetSeed(seed)
	s.top.SetSeed(seed)
	s.open()
	return s
}

func (s *seams) open() {
	s.sums = append(s.sums, summed{Stretch: Stretch{From: s.cut.at, Line: s.cut.lines}})
}

func (s *seams) close() {
	last := &s.sums[len(s.sums)-1]
	last.To, last.sum = s.cut.at, s.part.Sum64()
	s.part.Reset()
}

func (s *seams) Write(p []byte) (int, error) {
	n := len(p)
	if s.cut.at < headBytes {
		s.top.Write(p[:min(int64(n), headBytes-s.cut.at)])
	}
	for len(p) > 0 {
		end, seam := s.cut.next(p)
		s.part.Write(p[:end])
		s.cut.pass(p[:end], seam)
		if p = p[end:]; seam {
			s.close()
			s.open()
		}
	}
	return n, nil
}

// done is the proof of all that was written.
func (s *seams) done() *proof {
	s.close()
	if n := len(s.sums) - 1; n > 0 && s.sums[n].From == s.sums[n].To {
		s.sums = s.sums[:n]
	}
	s.head = s.top.Sum64()
	p := s.proof // without the rest of s, for there is one for each file of a run
	return &p
}

func (p *proof) equal(q *proof) bool { return p.head == q.head && slices.Equal(p.sums, q.sums) }

// stretches are those of a text of JSON Lines; nil where there is but one.
func (p *proof) stretches() (all []Stretch) {
	for _, s := range p.sums {
		all = append(all, s.Stretch)
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// Again is the seal as this process would have made it. If the file is another one than it was, or cannot be read, the error is a
// *Defect, as that of Read.
func (f File) Again(s Seal, stretch int64) (Seal, error) {
	if s.proof != nil {
		return s, nil
	}
	again, err := f.Seal(stretch, nil, func(Part) {})
	if err == nil && (again.Digest != s.Digest || !slices.Equal(again.Stretches, s.Stretches)) {
		err = errChanged
	}
	if err != nil {
		return s, at(err, s.Digest)
	}
	return again, nil
}

// ReadStretch gives read one of the stretches of a text as a document, for JSON alone: records have the places and line numbers
// that they have in the whole text, and Beginning is that of the whole. The seal must be of this process: see Again. Errors are
// those of Read.
func (f File) ReadStretch(s Seal, i int, read func(*Document) error) error {
	file, err := f.open()
	if err != nil {
		return at(err, s.Digest)
	}
	defer file.Close()
	whole := file.(io.ReaderAt) // as it was when it was cut
	of := s.proof.sums[i]
	top := make([]byte, headBytes)
	n, err := whole.ReadAt(top, 0)
	if err != nil && err != io.EOF {
		return at(unreadable(err), s.Digest)
	}
	top = top[:n]
	head := bytes.TrimPrefix(top, utf8BOM)
	r := raw{file: file, r: io.NewSectionReader(whole, of.From, of.To-of.From), seams: newSeams(0)}
	d := &Document{Digest: s.Digest, Body: r, start: of.From, lines: true, before: of.Line, head: head[:min(len(head), HeadSize)]}
	if i == 0 && len(head) < len(top) {
		io.CopyN(io.Discard, r, int64(len(utf8BOM))) // an error comes again
		d.start = int64(len(utf8BOM))
	}
	if err := read(d); err != nil {
		return err
	}
	if err := r.drain(); err != nil {
		return at(err, s.Digest)
	}
	more := 0
	if i == len(s.proof.sums)-1 {
		more, _ = whole.ReadAt(make([]byte, 1), of.To)
	}
	if r.seams.done().sums[0].sum != of.sum || maphash.Bytes(seed, top) != s.proof.head || more > 0 {
		return at(errChanged, s.Digest)
	}
	return nil
}
