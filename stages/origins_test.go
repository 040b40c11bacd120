package stages

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
)

// unseen are the rows of the test documents of which nothing stands where they were read, and the places that show nothing.
var unseen = map[string]int{
	"nmap":          2, // the program knows the maker by the first half of a card's address, and makes a day of a number of seconds
	"onvif":         2, // a day, from a number of nanoseconds
	"opensanctions": 1, // a name of two letters, which are too few to be told from others
	"article":       2, // an HTML document as a whole is said to stand where its first words do, here where it names its language
	"ocds":          3, // a release of tables is said to stand where its first part does, and its day may stand in another
	"legge190":      4, // the day on which a list was published stands above its lots
	"isapi":         1, // a question without an answer: it is the name before what stands there
}

// TestOrigins reads the test documents of every format, as they are and packed, and finds what their rows say in the bytes
// that their origins name.
func TestOrigins(t *testing.T) {
	for _, f := range Pipeline.Formats {
		if f.Name == "decisions" || f.Name == "earlier" { // they read what the command is given, and nothing without: see their own tests
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			folder := "formats/" + f.Name
			if _, err := os.Stat(folder); err != nil {
				folder = "formats/mapping"
			}
			raw, err := stagetest.Load(os.DirFS(folder), ".")
			if err != nil {
				t.Fatal(err)
			}
			ways := map[string]fstest.MapFS{"raw": raw}
			for _, how := range stagetest.Packings {
				ways[how] = stagetest.Pack(raw, how)
			}
			for how, files := range ways {
				places, lost := stagetest.Origins(t, f, files)
				if places == 0 {
					t.Errorf("%s: no document of this format lies in %s", how, folder)
				}
				if len(lost) != unseen[f.Name] {
					for _, l := range lost {
						t.Errorf("%s: %s", how, l)
					}
				}
			}
		})
	}
}

// TestRealOrigins does the same with some real files of each format, where they are at hand: small ones, for a file is read
// from its beginning for each of its places.
func TestRealOrigins(t *testing.T) {
	root := stagetest.Shared(t, "data")
	small := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if info, err := e.Info(); err != nil || info.Size() > 128<<10 {
			return err
		}
		text, err := fs.ReadFile(os.DirFS(root), name)
		small[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	const most = 8 // files of a format
	for _, f := range Pipeline.Formats {
		t.Run(f.Name, func(t *testing.T) {
			some := fstest.MapFS{}
			for _, name := range slices.Sorted(maps.Keys(small)) {
				text := small[name].Data
				if len(some) < most && f.Match(path.Base(name), source.NewHead(text[:min(len(text), source.HeadSize)])) {
					some[name] = small[name]
				}
			}
			if len(some) == 0 {
				t.Skip("there is no small real file of this format")
			}
			places, lost := stagetest.Origins(t, f, some)
			t.Logf("%d files, %d places", len(some), places)
			if f.Name == "ftm" && len(lost) == 1 { // a name of two letters
				lost = nil
			}
			for _, l := range lost {
				t.Error(l)
			}
		})
	}
}
