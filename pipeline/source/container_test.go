package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// What other programs compressed: [1,2] by xz and by bzip2.
var (
	xzText    = fromBase64("/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAEWzEsMl0AAAAAqDMkGWhFUloAAR0FuC2Arx+2830BAAAAAARZWg==")
	bzip2Text = fromBase64("QlpoOTFBWSZTWY1xT28AAAGaAAAEMAAACiAAIYNBmgmocXckU4UJCNcU9vA=")
)

func fromBase64(s string) string {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// told is what Look and Read give of a file, a line each: documents with their text, and what is no document.
func told(t *testing.T, data string) string {
	t.Helper()
	f := one(t, file(data), "f")
	digest, parts, err := look(f)
	if err != nil || digest != sum(data) {
		t.Fatalf("digest %s, %v", digest, err)
	}
	texts, broken := map[string]string{}, map[string]error{}
	var members []string
	for _, p := range parts {
		if p.Defect == nil && !p.Archive {
			members = append(members, p.Member)
		}
	}
	err = f.Read(digest, members, func(d *Document) error {
		text, err := io.ReadAll(d.Body)
		texts[d.Member], broken[d.Member] = string(text), err
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	var b strings.Builder
	for _, p := range parts {
		fmt.Fprintf(&b, "%s: ", p.Member)
		switch {
		case p.Archive:
			fmt.Fprintf(&b, "archive of %d", p.Members)
		case p.Defect == nil:
			fmt.Fprintf(&b, "%q", texts[p.Member])
			if p.Encoding != "UTF-8" {
				fmt.Fprintf(&b, " from %s", p.Encoding)
			}
			if err := broken[p.Member]; err != nil {
				fmt.Fprintf(&b, " then %s", AsDefect(err, Origin{}).Reason)
			}
			if !strings.HasPrefix(texts[p.Member], string(p.Head.Text)) {
				t.Errorf("%s: the head is %q", p.Member, p.Head.Text)
			}
		}
		if p.Defect != nil {
			if p.Defect.Origin.Member != p.Member || Reasons[p.Defect.Reason] == "" || p.Defect.Next == "" {
				t.Errorf("%+v", p.Defect)
			}
			fmt.Fprintf(&b, " %s", p.Defect.Reason)
		}
		b.WriteString("\n")
	}
	return strings.ReplaceAll(b.String(), ":  ", ": ")
}

func TestContainers(t *testing.T) {
	cut := func(s string, n int) string { return s[:len(s)-n] }
	long := strings.Repeat("[1,2]\n", 10000)
	for _, c := range []struct{ name, data, want string }{
		{"zstd", zstded("[1]"), `: "[1]"`},
		{"two frames", zstded("[1]") + zstded("[2]"), `: "[1][2]"`},
		{"zstd, skippable frame first", "\x50\x2a\x4d\x18\x01\x00\x00\x00x" + zstded("[1]"), `: "[1]"`},
		{"zstd cut", cut(zstded(long), 4), ": zstd.truncated"},
		{"zstd and garbage", zstded("[1]") + "garbage", `: "[1]" then zstd.garbage`},
		{"xz", xzText, `: "[1,2]"`},
		{"two xz streams", xzText + xzText, `: "[1,2][1,2]"`},
		{"xz cut", cut(xzText, 20), `: "[1,2]" then xz.truncated`},
		{"xz and garbage", xzText + "garbage garbage", `: "[1,2]" then xz.garbage`},
		{"bzip2", bzip2Text, `: "[1,2]"`},
		{"two bzip2 streams", bzip2Text + bzip2Text, `: "[1,2][1,2]"`},
		{"bzip2 cut", cut(bzip2Text, 5), `: "[1,2]" then bzip2.truncated`},
		{"bzip2 and garbage", bzip2Text + "garbage", `: "[1,2]" then bzip2.garbage`},
		{"zip", zipped(entry{"a/b", "[1]"}, entry{"c/", ""}, entry{"d", "[2]"}), "a/b: \"[1]\"\nd: \"[2]\"\n: archive of 2"},
		{"empty zip", zipped(), ": archive of 0"},
		{"tar", tarred(entry{"a/", ""}, entry{"./a/b", "[1]"}, entry{"d", "[2]"}), "a/b: \"[1]\"\nd: \"[2]\"\n: archive of 2"},
		{"tar.gz", gzipped(tarred(entry{"a", "[1]"})), "a: \"[1]\"\n: archive of 1"},
		{"tar.gz with garbage", gzipped(tarred(entry{"a", "[1]"})) + "garbage", "a: \"[1]\"\n: archive of 1 gzip.garbage"},
		{"tar of everything", tarred(entry{"g", gzipped("[1]")}, entry{"z", zipped(entry{"in/x", xzText})}, entry{"t", zstded(tarred(entry{"y", "[3]"}))}),
			"g: \"[1]\"\nz/in/x: \"[1,2]\"\nz: archive of 1\nt/y: \"[3]\"\nt: archive of 1\n: archive of 3"},
		{"tar cut in a file", cut(tarred(entry{"a", "[1]"}, entry{"b", "[1][2][3]"}), 1024+506), "a: \"[1]\"\nb: \"[1][2]\" then tar.truncated\n: archive of 2 tar.truncated"},
		{"tar.gz cut", cut(gzipped(tarred(entry{"a", "[1]"}, entry{"b", "[2]"})), 9), "a: \"[1]\"\nb: \"[2]\"\n: archive of 2 gzip.truncated"},
		{"zip without its directory", cut(zipped(entry{"a", "[1]"}, entry{"../b", "2"}, entry{"c/", ""}, entry{"d", "[3]"}), 30),
			"a: \"[1]\"\n../b: archive.name\nd: \"[3]\"\n: archive of 2 zip.directory"},
		{"zip cut in an entry", upTo(zipped(entry{"a", "[1]"}, entry{"b", "[2,7,18,28,18,28]"}), "PK\x01\x02", -20), "a: \"[1]\"\nb: \"[2,7,18,28,18,28]\" then zip.truncated\n: archive of 2 zip.directory"},
		{"zip cut in a header", upTo(zipped(entry{"a", "[1]"}, entry{"b", "[2]"}), "b", 0), "a: \"[1]\"\n: archive of 1 zip.directory"},
		{"zip cut, in a tar", tarred(entry{"z", cut(zipped(entry{"a", "[1]"}), 30)}), "z/a: \"[1]\"\nz: archive of 1 zip.directory\n: archive of 1"},
		{"office document, cut", cut(zipped(entry{"[Content_Types].xml", "<a/>"}, entry{"xl/workbook.xml", "<a/>"}), 30), ": archive of 0 zip.directory"},
		{"hidden", zipped(entry{".git/x", "1"}, entry{"__MACOSX/._x", "1"}, entry{"x", "2"}), "x: \"2\"\n: archive of 1"},
		{"names", zipped(entry{"../x", "1"}, entry{"a/../../x", "1"}, entry{"/x", "1"}, entry{`a\x`, "1"}, entry{"x\x1b[2J", "1"}, entry{"x\x00", "1"}, entry{"x", "2"}),
			"../x: archive.name\na/../../x: archive.name\n/x: archive.name\na\\x: archive.name\nx\\x1b[2J: archive.name\nx\\x00: archive.name\nx: \"2\"\n: archive of 1"},
		{"one name twice", tarred(entry{"x", "1"}, entry{"./x", "2"}, entry{"x/y", "3"}), "x: \"1\"\nx: archive.duplicate\nx/y: archive.duplicate\n: archive of 1"},
		{"a folder of the name of an archive", zipped(entry{"z/a", "1"}, entry{"z", zipped(entry{"a", "2"})}), "z/a: \"1\"\nz: archive.duplicate\n: archive of 1"},
		{"names are told from fragments", zipped(entry{"a#b%", "1"}), "a#b%: \"1\"\n: archive of 1"},
		{"deep", zipped(entry{"a", zipped(entry{"b", zipped(entry{"c", zipped(entry{"d", "1"})})})}), "a/b/c: budget.layers\na/b: archive of 0\na: archive of 0\n: archive of 0"},
		{"no xlsx", zipped(entry{"[Content_Types].xml", ""}, entry{"word/document.xml", "<a/>"}), `: "" from `},
		{"OpenDocument", zipped(entry{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, entry{"content.xml", "<a/>"}), `: "" from `},
		{"not quite a container", "PK\x03", `: "PK\x03"`},
		{"Latin-1 as declared", "<?xml version=\"1.0\" encoding='ISO-8859-1'?><a>\xe8\x80</a>", `: "<?xml version=\"1.0\" encoding='ISO-8859-1'?><a>è€</a>" from windows-1252`},
		{"Shift_JIS, broken", "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>\x93\xfa\xff\xff</a>", `: "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>日\xff\xff</a>" from shift_jis`},
		{"declared UTF-8", "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>\xe8</a>", `: "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>\xe8</a>"`},
		{"the mark comes first", "\ufeff<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>è</a>", `: "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>è</a>"`},
		{"unknown encoding", "<?xml version=\"1.0\" encoding=\"EBCDIC-37\"?><a/>", ": encoding.unknown"},
		{"no encoding is declared in a text", "<a>encoding=\"ISO-8859-1\" \xe8</a>", `: "<a>encoding=\"ISO-8859-1\" \xe8</a>"`},
		{"UTF-16 without a mark", "[\x001\x00]\x00", `: "[1]" from UTF-16LE`},
		{"UTF-16 without a mark, other", "\x00<\x00a\x00/\x00>", `: "<a/>" from UTF-16BE`},
		{"Latin-1 in a zip", zipped(entry{"a", "<?xml version=\"1.0\" encoding=\"latin1\"?><a>\xe8</a>"}), "a: \"<?xml version=\\\"1.0\\\" encoding=\\\"latin1\\\"?><a>è</a>\" from windows-1252\n: archive of 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(t, c.data); got != c.want+"\n" {
				t.Errorf("got\n%.300s\n…%s\nwant\n%.300s", got, got[max(0, len(got)-100):], c.want)
			}
		})
	}
}

// What is no file in an archive is refused, and told.
func TestSpecialEntries(t *testing.T) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range []*tar.Header{{Name: "s", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}, {Name: "h", Typeflag: tar.TypeLink, Linkname: "a"}, {Name: "p", Typeflag: tar.TypeFifo}} {
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	if got, want := told(t, b.String()), "s: archive.special\nh: archive.special\np: archive.special\n: archive of 0\n"; got != want {
		t.Errorf("got\n%s", got)
	}
	b.Reset()
	z := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: "link"}
	h.SetMode(os.ModeSymlink | 0o777)
	f, _ := z.CreateHeader(h)
	io.WriteString(f, "/etc/passwd")
	h = &zip.FileHeader{Name: "secret", Flags: 1, Method: zip.Store, CRC32: 1, CompressedSize64: 1, UncompressedSize64: 1}
	f, _ = z.CreateRaw(h)
	io.WriteString(f, "x")
	h = &zip.FileHeader{Name: "odd", Method: 99, CRC32: 1, CompressedSize64: 1, UncompressedSize64: 1}
	f, _ = z.CreateRaw(h)
	io.WriteString(f, "x")
	z.Close()
	if got, want := told(t, b.String()), "link: archive.special\nsecret: zip.encrypted\nodd: zip.method\n: archive of 0\n"; got != want {
		t.Errorf("got\n%s", got)
	}
}

// rawZip is a zip file whose entries say what they like of themselves.
func rawZip(t *testing.T, entries ...zip.FileHeader) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, h := range entries {
		f, err := w.CreateRaw(&h)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, "[1,2]")
	}
	w.Close()
	return b.String()
}

