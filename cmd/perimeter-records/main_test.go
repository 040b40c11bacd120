package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	input := filepath.Join(dir, "in.jsonl")
	if err := os.WriteFile(input, []byte(`{"ocid":"ocds-abcdef-1","id":"1","date":"2024-01-02T00:00:00Z","buyer":{"name":"Comune di Prova"}}`+"\n{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if err := run([]string{"--out", filepath.Join(dir, "out"), "--workers", "1", input}, &out, &errs); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), "2 units read, 1 rejected, ") {
		t.Errorf("it says %q", out.String())
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "HEAD")); err != nil {
		t.Error(err)
	}
}
