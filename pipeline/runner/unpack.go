package runner

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"sync"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
)

// unpacking is a text that several workers read at once, though it has to be unpacked, or walked through, from its beginning. One after
// the other takes the next stretch off it, and reads that while others are at theirs. Who has taken one calls for help; who would have
// to wait for the next one leaves, for another is at it.
type unpacking struct {
	e  *engine
	f  *pipeline.Format
	in *input

	take  sync.Mutex // guards the next three
	next  func() (*source.Unpacked, error, bool)
	stop  func()
	taken int

	mu     sync.Mutex // guards what follows
	parts  map[int]*record
	made   []*room
	free   []*room
	atWork int
	ended  bool // there is nothing to take
	failed bool
	whole  bool // it is to be read at once
}

// unpacking reads a document, in stretches if it can be cut into some.
func (e *engine) unpacking(f *pipeline.Format, in *input) func(context.Context, help, *record, func() error) error {
	return func(ctx context.Context, help help, r *record, done func() error) error {
		u := &unpacking{e: e, f: f, in: in, parts: map[int]*record{}}
		u.next, u.stop = iter.Pull2(u.stretches(ctx))
		return u.work(ctx, help, func() error {
			if u.whole {
				if err := e.read(ctx, f, pack{docs: []*input{in}}, r); err != nil {
					return err
				}
				return done()
			}
			for i := range u.taken {
				r.Parts = append(r.Parts, u.parts[i])
				r.passing = r.passing || u.parts[i].passing
			}
			r.Parts = join(in.key(), r.Parts)
			return done()
		})
	}
}

// stretches are those of the text. A panic where it is unpacked is told of the file.
func (u *unpacking) stretches(ctx context.Context) iter.Seq2[*source.Unpacked, error] {
	return func(yield func(*source.Unpacked, error) bool) {
		defer func() {
			if recover() != nil {
				yield(nil, failedOn(u.in.digest))
			}
		}()
		u.in.Unpack(u.in.seal, stretchBytes, func() (source.Room, error) { return u.room(ctx) })(yield)
	}
}

// work takes stretches and reads them. The last to leave calls finish.
func (u *unpacking) work(ctx context.Context, help help, finish func() error) (err error) {
	u.mu.Lock()
	late := u.ended
	if !late {
		u.atWork++
	}
	u.mu.Unlock()
	if late {
		return nil
	}
	failed := true
	defer func() {
		if last := u.leave(failed); last && err == nil && !u.failed {
			err = finish()
		}
	}()
	for u.take.TryLock() {
		i := u.taken
		stretch, err := u.another()
		u.take.Unlock()
		if err != nil {
			return err
		}
		if stretch == nil {
			break
		}
		help(func() error { return u.work(ctx, help, finish) })
		r := &record{Kind: "read", Name: u.f.Name}
		if err := u.e.read(ctx, u.f, pack{[]*input{u.in}, stretch.read}, r); err != nil {
			return err
		}
		if err := u.put(i, r, stretch); err != nil {
			return err
		}
	}
	failed = false
	return nil
}

// leave ends the work of one, and says whether that was the last.
func (u *unpacking) leave(failed bool) (last bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.failed, u.ended = u.failed || failed, u.ended || failed
	u.atWork--
	if !u.ended || u.atWork > 0 {
		return false
	}
	u.stop()
	for _, r := range u.made {
		r.file.Close()
		if r.named {
			os.Remove(r.file.Name())
		}
	}
	return true
}

// taken is a stretch.
type taken struct {
	read func(read func(*source.Document) error) error
	room *room // nil where there is none: read then says why
}

// another takes the next stretch; nil where there is none.
func (u *unpacking) another() (*taken, error) {
	u.mu.Lock()
	ended := u.ended
	u.mu.Unlock()
	if ended {
		return nil, nil
	}
	text, err, more := u.next()
	var d *source.Defect
	switch {
	case !more:
		u.end(false)
		return nil, nil
	case err == source.ErrWhole:
		u.end(true)
		return nil, nil
	case errors.As(err, &d):
		u.end(false)
		u.taken++
		return &taken{read: func(func(*source.Document) error) error { return d }}, nil
	case err != nil:
		return nil, err
	}
	u.taken++
	return &taken{func(read func(*source.Document) error) error {
		err := text.Read(read)
		if err == source.ErrWhole {
			u.end(true)
			return nil
		}
		return err
	}, text.Room.(*room)}, nil
}

// end says that there is nothing more to take; whole that all is to be read at once.
func (u *unpacking) end(whole bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.ended, u.whole = true, u.whole || whole
}

// put keeps what a stretch left, and takes its room back.
func (u *unpacking) put(i int, r *record, from *taken) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.parts[i] = r
	if from.room == nil {
		return nil
	}
	u.free = append(u.free, from.room)
	return from.room.err
}

// room is a file for a stretch, among those that the run leaves nothing of: in memory stretches would be much of what a worker may
// take.
type room struct {
	ctx   context.Context
	file  *os.File
	named bool
	err   error // why something could not be read again, which is no fault of the text
}

func (u *unpacking) room(ctx context.Context) (*room, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if n := len(u.free); n > 0 {
		r := u.free[n-1]
		u.free = u.free[:n-1]
		return r, nil
	}
	f, err := os.CreateTemp(u.e.tmp, "text-")
	if err != nil {
		return nil, err
	}
	// Without a name it is gone with the process.
	r := &room{ctx: ctx, file: f, named: os.Remove(f.Name()) != nil}
	u.made = append(u.made, r)
	return r, nil
}

func (r *room) WriteAt(p []byte, at int64) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.file.WriteAt(p, at)
}

func (r *room) ReadAt(p []byte, at int64) (int, error) {
	n, err := r.file.ReadAt(p, at)
	if err != nil && err != io.EOF {
		r.err = err
	}
	return n, err
}
