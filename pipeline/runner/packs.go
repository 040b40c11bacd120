package runner

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
)

// packBytes is where a pack of documents is cut in two.
var packBytes int64 = 4 << 20

// homeBits are those of a digest by which packs have one home: so many homes that a changed document makes little anew, and so few
// that much input does not become small files.
const homeBits = 5

// packs parts documents, which are sorted by digest, by the bits of their digests until a pack is small or holds one
// file: a document that comes or goes changes the pack that it is in, and no other unless that one is cut. What lies in one
// archive stays together, so that it is unpacked once.
func packs(docs []*input) (out [][]*input) {
	var split func(docs []*input, bit int)
	split = func(docs []*input, bit int) {
		var n int64
		for _, d := range docs {
			n += max(d.bytes, 0)
		}
		if n <= packBytes || docs[0].digest == docs[len(docs)-1].digest || bit == 256 {
			if len(docs) > 0 {
				out = append(out, docs)
			}
			return
		}
		at := slices.IndexFunc(docs, func(d *input) bool { return digestBit(d.digest, bit) })
		if at < 0 {
			at = len(docs)
		}
		split(docs[:at], bit+1)
		split(docs[at:], bit+1)
	}
	split(docs, 0)
	return out
}

func digestBit(digest string, bit int) bool {
	b, err := hex.DecodeString(digest)
	return err == nil && bit/8 < len(b) && b[bit/8]>>(7-bit%8)&1 == 1
}

// leadingBits are the first homeBits of a digest.
func leadingBits(digest string) string {
	b := make([]byte, homeBits)
	for i := range b {
		b[i] = '0'
		if digestBit(digest, i) {
			b[i] = '1'
		}
	}
	return string(b)
}

// readActions are the packs of each format.
func (e *engine) readActions(inputs []*input) (actions []*action) {
	for _, f := range e.pipeline.Formats {
		var docs []*input
		for _, in := range inputs {
			if in.format == f && in.copyOf == "" {
				docs = append(docs, in)
			}
		}
		slices.SortFunc(docs, func(a, b *input) int {
			return cmp.Or(strings.Compare(a.digest, b.digest), strings.Compare(a.member, b.member))
		})
		some := docs[:0]
		for _, in := range docs {
			if !in.parted() {
				some = append(some, in)
				continue
			}
			again := sync.OnceValues(func() (source.Seal, error) { return in.Again(in.seal, stretchBytes) })
			for i, s := range in.seal.Stretches {
				a := e.readAction(f, pack{docs: []*input{in}, stretch: func(read func(*source.Document) error) error {
					seal, err := again()
					if err != nil {
						return err
					}
					return in.ReadStretch(seal, i, read)
				}})
				a.place = fmt.Sprint(f.Name, " ", in.digest, " ", i)
				a.parts, a.stretchOf, a.size = append(a.parts, fmt.Sprint(s)), in.key(), s.To-s.From
				actions = append(actions, a)
			}
		}
		for _, docs := range packs(some) {
			a := e.readAction(f, pack{docs: docs})
			// One worker reads a pack of several files, compressed or not: the others have packs of their own, and wait for the last one no
			// longer than it takes to read packBytes as delivered.
			if len(docs) == 1 && f.Lines && docs[0].member == "" {
				a.apart = e.unpacking(f, docs[0])
			}
			a.place = f.Name + " " + leadingBits(docs[0].digest)
			actions = append(actions, a)
		}
	}
	return actions
}

// pack is what one action reads: documents, or a stretch of one.
type pack struct {
	docs    []*input
	stretch func(read func(*source.Document) error) error // of the one document gives read a stretch, each time anew; nil where that is read at once
}

func (e *engine) readAction(f *pipeline.Format, p pack) *action {
	a := &action{kind: "read", name: f.Name, parts: []string{source.KeyPrint(e.options.Key), f.Config}}
	for _, d := range p.docs {
		a.parts = append(a.parts, d.digest, d.member, strings.Join(d.groups, ","))
		a.size += d.bytes
	}
	a.run = func(ctx context.Context, r *record) error { return e.read(ctx, f, p, r) }
	return a
}

// joined are the records of reading, those of each document's stretches as if it had been read at once.
func joined(actions []*action, records []*record) (all []*record) {
	for i := 0; i < len(actions); i++ {
		of := actions[i].stretchOf
		if of == "" {
			all = append(all, records[i])
			for _, part := range records[i].Parts {
				part.place = records[i].place
				all = append(all, part)
			}
			continue
		}
		from := i
		for ; i+1 < len(actions) && actions[i+1].stretchOf == of; i++ {
		}
		all = append(all, join(of, records[from:i+1])...)
	}
	return all
}

// join is what the stretches of a document leave: where one of them could not be kept, nothing of the document is, and behind the
// place where reading it ended there is nothing more.
func join(of string, stretches []*record) []*record {
	all, keep := slices.Clone(stretches), -1 // the one that is kept alone
	end := slices.IndexFunc(all, func(r *record) bool { return r.Docs[of].Ended != "" })
	if end >= 0 && all[end].Docs[of].Spoilt {
		keep = end
	}
	if k := slices.IndexFunc(all, func(r *record) bool { return r.passing }); k >= 0 {
		keep = k
	}
	for k, r := range all {
		if keep >= 0 && k != keep || keep < 0 && end >= 0 && k > end {
			all[k] = &record{Kind: r.Kind, Name: r.Name, Docs: setDoc(nil, of)}
		}
	}
	return all
}
