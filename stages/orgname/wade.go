package orgname

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-unidecode"
)

// hanSpelt says how surely a word in Latin letters is one in Han characters: by the sounds of Mandarin as pinyin writes them, as Wade and
// Giles did, or by the name that a place has in the spelling of the post or another language of China. Each is spelt in one way
// alone: a letter more or less is another word, as Hebei and Hubei show. Some characters have two sounds.
func hanSpelt(han, latin *part) float64 {
	switch {
	case spells(han.text, latin.latin, pinyin):
		return 0.95
	case postal[han.latin] != "" && strings.Contains(postal[han.latin], " "+latin.latin+" "):
		return 0.95
	case spells(han.text, latin.latin, wade):
		return 0.9
	}
	return 0
}

// spells says that a word in Latin letters is that in Han characters, syllable by syllable.
func spells(han, latin string, system func(string) string) bool {
	if han == "" || latin == "" {
		return han == latin
	}
	r, size := utf8.DecodeRuneInString(han)
	all := cmp.Or(sounds[r], strings.ToLower(strings.TrimSpace(unidecode.Unidecode(string(r)))))
	for s := range strings.FieldsSeq(all) {
		if rest, ok := strings.CutPrefix(latin, system(s)); ok && s != "" && spells(han[size:], rest, system) {
			return true
		}
	}
	return false
}

func pinyin(syllable string) string { return syllable }

// sounds are those of characters that have several, or in names another than alone.
var sounds = func() map[rune]string {
	all := map[rune]string{}
	f := strings.Fields(`卡 ka,qia 莞 guan,wan 重 chong,zhong 长 chang,zhang 行 hang,xing 乐 le,yue 石 shi,dan 都 du,dou 会 hui,kuai 单 dan,shan 曾 zeng,ceng 区 qu,ou 朝 chao,zhao
		传 chuan,zhuan 和 he,huo 解 jie,xie 藏 zang,cang 系 xi,ji 角 jiao,jue 强 qiang,jiang 车 che,ju 率 lv,shuai 便 bian,pian 宿 su,xiu 盛 sheng,cheng 省 sheng,xing 合 he,ge
		柏 bai,bo 泊 bo,po 蚌 bang,beng 番 fan,pan 六 liu,lu 贾 jia,gu 模 mo,mu 吕 lv,lyu,lu 绿 lv,lyu,lu 旅 lv,lyu,lu 律 lv,lyu,lu 女 nv,nyu,nu 陕 shaan 厦 xia,sha 大 da,dai 弹 dan,tan 度 du,duo
		佛 fo,fu 给 gei,ji 还 huan,hai 奇 qi,ji 咖 ka,ga 落 luo,lao 泌 mi,bi 什 shi,shen 提 ti,di 尉 wei,yu 洗 xi,xian 择 ze,zhai 查 cha,zha 召 zhao,shao 兹 zi,ci 秘 mi,bi 埔 pu,bu
		堡 bao,pu,bu 茄 qie,jia 乾 qian,gan`)
	for i := 0; i+1 < len(f); i += 2 {
		r, _ := utf8.DecodeRuneInString(f[i])
		all[r] = strings.ReplaceAll(f[i+1], ",", " ")
	}
	return all
}()

// hanOnly says that a word has nothing but Han characters: no Kana.
func hanOnly(word string) bool {
	return dense(word) && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}

// inNames writes the characters that have several sounds by the first, in names the one mostly heard.
func inNames(word string) string {
	var b strings.Builder
	for _, r := range word {
		if first, _, ok := strings.Cut(sounds[r]+" ", " "); ok && first != "" {
			b.WriteString(first)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// wade writes a syllable of pinyin by the system of Wade and Giles, without its apostrophes.
func wade(syllable string) string {
	if whole := wadeSyllables[syllable]; whole != "" {
		return whole
	}
	initial := syllable[:len(syllable)-len(strings.TrimLeft(syllable, "bcdfghjklmnpqrstvwxz"))]
	final := syllable[len(initial):]
	return cmp.Or(wadeInitials[initial], initial) + cmp.Or(wadeFinals[final], final)
}

var (
	wadeInitials = pairs(`b p d t g k j ch q ch zh ch x hs z ts c ts r j`)
	wadeFinals   = pairs(`ong ung iong iung ian ien ie ieh ue ueh er erh`)

	wadeSyllables = pairs(`zhi chih chi chih shi shih ri jih zi tzu ci tzu si ssu yi i you yu yan yen ye yeh yue yueh yong yung ge ko ke ko he ho e o
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
