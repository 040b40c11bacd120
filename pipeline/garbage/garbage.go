// Package garbage says how much of the memory in use may be garbage. A program imports it, and that is all.
//
// Most of what a run holds is rows, in blocks that are used again and hold no pointers: with as much garbage as there is in use a run
// stays within the memory that its documentation asks for, and with half of that it took a twentieth longer. But a run that has
// nothing to do holds a few tables of words and lists of files, and going through them time and again took half of its time: so
// nothing is collected before the memory in use is worth it. The environment's GOGC says otherwise.
package garbage

import (
	"os"
	"runtime"
	"runtime/debug"
)

const (
	share = 100 // in percent of what is in use
	first = 800 // the same until the first collection, which comes at 4 MiB times this: at 32 MiB
)

// This package needs no other, so that it is made ready before the tables of the others are.
func init() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(first)
	runtime.AddCleanup(new([16]byte), func(share int) { debug.SetGCPercent(share) }, share)
}
