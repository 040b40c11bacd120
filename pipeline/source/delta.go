package source

import (
	"math"

	"github.com/parquet-go/parquet-go"
)

// deltas are whole numbers by how much each is more than the one before, in blocks of some packs of packed bits.
type deltas struct {
	b           []byte
	block, pack int // numbers in a block and in a pack
	left        int // numbers
	begun       bool
	value       int64
	least       int64  // what each number of the block is more at least
	widths      []byte // of the packs of the block that were not begun
	width       int
	inPack      int // numbers left in the pack
	bits        packed
}

// newDeltas reads the head of deltas; n is how many bytes all of them take.
func newDeltas(b []byte) (d *deltas, n int, ok bool) {
	t := &thrift{b: b}
	block, packs, total, first := t.varint(), t.varint(), t.varint(), zigzag(t.varint())
	if t.bad || packs == 0 || block > 1<<16 || packs > block/8 || block%packs != 0 || block/packs%8 != 0 || total > math.MaxInt32 {
		return nil, 0, false
	}
	d = &deltas{b: b[t.pos:], block: int(block), pack: int(block / packs), left: int(total), value: first}
	rest := *d
	rest.left--
	for rest.left > 0 {
		if !rest.nextBlock() {
			return nil, 0, false
		}
		for len(rest.widths) > 0 && rest.left > 0 && rest.nextPack() {
			rest.left -= rest.inPack
		}
	}
	return d, len(b) - len(rest.b), true
}

func (d *deltas) nextBlock() bool {
	t := &thrift{b: d.b}
	d.least = zigzag(t.varint())
	packs := d.block / d.pack
	if t.bad || packs > len(t.b)-t.pos {
		return false
	}
	d.widths, d.b = t.b[t.pos:][:packs], t.b[t.pos+packs:]
	return true
}

func (d *deltas) nextPack() bool {
	d.width, d.widths = int(d.widths[0]), d.widths[1:]
	size := min(d.pack/8*d.width, len(d.b))
	d.bits, d.inPack, d.b = packed{d.b[:size], 0}, d.pack, d.b[size:]
	return d.width <= 64
}

func (d *deltas) next() (int64, bool) {
	if d.left == 0 {
		return 0, false
	}
	d.left--
	if !d.begun {
		d.begun = true
		return d.value, true
	}
	if d.inPack == 0 && (len(d.widths) == 0 && !d.nextBlock() || !d.nextPack()) {
		return 0, false
	}
	d.inPack--
	n, ok := d.bits.take(d.width)
	d.value += d.least + int64(n)
	return d.value, ok
}

// wholes are whole numbers as deltas.
type wholes struct {
	*deltas
	kind parquet.Kind
}

func (w *wholes) next() (parquet.Value, bool) {
	n, ok := w.deltas.next()
	if w.kind == parquet.Int32 {
		return parquet.Int32Value(int32(n)), ok
	}
	return parquet.Int64Value(n), ok
}

// lengths are texts behind how long each is, as deltas.
type lengths struct {
	deltas *deltas
	b      []byte
}

func newLengths(b []byte) (*lengths, bool) {
	d, n, ok := newDeltas(b)
	if !ok {
		return nil, false
	}
	return &lengths{d, b[n:]}, true
}

func (l *lengths) raw() (b []byte, ok bool) {
	n, ok := l.deltas.next()
	if n = int64(int32(n)); !ok || n < 0 || n > int64(len(l.b)) {
		return nil, false
	}
	b, l.b = l.b[:n:n], l.b[n:]
	return b, true
}

func (l *lengths) next() (v parquet.Value, ok bool) {
	b, ok := l.raw()
	return parquet.ByteArrayValue(b), ok
}

// prefixed are texts by how much of the one before each begins with.
type prefixed struct {
	prefixes *deltas
	rest     *lengths
	last     []byte
	kind     parquet.Kind
	length   int
}

func (p *prefixed) next() (v parquet.Value, ok bool) {
	n, ok := p.prefixes.next()
	rest, more := p.rest.raw()
	if n = int64(int32(n)); !ok || !more || n < 0 || n > int64(len(p.last)) {
		return v, false
	}
	p.last = append(p.last[:n], rest...)
	if p.kind == parquet.FixedLenByteArray && len(p.last) != p.length {
		return v, false
	}
	return valueOf(p.kind, p.last), true
}
