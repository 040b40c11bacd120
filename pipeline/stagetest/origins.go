package stagetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Origins reads the files with the format, and each origin of each row again from the files. Every row must be found at one
// of its places at least, unless it holds nothing but words that its columns explain (as a party of which the role alone is
// kept), and at every place some row that names it. It returns the number of places, and what of each does not hold.
func Origins(t *testing.T, f *pipeline.Format, fsys fs.FS) (places int, lost []string) {
	t.Helper()
	files, err := source.Find([]source.Root{{FS: fsys, Path: "."}})
	if err != nil {
		t.Fatal(err)
	}
	byDigest := map[string]source.File{}
	for _, file := range files {
		digest, err := file.Digest()
		if err != nil {
			t.Fatal(err)
		}
		byDigest[digest] = file
	}
	docs, err := matching(f, files)
	if err != nil {
		t.Fatal(err)
	}
	all := table.NewSet("", table.DefaultBudget, f.Writes...)
	defer all.Close()
	if err := readAll(f, docs, all); err != nil {
		t.Fatal(err)
	}
	texts, shown, silent := map[source.Origin]string{}, map[source.Origin]bool{}, map[source.Origin]bool{}
	for _, tab := range f.Writes {
		d, docs := tab.Describe(), ""
		for _, c := range d.Columns {
			docs += c.Doc + "\n"
		}
		docs = plainWords(docs)
		err := tab.Drain(all, func(r table.Row) error {
			said, found := values(t, tab.JSON(nil, r.Value), docs), false
			for _, o := range tab.Origins(r.Value) {
				text, known := texts[o]
				if !known {
					b, err := byDigest[o.Digest].Reread(o)
					if err != nil {
						lost = append(lost, fmt.Sprintf("%s: %v", o, err))
					}
					text = plainWords(string(b))
					texts[o] = text
				}
				if stands(said, text) {
					shown[o], found = true, true
				}
				silent[o] = silent[o] || len(said) == 0
			}
			if !found && len(said) > 0 {
				o := tab.Origins(r.Value)[0]
				lost = append(lost, fmt.Sprintf("%s: a row of %s is not found at %s: %.200q", byDigest[o.Digest].Path, d.Name, o.Fragment, said))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for o := range texts {
		if !shown[o] && !silent[o] {
			lost = append(lost, fmt.Sprintf("%s: nothing that was read at %s is found there: %.200q", byDigest[o.Digest].Path, o.Fragment, texts[o]))
		}
	}
	slices.Sort(lost)
	return len(texts), lost
}

var (
	contentID = regexp.MustCompile(`^[0-9a-v]{26}$`)
	anyWord   = regexp.MustCompile(`\S+`)
)

// values are the texts of a row as plain words, without ids, codes of two letters and words that docs explains.
func values(t *testing.T, row []byte, docs string) (all []string) {
	d := json.NewDecoder(bytes.NewReader(row))
	d.UseNumber()
	var columns map[string]any
	if err := d.Decode(&columns); err != nil {
		t.Fatal(err)
	}
	delete(columns, "origins")
	var collect func(v any)
	collect = func(v any) {
		switch v := v.(type) {
		case json.Number:
			collect(v.String())
		case string:
			// Of a flag, the path's last two names and the value are the answer's; those before may be the question's.
			if path, value, ok := strings.Cut(v, "="); ok {
				names := strings.Split(path, "/")
				v = strings.Join(names[max(0, len(names)-2):], "/") + "=" + value
			}
			if s := plainWords(v); len(s) > len(" xx ") && !contentID.MatchString(v) && !strings.Contains(docs, s) {
				all = append(all, s)
			}
		case []any:
			for _, e := range v {
				collect(e)
			}
		case map[string]any:
			for _, e := range v {
				collect(e)
			}
		}
	}
	collect(columns)
	return all
}

// stands says that one of the values stands in the text: half of its words or more, since some may be masked.
func stands(values []string, text string) bool {
	return slices.ContainsFunc(values, func(v string) bool {
		if day, err := table.ParseDate(strings.ReplaceAll(strings.TrimSpace(v), " ", "-")); err == nil && isDay(day.String(), text) {
			return true
		}
		words := anyWord.FindAllString(v, -1)
		found := 0
		for _, w := range words {
			if strings.Contains(text, " "+w+" ") {
				found++
			}
		}
		return 2*found >= len(words)
	})
}

// isDay says that a day, YYYY-MM-DD, stands in the text in one of the ways in which sources write it.
func isDay(day, text string) bool {
	y, m, d := day[:4], day[5:7], day[8:]
	bare := strings.NewReplacer(" 0", " ").Replace
	for _, form := range []string{y + m + d, d + m + y, d + " " + m + " " + y, m + " " + d + " " + y} {
		if strings.Contains(text, " "+form) || strings.Contains(text, bare(" "+form)) {
			return true
		}
	}
	return false
}

// plainWords is a text without the escapes of its syntax, in small letters, with one space between words and around them.
func plainWords(s string) string {
	if strings.Contains(s, `\`) {
		var b strings.Builder
		for i := 0; i < len(s); i++ {
			if s[i] == '\\' && i+1 < len(s) {
				var r string
				for _, n := range []int{12, 6, 2} { // a pair of surrogates, one unit, a letter
					if i+n <= len(s) && json.Unmarshal([]byte(`"`+s[i:i+n]+`"`), &r) == nil {
						b.WriteString(r)
						i += n - 1
						break
					}
				}
				continue
			}
			b.WriteByte(s[i])
		}
		s = b.String()
	}
	words := strings.FieldsFunc(strings.ToLower(html.UnescapeString(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(words, " ") + " "
}
