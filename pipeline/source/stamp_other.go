//go:build !linux

package source

// Stamp is always "" here: without a time of the last change that nobody can set, a file has to be read to be known.
func (f File) Stamp() string { return "" }
