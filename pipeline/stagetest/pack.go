package stagetest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io/fs"
	"maps"
	"slices"
	"testing/fstest"

	"github.com/klauspost/compress/zstd"
)

// Packings are the ways that Pack knows.
var Packings = []string{"gzip", "zip", "tar.zst", "zip in tar"}

// Pack puts files into containers: each for itself, or all into one that is called all.
func Pack(files fstest.MapFS, how string) fstest.MapFS {
	all := func(data []byte) fstest.MapFS { return fstest.MapFS{"all": {Data: data}} }
	switch how {
	case "gzip":
		packed := fstest.MapFS{}
		for name, f := range files {
			var b bytes.Buffer
			w := gzip.NewWriter(&b)
			w.Write(f.Data)
			must(w.Close())
			packed[name] = &fstest.MapFile{Data: b.Bytes()}
		}
		return packed
	case "zip":
		return all(zipped(files))
	case "tar.zst":
		w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		must(err)
		return all(w.EncodeAll(tarred(files), nil))
	case "zip in tar":
		return all(tarred(fstest.MapFS{"in/z": {Data: zipped(files)}}))
	}
	panic("no such way of packing: " + how)
}

func zipped(files fstest.MapFS) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.Create(name)
		must(err)
		f.Write(files[name].Data)
	}
	must(w.Close())
	return b.Bytes()
}

func tarred(files fstest.MapFS) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		must(w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(files[name].Data)), Typeflag: tar.TypeReg}))
		w.Write(files[name].Data)
	}
	must(w.Close())
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Load reads the files below some folders of fsys into memory, by their paths there.
func Load(fsys fs.FS, folders ...string) (fstest.MapFS, error) {
	files := fstest.MapFS{}
	for _, folder := range folders {
		err := fs.WalkDir(fsys, folder, func(name string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}
