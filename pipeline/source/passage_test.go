package source

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func passagesOf(t testing.TB, text string, markup bool) (list []Passage, defects []*Defect) {
	t.Helper()
	d := &Document{Digest: "d", Body: strings.NewReader(text)}
	cursor := Text(d)
	if markup {
		cursor = HTML(d)
	}
	for p, err := range cursor {
		var defect *Defect
		if errors.As(err, &defect) {
			defects = append(defects, defect)
			continue
		}
		list = append(list, p)
	}
	ended := 0 // by a defect of the whole document
	for _, d := range defects {
		if d.Reason == "text.too_long" {
			ended++
		}
	}
	if int(d.Units()) != len(list)+len(defects)-ended {
		t.Errorf("%d units, %d passages and %d defects", d.Units(), len(list), len(defects))
	}
	return list, defects
}

// held checks that origins and ranges of passages are true: the bytes are of the text, the characters give it back.
func held(t testing.TB, text string, list []Passage) {
	t.Helper()
	bare := strings.TrimPrefix(text, "\ufeff")
	for _, p := range list {
		if p.Origin.Offset < 0 || p.Origin.Length <= 0 || p.Origin.Offset+p.Origin.Length > int64(len(text)) {
			t.Fatalf("%s: bytes %d+%d of %d", p.Text, p.Origin.Offset, p.Origin.Length, len(text))
		}
		var a, b int64
		if _, err := fmt.Sscanf(p.Origin.Fragment, "char=%d,%d", &a, &b); err != nil {
			t.Fatal(err)
		}
		by := strings.ReplaceAll(text[p.Origin.Offset:p.Origin.Offset+p.Origin.Length], "\r\n", "\n")
		if got := Slice(bare, []Range{{a, b}}); got != by {
			t.Errorf("characters give %q, bytes %q", got, by)
		}
	}
}

func TestText(t *testing.T) {
	text := "\ufeffA title\r\n\r\nFirst line of a paragraph,\r\nsecond  line: è così.\r\n# Heading\r\n- item one\r\n- item two\r\n\r\n" +
		strings.Repeat("long ", 30) + "\r\nAnother paragraph\r\n"
	list, defects := passagesOf(t, text, false)
	if len(defects) > 0 {
		t.Error(defects)
	}
	held(t, text, list)
	want := []string{"A title", "First line of a paragraph, second line: è così.", "# Heading", "- item one", "- item two", strings.TrimSpace(strings.Repeat("long ", 30)), "Another paragraph"}
	for i, p := range list {
		if i >= len(want) || p.Text != want[i] {
			t.Errorf("passage %d is %q", i, p.Text)
		}
	}
	if len(list) != len(want) {
		t.Errorf("%d passages", len(list))
	}
	p := list[1]
	from := strings.Index(p.Text, "second")
	if got := Slice(strings.TrimPrefix(text, "\ufeff"), p.Ranges(from, len(p.Text))); got != "second  line: è così." {
		t.Errorf("%q", got)
	}
	if cut := p.Cut(0, from); cut.Text != "second line: è così." || Slice(strings.TrimPrefix(text, "\ufeff"), cut.Ranges(0, 6)) != "second" {
		t.Errorf("%q", cut.Text)
	}
}

func TestTextDefects(t *testing.T) {
	list, defects := passagesOf(t, "good\n\nbad \xff\n\ngood again", false)
	if len(list) != 2 || len(defects) != 1 || defects[0].Reason != "text.utf8" || defects[0].Scope != WholeRecord || defects[0].Origin.Offset != 6 {
		t.Errorf("%v %v", list, defects)
	}
	d := &Document{Body: strings.NewReader(strings.Repeat("x", MaxText+1))}
	for _, err := range Text(d) {
		if err == nil || AsDefect(err, Origin{}).Reason != "text.too_large" {
			t.Errorf("%v", err)
		}
	}
}

