package article

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) { stagetest.RunFormat(t, Format, []string{"press", "traps"}) }

// decoded is the decoded text of each file of a folder, by digest, as offsets and characters count it.
func decoded(t testing.TB, dir string) map[string]string {
	t.Helper()
	files, err := source.Find([]source.Root{{FS: os.DirFS(dir), Path: "."}})
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, f := range files {
		matched := false
		digest, err := f.Look(func(p source.Part) { matched = Format.Match(f.Path, p.Head) })
		if err != nil || !matched {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Fatal(err)
		}
		texts[digest] = strings.TrimPrefix(string(b), "\ufeff")
	}
	return texts
}

// slices back holds each quote to the characters at its ranges.
func sliceBack(t testing.TB, texts map[string]string, all *table.Set) {
	t.Helper()
	squeeze := func(s string) string { return strings.Join(strings.Fields(record.Clean(s)), "") }
	n := 0
	for c := range record.Claims.In(all) {
		for _, o := range c.Origins {
			n++
			got := source.Slice(texts[o.Digest], c.Ranges)
			if want := strings.ReplaceAll(c.Quote, "[…]", ""); squeeze(got) != squeeze(want) {
				t.Errorf("claim %s: the quote is %q, at its ranges stands %q", c.ID, c.Quote, got)
			}
			if !strings.HasPrefix(o.Fragment, "char=") {
				t.Errorf("claim %s: fragment %q", c.ID, o.Fragment)
			}
		}
	}
	if n == 0 {
		t.Error("no claim")
	}
}

func TestQuotesStandAtTheirRanges(t *testing.T) {
	dir := filepath.Join("testdata", "press")
	sliceBack(t, decoded(t, dir), stagetest.CheckFormat(t, Format, dir))
}

// TestNoPersonalValue looks for planted names, addresses and numbers in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "press", "zappalante", "orfea", "quaglini", "ortensio", "pontevecchi", "marta", "example.org", "347", "utm=", "ref=home")
}

// TestPeopleOfTraps looks for people whom no list knows, planted in titles, addresses, reasons, licences and mouths.
func TestPeopleOfTraps(t *testing.T) {
	stagetest.Planted(t, Format, "traps", "quillfeather", "radovan", "tremblecove", "ysolde", "pemberwick", "aloysius", "garrowby", "oswina", "underlock", "thaddea", "montefosco", "ersilia", "ref=mail")
}

func TestMatch(t *testing.T) {
	story, err := os.ReadFile(filepath.Join("testdata", "press", "story.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"article", string(story), true},
		{"with a byte-order mark", "\ufeff" + string(story), true},
		{"empty", "", false},
		{"an archive of pages", "WARC/1.1\r\nWARC-Type: response\r\n\r\n" + string(story), false},
		{"JSON", `{"title": "Lunacam said that it left"}`, false},
		{"CSV", "a;b;c\n1;2;3\n4;5;6\n", false},
		{"a licence", "The MIT License\n\nPermission is hereby granted, free of charge, to any person who said or told so, according to the text, to deal in the Software without restriction. The authors have decided nothing, and the investigation has found that nothing follows from it at all, as they announced and stated before.\n", false},
		{"a README", "# tool\n\n```\ngo build\n```\n\n" + string(story), false},
		{"a note", "Fields of the files\n\n| a | b |\n|---|---|\n| said | told |\n", false},
		{"a list of labels", "camera\ndrone\nrecorder\n", false},
		{"a page that says nothing of itself", "<!doctype html><html><body><p>Hello, according to nobody.</p></body></html>", false},
	} {
		if got := Format.Match("x", source.NewHead([]byte(c.text))); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestSharedStaysUnread holds that of all the collected data, which has no article but web archives, nothing is taken for one.
func TestSharedStaysUnread(t *testing.T) {
	for _, dir := range []string{"data", "corpora"} {
		files, err := source.Find([]source.Root{{FS: os.DirFS(stagetest.Shared(t, dir)), Path: "."}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if f.Size > 64<<20 {
				continue
			}
			matched := false
			if _, err := f.Look(func(p source.Part) { matched = matched || p.Head != nil && Format.Match(f.Path, p.Head) }); err == nil && matched {
				t.Errorf("%s is taken for an article", f.Path)
			}
		}
	}
}

// TestTooLong holds that an article is read up to a limit, and that the rest is told, with its place and what to do.
func TestTooLong(t *testing.T) {
	story, err := os.ReadFile(filepath.Join("testdata", "press", "story.txt"))
	if err != nil {
		t.Fatal(err)
	}
	text := "+ source: The Post\n+ link: https://a.example/1\n\n" + string(story[:bytes.Index(story, []byte("Where it leads"))]) + strings.Repeat("a\n\n", source.MaxPassages)
	all, err := stagetest.Drive(pipeline.Pipeline{Formats: []*pipeline.Format{Format}}, fstest.MapFS{"long.txt": {Data: []byte(text)}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	claims, passages := 0, 0
	for range record.Claims.In(all) {
		claims++
	}
	for range record.Passages.In(all) {
		passages++
	}
	if claims == 0 || passages != source.MaxPassages {
		t.Errorf("%d claims, %d passages", claims, passages)
	}
	n := 0
	for r := range table.Rejects.In(all) {
		n++
		if r.Reason != "text.too_long" || r.Scope != "document" || r.Format != name || r.Fragment == "" || r.Offset == 0 || r.Kept == "" || r.Next == "" {
			t.Errorf("%+v", r)
		}
	}
	if n != 1 {
		t.Errorf("%d rejects", n)
	}
}

func FuzzFormat(f *testing.F) {
	f.Add([]byte("<p>a&#x41;&amp;b<b>\xff</p></a><li><li>"))
	f.Add([]byte("\r\n\r\nDahua was expelled\r\nfrom SIA.\r"))
	stagetest.FuzzFormat(f, Format, "testdata/press")
}
