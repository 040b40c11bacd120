package runner

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
)

// What a run keeps for later ones beside its segments lies in small files, each behind the digest of its name and its text: one digit
// that changed on a disk, or the file of another name in its place, would else be believed.

// kept is the text of such a file; nil where it is not there, or not as it was written.
func kept(name string) []byte {
	b, err := os.ReadFile(name)
	if err != nil || len(b) < sha256.Size*2 {
		return nil
	}
	digest, text := b[:sha256.Size*2], b[sha256.Size*2:]
	if sealOf(name, text) != string(digest) {
		return nil
	}
	return text
}

func sealOf(name string, text []byte) string {
	sum := sha256.Sum256(append([]byte(filepath.Base(name)+"\n"), text...))
	return hex.EncodeToString(sum[:])
}

// keepFile writes such a file, where it does not have the text already.
func (e *engine) keepFile(name string, text []byte) error {
	if before := kept(name); before != nil && bytes.Equal(before, text) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(e.tmp, "kept-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if _, err := f.Write(append([]byte(sealOf(name, text)), text...)); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
