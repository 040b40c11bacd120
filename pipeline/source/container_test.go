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
	"os"
	"strings"
	"testing"
	"testing/fstest"
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
