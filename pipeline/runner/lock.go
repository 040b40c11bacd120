package runner

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// holderPrefix is what the text of a lock begins with.
const holderPrefix = "process "

// holderWait is the time between two readings of a lock's text, of which there are at most holderReads.
const (
	holderWait  = 50 * time.Millisecond
	holderReads = 20
)

// lock takes the output folder for this run, or says who has it and since when, which is the time of the file. The lock is the
// kernel's: it ends with the process.
func lock(out string) (unlock func(), err error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	name := filepath.Join(out, "lock")
	l := flock.New(name)
	ok, err := l.TryLock()
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	if !ok {
		text := holder(name, func() { time.Sleep(holderWait) })
		if info, err := os.Stat(name); err == nil {
			text += " since " + info.ModTime().UTC().Format("2006-01-02 15:04:05 UTC")
		}
		return nil, errors.Join(fmt.Errorf("%w: %s is held by %s", ErrLocked, out, text), l.Close())
	}
	host, err := os.Hostname()
	if err != nil {
		host = "an unknown machine"
	}
	if err := os.WriteFile(name, fmt.Appendf(nil, holderPrefix+"%d on %s\n", os.Getpid(), host), 0o644); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return func() { l.Close() }, nil
}

// holder is what the text of the lock at name says of who has it, once it says the same before and after a pause: who has just taken
// the lock writes its own over that of the one before.
func holder(name string, pause func()) string {
	before := ""
	for range holderReads {
		data, _ := os.ReadFile(name)
		text := strings.TrimSpace(string(data))
		if text != "" && text == before {
			break
		}
		before = text
		pause()
	}
	if before == "" || len(before) > 200 {
		return "a process that did not say who it is"
	}
	return before
}
