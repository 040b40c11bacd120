package source

import (
	"os"
	"path/filepath"
	"testing"
)

// fuzzContainer reads whatever comes as a file, beginning with containers of one kind: those given and those of the corpora.
// Every law of readAll holds: no panic, no long wait, each document once, lawful units, located defects.
func fuzzContainer(f *testing.F, kind container, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	for _, folder := range []string{"archive", "generated", "fuzz-seeds/gzip", "fuzz-seeds/flate"} {
		added := 0
		root := filepath.Join("..", "..", "..", "shared", "corpora", filepath.FromSlash(folder))
		filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
			if err != nil || info.IsDir() || info.Size() > 64<<10 || added == 24 { // so many are gone through within a second
				return nil
			}
			if b, err := os.ReadFile(path); err == nil && containerOf(b[:min(len(b), peekSize)]) == kind {
				f.Add(b)
				added++
			}
			return nil
		})
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		readAll(t, one(t, file(string(data)), "f"))
	})
}

func FuzzGzip(f *testing.F) {
	fuzzContainer(f, isGzip, gzipped("[1,2]"), gzipped("a", "b"), gzipped(gzipped("\ufeffx")), gzipped("x")+"\x00\x00y")
}

func FuzzZstd(f *testing.F) {
	fuzzContainer(f, isZstd, zstded("[1,2]"), zstded("a")+zstded("b"), zstded(tarred(entry{"a", "1"})))
}

func FuzzBzip2(f *testing.F) { fuzzContainer(f, isBzip2, bzip2Text, bzip2Text+bzip2Text) }

func FuzzXz(f *testing.F) { fuzzContainer(f, isXz, xzText, xzText+xzText) }

func FuzzTar(f *testing.F) {
	fuzzContainer(f, isTar, tarred(entry{"a/b", "[1]"}, entry{"c/", ""}, entry{"d", gzipped("x,y\n1,2\n")}), tarred(entry{"z", zipped(entry{"a", "1"})}))
}

func FuzzZip(f *testing.F) {
	fuzzContainer(f, isZip, zipped(entry{"a/b", "[1]"}, entry{"a", "2"}), zipped(entry{"z", zipped(entry{"a", "1"})}), zipped(entry{"t", tarred(entry{"a", "1"})}),
		upTo(zipped(entry{"a", "[1]"}, entry{"b", "[2]"}), "PK\x01\x02", 0))
}

// FuzzXLSX changes the sheet, the shared texts and the styles of a workbook.
func FuzzXLSX(f *testing.F) {
	f.Add(`<worksheet><sheetData><row><c t="s"><v>0</v></c></row><row r="9"><c r="B9" s="1"><v>41271.5</v></c></row></sheetData></worksheet>`,
		`<sst><si><t>a</t></si></sst>`, `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yy"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>`)
	f.Fuzz(func(t *testing.T, sheet, strings, styles string) {
		data := workbook(map[string]string{"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings, "xl/styles.xml": styles})
		readAll(t, one(t, file(data), "f"))
	})
}

// FuzzEncoding reads texts that say how they are encoded.
func FuzzEncoding(f *testing.F) {
	for _, s := range []string{"\xff\xfea\x00\x3d\xd8", "\ufeffa", "[\x001\x00]\x00", "<?xml version='1.0' encoding='Shift_JIS'?><a>\x93\xfa</a>", "<?xml version=\"1.0\" encoding=\"gb18030\"?>\x84\x31\xa4\x37"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readAll(t, one(t, file(string(data)), "f")) })
}
