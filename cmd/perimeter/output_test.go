package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
)

// full takes some bytes and then no more, as a disk does.
type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	n := min(len(b), f.left)
	f.left -= n
	if n < len(b) {
		return n, &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
	}
	return n, nil
}

// TestOutputLost runs verbs whose output has no room: none may end as if it had been printed, nor deny what it did on disk.
func TestOutputLost(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("rates.csv", []byte("currency,date,rate,to\nUSD,2020-01-02,0.9,EUR\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"run rates.csv", "version", "--version", "--help", "tables", "match Dahua", "check out", "gc out", "review out"} {
		for _, room := range []int{0, 5} {
			var stderr bytes.Buffer
			code := perimeter(strings.Fields(command), &full{room}, &stderr)
			said := stderr.String()
			if code != exitSpace || !strings.Contains(said, "no space left on device") || strings.Contains(said, "Nothing was") {
				t.Errorf("%s, with room for %d bytes: exit %d\n%s", command, room, code, said)
			}
		}
	}
	var stderr bytes.Buffer
	if code := perimeter([]string{"check", "out"}, io.Discard, &stderr); code != 0 {
		t.Errorf("the dataset of the run whose output was lost: exit %d\n%s", code, stderr.String())
	}
}
