package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	list := filepath.Join(t.TempDir(), "list.tsv")
	if err := os.WriteFile(list, []byte("L1\tZhejiang Dahua Technology Co., Ltd.\nL2\tHangzhou Hikvision Digital Technology Co., Ltd.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args     string
		in, want string // want: the beginning of each line of the output
	}{
		{"", "a\tProva Srl\tPROVA S.R.L.\nb\tProva | Esempiovision\tEsempiovision Italia\tIT\tCN\n", "a\t1.000000\tsame\nb\t"},
		{"--index " + list, "q\tDahua Tecnology Italy\n", "q\tL1\t0."},
		{"--exhaustive --index " + list, "q\tDahua Tecnology Italy\n", "q\tL1\t0."},
		{"--cluster 0.8", "2\tProva Srl\n1\tProva S.p.A.\n3\tEsempiovision\n", "2\t1\n1\t1\n3\t3"},
	} {
		var out, errs bytes.Buffer
		if err := run(strings.Fields(c.args), strings.NewReader(c.in), &out, &errs); err != nil {
			t.Fatal(err)
		}
		got := strings.Split(strings.TrimSpace(out.String()), "\n")
		want := strings.Split(c.want, "\n")
		for i := range want {
			if len(got) != len(want) || !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("%s: %q, want %q", c.args, got, want)
				break
			}
		}
	}
	if err := run(nil, strings.NewReader("one field\n"), &bytes.Buffer{}, &bytes.Buffer{}); err == nil {
		t.Error("a line of one field is taken")
	}
}
