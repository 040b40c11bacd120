package stages

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestOneFolderOneLine holds that each format is one folder, named on one line of the contents page beside its import, and that
// no other code of the program names it.
func TestOneFolderOneLine(t *testing.T) {
	command := []string{"watch", "mapping", "decisions", "earlier"} // the lists in the program, and what is made from configuration: the command needs them too
	folders, err := os.ReadDir("formats")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string][]string{}
	err = fs.WalkDir(os.DirFS(".."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(os.DirFS(".."), name)
		for _, f := range folders {
			if strings.Contains(string(text), `/stages/formats/`+f.Name()+`"`) {
				named[f.Name()] = append(named[f.Name()], name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	contents, err := os.ReadFile("stages.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		if n := len(regexp.MustCompile(`\b`+f.Name()+`\.`).FindAll(contents, -1)); n != 1 {
			t.Errorf("%s stands on %d lines of the contents page", f.Name(), n)
		}
		for _, file := range named[f.Name()] {
			if file != "stages/stages.go" && !(slices.Contains(command, f.Name()) && strings.HasPrefix(file, "cmd/perimeter/")) {
				t.Errorf("%s names the format %s", file, f.Name())
			}
		}
	}
}

// TestFuzzed holds that every format is fuzzed.
func TestFuzzed(t *testing.T) {
	folders, err := os.ReadDir("formats")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		tests, _ := fs.Glob(os.DirFS("formats/"+f.Name()), "*_test.go")
		if !slices.ContainsFunc(tests, func(name string) bool {
			text, err := os.ReadFile("formats/" + f.Name() + "/" + name)
			return err == nil && strings.Contains(string(text), "\nfunc Fuzz")
		}) {
			t.Errorf("%s has no fuzz target", f.Name())
		}
	}
}

// TestContributing holds that what CONTRIBUTING.md shows is what stands in the code, and that all files of the smallest format
// are in its table.
func TestContributing(t *testing.T) {
	text, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	code := ""
	for _, file := range []string{"formats/bis/bis.go", "formats/bis/bis_test.go", "stages.go"} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		code += string(b)
	}
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllSubmatch(text, -1)
	for _, b := range blocks {
		if !strings.Contains(code, "\n"+string(b[1])) {
			t.Errorf("this stands in no file of the format:\n%s", b[1])
		}
	}
	files := 0
	err = fs.WalkDir(os.DirFS("formats/bis"), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if files++; !strings.Contains(string(text), "`stages/formats/bis/"+name+"`") {
				t.Errorf("%s is not in its table", name)
			}
		}
		return err
	})
	if err != nil || files == 0 || len(blocks) < 5 {
		t.Errorf("%d files, %d pieces of code, %v", files, len(blocks), err)
	}
}
