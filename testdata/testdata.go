// Package testdata carries the sample: one small document of every format, about one connected world. SOURCES.md in it
// says where each fact is from and which bodies are invented.
package testdata

import "embed"

// World is the sample, in the folder world.
//
//go:embed all:world
var World embed.FS
