package pipeline_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// policy says who may import whom inside the module. A line is "package < what it may import"; a * stands for one path
// element, "none" for nothing. DO NOT CHANGE THIS TO FIX A BUILD: the import graph is the data-flow graph, and the house
// is read by it.
const policy = `
pipeline/source    < none
pipeline/garbage   < none
pipeline/table     < pipeline/source
pipeline           < pipeline/source pipeline/table
pipeline/dataset   < pipeline pipeline/source pipeline/table
pipeline/runner    < pipeline pipeline/source pipeline/table pipeline/dataset
pipeline/stagetest < pipeline pipeline/source pipeline/table
stages/orgname     < none
stages/shortlist   < stages/orgname
stages/identifier  < stages/regexp
stages/regexp      < none
stages/record      < pipeline/source pipeline/table stages/regexp stages/orgname
stages/decision    < pipeline/source stages/record stages/orgname stages/identifier
stages/claim       < pipeline/source pipeline/table stages/record stages/regexp
stages/policy      < pipeline/source
stages/notice      < pipeline pipeline/source pipeline/table stages/record stages/regexp
stages/formats/*   < pipeline pipeline/source pipeline/table stages/record stages/claim stages/notice stages/policy stages/decision stages/regexp
stages/derived/*   < pipeline pipeline/source pipeline/table stages/record stages/orgname stages/shortlist stages/identifier stages/policy stages/decision stages/derived/* stages/regexp
stages             < pipeline pipeline/table stages/record stages/formats/* stages/derived/*
cmd/*              < pipeline pipeline/garbage pipeline/source pipeline/table pipeline/dataset pipeline/runner stages stages/formats/watch stages/formats/mapping stages/formats/decisions stages/formats/earlier stages/decision stages/identifier stages/orgname stages/record testdata
cmd/perimeter-score < stages/orgname stages/shortlist
testdata           < none
`

// only says which packages alone may import what from outside the module. Parquet is read in pipeline/source too, where all
// containers are opened: a file of it is a table in a container, and formats see its text.
var only = map[string]string{
	"github.com/parquet-go/parquet-go":  "pipeline/table pipeline/source",
	"github.com/apache/arrow-go":        "pipeline/table",
	"golang.org/x/sync":                 "pipeline/runner",
	"github.com/goccy/go-yaml":          "stages/formats/mapping",
	"github.com/therootcompany/xz":      "pipeline/source",
	"github.com/andybalholm/brotli":     "pipeline/source",
	"github.com/pierrec/lz4":            "pipeline/source",
	"github.com/spf13":                  "cmd/*",
	"github.com/google/cel-go":          "stages/policy",
	"github.com/mozillazg/go-unidecode": "stages/orgname",
}

// pure is what no format and no stage may import: files, network, goroutines, clocks of its own, chance.
var pure = []string{"os", "os/*", "net", "net/*", "sync", "sync/*", "context", "math/rand", "math/rand/*", "io/ioutil", "path/filepath", "unsafe"}

const module = "github.com/perimeter-data/perimeter"

// onceOnly says that a file takes nothing of sync but OnceValue: tables that are large to make are made when they are needed.
func onceOnly(t *testing.T, file string) bool {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	only := true
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == "sync" && s.Sel.Name != "OnceValue" {
				only = false
			}
		}
		return true
	})
	return only
}

func TestImports(t *testing.T) {
	allowed := map[string][]string{}
	for line := range strings.Lines(strings.TrimSpace(policy)) {
		pkg, deps, _ := strings.Cut(line, "<")
		allowed[strings.TrimSpace(pkg)] = strings.Fields(deps)
	}
	matches := func(pattern, pkg string) bool {
		ok, err := path.Match(pattern, pkg)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	any := func(patterns []string, pkg string) bool {
		for _, p := range patterns {
			if matches(p, pkg) {
				return true
			}
		}
		return false
	}
	seen := 0
	for file, imports := range goFiles(t, "..") {
		pkg := path.Dir(file)
		seen++
		var rules []string
		known := false
		for pattern, deps := range allowed {
			if matches(pattern, pkg) {
				rules, known = append(rules, deps...), true
			}
		}
		if !known {
			t.Errorf("%s: no line of the policy speaks of package %s", file, pkg)
		}
		for _, imp := range imports {
			if inner, ok := strings.CutPrefix(imp, module+"/"); ok {
				if !any(rules, inner) {
					t.Errorf("%s: may not import %s", file, inner)
				}
				continue
			}
			for prefix, owner := range only {
				if strings.HasPrefix(imp, prefix) && !any(strings.Fields(owner), pkg) {
					t.Errorf("%s: only %s may import %s", file, owner, imp)
				}
			}
			if strings.HasPrefix(pkg, "stages") && any(pure, imp) && !(imp == "sync" && onceOnly(t, filepath.Join("..", filepath.FromSlash(file)))) {
				t.Errorf("%s: a stage or format may not import %s", file, imp)
			}
		}
	}
	if seen < 20 {
		t.Fatalf("only %d files looked at: the walk is broken", seen)
	}
}

// TestNoClock holds that nothing below the runner asks what time it is.
func TestNoClock(t *testing.T) {
	for file := range goFiles(t, "..") {
		if !strings.HasPrefix(file, "stages/") && !strings.HasPrefix(file, "pipeline/table/") && !strings.HasPrefix(file, "pipeline/source/") {
			continue
		}
		text, err := os.ReadFile(filepath.Join("..", file))
		if err != nil {
			t.Fatal(err)
		}
		for _, clock := range []string{"time.Now(", "time.Since(", "time.Sleep(", "time.After(", "go func("} {
			if strings.Contains(string(text), clock) {
				t.Errorf("%s: has %s", file, clock)
			}
		}
	}
}

// TestClockReaders holds that the program asks what time it is only to tell whether a file was changed so lately that its stamp
// says nothing (plan.go, version.go), and for the day of a decision that somebody takes (review.go): so no clock, however it
// jumps, has a part in what a run makes but for the choice to hash a file again. The other programs measure themselves.
func TestClockReaders(t *testing.T) {
	readers := map[string]int{"pipeline/runner/plan.go": 1, "cmd/perimeter/version.go": 1, "cmd/perimeter/review.go": 1}
	for file := range goFiles(t, "..") {
		if dir := path.Dir(file); strings.HasPrefix(dir, "cmd/") && dir != "cmd/perimeter" {
			continue
		}
		text, err := os.ReadFile(filepath.Join("..", file))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, clock := range []string{"time.Now", "time.Since", "time.Until", "time.After", "time.Tick", "time.NewT", "unix.ClockGettime", "syscall.Gettimeofday"} {
			n += strings.Count(string(text), clock)
		}
		if n != readers[file] {
			t.Errorf("%s reads a clock in %d places, want %d", file, n, readers[file])
		}
	}
}

// goFiles yields the non-test Go files below root with what they import.
func goFiles(t *testing.T, root string) map[string][]string {
	t.Helper()
	files := map[string][]string{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != root && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		files[rel] = []string{}
		for _, imp := range parsed.Imports {
			p, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				return err
			}
			files[rel] = append(files[rel], p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
