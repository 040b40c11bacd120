package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// example is a block of the README that its commands read as lots.csv or lots.yaml.
var example = regexp.MustCompile("(?s)```(csv|yaml)\n(.*?)```")

var console = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestReadme runs the commands that the README shows and compares what it shows of their output.
func TestReadme(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(root, "README.md")
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	ci, err := os.ReadFile(filepath.Join(root, ".ci", "run"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(ci), "\nmake test\n") {
		t.Error(".ci/run does not call the README's test command")
	}
	t.Chdir(t.TempDir())
	world := filepath.Join(root, "testdata", "world")
	for link, target := range map[string]string{"notices": filepath.Join(world, "ocds"), "cameras.geojson": filepath.Join(world, "osm", "cameras.geojson")} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	for _, block := range example.FindAllStringSubmatch(string(b), -1) {
		if err := os.WriteFile("lots."+block[1], []byte(block[2]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	commands := 0
	text := console.ReplaceAllStringFunc(string(b), func(block string) string {
		var out strings.Builder
		out.WriteString("```console\n")
		for _, part := range strings.Split("\n"+console.FindStringSubmatch(block)[1], "\n$ ")[1:] {
			command, shown, _ := strings.Cut(part, "\n")
			commands++
			args := strings.Fields(command)
			switch args[0] {
			case "make":
				// Only that make would do it: the tests cannot run the tests, and the sample is run below.
				plan, err := exec.Command("make", "-C", root, "-n", args[1]).CombinedOutput()
				want := map[string]string{"sample": "bin/perimeter run --sample --out out\n", "test": "go test -timeout 30m ./...\n"}[args[1]]
				if err != nil || want == "" || !strings.Contains(string(plan), want) {
					t.Errorf("make %s would do\n%s", args[1], plan)
				}
				args = []string{"perimeter", "run", "--sample", "--out", "out"}
				if command != "make sample" {
					args = nil
				}
			case "perimeter":
			default:
				t.Fatalf("a command that this test does not know: %s", command)
			}
			var stdout, stderr bytes.Buffer
			if args != nil {
				if code := perimeter(args[1:], &stdout, &stderr); code != 0 {
					t.Errorf("%s: exit %d\n%s", command, code, stderr.String())
				}
			}
			out.WriteString("$ " + command + "\n")
			if shown = strings.TrimRight(shown, "\n"); shown != "" {
				shown = strings.TrimRight(stdout.String(), "\n")
				if command != "make sample" {
					shown = cutLines(shown, 30)
				}
				out.WriteString(shown + "\n")
			}
		}
		return out.String() + "```"
	})
	if commands < 6 {
		t.Errorf("the README shows %d commands", commands)
	}
	if text == string(b) {
		return
	}
	if *update {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("the README shows other outputs; go test ./cmd/perimeter -run TestReadme -update rewrites them\n%s", firstDifference(text, string(b)))
}

// cutLines shows the first n lines of what a command prints.
func cutLines(s string, n int) string {
	lines := strings.Split(s, "\n")
	if len(lines) <= n {
		return s
	}
	return strings.Join(append(lines[:n:n], "…"), "\n")
}
