package movements

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestStage(t *testing.T) { stagetest.Run(t, Stage) }

// TestNoStrongerWord holds that no wording built on rosters alone speaks of an expulsion, a resignation or a departure.
func TestNoStrongerWord(t *testing.T) {
	for change, text := range shows {
		for _, word := range []string{"expelled", "resigned", " left ", "removed", "ousted", "dropped", "confirm", "illegal", "violat", "guilty"} {
			if strings.Contains(text, word) {
				t.Errorf("%s: %q is in: %s", change, word, text)
			}
		}
	}
}

func TestWithoutInitials(t *testing.T) {
	for in, want := range map[string]string{
		"Security Industry Association (SIA)":      "Security Industry Association",
		"Security industry association (Sia)":      "Security industry association",
		"Security Industry Association (USA)":      "Security Industry Association (USA)",
		"Forum of the Example Industries (F.E.I.)": "Forum of the Example Industries",
		"ONVIF": "ONVIF",
		"(X)":   "(X)",
	} {
		if got := withoutInitials(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	if associationID(record.Ref{Name: "Security Industry Association (SIA)"}) != associationID(record.Ref{Name: "SECURITY INDUSTRY ASSOCIATION"}) {
		t.Error("an abbreviation in brackets makes another association")
	}
	if associationID(record.Ref{Name: "SIA"}) == associationID(record.Ref{Name: "Security Industry Association"}) {
		t.Error("other associations have the same initials")
	}
}

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"2021", "2022-01-01", -1}, {"2021-06", "2021-06-15", 0}, {"2021", "2021-06", 0}, {"2021-06-02", "2021-06-01", 1}, {"", "2021", 0}, {"2021", "", 0}, {"2021", "2021", 0}} {
		if got := order(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// TestGoldensSayNoMore reads the goldens: "not on the roster" stands beside no word of an account that nobody gave.
func TestGoldensSayNoMore(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 2 {
		t.Fatal("no goldens", err)
	}
	rows := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq(string(text), "\n\n") {
			if !strings.Contains(block, `change: "not on the roster"`) {
				continue
			}
			rows++
			if !strings.Contains(block, `"whether the later roster is whole is not known"`) || strings.Contains(block, "event_text") {
				t.Errorf("%s: %s", f, block)
			}
		}
	}
	if rows == 0 {
		t.Error("no golden has an absence")
	}
}
