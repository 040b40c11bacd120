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
		condition := f.Name + " == 'x'"
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
