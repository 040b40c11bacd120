package testdata

import (
	_ "embed"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp"
	"testing"
)

//go:embed PROMISES.md
var promises string

// TestPromises holds that each promise names a test, and that every test that one names is there.
func TestPromises(t *testing.T) {
	lines := regexp.MustCompile(`(?m)^- .*(?:\n  .*)*`).FindAllString(promises, -1)
	link := regexp.MustCompile("\\[`(Test[A-Za-z]+)`\\]\\(([a-z_/.]+_test\\.go)\\)")
	if len(lines) < 7 {
		t.Fatalf("%d promises", len(lines))
	}
	functions := map[string]map[string]bool{}
	for _, line := range lines {
		tests := link.FindAllStringSubmatch(line, -1)
		if len(tests) == 0 {
			t.Errorf("no test holds %q", line)
		}
		for _, test := range tests {
			name, file := test[1], path.Clean(test[2])
			if functions[file] == nil {
				functions[file] = map[string]bool{}
				parsed, err := parser.ParseFile(token.NewFileSet(), filepath.FromSlash(file), nil, parser.SkipObjectResolution)
				if err != nil {
					t.Error(err)
					continue
				}
				for _, d := range parsed.Decls {
					if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
						functions[file][f.Name.Name] = true
					}
				}
			}
			if !functions[file][name] {
				t.Errorf("%s has no %s", file, name)
			}
		}
	}
}
