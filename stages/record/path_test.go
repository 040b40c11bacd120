package record

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

func TestMaskName(t *testing.T) {
	for name, want := range map[string]string{
		// invented people, as publishers, downloads and mail programs write them
		"releases_271828-zacarias-ramon-fintizi-zorba-2-contract.json": "releases_271828-[…]-2-contract.json",
		"releases_271828-juan-ramon-fintizi-zorba-2-contract.json":     "releases_271828-[…]-2-contract.json",
		"releases_12-FINTIZI-MARIO-award.json":                         "releases_12-[…]-award.json",
		"MarioFintizi_contract.json.gz":                                "[…]_contract.json.gz",
		"Contratto mario fintizi.pdf":                                  "Contratto […].pdf",
		"contratto%20mario%20fintizi.pdf":                              "contratto%20[…].pdf",
		"mario.fintizi.csv":                                            "[…].csv",
		"dott_fintizi.txt":                                             "dott_[…].txt",
		"incarico-avv.fintizi-2020.csv":                                "incarico-avv.[…]-2020.csv",
		"ermengarda.fintizi@example.org.json":                          "[…].json",
		"cf_FNTRNG70E41Z999H_2.xml":                                    "cf_[…]_2.xml",
		"FNTRNG70E41Z999H.xml":                                         "[…].xml",
		"GB33BUKB20201555555555-2020.csv":                              "[…]-2020.csv",
		"tel-333-1234567.txt":                                          "tel-[…]-[…].txt",
		"+39-333-1234567.csv":                                          "[…].csv",
		"DNI_X1234567L.json":                                           "DNI_[…].json",

		// what is nobody
		"lotti.csv":                      "",
		"aggiudicatari.csv":              "",
		"3331234567.json":                "",
		"ocds-213czf-000-00001.json":     "",
		"scuola-maria-montessori.csv":    "",
		"via-giuseppe-garibaldi-12.json": "",
		"mario-fintizi-srl-award.json":   "",
		"IT-CF-00163570542.xlsx":         "",
		"2019-12-16T00_53_19_069Z.json":  "",
		"Lista_Fornitori.pdf.zip":        "",
		"perimeter:lists":                "",
		"data.parquet":                   "",
		"..":                             "",
		".":                              "",
		"":                               "",
		"%":                              "",
		"%zz%4":                          "",
		"\xff-\xfe":                      "",
	} {
		if want == "" {
			want = name
		}
		got := MaskName(name)
		if got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
		if again := MaskName(got); again != got {
			t.Errorf("%q: masked again it is %q", got, again)
		}
	}
}

// winners is whose files bear the names of winners, in the collection.
const winners = "procurement/ocds/paraguay/"

// TestNamesOfFiles masks every name of a real collection: those of one publisher that names persons change, and no others.
func TestNamesOfFiles(t *testing.T) {
	const shared = "../../../shared/data"
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the shared data are not there: " + err.Error())
	}
	all, changed := 0, 0
	err := fs.WalkDir(os.DirFS(shared), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		all++
		base := path.Base(name)
		got := MaskName(base)
		if got == base {
			return nil
		}
		changed++
		if !strings.HasPrefix(name, winners) || !strings.HasSuffix(base, "-contract.json") {
			t.Errorf("%s became %s", name, got)
		}
		if begin, end, _ := strings.Cut(got, masked); !strings.HasPrefix(base, begin) || !strings.HasSuffix(base, end) || strings.Contains(end, masked) {
			t.Errorf("%s became %s: more than one piece was taken out", name, got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if all < 1000 || changed != 16 {
		t.Errorf("of %d names %d changed; want 16", all, changed)
	}
}

func FuzzMaskName(f *testing.F) {
	for _, s := range []string{"MarioFintizi-contract.json", "a%20b%C3%A8.csv", "[…]~2.json", "tel_333 1234567", "\xff%ff-Ǆß.pdf"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := MaskName(s); MaskName(got) != got {
			t.Errorf("%q became %q, and that %q", s, got, MaskName(got))
		}
	})
}
