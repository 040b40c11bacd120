package decisions

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/decision"
)

func TestDecided(t *testing.T) {
	const file = "testdata/decided/decisions.csv"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := New(file, text)
	if err != nil {
		t.Fatal(err)
	}
	stagetest.RunFormat(t, f, []string{"decided"})
	golden, err := os.ReadFile("testdata/decided.golden")
	if err != nil {
		t.Fatal(err)
	}
	for _, planted := range []string{"privacy officer", "anna.verdi", "347", "VRDNNA"} {
		if strings.Contains(strings.ToLower(string(golden)), strings.ToLower(planted)) {
			t.Errorf("%q is kept", planted)
		}
	}
	if Format.Match("decisions.csv", source.NewHead(text)) {
		t.Error("a file that nobody named is read")
	}
	if f.Match("decisions.csv", source.NewHead([]byte(Header))) || !f.Match("other.csv", source.NewHead(text)) {
		t.Error("the format must know its file by the text alone")
	}
	if other, _ := New(file, []byte(Header)); other.Config == f.Config {
		t.Error("another text has the same configuration")
	}
}

func TestProblems(t *testing.T) {
	line := func(fields string) string { return Header + fields + "\n" }
	for text, want := range map[string]string{
		"":                                        "d.csv:1: the first line must be: left,left_name",
		"left,right\n":                            "d.csv:1: the first line must be: left,left_name",
		"\xff":                                    "d.csv:1: the file is not UTF-8",
		line(`,A,,B,same,r,2026-02-30,w`):         "d.csv:2: when wants a day",
		line(`,A,,B,same,r,2026-02-03,`):          "d.csv:2: why wants a reason",
		line(`,A,,B,same,,2026-02-03,w`):          "d.csv:2: role is empty",
		line(`,A,,S.r.l.,same,r,2026-02-03,w`):    "d.csv:2: right_name holds nothing that names an organisation",
		line(`a,,a,,same,r,2026-02-03,w`):         "d.csv:2: both sides are the same",
		line(`,A,,B,merge,r,2026-02-03,w`):        `d.csv:2: unknown verdict "merge": want same, different, family, brand, rebrand, not`,
		line("\",A\x1b,,B,same,r,2026-02-03,w"):   "d.csv:2: ",
		line("a,\"x\ny\",b,,same,r,2026-02-03,w"): "left_name holds a control character or a line break",
	} {
		if _, err := New("d.csv", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	_, err := New("d.csv", []byte(Header+",A,,B,same,r,2026-02-03,w\n,B,,A,different,r,2026-02-03,w\n"))
	var c *decision.Contradiction
	if !errors.As(err, &c) || c.Decisions[0].Origins[0].Fragment != "line=2" {
		t.Error(err)
	}
	if all, err := Parse("d.csv", []byte("\ufeff"+Header+"n,A,n,B,different,r,2026-02-03,w\n")); err != nil || len(all) != 1 {
		t.Error(all, err)
	}
}