func TestLyingZip(t *testing.T) {
	sum := crc32.ChecksumIEEE([]byte("[1,2]"))
	for name, c := range map[string]struct {
		header zip.FileHeader
		want   string
	}{
		"the truth": {zip.FileHeader{Name: "a", CRC32: sum, CompressedSize64: 5, UncompressedSize64: 5}, "a: \"[1,2]\"\n: archive of 1\n"},
		"checksum":  {zip.FileHeader{Name: "a", CRC32: 7, CompressedSize64: 5, UncompressedSize64: 5}, "a: \"[1,2]\" then zip.checksum\n: archive of 1\n"},
		"too small": {zip.FileHeader{Name: "a", CRC32: sum, CompressedSize64: 5, UncompressedSize64: 3}, "a: zip.corrupt\n: archive of 0\n"},
		"too large": {zip.FileHeader{Name: "a", CRC32: sum, CompressedSize64: 5, UncompressedSize64: 300}, "a: \"[1,2]\" then zip.truncated\n: archive of 1\n"},
		"huge":      {zip.FileHeader{Name: "a", CRC32: sum, CompressedSize64: 5, UncompressedSize64: 5 << 30}, ": archive of 0 budget.bytes\n"},
		"overflow":  {zip.FileHeader{Name: "a", CRC32: sum, CompressedSize64: 5, UncompressedSize64: 1<<64 - 2}, ": archive of 0 budget.bytes\n"},
		"ratio":     {zip.FileHeader{Name: "a", CRC32: sum, CompressedSize64: 5, UncompressedSize64: 2 << 20}, ": archive of 0 budget.ratio\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(t, rawZip(t, c.header)); got != c.want {
				t.Errorf("got\n%s", got)
			}
		})
	}
	// Two entries of the directory that name the same bytes.
	data := []byte(rawZip(t, zip.FileHeader{Name: "a", CRC32: sum, CompressedSize64: 5, UncompressedSize64: 5}, zip.FileHeader{Name: "b", CRC32: sum, CompressedSize64: 5, UncompressedSize64: 5}))
	second := bytes.LastIndex(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[second+42:], 0)
	if got := told(t, string(data)); got != ": archive of 0 zip.overlap\n" {
		t.Errorf("got\n%s", got)
	}
}

