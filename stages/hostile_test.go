package stages

import (
	"cmp"
	"maps"
	"os"
	"path"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
)

// strange are documents that no format knows, and every format survives.
var strange = map[string]string{
	"nothing":         "",
	"mark":            "\ufeff",
	"zeros":           "\x00\x00\x00",
	"object":          `{"a":{"b":[null,1e400,-0,"\ud800"]}}`,
	"array":           `[[],{},"",0,null,{"name":"x","name":"y"}]`,
	"lines":           "{}\n[]\n{\n{\"a\":1}",
	"cut.json":        `{"releases":[{"ocid":`,
	"deep.json":       strings.Repeat(`[{"a":`, 1000),
	"table":           "a,b\n1,2\n3\n\"4",
	"equal":           "a,b\n" + strings.Repeat("1,2\n", 20000),
	"one column":      "Name\n" + strings.Repeat("\n", 50) + "x\n",
	"quote":           "a;b\n\"" + strings.Repeat("x;y\n", 100),
	"latin":           "nome,citt\xe0\nx,y\n",
	"element":         `<a b="c"><d/><d>x</d></a>`,
	"cut.xml":         "<a><b><c></b>",
	"doctype":         `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`,
	"page":            "<html><p>x<p>y<table><tr><td>z",
	"text":            "\r\n\r\nx was expelled from y.\r" + strings.Repeat("z ", 5000),
	"answers":         "table.All.X=1\r\nnot an answer\r\n",
	"archive":         "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
	"cut.gz":          "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x4a",
	"empty table.gz":  "\x1f\x8b\x08",
	"no parquet":      "PAR1PAR1PAR1",
	"begins as a zip": "PK\x03\x04",
}

// TestStrange reads strange documents with every format.
func TestStrange(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range strange {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	cut := stagetest.Pack(fstest.MapFS{"x": {Data: []byte("a,b\n1,2\n" + strings.Repeat("3,4\n", 5000))}}, "gzip")["x"].Data
	files["begins well.gz"] = &fstest.MapFile{Data: cut[:len(cut)-4]}
	h := stagetest.NewHostile(t, files)
	for _, f := range Pipeline.Formats {
		t.Run(f.Name, func(t *testing.T) { h.Read(t, f) })
	}
}

// hostileMemory is how much memory a format may take while it reads a family of the corpora, beyond what the files themselves take.
const hostileMemory = 256 << 20

// TestHostile reads every corpus with the formats of its syntax, whether they match or not, as it is and with each file in
// a container. It tells what memory each of them took.
func TestHostile(t *testing.T) {
	dir := os.DirFS(stagetest.Shared(t, "corpora"))
	for _, syntax := range slices.Sorted(maps.Keys(stagetest.Corpora)) {
		raw, err := stagetest.Load(dir, stagetest.Corpora[syntax]...)
		if err != nil || len(raw) == 0 {
			t.Fatal(len(raw), err)
		}
		packed := fstest.MapFS{}
		for i, name := range slices.Sorted(maps.Keys(raw)) {
			if len(raw[name].Data) > 64<<10 {
				continue // what it holds is read above
			}
			how := stagetest.Packings[i%len(stagetest.Packings)]
			for _, f := range stagetest.Pack(fstest.MapFS{path.Base(name): raw[name]}, how) {
				packed[strconv.Itoa(i)+" "+strings.ReplaceAll(name, "/", " ")] = f
			}
		}
		for how, files := range map[string]fstest.MapFS{"raw": raw, "packed": packed} {
			h := stagetest.NewHostile(t, files)
			for _, f := range Pipeline.Formats {
				if !stagetest.Reads(t, f, syntax) {
					continue
				}
				what := cmp.Or(syntax, "any") + " " + how + "/" + f.Name
				t.Run(what, func(t *testing.T) {
					before := resetPeak()
					h.Read(t, f)
					took := memory("VmHWM") - before
					t.Logf("%-30s %4d MiB", what, took>>20)
					if took > hostileMemory {
						t.Errorf("%d MiB of memory", took>>20)
					}
				})
			}
		}
	}
}

// resetPeak lets the peak of this process's memory count from here, and returns what it holds now.
func resetPeak() int64 {
	debug.FreeOSMemory()
	os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
	return memory("VmHWM")
}

// memory is what the system says of this process's memory under a name, 0 where it does not.
func memory(name string) int64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, size, _ := strings.Cut(string(status), name+":")
	size, _, _ = strings.Cut(size, "kB")
	kib, _ := strconv.ParseInt(strings.TrimSpace(size), 10, 64)
	return kib << 10
}
