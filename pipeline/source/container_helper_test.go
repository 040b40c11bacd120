package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// entry is a file to be put into an archive.
type entry struct{ name, data string }

func zipped(entries ...entry) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err != nil {
			panic(err)
		}
		io.WriteString(f, e.data)
	}
	w.Close()
	return b.String()
}

func tarred(entries ...entry) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.data)), Typeflag: tar.TypeReg}
		if strings.HasSuffix(e.name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			panic(err)
		}
		io.WriteString(w, e.data)
	}
	w.Close()
	return b.String()
}

func zstded(data string) string {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err)
	}
	return string(w.EncodeAll([]byte(data), nil))
}

// wrappers put a text into a container.
var wrappers = map[string]func(data string) string{
	"gzip":         func(data string) string { return gzipped(data) },
	"zstd":         zstded,
	"zip":          func(data string) string { return zipped(entry{"a/f", data}, entry{"b", "1"}) },
	"tar":          func(data string) string { return tarred(entry{"b", "1"}, entry{"a/f", data}) },
	"tar.zst":      func(data string) string { return zstded(tarred(entry{"a/", ""}, entry{"a/f", data})) },
	"zip in tar":   func(data string) string { return tarred(entry{"z", zipped(entry{"f", data})}) },
	"gzip in zip":  func(data string) string { return zipped(entry{"f.gz", gzipped(data)}) },
	"zip in a zip": func(data string) string { return zipped(entry{"z.zip", zipped(entry{"f", data})}) },
}

// upTo is the data before the first of what, and some bytes more or less.
func upTo(data, what string, more int) string { return data[:strings.Index(data, what)+more] }
