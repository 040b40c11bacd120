package testdata

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
)

//go:embed labelled/look.tsv
var look string

//go:embed labelled/leave.tsv
var leave string

//go:embed labelled/third.tsv labelled/fourth.tsv labelled/fifth.tsv labelled/fifth-leave.tsv labelled/sixth.tsv labelled/seventh.tsv
//go:embed labelled/seventh-leave.tsv labelled/eighth.tsv labelled/eighth-leave.tsv
var open embed.FS

// frozen are the digests of the sets as they were before the rules that they measure; of the third, as its last cases were added.
var frozen = map[string]string{
	"look":  "83c0848f2de769d3af3de4d9c1033b4725eb190d72bacd97d28ff7148ba49afd",
	"leave": "07112aca6078544898a8239699e18bb449dc7c01a2cffc362c9184f861c17709",

	"third":         "480af1ad343978a4d9246032d2f0b6924ca41a8bb7f3017352f524408412ca09",
	"fourth":        "d9e293d617d9aade0b7777fa1097fb806e2377c71031cfc8df08a3985eab9d60",
	"fifth":         "858baf95a96fe69ac0febf4294862990abb8672bb1511ce8260c4068b99e6bc7",
	"fifth-leave":   "ab82e988bea0d4cfa23a01983f335db4e0ab778d99dac12e652fef97cb2bb5a7",
	"seventh":       "10fa0b85621fa8c4f7a9a3105c34855c31f06e1baf3fba15cf27a12a5df9bcc6",
	"seventh-leave": "bb7301b24ee3bf3eeebfe4f55802e656c97434bbd5a534f626c458607e2d0f5f",
	"sixth":         "35bff50b6772778167d556543328639f070467bf74c3a3fe298a5aea9e04a226",
	"eighth":        "847355e6657833220d00dd4b9f9b7542c393cae3a0de1bd57ea515b674242888",
	"eighth-leave":  "41fa1d3235e98e5d0868da30fcd356159dc4be7d142d178ba7f31b92e272505a",
}

// TestFrozen holds that nobody changed a case of the open sets after the rules were mended by it.
func TestFrozen(t *testing.T) {
	halves := map[string]string{}
	for _, set := range []string{"third", "fourth", "fifth", "fifth-leave", "sixth", "seventh", "seventh-leave", "eighth", "eighth-leave"} {
		file, err := open.ReadFile("labelled/" + set + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(file); hex.EncodeToString(sum[:]) != frozen[set] {
			t.Errorf("%s.tsv is not what was frozen: %x", set, sum)
		}
		for line := range strings.Lines(string(file)) {
			f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(f) != 8 || slices.Contains(f, "") {
				t.Fatalf("%s.tsv: %q has not eight fields", set, line)
			}
			if whole, _, _ := strings.Cut(set, "-"); f[0] != "case" {
				entity := whole + " " + f[1]
				if h := halves[entity]; h != "" && h != set {
					t.Errorf("%s is in both halves", entity)
				}
				halves[entity] = set
			}
		}
	}
}

// TestLabelled holds the labelled cases to what their README says of them.
func TestLabelled(t *testing.T) {
	cases, pairs, halves := map[string]bool{}, map[[2]string]bool{}, map[string]string{}
	relations, languages := map[string]int{}, map[string]int{}
	for half, file := range map[string]string{"look": look, "leave": leave} {
		if sum := sha256.Sum256([]byte(file)); hex.EncodeToString(sum[:]) != frozen[half] {
			t.Errorf("%s.tsv is not what was frozen: %x", half, sum)
		}
		for line := range strings.Lines(file) {
			f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(f) != 8 || slices.Contains(f, "") {
				t.Fatalf("%s.tsv: %q has not eight fields", half, line)
			}
			if f[0] == "case" {
				continue
			}
			id, entity, kind, language, relation, pair := f[0], f[1], f[2], f[3], f[4], [2]string{f[5], f[6]}
			if cases[id] || pairs[pair] {
				t.Errorf("%s is there twice", id)
			}
			cases[id], pairs[pair] = true, true
			if h := halves[entity]; h != "" && h != half {
				t.Errorf("%s is in both halves", entity)
			}
			halves[entity] = half
			switch {
			case kind == "name" && (relation == "same" || relation == "family" || relation == "stranger"):
			case kind == "text" && (relation == "brand" || relation == "rebrand" || relation == "stranger"):
			default:
				t.Errorf("%s: a %s cannot be %s", id, kind, relation)
			}
			relations[relation]++
			languages[language]++
		}
	}
	if len(cases) != 683 || len(relations) != 5 || len(languages) != 5 {
		t.Errorf("%d cases, relations %v, languages %v", len(cases), relations, languages)
	}
	for language, n := range languages {
		if n < len(cases)/7 || n > len(cases)/3 {
			t.Errorf("%s has %d of %d cases", language, n, len(cases))
		}
	}
}
