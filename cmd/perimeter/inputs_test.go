package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestPipeAsInput holds that what a shell hands over as a pipe is not called missing.
func TestPipeAsInput(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	name := fmt.Sprintf("/dev/fd/%d", r.Fd())
	if _, err := os.Stat(name); err != nil {
		t.Skip("this system has no names for what is open")
	}
	if _, _, err := inputRoots([]string{name}, false, "out"); err == nil || !strings.Contains(err.Error(), "this is a pipe") {
		t.Error(err)
	}
}
