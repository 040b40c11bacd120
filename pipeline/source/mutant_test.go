package source

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/go-json-experiment/json/jsontext"
)

// nasty is what is put into ordinary records: much of it is no strict JSON, or is so only in some places.
var nasty = []string{`"\u0061":1,`, `"a":1,`, `"a":{"a":1},`, `,`, `:`, `[`, `]`, `{`, `}`, `"`, `\`, `\"`, "\n", "\r\n", "\x00", "\x1e", "\x7f", "\u2028", "\ufeff", "\xff", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80",
	`\ud83d\ude00`, `\ud83d`, `\ude00\ud83d`, `\uD800\u0041`, `\u00`, `\u000g`, `\x41`, `-0`, `0123`, `1e999`, `-`, `1.`, `.5`, `1E+`, `+1`, `NaN`, `Infinity`, `tru`, `nullx`, ` null `, `//c`, `/**/`, `'a'`, `{}`, `[]`, `""`,
	strings.Repeat("[", 300), strings.Repeat("[", 250) + strings.Repeat("]", 250), strings.Repeat(`{"a":`, 256), strings.Repeat("ü", 40000), `"` + strings.Repeat("x", 33000) + `"`}

// TestMutants holds that a text of JSON gives the same records, and the same reasons against others, whether it is seen whole, where
// most is judged at a glance, or comes byte by byte, where nothing is; and that each record is what jsontext takes.
func TestMutants(t *testing.T) {
	texts := [][]byte{[]byte(`{"releases":[{"ocid":"a","tender":{"id":"1","title":"Fornitura \u00e8 \"x\"","value":{"amount":1.50e3}}},{"ocid":"b","n":-0,"l":[true,false,null]}]}`),
		[]byte("{\"a\":1,\"b\":[{\"c\":\"d\"}]}\n{\"a\":2,\"b\":[]}\r\n{\"a\":\"\\ud83d\\ude00\"}\n"), sample(3000)}
	names, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "procurement", "ocds-merge-suite", "*", "*", "*.json"))
	for _, name := range names {
		if text, err := os.ReadFile(name); err == nil && len(text) < 4000 {
			texts = append(texts, text)
		}
	}
	random, valid, wrong := rand.New(rand.NewPCG(1, 2)), 0, 0
	for range 400 {
		text := bytes.Clone(texts[random.IntN(len(texts))])
		for range 1 + random.IntN(2) {
			at, piece := random.IntN(len(text)+1), nasty[random.IntN(len(nasty))]
			end := min(len(text), at+[]int{0, 0, 1, len(piece)}[random.IntN(4)])
			text = append(append(bytes.Clone(text[:at]), piece...), text[end:]...)
		}
		for _, patterns := range [][]string{{"/releases/*", "/*/releases/*"}, {"/*", "/{*}"}, nil} {
			whole, n := readJSON(bytes.NewReader(text), patterns...)
			lawful(t, text, whole, n, true)
			slow, _ := readJSON(iotest.OneByteReader(bytes.NewReader(text)), patterns...)
			if list(whole) != list(slow) {
				t.Fatalf("%.300q, %v:\n%sbyte by byte\n%s", text, patterns, list(whole), list(slow))
			}
			for _, u := range whole {
				switch {
				case u.defect != nil:
					wrong++
				case !jsontext.Value(u.text).IsValid():
					t.Fatalf("%.300q: %s is no valid JSON", text, u)
				default:
					valid++
				}
			}
		}
	}
	if valid < 300 || wrong < 300 {
		t.Errorf("%d records and %d that are none: too few to mean anything", valid, wrong)
	}
}