// TestTextTooLong holds that what is too much for an article is left unread from a place that is told, and is no unit.
func TestTextTooLong(t *testing.T) {
	for name, text := range map[string]string{
		"words":    strings.Repeat(strings.Repeat("word ", 400)+"\n\n", MaxWords/2000+9),
		"passages": strings.Repeat("a\n\n", MaxPassages+9),
	} {
		for _, markup := range []bool{false, true} {
			if markup {
				text = "<p>" + strings.ReplaceAll(text, "\n\n", "<p>")
			}
			d := &Document{Digest: "d", Body: strings.NewReader(text)}
			cursor := Text(d)
			if markup {
				cursor = HTML(d)
			}
			words, n, end := 0, 0, int64(0)
			var bad *Defect
			for p, err := range cursor {
				if err != nil {
					bad = AsDefect(err, Origin{})
					continue
				}
				words, n, end = words+len(p.Text), n+1, p.Origin.Offset+p.Origin.Length
			}
			if bad == nil || bad.Reason != "text.too_long" || bad.Scope != WholeDocument || bad.Origin.Offset < end || bad.Next == "" || bad.Kept == "" {
				t.Fatalf("%s: %+v", name, bad)
			}
			if int(d.Units()) != n || words > MaxWords || n > MaxPassages || words < MaxWords-2000 && n < MaxPassages {
				t.Errorf("%s: %d units, %d passages, %d bytes", name, d.Units(), n, words)
			}
		}
	}
}

// TestPassagesAreSmall holds that the passages of a text, with their places, take little more memory than the text.
func TestPassagesAreSmall(t *testing.T) {
	text := strings.Repeat(strings.Repeat("Le telecamere della città restano spente. ", 10)+"\n\n", 2000)
	held := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before := held()
	list, _ := passagesOf(t, text, false)
	if n := held() - before; n > 5*len(text) {
		t.Errorf("%d bytes for a text of %d", n, len(text))
	}
	runtime.KeepAlive(list)
}

// TestPlaces holds the places of a passage, which are kept by runs, to those of its runes one by one.
func TestPlaces(t *testing.T) {
	text := "<p>Perché  no: città &amp; caffè\u00ad <b>due\r\n </b> \u200btre &#8212;é 漢字 x\u00a0 y&nbsp;</p>"
	for _, p := range []Passage{first(t, text, true), first(t, strings.ReplaceAll(text, "<p>", ""), false)} {
		var starts []int
		for i := range p.Text {
			starts = append(starts, i)
		}
		starts = append(starts, len(p.Text))
		for i, from := range starts[:len(starts)-1] {
			for j, to := range starts[i+1:] {
				var joined []Range
				for k := i; k <= i+j; k++ {
					for _, r := range p.Ranges(starts[k], starts[k+1]) {
						if n := len(joined); n > 0 && joined[n-1].To == r.From {
							joined[n-1].To = r.To
						} else {
							joined = append(joined, r)
						}
					}
				}
				if got := p.Ranges(from, to); !slices.Equal(got, joined) {
					t.Fatalf("%q: %v, by its runes %v", p.Text[from:to], got, joined)
				}
				cut := p.Cut(from, to)
				for k := 0; k+1 < len(starts); k++ {
					at := starts[k]
					if at >= to {
						at -= to - from
					} else if at >= from {
						continue
					}
					if got, want := cut.Ranges(at, at+1), p.Ranges(starts[k], starts[k]+1); !slices.Equal(got, want) {
						t.Fatalf("without %q: %v, want %v", p.Text[from:to], got, want)
					}
				}
			}
		}
	}
}

func first(t *testing.T, text string, markup bool) Passage {
	t.Helper()
	list, defects := passagesOf(t, text, markup)
	if len(list) != 1 || len(defects) > 0 {
		t.Fatalf("%d passages, %v", len(list), defects)
	}
	for i, r := range list[0].Text { // each rune stands where it is read
		if got := Slice(text, list[0].Ranges(i, i+1)); !strings.ContainsRune(got, r) && got[0] != '&' && r != ' ' {
			t.Errorf("%q stands at %q", r, got)
		}
	}
	return list[0]
}

