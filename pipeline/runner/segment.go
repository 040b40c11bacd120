package runner

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// A segment is a run file of (key, row) pairs whose keys begin with table.HashSize bytes of the SHA-256 of what follows, up to
// the point where the rows of one shard may be parted. The first of them is the bucket. It lies in the cache under its content.
type segment struct {
	Name    string  `json:"name,omitempty"` // content address; "" for one without rows
	Bytes   int64   `json:"bytes"`
	Rows    int64   `json:"rows"`
	Buckets buckets `json:"buckets"`
	Keys    keyList `json:"keys,omitzero"` // behind the buckets, where they were asked for

	place string // where its rows were made: the same in any run, so that what was remembered there is found again
	of    int    // which of the tables that are read together it is of
}

// keyList is the first table.HashSize bytes of each key of a segment, in order.
type keyList struct {
	N   int64  `json:"n"`
	Sum string `json:"sum"` // SHA-256
}

// Bytes is its length.
func (l keyList) Bytes() int64 { return l.N * table.HashSize }

// holds says that b is the list.
func (l keyList) holds(b []byte) bool {
	sum := sha256.Sum256(b)
	return int64(len(b)) == l.Bytes() && (l.N == 0 || hex.EncodeToString(sum[:]) == l.Sum)
}

// section is what a segment holds of one bucket.
type section struct {
	Bucket        byte
	Offset, Bytes int64
	Size          int64    // before compression
	Sum           [16]byte // of the bytes
}

type buckets []section

// MarshalText packs the sections: bucket, length, size and sum, one after another.
func (s buckets) MarshalText() ([]byte, error) {
	var b []byte
	for _, x := range s {
		b = binary.AppendUvarint(append(b, x.Bucket), uint64(x.Bytes))
		b = append(binary.AppendUvarint(b, uint64(x.Size)), x.Sum[:]...)
	}
	return []byte(base64.RawStdEncoding.EncodeToString(b)), nil
}

func (s *buckets) UnmarshalText(text []byte) error {
	b, err := base64.RawStdEncoding.DecodeString(string(text))
	if err != nil {
		return err
	}
	*s = nil
	var offset int64
	for len(b) > 0 {
		x := section{Bucket: b[0], Offset: offset}
		b = b[1:]
		for _, n := range []*int64{&x.Bytes, &x.Size} {
			v, k := binary.Uvarint(b)
			if k <= 0 || len(b) < k+len(x.Sum) {
				return errors.New("a list of sections is cut short")
			}
			*n, b = int64(v), b[k:]
		}
		copy(x.Sum[:], b)
		b = b[len(x.Sum):]
		offset += x.Bytes
		*s = append(*s, x)
	}
	return nil
}

// damagedError says that a piece of the cache is missing or damaged.
type damagedError struct {
	path string
	err  error
}

func (d *damagedError) Error() string { return fmt.Sprintf("%s is damaged: %v", d.path, d.err) }
func (d *damagedError) Unwrap() error { return d.err }

func (e *engine) segmentPath(name string) string {
	return filepath.Join(e.options.Out, "cache", "segments", name[:2], name)
}

// hasSegment says that the segment lies in the cache with the size it should have; where the run rebuilds, with the bytes.
func (e *engine) hasSegment(s segment) bool {
	if s.Name == "" {
		return true
	}
	name := e.segmentPath(s.Name)
	info, err := os.Lstat(name)
	return err == nil && info.Size() == s.Bytes && (!e.options.Rebuild || s.hashes(name))
}

// hashes says that the file holds the segment.
func (s segment) hashes(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	for _, x := range s.Buckets {
		h := sha256.New()
		if _, err := io.Copy(h, io.NewSectionReader(f, x.Offset, x.Bytes)); err != nil || !bytes.Equal(h.Sum(nil)[:len(x.Sum)], x.Sum[:]) {
			return false
		}
	}
	keys := make([]byte, s.Keys.Bytes())
	_, err = io.ReadFull(io.NewSectionReader(f, s.Bytes-s.Keys.Bytes(), s.Keys.Bytes()), keys)
	return err == nil && s.Keys.holds(keys)
}

// sectionWriter counts and hashes what is written.
type sectionWriter struct {
	w io.Writer
	h hash.Hash
	n int64
}

func (w *sectionWriter) Write(b []byte) (int, error) {
	n, err := w.w.Write(b)
	w.h.Write(b[:n])
	w.n += int64(n)
	return n, err
}

