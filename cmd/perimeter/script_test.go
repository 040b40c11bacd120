package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/gofrs/flock"
	"github.com/parquet-go/parquet-go"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"perimeter": main})
}

// TestScript runs the transcripts of testdata/script.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("..", "..", "testdata", "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("ESC", "\x1b")
			return latin1(env.WorkDir)
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, errors.New("unknown condition")
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code": code, "flip": flip, "pipe": pipe, "append": appendTo, "cutgzip": cutGzip, "hold": hold, "release": release,
		},
	})
}

// latin1 writes the byte 0xE0 where a script says @LATIN1@.
func latin1(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "latin1", "*"))
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(name, bytes.ReplaceAll(b, []byte("@LATIN1@"), []byte{0xe0}), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// code N command…: the command must exit with N.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// flip DIR: change the last byte of a page of the first Parquet file of the folder.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	names, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*.parquet"))
	ts.Check(err)
	b, err := os.ReadFile(names[0])
	ts.Check(err)
	b[endOfPage(ts, b)-1] ^= 0x40
	ts.Check(os.Remove(names[0])) // a link to an object that is read-only
	ts.Check(os.WriteFile(names[0], b, 0o666))
}

// endOfPage is where the last page of the largest column of a Parquet file ends.
func endOfPage(ts *testscript.TestScript, b []byte) (end int64) {
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	ts.Check(err)
	most := int64(0)
	for _, c := range f.Metadata().RowGroups[0].Columns {
		m := c.MetaData
		begins := m.DataPageOffset
		if m.DictionaryPageOffset > 0 {
			begins = m.DictionaryPageOffset
		}
		if m.TotalCompressedSize > most {
			most, end = m.TotalCompressedSize, begins+m.TotalCompressedSize
		}
	}
	return end
}

// pipe NAME: make a named pipe, which no run may wait for.
func pipe(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(syscall.Mkfifo(ts.MkAbs(args[0]), 0o666))
}

// append NAME: put a byte at the end of a file.
func appendTo(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.WriteString(" ")
	ts.Check(err)
	ts.Check(f.Close())
}

// cutgzip FROM TO: pack a file and keep all but the last 20 bytes.
func cutGzip(ts *testscript.TestScript, _ bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err = w.Write(b)
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), packed.Bytes()[:packed.Len()-20], 0o666))
}

var held *flock.Flock

// hold NAME: lock a file as another run would.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	held = flock.New(ts.MkAbs(args[0]))
	ok, err := held.TryLock()
	ts.Check(err)
	if !ok {
		ts.Fatalf("%s is locked already", args[0])
	}
}

// release: let go what hold locked.
func release(ts *testscript.TestScript, _ bool, _ []string) { ts.Check(held.Unlock()) }