// Without a directory the headers before the entries are believed as little: what they say is held against what is there.
func TestLyingZipWithoutDirectory(t *testing.T) {
	sum := crc32.ChecksumIEEE([]byte("[1,2]"))
	truth := zip.FileHeader{Name: "b", CRC32: sum, CompressedSize64: 5, UncompressedSize64: 5}
	const header = `PK\x03\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xbfP\x8b\b\x05\x00\x00\x00\x05\x00\x00\x00\x01\x00\x00\x00b` // of the truth
	for name, c := range map[string]struct {
		header zip.FileHeader
		want   string
	}{
		"the truth": {zip.FileHeader{Name: "a", CRC32: sum, CompressedSize64: 5}, "a: \"[1,2]\"\nb: \"[1,2]\"\n: archive of 2 zip.directory\n"},
		"checksum":  {zip.FileHeader{Name: "a", CRC32: 7, CompressedSize64: 5}, "a: \"[1,2]\" then zip.checksum\nb: \"[1,2]\"\n: archive of 2 zip.directory\n"},
		"too small": {zip.FileHeader{Name: "a", CRC32: sum, CompressedSize64: 3}, "a: \"[1,\" then zip.checksum\n: archive of 1 zip.directory\n"},
		"too large": {zip.FileHeader{Name: "a", CRC32: sum, CompressedSize64: 500}, "a: \"[1,2]" + header + "[1,2]\" then zip.truncated\n: archive of 1 zip.directory\n"},
		"encrypted": {zip.FileHeader{Name: "a", Flags: 1, CRC32: 7, CompressedSize64: 5}, "a: zip.encrypted\nb: \"[1,2]\"\n: archive of 1 zip.directory\n"},
		"method":    {zip.FileHeader{Name: "a", Method: 99, CRC32: sum, CompressedSize64: 5}, "a: zip.method\n: archive of 0 zip.directory\n"},
		"no deflate": {zip.FileHeader{Name: "a", Method: zip.Deflate, CRC32: sum, CompressedSize64: 5},
			"a: \"\\xa8\" then zip.corrupt\n: archive of 1 zip.directory\n"},
		"end unknown": {zip.FileHeader{Name: "a", Flags: 8, CRC32: sum, CompressedSize64: 5}, ": archive of 0 zip.directory\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(t, upTo(rawZip(t, c.header, truth), "PK\x01\x02", 0)); got != c.want {
				t.Errorf("got\n%s", got)
			}
		})
	}
	bomb := zipped(entry{"a", "1"}, entry{"b", strings.Repeat(" ", 100<<20)}, entry{"c", "3"})
	if got := told(t, upTo(bomb, "PK\x01\x02", 0)); !strings.Contains(got, "budget.ratio") || !strings.Contains(got, "a: \"1\"") {
		t.Errorf("got\n%.300s", got)
	}
}

