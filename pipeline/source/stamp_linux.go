package source

import (
	"fmt"
	"io/fs"
	"syscall"
)

// Stamp says how the file stands now, without reading it: size, times, inode. While it stays the same, so does the digest
// (take it before Hash). It is "" where the file system gives no such thing, as for what is inside the program.
func (f File) Stamp() string {
	info, err := fs.Stat(f.fsys, f.name)
	if err != nil {
		return ""
	}
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d %d %d.%09d %d:%d", s.Size, info.ModTime().UnixNano(), s.Ctim.Sec, s.Ctim.Nsec, s.Dev, s.Ino)
}
