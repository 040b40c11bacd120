package source

import "unsafe"

// View is b as a string without a copy. It must not outlive b, nor what changes b: whoever keeps it copies it (strings.Clone).
func View(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
