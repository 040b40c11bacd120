package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

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
	blank := slices.Repeat([]word{{strings.Repeat(" ", 10000)}}, 10000)
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
		"parquet":             {func() string { return wordFile(t, blank) }, "budget.ratio", false},
		"late in parquet":     {func() string { return wordFile(t, noisy(200), blank) }, "budget.ratio", false},
		"parquet in a zip":    {func() string { return zipped(entry{"a", wordFile(t, noisy(200), blank)}) }, "budget.ratio", false},
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
		"parquet": wordFile(t, slices.Repeat(noisy(80), 100)), "parquet in a zip": zipped(entry{"a", wordFile(t, slices.Repeat(noisy(80), 100))}),
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

// word is a row of a Parquet file of one column.
type word struct {
	W string `parquet:"w,dict"`
}

// noisy are rows of 10,000 bytes each that do not pack well.
func noisy(n int) (rows []word) {
	noise := randomText(n * 10000)
	for i := range n {
		rows = append(rows, word{noise[i*10000:][:10000]})
	}
	return rows
}

// wordFile is a Parquet file with these row groups.
func wordFile(t testing.TB, groups ...[]word) string {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[word](&b, parquet.Compression(&parquet.Zstd))
	for _, rows := range groups {
		if _, err := w.Write(rows); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
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
