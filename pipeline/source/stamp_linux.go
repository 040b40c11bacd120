package source

import (
	"io/fs"
	"strconv"
	"syscall"
)

// stampOf is what File.Stamp tells.
func stampOf(info fs.FileInfo) string {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	b := make([]byte, 0, 80)
	for i, n := range []int64{s.Size, info.ModTime().UnixNano(), s.Ctim.Nano(), int64(s.Dev), int64(s.Ino)} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, n, 10)
	}
	return string(b)
}