func TestHTML(t *testing.T) {
	text := `<!doctype html><html lang="en"><head><title>Two &amp; two</title><meta property="og:site_name" content="The &quot;Post&quot;">
<link rel=canonical href="https://a.example/x"><script>var p = "<p>no</p>";</script></head>
<body class="Page"><nav><a href=/>Home page</a></nav><div id=main><p>One <b>bold</b>&nbsp;word &#8212; and<!-- not this --> more.<p>Next<sup>1</sup> <a href=x>link</a>
<ul><li>a<li>b</ul></div><style>p{}</style></body></html>`
	list, defects := passagesOf(t, text, true)
	if len(defects) > 0 {
		t.Error(defects)
	}
	held(t, text, list)
	var got []string
	for _, p := range list {
		got = append(got, p.Path+" | "+p.Text)
	}
	want := []string{`html:lang | en`, `html/head/title | Two & two`, `meta:og:site_name | The "Post"`, `link:canonical | https://a.example/x`,
		`html/body/nav/a | Home page`, `html/body/div/p | One bold word — and more.`, `html/body/div/p | Next link`, `html/body/div/p/ul/li | a`, `html/body/div/p/ul/li | b`}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	p := list[5]
	if s := Slice(text, p.Ranges(0, len(p.Text))); s != "One bold&nbsp;word &#8212; and more." {
		t.Errorf("%q", s)
	}
	if list[4].Linked != len("Home page") || !strings.Contains(p.Hints, "page") || !strings.Contains(p.Hints, "main") {
		t.Errorf("%+v", list[4])
	}
}

// TestAround holds that a page whose words are few and whose markup is not is read up to where that is too much, and that an element is
// known by the beginning of its name and hints.
func TestAround(t *testing.T) {
	long := strings.Repeat("word ", 1000)
	for what, c := range map[string]struct {
		text   string
		read   int // passages
		reason string
	}{
		"one element":        {`<div class="` + long + `"><p>x</p></div>`, 1, ""},
		"hints":              {strings.Repeat(`<div class="`+long+`">`, 200) + strings.Repeat("<p>x</p>", 16000), 80, "text.too_long"},
		"a long name":        {"<p>x</p><" + strings.Repeat("a", 1<<20) + "><p>y</p>", 2, ""},
		"an endless tag":     {"<p>x</p><p " + strings.Repeat("a=1 ", 1<<20) + ">y</p>", 1, "text.too_long"},
		"an endless comment": {"<p>x</p><!--" + strings.Repeat("-", 3<<20) + "--><p>y</p>", 1, "text.too_long"},
		"an endless text":    {"<p>x</p>" + strings.Repeat("ab ", 1<<20), 1, "text.too_long"},
	} {
		list, defects := passagesOf(t, c.text, true)
		reason := ""
		for _, d := range defects {
			reason = d.Reason
		}
		if len(list) != c.read || reason != c.reason || len(defects) > 1 {
			t.Errorf("%s: %d passages, %v", what, len(list), defects)
		}
		for _, p := range list {
			if len(p.Path) > 100*(maxTag+1) || len(p.Hints) > 256*(maxHints+1) {
				t.Errorf("%s: %d and %d bytes around a passage", what, len(p.Path), len(p.Hints))
			}
		}
	}
}

func FuzzPassages(f *testing.F) {
	f.Add("a\r\n\r\nb", false)
	f.Add("<p>a&amp;b<br>c</p><a>\xff</a>", true)
	f.Add("<title>x<p", true)
	f.Fuzz(func(t *testing.T, text string, markup bool) {
		list, _ := passagesOf(t, text, markup)
		held(t, text, list)
		for _, p := range list {
			if len(p.Ranges(0, len(p.Text))) == 0 {
				t.Errorf("%q stands nowhere", p.Text)
			}
		}
	})
}
