package orgname

import (
	"strings"
	"testing"
)

// TestNamesakes holds what makes another body of one that bears a rare word: the word of a far trade, another consonant, two words for
// one, two syllables beside words that tell nothing, another character of the same sound. Of each pair the names are those of two
// bodies, a body's parted by " | ".
func TestNamesakes(t *testing.T) {
	body := func(names string) *Body {
		var b Body
		for name := range strings.SplitSeq(names, " | ") {
			b.Names = append(b.Names, Parse(name))
		}
		return &b
	}
	for _, c := range []struct {
		a, b string
		want Relation
	}{
		{"Parabolix Hotel GmbH", "Parabolix Technologies Ltd", Different},
		{"Parabolix Hotel GmbH", "Parabolix Technologies Ltd | Parabolix Hotels & Resorts", Same},
		{"Parabolix Bakery Ltd", "Parabolix Technologies Ltd", Different},
		{"Farmacia Parabolix", "Parabolix Technologies Ltd", Different},
		{"Parabolix Agricultural Cooperative", "Parabolix Technologies Ltd", Different},
		{"Стоматология Параболикс", "ООО «Параболикс»", Different},
		{"Parabolix Poland Sp. z o.o.", "Parabolix Technologies Ltd", Family},
		{"Parabolix Vision GmbH", "Parabolix Technologies Ltd", Family},
		{"Parabolix Bakery Ltd", "Parabolix Bakery Limited", Same},
		{"Comune di Provola - Edilizia", "Comune di Provola", Same}, // an office, not a builder

		{"Администрация города Брагска", "Администрация города Бравска", Different},
		{"Laboratorio Parakolix", "Laboratorio Parabolix", Different},
		{"Laboratorio Parabolax", "Laboratorio Parabolix", Same},
		{"Laboratorio Parapolix", "Laboratorio Parabolix", Same}, // without the voice
		{"Laboratorio Paravolix", "Laboratorio Parabolix", Same}, // the key beside it
		{"Paravolix S.r.l.", "Parabolix Co., Ltd. | Parabolix GmbH", Different},
		{"Parabolax S.r.l.", "Parabolix Co., Ltd. | Parabolix GmbH", Different},

		{"Para Bolix S.r.l.", "Parabolix GmbH", Different},
		{"Para Bolix Italia S.r.l.", "Parabolix GmbH", Family},

		{"Shuangzhuo Trading Co., Ltd.", "Shuangzhuo Technology Co., Ltd. | 双卓", Different},
		{"Shuangzhuo Telecom Co., Ltd.", "Shuangzhuo Technology Co., Ltd. | 双卓", Family},

		{"Comune di Borvereto", "Comune di Borveredo", Different},
		{"Università degli Studi di Borvereto", "Universita degli Studi di Borvereto", Same},
		{"CCIAA di Borvale", "CCIAA di Provola", Different},
		{"Confindustria Cuneo", "Confindustria Como", Different},
		{"Палата Тулы", "Палата Твери", Different},
		{"CCIAA Borvale", "CCIAA di Borvale", Same},
		{"President of the University Club", "University Club", Different},
		{"President of Borvale University", "Borvale University", Same},
		{"Colo Srl", "Colorado Srl", Different},

		{"華偉技術有限公司", "华伟技术有限公司", Same},
		{"华伟技术有限公司", "华为技术有限公司", Different},
		{"国家税务总局上海市税务局", "国家税务总局北京市税务局", Different},
	} {
		a, b := body(c.a), body(c.b)
		for _, v := range []Verdict{Bodies(a, b), Bodies(b, a)} {
			if v.Relation != c.want {
				t.Errorf("%q, %q: %s %.3f, want %s, for %q, against %q", c.a, c.b, v.Relation, v.Score, c.want, v.For, v.Against)
			}
		}
	}
}

// TestTradeWords holds that each word of the table of trades is of one trade and is found, and that words by which groups call their
// companies are none.
func TestTradeWords(t *testing.T) {
	seen := map[string]string{}
	for line := range strings.Lines(tradesTable) {
		if line[0] == '#' {
			continue
		}
		words := strings.Fields(line)
		for _, w := range words {
			if before, twice := seen[w]; twice {
				t.Errorf("%q is of %s and of %s", w, before, words[0])
			}
			seen[w] = words[0]
			n := Parse(strings.TrimSuffix(w, "*") + " Parabolix")
			if len(n.Trades()) == 0 {
				t.Errorf("%q tells no trade", w)
			}
		}
	}
	for _, w := range strings.Fields("technology digital software network services group research security systems Сервис 技术 通信 الرقمية") {
		if n := Parse("Parabolix " + w); len(n.Trades()) > 0 {
			t.Errorf("%q tells %q", w, n.Trades())
		}
	}
}
