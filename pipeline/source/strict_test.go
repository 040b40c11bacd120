package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// sure holds that what strict accepts is what jsontext accepts, to the last byte, whatever stands behind it.
func sure(t *testing.T, text []byte, place string) (known int) {
	t.Helper()
	for _, lines := range []bool{false, true} {
		var s Strict
		length := func(b []byte) int {
			s.begin(b, lines)
			return s.Length(0)
		}
		n := length(text)
		if n == 0 {
			continue
		}
		known = n
		if !jsontext.Value(text[:n]).IsValid() {
			t.Errorf("%s: strict takes %d bytes for valid JSON (lines: %v)", place, n, lines)
		}
		if lines && strings.Contains(string(text[:n]), "\n") {
			t.Errorf("%s: a value goes on behind the end of its line", place)
		}
		if got := length(text[:n]); got != n {
			t.Errorf("%s: %d bytes where nothing follows, else %d", place, got, n)
		}
		if got := length(text[:n-1]); got != 0 {
			t.Errorf("%s: %d bytes of a value without its end", place, got)
		}
	}
	return known
}

func TestStrict(t *testing.T) {
	for text, known := range map[string]bool{
		`{}`: true, `[]`: true, `{"a":1}`: true, `{"a":1,"b":[1,-0.5e+3,true,false,null,"x"]}`: true, `{"a":1} `: true,
		`{"ü":"Příčná ул. Ελαιών 😀 and some more text"}`: true, `{"a":"\u00e9\n\\"}`: true, " {}": false,
		`{"a":1,"a":2}`: false, `{"a":1,"\u0061":2}`: false, `{"b":{"a":1},"a":2,"c":{"a":1}}`: true, `{"a":{"a":1},"a":2}`: false,
		`{"a":01}`: false, `{"a":1.}`: false, `{"a":.5}`: false, `{"a":+1}`: false, `{"a":1e}`: false, `{"a":-}`: false, `{"a":tru}`: false, `{"a":truee}`: false,
		`{"a":1,}`: false, `[1,]`: false, `[1 2]`: false, `{"a" 1}`: false, `{a:1}`: false, `{"a":'x'}`: false, `{`: false, `[1`: false, `{"a":1`: false,
		"{\"a\":\"\xff\"}": false, "{\"a\":\"\xed\xa0\x80\"}": false, "{\"a\":\"01234567\x01\"}": false, "{\"a\":\"tab\t\"}": false,
		`{"a":"\ud800"}`: false, `{"a":"\x"}`: false, `{"a":"\u12"}`: false, `{"a":"0123456\"89"}`: true, "{\"a\":\"é\xc3\"}": false,
		strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth): true, strings.Repeat("[", MaxDepth+1) + strings.Repeat("]", MaxDepth+1): false,
		`"x"`: false, `12`: false, ``: false,
	} {
		if n := sure(t, []byte(text), text); n > 0 != known {
			t.Errorf("%q: %d bytes are known", text, n)
		}
	}
	package_ := sample(64 << 10)
	if n := sure(t, package_, "sample"); n != len(package_) {
		t.Errorf("of %d bytes of ordinary JSON %d are known", len(package_), n)
	}
	for at := range 3000 { // a byte damaged at every place
		for _, c := range []byte{'"', '\\', 0, ',', '}', 0xff, 'a'} {
			damaged := append([]byte{}, package_[:4000]...)
			damaged[at] = c
			sure(t, damaged, "a damaged sample")
		}
	}
}

// TestStrictCorpora compares strict with jsontext on every line and every text of the corpora, hostile ones among them.
func TestStrictCorpora(t *testing.T) {
	texts, known := 0, 0
	for _, folder := range []string{shared(t, "corpora"), filepath.Join(shared(t, "data"), "procurement", "ocds"), filepath.Join(shared(t, "data"), "procurement", "ocds-malformed")} {
		err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			if info, err := e.Info(); err != nil || info.Size() > 4<<20 {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			all := append(strings.Split(string(text), "\n"), string(text))
			for _, part := range all[max(0, len(all)-2000):] {
				if part = strings.TrimSpace(part); part != "" && (part[0] == '{' || part[0] == '[') {
					n := sure(t, []byte(part), filepath.Base(path))
					if jsontext.Value(part).IsValid() {
						if texts++; n == len(part) {
							known++
						}
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if texts < 1000 || known < texts*9/10 {
		t.Errorf("of %d valid texts %d are known", texts, known)
	}
}

func FuzzStrict(f *testing.F) {
	f.Add([]byte(`{"ü":"Příčná ул. \u00e9\n\\ 0123456789","b":[1,-0.5e+3,true,false,null,{"a":{}}]}`))
	f.Add([]byte("{\"a\":\"\xed\xa0\x80\",\"a\":1}\n{}"))
	f.Add(sample(2000))
	f.Fuzz(func(t *testing.T, text []byte) { sure(t, text, "fuzz") })
}
