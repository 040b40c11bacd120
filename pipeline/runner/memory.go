package runner

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
)

// memoryName names what the work on a shard remembered: under the program, for another one may judge otherwise.
func (e *engine) memoryName(k *keyed, s shard) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", []string{"memory", e.options.Program, k.what, s.String(), k.place}))
	return hex.EncodeToString(sum[:])
}

func (e *engine) memoryPath(name string) string {
	return filepath.Join(e.options.Out, "cache", "memory", name)
}

// recall is what an earlier run remembered of a shard; nothing where it is not there, or not as it was written, or where the run
// trusts nothing that it has not made.
func (e *engine) recall(k *keyed, s shard) []byte {
	if e.options.Rebuild {
		return nil
	}
	return kept(e.memoryPath(e.memoryName(k, s)))
}

// keep writes what a shard remembered.
func (e *engine) keep(k *keyed, s shard, text []byte) error {
	return e.keepFile(e.memoryPath(e.memoryName(k, s)), text)
}
