package ocds

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// room is where the objects of one tree, or of the trees of one process, and their members are. When they are done with it is
// cleared for the next ones.
type room struct {
	objects blocks[object]
	members blocks[member]
	values  blocks[any]
	texts   blocks[string]
	origins blocks[source.Origin]
	bytes   []byte // of texts that are not written as they are
	listed  []any  // the elements so far of the lists that are open, the innermost last
}

// clear forgets the trees: nothing of them is used any more.
func (r *room) clear() {
	r.objects.clear()
	r.members.clear()
	r.values.clear()
	r.texts.clear()
	r.origins.clear()
	if r.bytes = r.bytes[:0]; cap(r.bytes) > 2*maxBytes {
		r.bytes = nil
	}
	clear(r.listed[:cap(r.listed)])
	if r.listed = r.listed[:0]; cap(r.listed) > blockSize {
		r.listed = nil
	}
}

// list closes the innermost list, whose elements begin at from.
func (r *room) list(from int) []any {
	all := r.values.take(len(r.listed) - from)
	copy(all, r.listed[from:])
	r.listed = r.listed[:from]
	return all
}

func (r *room) origin(o source.Origin) []source.Origin {
	all := r.origins.take(1)
	all[0] = o
	return all
}

// text is a text as a node: a string would take a piece of memory of its own.
func (r *room) text(s string) *string {
	all := r.texts.take(1)
	all[0] = s
	return &all[0]
}

// unquoted is the text of a JSON string with its quotes.
func (r *room) unquoted(s string) (string, error) {
	from := r.next()
	all, err := jsontext.AppendUnquote(r.bytes, s)
	r.bytes = all
	return source.View(all[from:]), err
}

// path is the pointer to what stands under a name, or at a number, in what at points to.
func (r *room) path(at, name string) string {
	from := r.next()
	r.bytes = append(append(append(r.bytes, at...), '/'), name...)
	return source.View(r.bytes[from:])
}

// next is where in bytes the next text begins.
func (r *room) next() int {
	if len(r.bytes) > maxBytes {
		r.bytes = nil
	}
	return len(r.bytes)
}

func (r *room) object() *object { return &r.objects.take(1)[0] }

// add gives an object that will have some n members one that it has not.
func (r *room) add(o *object, n int, w *word, value any) {
	if n = min(n, few); o.fields.all == nil && n > 0 {
		o.fields.all = r.members.take(n)[:0]
	}
	if o.fields.all = append(o.fields.all, member{w, value}); len(o.fields.all) > few {
		o.fields.indexLast()
	}
}

const (
	blockSize = 128
	maxBlocks = 32       // that are kept
	maxBytes  = 64 << 10 // of texts that lie together
)

// blocks give out pieces of what they hold, which are zero.
type blocks[T any] struct {
	all  [][]T
	at   int // the block in use
	used int // of it
}

// take is a piece of n. One that no block has room for is by itself.
func (b *blocks[T]) take(n int) []T {
	if n > blockSize {
		return make([]T, n)
	}
	if b.at < len(b.all) && b.used+n > blockSize {
		b.at, b.used = b.at+1, 0
	}
	if b.at == len(b.all) {
		b.all = append(b.all, make([]T, blockSize))
	}
	b.used += n
	return b.all[b.at][b.used-n : b.used : b.used]
}

func (b *blocks[T]) clear() {
	if len(b.all) > maxBlocks {
		clear(b.all[maxBlocks:])
		b.all = b.all[:maxBlocks]
	}
	for i := range min(b.at+1, len(b.all)) {
		if i < b.at {
			clear(b.all[i])
		} else {
			clear(b.all[i][:b.used])
		}
	}
	b.at, b.used = 0, 0
}