// A directory may put an entry before the beginning of the file.
func TestZipBeforeItself(t *testing.T) {
	before := binary.LittleEndian.AppendUint64([]byte{1, 0, 8, 0}, ^uint64(2))
	data := []byte(rawZip(t, zip.FileHeader{Name: "a", Extra: before, CompressedSize64: 5, UncompressedSize64: 5}))
	directory := bytes.LastIndex(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[directory+42:], 0xffffffff)
	for name, data := range map[string]string{"alone": string(data), "in tar": tarred(entry{"z", string(data)})} {
		if got := told(t, data); !strings.Contains(got, "zip.") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Each member is read once, in whatever order it is asked for, and origins lead back to it.
func TestMembers(t *testing.T) {
	text := `{"releases":[{"a":1},{"b":"é"}]}`
	for name, wrap := range wrappers {
		data := wrap("\ufeff" + text)
		f := one(t, file(data), "f")
		digest, parts, err := look(f)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, p := range parts {
			if p.Archive || !strings.HasPrefix(string(p.Head.Text), "{") {
				continue
			}
			err := f.Read(digest, []string{p.Member}, func(d *Document) error {
				for v, err := range JSON(d, "/releases/*") {
					if err != nil {
						t.Fatal(name, err)
					}
					n++
					again, err := f.Reread(v.Origin)
					if err != nil || string(again) != string(v.Raw) || v.Origin.Member != p.Member {
						t.Errorf("%s: %s is %q (%v), not %q", name, v.Origin, again, err, v.Raw)
					}
				}
				return nil
			})
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n != 2 {
			t.Errorf("%s: %d records in %+v", name, n, parts)
		}
		if _, err := f.Reread(Origin{Digest: digest, Member: "nothing", Length: 1}); err == nil {
			t.Errorf("%s: bytes of a member that is not there", name)
		}
	}
}

// A member that Read is asked for and does not reach is told of, and a change of the file is noticed.
func TestMembersNotReached(t *testing.T) {
	m := fstest.MapFS{"f": {Data: []byte(zipped(entry{"a", "1"}, entry{"b", "2"}))}}
	f := one(t, m, "f")
	digest, _ := f.Digest()
	var got []string
	read := func(d *Document) error {
		text, err := io.ReadAll(d.Body)
		got = append(got, fmt.Sprintf("%s %q %v", d.Member, text, err))
		return nil
	}
	if err := f.Read(digest, []string{"c", "b", "a"}, read); err != nil || strings.Join(got, "\n") != "a \"1\" <nil>\nb \"2\" <nil>\nc \"\" changed: the file changed while it was read" {
		t.Errorf("%q, %v", got, err)
	}
	got = nil
	m["f"].Data = []byte(zipped(entry{"a", "1"}))
	if err := f.Read(digest, []string{"b", "a"}, read); err == nil || err.(*Defect).Reason != "changed" || len(got) != 2 {
		t.Errorf("%q, %v", got, err)
	}
	stop := fmt.Errorf("enough")
	if err := f.Read(digest, []string{"b", "a"}, func(*Document) error { return stop }); err != stop {
		t.Errorf("%v", err)
	}
}

// spaces is a gzip stream of that many MiB of spaces.
func spaces(mib int) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	block := bytes.Repeat([]byte(" "), 1<<20)
	for range mib {
		w.Write(block)
	}
	w.Close()
	return b.String()
}

// sparseTar is a tar file, compressed, of a file that has 300 MiB and no bytes.
const sparseTar = "H4sIAAAAAAACA+3QywmAQAwFwC1lS9BVtBArsALBT/+KRxUFYT3IzOUFEkjIFPIrNk1d77k55rkuq6JqQ+w+uC0s09yPMYZxGOa7uaf++++k1Fx9IcsCAAAAAAAAAAAAfmIFgk8dHwAoAAA="

// Bombs are refused soon and in little memory: 2 s and 64 MiB more than an empty run.
func TestBombs(t *testing.T) {
	tarOf := func(n int, name func(i int) string) string {
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		for i := range n {
			w.WriteHeader(&tar.Header{Name: name(i), Typeflag: tar.TypeReg})
		}
		return b.String()
	}
	many := func() string { return tarOf(MaxEntries+1, func(i int) string { return fmt.Sprint(i) }) }
	folders := func() string {
		return tarOf(200, func(i int) string { return strings.Repeat(fmt.Sprint(i, "/"), 600) + "x" })
	}
	zipMany := func(n int) string {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for i := range n {
			w.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(i)})
		}
		w.Close()
		return b.String()
	}
	sparse := fromBase64(sparseTar)
	type bomb struct {
		data  func() string
		want  string
		large bool
	}
	noise := randomText(2 << 20) // by the size of the file alone, 200 MiB more would pass
	late := noise + strings.Repeat(" ", 100<<20)
	bombs := map[string]bomb{
		"gzip":                {func() string { return spaces(300) }, "budget.ratio", false},
		"gzip in gzip":        {func() string { return gzipped(spaces(300)) }, "budget.ratio", false},
		"zstd":                {func() string { return zstded(strings.Repeat(" ", 300<<20)) }, "budget.ratio", false},
		"gzip in a zip":       {func() string { return zipped(entry{"a", spaces(300)}) }, "budget.ratio", false},
		"gzip in a tar":       {func() string { return tarred(entry{"a", spaces(300)}) }, "budget.ratio", false},
		"zip":                 {func() string { return zipped(entry{"a", strings.Repeat(" ", 100<<20)}) }, "budget.ratio", false},
		"late in gzip":        {func() string { return gzipped(late) }, "budget.ratio", false},
		"late in zstd":        {func() string { return zstded(late) }, "budget.ratio", false},
		"late in a zip":       {func() string { return zipped(entry{"a", noise}, entry{"b", strings.Repeat(" ", 100<<20)}) }, "budget.ratio", false},
		"late in a tar":       {func() string { return gzipped(tarred(entry{"a", noise}, entry{"b", strings.Repeat(" ", 100<<20)})) }, "budget.ratio", false},
		"many entries":        {func() string { return many() }, "budget.entries", true},
		"many entries of zip": {func() string { return zipMany(MaxEntries + 1) }, "budget.entries", false},
		"folders":             {func() string { return folders() }, "budget.entries", true},
		"large zip, held":     {func() string { return tarred(entry{"z", "PK\x03\x04" + strings.Repeat(" ", MaxHeld)}) }, "zip.nested", false},
		"sparse":              {func() string { return sparse }, "archive.special", false},
		"shared strings": {func() string {
			return workbook(map[string]string{"xl/sharedStrings.xml": "<sst>" + strings.Repeat("<si><t>"+strings.Repeat("ab", 5000)+"</t></si>", 2000) + "</sst>"})
		}, "budget.ratio", false},
		"cells far to the right": {func() string {
			return workbook(map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 20000) + "</sheetData></worksheet>"})
		}, "xlsx.header", false},
	}
	for name, want := range map[string]string{"bomb-256MiB.json.gz": "budget.ratio", "bomb-nested.gz.gz": "budget.ratio", "bomb-overlap-4GiB.zip": "zip.overlap"} {
		if data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "corpora", "generated", name)); err == nil {
			bombs[name] = bomb{func() string { return string(data) }, want, false}
		}
	}
	for name, bomb := range bombs {
		t.Run(name, func(t *testing.T) {
			f := one(t, file(bomb.data()), "f")
			digest, _ := f.Digest()
			reasons := map[string]bool{}
			peak := watchHeap()
			start := processorTime()
			var members []string
			if _, err := f.Look(func(p Part) {
				if p.Defect != nil {
					reasons[p.Defect.Reason] = true
				} else if !p.Archive && len(members) < 1000 {
					members = append(members, p.Member)
				}
			}); err != nil {
				t.Fatal(err)
			}
			err := f.Read(digest, members, func(d *Document) error {
				if d.sheet != nil {
					for _, err := range XLSX(d) {
						if err != nil {
							reasons[err.(*Defect).Reason] = true
						}
					}
				} else if _, err := io.Copy(io.Discard, d.Body); err != nil {
					reasons[AsDefect(err, Origin{}).Reason] = true
				}
				return nil
			})
			took, grown := processorTime()-start, peak()
			if err != nil || !reasons[bomb.want] {
				t.Errorf("%v, want %s; %v", reasons, bomb.want, err)
			}
			limit := 2 * time.Second
			if bomb.large {
				limit = 10 * time.Second // tens of MiB are read, on whatever machine
			}
			if took > limit {
				t.Errorf("%s took %v", name, took)
			}
			if grown > 64<<20 {
				t.Errorf("it took %d MiB", grown>>20)
			}
			t.Logf("%s: %v, %d MiB", name, took.Round(time.Millisecond), grown>>20)
		})
	}
}