// putSegment writes pairs, whose keys are those of a segment, and behind them the list of the keys.
func (e *engine) putSegment(pairs table.Pairs) (seg segment, err error) {
	f, err := os.CreateTemp(e.tmp, "segment-")
	if err != nil {
		return seg, err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	buffered := bufio.NewWriterSize(f, 64<<10)
	out := &sectionWriter{w: buffered, h: sha256.New()}
	w := table.NewRunWriter(out)
	before := int64(0)
	cut := func() error {
		if err := w.Cut(); err != nil {
			return err
		}
		last := &seg.Buckets[len(seg.Buckets)-1]
		last.Bytes, last.Size = out.n-last.Offset, w.Bytes-before
		before = w.Bytes
		copy(last.Sum[:], out.h.Sum(nil))
		out.h.Reset()
		return nil
	}
	var keys []byte
	err = pairs(func(key, row []byte) error {
		if hash := key[:table.HashSize]; !bytes.HasSuffix(keys, hash) {
			keys = append(keys, hash...)
		}
		if n := len(seg.Buckets); n == 0 || seg.Buckets[n-1].Bucket != key[0] {
			if n > 0 {
				if err := cut(); err != nil {
					return err
				}
			}
			seg.Buckets = append(seg.Buckets, section{Bucket: key[0], Offset: out.n})
		}
		return w.Add(key, row)
	})
	if err != nil || len(seg.Buckets) == 0 {
		return seg, err
	}
	if err := cut(); err != nil {
		return seg, err
	}
	sum := sha256.Sum256(keys)
	seg.Keys = keyList{int64(len(keys) / table.HashSize), hex.EncodeToString(sum[:])}
	if _, err := out.Write(keys); err != nil {
		return seg, err
	}
	seg.Bytes, seg.Rows = out.n, w.Rows
	index, err := seg.Buckets.MarshalText()
	if err != nil {
		return seg, err
	}
	address := sha256.Sum256(index)
	seg.Name = hex.EncodeToString(address[:])
	if err := errors.Join(buffered.Flush(), f.Close()); err != nil {
		return seg, err
	}
	name := e.segmentPath(seg.Name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return seg, err
	}
	return seg, os.Rename(f.Name(), name)
}

// shard is a range of buckets: from lo to before hi.
type shard struct{ lo, hi int }

// every is the shard of all buckets.
var every = shard{0, 256}

func (s shard) holds(bucket byte) bool { return int(bucket) >= s.lo && int(bucket) < s.hi }

func (s shard) String() string { return fmt.Sprintf("%02x-%02x", s.lo, s.hi-1) }

// shardBytes is where a shard is cut in two, before compression.
const shardBytes = 16 << 20

// shards cuts the buckets into ranges of at most shardBytes, and leaves out the empty ones; there is always at least one.
func shards(segments []segment) []shard {
	var size [256]int64
	for _, s := range segments {
		for _, x := range s.Buckets {
			size[x.Bucket] += x.Size
		}
	}
	var out []shard
	var split func(s shard)
	split = func(s shard) {
		var n int64
		for _, b := range size[s.lo:s.hi] {
			n += b
		}
		switch {
		case n == 0:
		case n <= shardBytes || s.hi-s.lo == 1:
			out = append(out, s)
		default:
			mid := (s.lo + s.hi) / 2
			split(shard{s.lo, mid})
			split(shard{mid, s.hi})
		}
	}
	split(every)
	if out == nil {
		out = []shard{every}
	}
	return out
}

// size is that of the rows of a shard and their keys, before compression.
func (s shard) size(segments []segment) (n int64) {
	for _, seg := range segments {
		for _, x := range seg.Buckets {
			if s.holds(x.Bucket) {
				n += x.Size
			}
		}
	}
	return n
}

// sums names what segments hold of a shard, whatever else they hold.
func (s shard) sums(segments []segment) string {
	h := sha256.New()
	for _, seg := range segments {
		for _, x := range seg.Buckets {
			if s.holds(x.Bucket) {
				h.Write(append([]byte{x.Bucket}, x.Sum[:]...))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// sectionCursor reads what a segment holds of a shard.
type sectionCursor struct {
	*table.RunReader
	file *os.File
}

func (c *sectionCursor) Err() error {
	if err := c.RunReader.Err(); err != nil {
		return &damagedError{c.file.Name(), err}
	}
	return nil
}

func (c *sectionCursor) Close() error { return c.file.Close() }

// open gives what a segment holds of a shard; nil where that is nothing.
func (e *engine) open(seg segment, s shard) (table.Cursor, error) {
	var from, to int64 = -1, -1
	for _, x := range seg.Buckets {
		if s.holds(x.Bucket) {
			if from < 0 {
				from = x.Offset
			}
			to = x.Offset + x.Bytes
		}
	}
	if from < 0 {
		return nil, nil
	}
	name := e.segmentPath(seg.Name)
	file, err := os.Open(name)
	if err != nil {
		return nil, &damagedError{name, err}
	}
	return &sectionCursor{table.NewRunReader(io.NewSectionReader(file, from, to-from)), file}, nil
}

// maxOpen is how many segments are read at once.
const maxOpen = 128

// cursor reads what segments hold of a shard, in order, each pair once.
func (e *engine) cursor(ctx context.Context, segments []segment, s shard) (_ table.Cursor, err error) {
	var open []table.Cursor
	few := table.NewSorter(e.tmp, 0)
	defer func() {
		if err != nil {
			table.NewMerge(open).Close()
			few.Close()
		}
	}()
	gather := func() error {
		all := open
		open = nil
		return few.AddRuns(all)
	}
	for _, seg := range segments {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(open) == maxOpen {
			if err := gather(); err != nil {
				return nil, err
			}
		}
		c, err := e.open(seg, s)
		if err != nil {
			return nil, err
		}
		if c != nil {
			open = append(open, c)
		}
	}
	switch {
	case few.Empty() && len(open) == 1:
		return open[0], nil
	case few.Empty():
		return table.NewMerge(open), nil
	}
	if err := gather(); err != nil {
		return nil, err
	}
	c, err := few.Cursor()
	return &gathered{c, few}, err
}

// gathered is a cursor over the runs of a sorter of its own.
type gathered struct {
	table.Cursor
	few *table.Sorter
}

func (g *gathered) Close() error {
	err := g.Cursor.Close()
	g.few.Close()
	return err
}

// merged calls f with what cursor reads.
func (e *engine) merged(ctx context.Context, segments []segment, s shard, f func(key, row []byte) error) error {
	c, err := e.cursor(ctx, segments, s)
	if err != nil {
		return err
	}
	defer c.Close()
	return table.Each(c, f)
}
