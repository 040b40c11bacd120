package policy

import (
	"slices"
	"strings"
	"testing"
)

func TestDecide(t *testing.T) {
	facts := Facts{"vendor": "zte", "body_country": "IT", "date": "2022-05-01", "measures": []string{"us-ndaa-889"}, "grade": "B"}
	for _, c := range []struct {
		condition string
		want      Outcome
		missing   string
	}{
		{"vendor == 'zte'", Inside, ""},
		{"vendor in ['dahua', 'hikvision']", Outside, ""},
		{"date >= '2022-04-26' && 'us-ndaa-889' in measures", Inside, ""},
		{"in_force == 'yes'", Unknown, "in_force"},
		{"in_force != 'no'", Unknown, "in_force"},
		{"!(in_force == 'yes')", Unknown, "in_force"},
		{"vendor == 'dahua' && in_force == 'yes'", Outside, ""},
		{"in_force == 'yes' && vendor == 'dahua'", Outside, ""},
		{"vendor == 'zte' || in_force == 'yes'", Inside, ""},
		{"in_force == 'yes' || device_status == 'seen'", Unknown, "device_status in_force"},
		{"'face recognition: enabled' in functions", Unknown, "functions"},
		{"functions.exists(f, f.endsWith(': enabled'))", Unknown, "functions"},
		{"vendor == 'zte' && unknown('whether the site is sensitive')", Unknown, "whether the site is sensitive"},
		{"vendor == 'dahua' && unknown('whether the site is sensitive')", Outside, ""},
		{"vendor == 'zte' ? unknown('a') : true", Unknown, "a"},
		{"in_force == 'yes' ? true : true", Unknown, "in_force"},
	} {
		compiled, err := Compile(c.condition)
		if err != nil {
			t.Errorf("%s: %v", c.condition, err)
			continue
		}
		got, missing, err := compiled.Decide(facts)
		if err != nil || got != c.want || strings.Join(missing, " ") != c.missing {
			t.Errorf("%s: %s %q %v, want %s %q", c.condition, got, missing, err, c.want, c.missing)
		}
	}
}

// TestNothingKnown holds that nothing is decided of an exposure of which nothing is known, but by a condition that asks nothing.
func TestNothingKnown(t *testing.T) {
	for _, f := range Vocabulary {
		condition := f.Name + " == '" + append(f.Words, "x")[0] + "'"
		if f.List {
			condition = "'x' in " + f.Name
		}
		c, err := Compile(condition)
		if err != nil {
			t.Fatal(err)
		}
		if got, missing, err := c.Decide(Facts{}); got != Unknown || err != nil || !slices.Equal(missing, []string{f.Name}) {
			t.Errorf("%s: %s %q %v", condition, got, missing, err)
		}
	}
}

func TestCompile(t *testing.T) {
	for condition, want := range map[string]string{
		"":                        "Syntax error",
		"vendor":                  "true or false",
		"vendor = 'zte'":          "at 1:8",
		"vender == 'zte'":         "at 1:1: there is no vender to ask about; a condition may use body_country, ",
		"nosuch(vendor)":          "at 1:7: there is no nosuch to ask about",
		"date > 2022":             "no matching overload",
		"true\n&& nosuch()":       "at 2:",
		strings.Repeat("x", 5000): "longer than",
	} {
		if _, err := Compile(condition); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", condition, err, want)
		}
	}
}

// TestCost holds that a condition cannot be made to run on and on.
func TestCost(t *testing.T) {
	many := make([]string, 3000)
	for i := range many {
		many[i] = "x"
	}
	c, err := Compile("functions.all(a, functions.all(b, a == b))")
	if err != nil {
		t.Fatal(err)
	}
	if got, _, err := c.Decide(Facts{"functions": many}); got != Unknown || err == nil {
		t.Errorf("%s %v", got, err)
	}
}

// A word that a fact never is would leave everything outside: it is told where it stands, with those that it may stand for.
func TestStrangeWord(t *testing.T) {
	for condition, want := range map[string]string{
		"sense == 'purchas'":                                 `at 1:10: sense is never "purchas"; nearest: purchase`,
		"vendor == 'zte' &&\n'Yes' == in_force":              `at 2:1: in_force is never "Yes"; nearest: yes`,
		"in_force != 'unknown'":                              `at 1:13: in_force is never "unknown"; it is one of: yes, no, not yet`,
		"!(relation in ['brand', 'rebrnd'])":                 `at 1:25: relation is never "rebrnd"; nearest: rebrand`,
		"grade == 'E'":                                       `at 1:10: grade is never "E"; nearest: A, B, C`,
		"certainty == 'identified'":                          `at 1:14: certainty is never "identified"; `,
		"channel == 'purchase text' || channel == 'suplier'": `at 1:42: channel is never "suplier"; nearest: supplier`,
		"device_status == 'seen' ? bound == 'y' : false":     `at 1:36: bound is never "y"; `,
	} {
		if _, err := Compile(condition); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", condition, err, want)
		}
	}
	c, err := Compile("certainty.startsWith('identifier match') && (vendor in ['zte', 'hikvison'] || 'us-ndaa' in measures) && date >= 'x'")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range c.Literals {
		got = append(got, l.Fact+" "+l.Text+" "+l.At)
	}
	if want := "vendor zte 1:57; vendor hikvison 1:64; measures us-ndaa 1:79"; strings.Join(got, "; ") != want {
		t.Errorf("%q, want %q", strings.Join(got, "; "), want)
	}
}
