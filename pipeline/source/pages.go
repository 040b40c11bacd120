package source

import (
	"bytes"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

// pages are what the chunks of a file share.
type pages struct {
	room   int64 // bytes that they may hold yet
	left   int64 // bytes that may yet be gone through
	gzip   *gzip.Reader
	brotli *brotli.Reader
}

func newPages(size int64) *pages { return &pages{room: MaxPages, left: max(FreeOutput, MaxRatio*size)} }

// hold charges bytes that are held from now on.
func (p *pages) hold(n int64) error {
	if p.room -= n; p.room < 0 {
		return refused("budget.memory", "the pages of the Parquet file take more memory than is given to one file")
	}
	return nil
}

// spend charges bytes that are gone through.
func (p *pages) spend(n int64) error {
	if p.left -= n; p.left < 0 {
		return refused("budget.ratio", fmt.Sprintf("the pages of the Parquet file are more than %d times its size", MaxRatio))
	}
	return nil
}

// unpack undoes the compression of bytes that must become this many, and charges them.
func (p *pages) unpack(codec format.CompressionCodec, data []byte, size int64) (out []byte, err error) {
	defer func() {
		if recover() != nil { // of those who wrote the decoders
			err = errPage
		}
	}()
	if codec == format.Uncompressed {
		return data, nil
	}
	if err := p.spend(size); err != nil {
		return nil, err
	}
	var r io.Reader
	switch codec {
	case format.Snappy:
		if n, err := snappy.DecodedLen(data); err != nil || int64(n) != size {
			return nil, errPage
		}
		out, err = snappy.Decode(nil, data)
	case format.Lz4Raw:
		if size > 255*int64(len(data)) { // no byte gives more
			return nil, errPage
		}
		out = make([]byte, size)
		var n int
		n, err = lz4.UncompressBlock(data, out)
		out = out[:max(n, 0)]
	case format.Gzip:
		if p.gzip == nil {
			p.gzip = new(gzip.Reader)
		}
		r, err = p.gzip, p.gzip.Reset(bytes.NewReader(data))
	case format.Brotli:
		if p.brotli == nil {
			p.brotli = new(brotli.Reader)
		}
		r, err = p.brotli, p.brotli.Reset(bytes.NewReader(data))
	case format.Zstd:
		var z *zstd.Decoder
		z, err = zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(MaxPage))
		if err == nil {
			defer z.Close()
			r = z
		}
	default:
		err = errPage
	}
	if r != nil && err == nil {
		out = make([]byte, size)
		if _, err = io.ReadFull(r, out); err == nil {
			var more int64
			if more, err = io.Copy(io.Discard, io.LimitReader(r, 1)); more > 0 {
				err = errPage
			}
		}
	}
	if err != nil || int64(len(out)) != size {
		return nil, errPage
	}
	return out, nil
}