// What nobody reads is no less a bomb: it is refused by itself, and what lies beside it in an archive is told of as ever.
func TestOverdraws(t *testing.T) {
	bomb := strings.Repeat("\x00", 8<<20)
	data := tarred(entry{"a", "[1]"}, entry{"b.gz", gzipped(bomb)}, entry{"c.gz", gzipped("[2]")}, entry{"d.zst", zstded(zstded(bomb))}, entry{"e.zip", zipped(entry{"f", "[3]"})})
	var got []string
	if _, err := one(t, file(data), "f").Look(func(p Part) {
		what := p.Member
		if d := p.Overdraws(); d != nil {
			what += " " + d.Reason
			if d.Origin.Member != p.Member || d.Next == "" || d.Kept != "" {
				t.Errorf("%+v", d)
			}
		}
		if p.Defect != nil {
			what += " " + p.Defect.Error()
		}
		got = append(got, what)
	}); err != nil {
		t.Fatal(err)
	}
	want := []string{"a", "b.gz budget.ratio", "c.gz", "d.zst budget.ratio", "e.zip/f", "e.zip", ""}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestUnevenFiles holds that what is no bomb passes, wherever in it there is much that packs well: blank rows at the end of a table,
// a held archive that was read before anything was made of it.
func TestUnevenFiles(t *testing.T) {
	noise, blank := randomText(1<<20), strings.Repeat(";;;;;;;\n", 7<<20)
	for name, data := range map[string]string{
		"rows": gzipped(noise + blank), "zstd": zstded(noise + blank), "zip": zipped(entry{"a", noise + blank}), "tar": gzipped(tarred(entry{"a", noise}, entry{"b", blank})),
		"held": tarred(entry{"z", zipped(entry{"a", noise + strings.Repeat(noise[:1000], 80<<10)})}),
	} {
		f := one(t, file(data), "f")
		digest, parts, err := look(f)
		if err != nil {
			t.Fatal(err)
		}
		var members []string
		for _, p := range parts {
			if !p.Archive {
				members = append(members, p.Member)
			}
		}
		if err := f.Read(digest, members, func(d *Document) error {
			_, err := io.Copy(io.Discard, d.Body)
			return err
		}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// randomText is so many letters that pack to no less than half of them.
func randomText(n int) string {
	text, r := make([]byte, n), rand.New(rand.NewPCG(8, 2029))
	for i := range text {
		text[i] = "0123456789abcdef"[r.IntN(16)]
	}
	return string(text)
}

// watchHeap measures how far the heap grows until the returned function is called.
func watchHeap() func() int64 {
	heap := func() int64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapInuse)
	}
	percent := debug.SetGCPercent(10) // what is held counts, not what waits to be collected
	runtime.GC()
	before, most := heap(), int64(0)
	stop, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
				most = max(most, heap())
			}
		}
	}()
	return func() int64 {
		close(stop)
		<-done
		debug.SetGCPercent(percent)
		return max(most, heap()) - before
	}
}

// What holds itself without end, as a file that unpacks to itself does, ends at the third layer: nobody can tell it from one
// that holds a little less each time.
func TestEndless(t *testing.T) {
	for name, wrap := range map[string]func(string) string{
		"gzip": func(s string) string { return gzipped(s) },
		"zstd": zstded,
		"zip":  func(s string) string { return zipped(entry{"r/r.zip", s}) },
		"tar":  func(s string) string { return tarred(entry{"r/r.tar", s}) },
		"all":  func(s string) string { return zstded(tarred(entry{"r", zipped(entry{"r", gzipped(s)})})) },
	} {
		data := "[1]"
		for range 40 {
			data = wrap(data)
		}
		f := one(t, file(data), "f")
		start := processorTime()
		_, parts, err := look(f)
		if err != nil || !slices.ContainsFunc(parts, func(p Part) bool { return p.Defect != nil && p.Defect.Reason == "budget.layers" }) {
			t.Errorf("%s: %+v, %v", name, parts, err)
		}
		if took := processorTime() - start; took > 2*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}
