package ocds

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const maxDepth = 12

// shapeOfSchema derives merge rules from a JSON Schema of OCDS: wholeListMerge, omitWhenMerged, and lists whose objects
// have no id.
func shapeOfSchema(root, at map[string]any, depth int) *shape {
	s := &shape{fields: map[string]*shape{}}
	resolve := func(m map[string]any) map[string]any {
		for {
			ref, ok := m["$ref"].(string)
			if !ok {
				return m
			}
			m = root["definitions"].(map[string]any)[strings.TrimPrefix(ref, "#/definitions/")].(map[string]any)
		}
	}
	if depth == maxDepth {
		return s
	}
	properties, _ := resolve(at)["properties"].(map[string]any)
	for name, p := range properties {
		stated := p.(map[string]any)
		p := resolve(stated)
		inner := p
		items, isList := p["items"].(map[string]any)
		if isList {
			inner = resolve(items)
		}
		sub := shapeOfSchema(root, inner, depth+1)
		flag := func(rule string) bool { return stated[rule] == true || p[rule] == true }
		sub.omit = flag("omitWhenMerged")
		sub.whole = isList && flag("wholeListMerge")
		if fields, ok := inner["properties"].(map[string]any); isList && ok && fields["id"] == nil {
			sub.whole = true
		}
		s.fields[name] = sub
	}
	return s
}

func shared(t *testing.T, path string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			path = filepath.Join(dir, "..", "shared", "data", "procurement", path)
			if _, err := os.Stat(path); err != nil {
				t.Skipf("no shared data here: %v", err)
			}
			return path
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}

func readSchema(t *testing.T, path string) *shape {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(raw, &schema); err != nil {
		t.Fatal(err)
	}
	return shapeOfSchema(schema, schema, 0)
}

// TestMergeSuite runs the standard's own cases: release lists and what they compile to.
func TestMergeSuite(t *testing.T) {
	suite := shared(t, "ocds-merge-suite")
	ran := 0
	for dir, schema := range map[string]string{"1.0": "release-schema-1__0__3.json", "1.1": "release-schema-1__1__4.json", "schema": "schema.json"} {
		rules := readSchema(t, filepath.Join(suite, schema))
		wants, err := filepath.Glob(filepath.Join(suite, dir, "*-compiled.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			ran++
			t.Run(dir+"/"+filepath.Base(want), func(t *testing.T) {
				compiled := tree(t, want).(*object)
				for _, name := range []string{"id", "date", "tag"} { // what the compiler sets of its own
					compiled.fields.remove(name)
				}
				state := newObject()
				for _, r := range tree(t, strings.Replace(want, "-compiled", "", 1)).([]any) {
					r := r.(*object)
					for _, name := range []string{"id", "date", "tag"} {
						r.fields.remove(name)
					}
					merge(state, r, rules)
				}
				if got, want := string(write(nil, state)), string(write(nil, compiled)); got != want {
					t.Errorf("compiled to\n%s, want\n%s", got, want)
				}
			})
		}
	}
	// A versioned release is a publisher's own compilation: its last values are those of the compiled one.
	versions, err := filepath.Glob(filepath.Join(suite, "1.*", "*-versioned.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range versions {
		compiled, err := os.Stat(strings.Replace(path, "-versioned", "-compiled", 1))
		if err != nil || compiled.IsDir() {
			continue
		}
		ran++
		t.Run(filepath.Base(path), func(t *testing.T) {
			rules := readSchema(t, filepath.Join(suite, map[string]string{"1.0": "release-schema-1__0__3.json", "1.1": "release-schema-1__1__4.json"}[filepath.Base(filepath.Dir(path))]))
			want, got := newObject(), newObject()
			merge(want, tree(t, strings.Replace(path, "-versioned", "-compiled", 1)).(*object), rules)
			merge(got, lastValues(tree(t, path)).(*object), rules)
			for _, o := range []*object{want, got} {
				for _, name := range []string{"id", "date", "tag"} {
					o.fields.remove(name)
				}
			}
			if got, want := string(write(nil, got)), string(write(nil, want)); got != want {
				t.Errorf("the last values are\n%s, want\n%s", got, want)
			}
		})
	}
	if ran < 25 {
		t.Errorf("the suite has %d cases here", ran)
	}
}

func tree(t *testing.T, path string) any {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return parse(bytes.TrimSpace(raw), &shape{any: true}, new(room))
}

// TestShapeFollowsTheSchemas compares the rules in the program with those of both versions of the standard.
func TestShapeFollowsTheSchemas(t *testing.T) {
	suite := shared(t, "ocds-merge-suite")
	old := readSchema(t, filepath.Join(suite, "release-schema-1__0__3.json"))
	current := readSchema(t, filepath.Join(suite, "release-schema-1__1__4.json"))
	checked := 0
	var compare func(at string, ours, old, current *shape)
	compare = func(at string, ours, old, current *shape) {
		for name, s := range ours.fields {
			o, c := old.in(name), current.in(name)
			if o == nil && c == nil {
				t.Logf("%s/%s: an extension, not in the standard's schemas", at, name)
				continue
			}
			if c != nil {
				checked++
				if s.whole != c.whole || s.omit != c.omit {
					t.Errorf("%s/%s: whole %v, omit %v; the schema of 1.1 says %v, %v", at, name, s.whole, s.omit, c.whole, c.omit)
				}
			}
			// additionalIdentifiers and additionalClassifications changed from 1.0 to 1.1; the later rule holds for both.
			if o != nil && o.whole && !s.whole && !s.named {
				t.Errorf("%s/%s: the schema of 1.0 replaces it as a whole", at, name)
			}
			compare(at+"/"+name, s, o, c)
		}
	}
	compare("", publishedRelease, old, current)
	if checked < 60 {
		t.Errorf("compared %d places", checked)
	}
}
