package orgname

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
)

// hanSpelt says how surely a word in Latin letters is one in Han characters: by the sounds of Mandarin as pinyin writes them, as Wade and
// Giles did, or by the name that a place has in the spelling of the post or another language of China. Each is spelt in one way
// alone: a letter more or less is another word, as Hebei and Hubei show.
func hanSpelt(han, latin *part) float64 {
	switch {
	case han.latin == latin.latin:
		return 0.95
	case postal[han.latin] != "" && strings.Contains(postal[han.latin], " "+latin.latin+" "):
		return 0.95
	case wade(han.text) == strings.NewReplacer("tz", "ts", "ssu", "szu").Replace(latin.latin):
		return 0.9
	}
	return 0
}

// hanOnly says that a word has nothing but Han characters: no Kana.
func hanOnly(word string) bool {
	return dense(word) && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}

// wade writes Han characters by the system of Wade and Giles, without its apostrophes.
func wade(text string) string {
	var b strings.Builder
	for _, r := range text {
		syllable := strings.ToLower(strings.TrimSpace(unidecode.Unidecode(string(r))))
		if whole := wadeSyllables[syllable]; whole != "" {
			b.WriteString(whole)
			continue
		}
		initial := syllable[:len(syllable)-len(strings.TrimLeft(syllable, "bcdfghjklmnpqrstvwxz"))]
		final := syllable[len(initial):]
		if w := wadeInitials[initial]; w != "" {
			initial = w
		}
		if w := wadeFinals[final]; w != "" {
			final = w
		}
		b.WriteString(initial + final)
	}
	return b.String()
}

var (
	wadeInitials = pairs(`b p d t g k j ch q ch zh ch x hs z ts c ts r j`)
	wadeFinals   = pairs(`ong ung ian ien ie ieh ue ueh er erh`)

	wadeSyllables = pairs(`zhi chih chi chih shi shih ri jih zi tsu ci tsu si szu yi i you yu yan yen ye yeh yue yueh ge ko ke ko he ho e o
		gui kuei kui kuei duo to tuo to luo lo nuo no zuo tso cuo tso suo so zhuo cho chuo cho ruo jo bo po po po`)

	// postal are the names of places of China by their pinyin, otherwise spelt by its post before, in Cantonese or in Hokkien.
	postal = func() map[string]string {
		all := map[string]string{}
		for line := range strings.Lines(`beijing peking peiping
tianjin tientsin
nanjing nanking
guangzhou canton kwangchow
chongqing chungking
hangzhou hangchow
suzhou soochow
fuzhou foochow
xiamen amoy
shantou swatow
qingdao tsingtao tsingtau
xian sian
wuhan wuhan hankow
shenyang mukden
dalian dairen
haerbin harbin
lasa lhasa
wulumuqi urumqi urumchi
huhehaote hohhot
xianggang hongkong
aomen macau macao
taibei taipei
gaoxiong kaohsiung
taizhong taichung
xinzhu hsinchu
taoyuan taoyuan
guangdong kwangtung canton
guangxi kwangsi
fujian fukien
zhejiang chekiang
jiangsu kiangsu
jiangxi kiangsi
hebei hopeh hopei
hubei hupeh hupei
henan honan
shanxi shansi
shaanxi shensi
shandong shantung
sichuan szechuan szechwan
gansu kansu
guizhou kweichow
anhui anhwei
xinjiang sinkiang
xizang tibet
neimenggu innermongolia
qinghai tsinghai chinghai
qinghua tsinghua
zhongshan sunyatsen yatsen
`) {
			words := strings.Fields(line)
			all[words[0]] = " " + strings.Join(words[1:], " ") + " "
		}
		return all
	}()
)

// pairs is a map of each second word by the one before it.
func pairs(words string) map[string]string {
	all, f := map[string]string{}, strings.Fields(words)
	for i := 0; i+1 < len(f); i += 2 {
		all[f[i]] = f[i+1]
	}
	return all
}
