package runner

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// memoryPath is where what the work on a shard remembered lies: under the program, for another one may judge otherwise.
func (e *engine) memoryPath(what string, s shard) string {
	return filepath.Join(e.options.Out, "cache", "memory", source.ID("memory", e.options.Program, what, s.String()))
}

// recall is what an earlier run remembered of a shard; nothing where it is not there, or not as it was written, or where the run
// trusts nothing that it has not made.
func (e *engine) recall(what string, s shard) []byte {
	if e.options.Rebuild {
		return nil
	}
	kept, err := os.ReadFile(e.memoryPath(what, s))
	if err != nil || len(kept) < sha256.Size*2 {
		return nil
	}
	sum := sha256.Sum256(kept[sha256.Size*2:])
	if hex.EncodeToString(sum[:]) != string(kept[:sha256.Size*2]) {
		return nil
	}
	return kept[sha256.Size*2:]
}

// keep writes what a shard remembered.
func (e *engine) keep(what string, s shard, text []byte) error {
	name := e.memoryPath(what, s)
	sum := sha256.Sum256(text)
	text = append([]byte(hex.EncodeToString(sum[:])), text...)
	if before, err := os.ReadFile(name); err == nil && bytes.Equal(before, text) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(e.tmp, "memory-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if _, err := f.Write(text); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
