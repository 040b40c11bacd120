package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func generate(t *testing.T, args string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if err := run(strings.Fields(args), &out, &errs); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestSame holds that the data of a benchmark are the same everywhere: who changes what is written changes this sum, and
// figures from before and after are of other data.
func TestSame(t *testing.T) {
	const want = "7dff73c75cd57ae0f112555100aad5cd2352855d4a35ad8f8f2d13b2d7a2dd6c"
	text := generate(t, "--releases 2000")
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != want {
		t.Errorf("other bytes than before: %x", sum)
	}
	if !bytes.Equal(text, generate(t, "--releases 2000")) {
		t.Error("the same flags give other bytes")
	}
	if bytes.Equal(text, generate(t, "--releases 2000 --seed 2")) {
		t.Error("another seed gives the same bytes")
	}
	if size := len(text) / 2000; size < 3654 || size > 4466 {
		t.Errorf("a release has %d bytes, and 4,060 were meant, give or take a tenth", size)
	}
	if longer := generate(t, "--releases 3000 --names 250"); !bytes.HasPrefix(longer, text) {
		t.Error("more releases do not begin with the same ones")
	}
}

// TestShapes holds that every shape is JSON and has the same releases.
func TestShapes(t *testing.T) {
	type pack struct{ Releases []json.RawMessage }
	lines := generate(t, "--releases 25")
	var whole pack
	if err := json.Unmarshal(generate(t, "--releases 25 --shape package"), &whole); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	generate(t, "--releases 25 --shape packages --pack 10 --out "+dir)
	var parts []json.RawMessage
	names, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(names) != 3 {
		t.Fatalf("%d packages, %v", len(names), err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var p pack
		if err := json.Unmarshal(text, &p); err != nil {
			t.Fatal(err)
		}
		parts = append(parts, p.Releases...)
	}
	want := strings.Split(strings.TrimSpace(string(lines)), "\n")
	for i, line := range want {
		if !json.Valid([]byte(line)) {
			t.Fatalf("line %d is no JSON", i+1)
		}
		if i >= len(whole.Releases) || i >= len(parts) || line != string(whole.Releases[i]) || line != string(parts[i]) {
			t.Fatalf("release %d is another one in another shape", i)
		}
	}
	gz, err := gzip.NewReader(bytes.NewReader(generate(t, "--releases 25 --compress gz")))
	if err != nil {
		t.Fatal(err)
	}
	zst, err := zstd.NewReader(bytes.NewReader(generate(t, "--releases 25 --compress zst")))
	if err != nil {
		t.Fatal(err)
	}
	defer zst.Close()
	for _, r := range []io.Reader{gz, zst} {
		if text, err := io.ReadAll(r); err != nil || !bytes.Equal(text, lines) {
			t.Errorf("compressed it is something else: %v", err)
		}
	}
}

// TestNames holds that two numbers are two names, and that one listing in ten is a supplier.
func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for n := range 100_000 {
		seen[supplierName(n)] = true
	}
	if len(seen) != 100_000 {
		t.Errorf("%d names of 100,000 numbers", len(seen))
	}
	list := string(generate(t, "--listings 100"))
	if n := strings.Count(list, "\n"); n != 101 {
		t.Errorf("%d lines", n)
	}
	if !strings.Contains(list, supplierName(3)) {
		t.Error("a supplier is not on the list")
	}
}
