package stagetest

import (
	"hash/crc32"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"
)

// What a text of longText bytes may cost, in time of the processor.
const (
	longText = 4 << 10
	mayTake  = 100 * time.Millisecond
)

// Steady holds that a text that repeats s costs f little, or at least not more than in proportion to its length. So that a fuzzer can
// go on to other texts it lets most pass: those that are long themselves, and of the others all but one of sixteen, by their digest.
func Steady(t testing.TB, s string, f func(string)) {
	t.Helper()
	if s == "" || len(s) > 64 || crc32.ChecksumIEEE([]byte(s))%16 != 0 {
		return
	}
	cost := func(length, times int) (least time.Duration) {
		text := strings.Repeat(s, length/len(s)+1)[:length]
		for i := range times {
			began := Spent()
			f(text)
			if took := Spent() - began; i == 0 || took < least {
				least = took
			}
		}
		return least
	}
	if cost(longText, 1) <= mayTake {
		return
	}
	once := cost(longText, 3)
	if once <= mayTake {
		return
	}
	if twice := cost(2*longText, 3); twice > 3*once || once > 5*mayTake {
		t.Errorf("%q, repeated: %v for %d bytes, %v for twice as many", s, once, longText, twice)
	}
}

// Spent is the time of the processor that this process has used, which does not grow with what else the machine does.
func Spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Visible holds that what was made of a text has no character that readers do not see: controls, and marks that turn the direction
// of the text.
func Visible(t testing.TB, what, made string) {
	t.Helper()
	for _, r := range made {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			t.Errorf("%s has %U: %q", what, r, made)
			return
		}
	}
}
