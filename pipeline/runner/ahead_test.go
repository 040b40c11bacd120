package runner

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"testing"
	"testing/iotest"
	"time"
)

// panics is a reader that fails the program.
type panics struct{}

func (panics) Read([]byte) (int, error) { panic("a bug") }

// TestAhead reads with help and without: the bytes and the error are those of the reader, and whoever stops early leaves nobody at it.
func TestAhead(t *testing.T) {
	text := make([]byte, 1<<20)
	rand.Read(text)
	broken := errors.New("broken")
	for _, workers := range []int{1, 2} {
		helped := false
		err := each(context.Background(), 1, workers, func(_ context.Context, _ int, h help) error {
			noticed := help(func(f func() error) bool {
				helped = h(f)
				return helped
			})
			r, stop := noticed.ahead(io.MultiReader(bytes.NewReader(text), iotest.ErrReader(broken)))
			got, err := io.ReadAll(r)
			if stop(); !bytes.Equal(got, text) || err != broken {
				t.Errorf("%d workers: %d bytes, %v", workers, len(got), err)
			}
			return nil
		})
		if err != nil || helped != (workers > 1) {
			t.Errorf("%d workers: helped %v, %v", workers, helped, err)
		}
		if err := each(context.Background(), 1, workers, func(_ context.Context, _ int, h help) error {
			r, stop := h.ahead(bytes.NewReader(text))
			_, err := io.ReadFull(r, make([]byte, 10))
			stop()
			return err
		}); err != nil {
			t.Error(err)
		}
	}
	err := each(context.Background(), 1, 2, func(_ context.Context, _ int, h help) error {
		r, stop := h.ahead(panics{})
		defer stop()
		if _, err := io.ReadAll(r); err != io.ErrUnexpectedEOF {
			t.Errorf("where reading fails: %v", err)
		}
		return nil
	})
	if !errors.Is(err, ErrBug) {
		t.Errorf("a panic of who helps gives %v", err)
	}
}

// TestAheadOfTheEnd holds that nobody waits for a helper who never comes: where a run is called off, what was promised is read all the same.
func TestAheadOfTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	err := each(ctx, 1, 2, func(_ context.Context, _ int, h help) error {
		cancel()
		r, stop := h.ahead(bytes.NewReader([]byte("the rest of a file")))
		defer stop()
		read := make(chan error, 1)
		go func() {
			_, err := io.ReadAll(r)
			read <- err
		}()
		select {
		case err := <-read:
			return err
		case <-time.After(5 * time.Second):
			t.Error("whoever reads waits for ever")
			return nil
		}
	})
	if err != nil {
		t.Error(err)
	}
}
