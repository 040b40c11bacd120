package table

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"github.com/klauspost/compress/s2"
)

// A run is a file of (key, row) pairs in order, in blocks of about 32 KiB before they are compressed: length, CRC-32C, then the
// pairs as S2. Spills and the segments between actions are runs; both are cache and can be made again, so that quick counts
// for more than small.

const (
	blockSize = 32 << 10
	maxBlock  = 1 << 30
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// ErrRun says that a run file is damaged; whoever holds it makes it again.
var ErrRun = errors.New("cached run is damaged")

// RunWriter writes a run. Pairs must come in order.
type RunWriter struct {
	w      io.Writer
	block  []byte
	packed []byte
	Rows   int64
	Bytes  int64 // of the pairs that were written, before compression
}

// NewRunWriter writes a run to w, a block at a time.
func NewRunWriter(w io.Writer) *RunWriter { return &RunWriter{w: w} }

// Add writes a pair.
func (w *RunWriter) Add(key, row []byte) error {
	w.block = binary.AppendUvarint(w.block, uint64(len(key)))
	w.block = append(w.block, key...)
	w.block = binary.AppendUvarint(w.block, uint64(len(row)))
	w.block = append(w.block, row...)
	w.Rows++
	if len(w.block) >= blockSize {
		return w.flush()
	}
	return nil
}

func (w *RunWriter) flush() error {
	const head = 8
	if need := head + s2.MaxEncodedLen(len(w.block)); cap(w.packed) < need {
		w.packed = make([]byte, need)
	}
	w.packed = w.packed[:cap(w.packed)]
	packed := s2.Encode(w.packed[head:], w.block)
	binary.LittleEndian.PutUint32(w.packed, uint32(len(packed)))
	binary.LittleEndian.PutUint32(w.packed[4:], crc32.Checksum(packed, castagnoli))
	_, err := w.w.Write(w.packed[:head+len(packed)])
	w.Bytes += int64(len(w.block))
	w.block = w.block[:0]
	return err
}

// Cut ends the block, so that what follows can be read by itself; after the last pair it must be called. It does not close the
// writer below.
func (w *RunWriter) Cut() error {
	if len(w.block) == 0 {
		return nil
	}
	return w.flush()
}

// RunReader reads a run from its start.
type RunReader struct {
	r        *bufio.Reader
	close    func() error
	packed   []byte
	block    []byte
	rest     []byte
	key, row []byte
	err      error
}

// NewRunReader reads a run from r, which it does not close.
func NewRunReader(r io.Reader) *RunReader {
	return &RunReader{r: bufio.NewReaderSize(r, 4<<10), close: func() error { return nil }}
}

// OpenRun opens a run file.
func OpenRun(name string) (*RunReader, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	r := NewRunReader(f)
	r.close = f.Close
	return r, nil
}

// Next moves to the next pair, if there is one: else Err says why. Key and Row are valid until the call after.
func (r *RunReader) Next() bool {
	if r.err != nil {
		return false
	}
	if len(r.rest) == 0 && !r.fill() {
		return false
	}
	r.key = r.bytes()
	r.row = r.bytes()
	return r.err == nil
}

func (r *RunReader) bytes() []byte {
	n, k := binary.Uvarint(r.rest)
	if k <= 0 || n > uint64(len(r.rest)-k) {
		r.err = ErrRun
		return nil
	}
	b := r.rest[k : k+int(n)]
	r.rest = r.rest[k+int(n):]
	return b
}

func (r *RunReader) fill() bool {
	var head [8]byte
	if _, err := io.ReadFull(r.r, head[:]); err != nil {
		if err != io.EOF {
			r.err = fmt.Errorf("%w: %v", ErrRun, err)
		}
		return false
	}
	n := binary.LittleEndian.Uint32(head[:4])
	if n == 0 || n > maxBlock {
		r.err = ErrRun
		return false
	}
	if uint32(cap(r.packed)) < n {
		r.packed = make([]byte, n)
	}
	r.packed = r.packed[:n]
	if _, err := io.ReadFull(r.r, r.packed); err != nil {
		r.err = fmt.Errorf("%w: %v", ErrRun, err)
		return false
	}
	size, err := s2.DecodedLen(r.packed)
	if crc32.Checksum(r.packed, castagnoli) != binary.LittleEndian.Uint32(head[4:]) || err != nil || size == 0 || size > maxBlock {
		r.err = ErrRun
		return false
	}
	if r.block, err = s2.Decode(r.block[:cap(r.block)], r.packed); err != nil {
		r.err = fmt.Errorf("%w: %v", ErrRun, err)
		return false
	}
	r.rest = r.block
	return true
}

// Key is the key of the pair.
func (r *RunReader) Key() []byte { return r.key }

// Row is the row of the pair.
func (r *RunReader) Row() []byte { return r.row }

// Err is nil at the end of the run, else it wraps ErrRun.
func (r *RunReader) Err() error { return r.err }

// Close closes the file that OpenRun opened.
func (r *RunReader) Close() error { return r.close() }
