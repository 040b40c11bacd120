package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// ordinaryWord says whether a word is one of a language or of the names of organisations, or a place, and no name that people bear.
func ordinaryWord(w string) bool {
	return orgname.Ordinary(w) || placeWords[w] || placeEnds[w] || saints[w] || ordinary[w]
}

// hasForm says whether a name has a form that only names of persons have in its language, whatever the names are.
func hasForm(name string, words []string, country string) bool {
	return isPatronymic(words) || isInitialed(name, country) || isVietnamese(words, country) || isHanName(name) || isPinyin(words, country) ||
		isCantonese(words, country) || isArabic(words) || isHungarian(words, country) || isItalian(words, country) || isReversed(name) || isPortuguese(words, country) ||
		isRussian(words, country) || len(words) == 2 && (sikhNames[words[0]] || sikhNames[words[1]]) && borneAlone(words)
}

// sikhNames are the second names that the men and women of one faith bear, and hardly a firm.
var sikhNames = set(`SINGH KAUR`)

// isPatronymic says whether two to four words hold one that is made of a father's name, as Slavs and their neighbours write it.
func isPatronymic(words []string) bool {
	return len(words) > 1 && len(words) < 5 && slices.ContainsFunc(words, patronymic) && !slices.ContainsFunc(words, func(w string) bool { return utf8.RuneCountInString(w) > 1 && !nameLike(w) })
}

func patronymic(w string) bool {
	return slices.ContainsFunc(patronymics, func(end string) bool { return len(w) > len(end)+3 && strings.HasSuffix(w, end) && !orgname.Ordinary(w) }) || strings.HasSuffix(w, "SDOTTIR") || w == "ИЛЬИЧ" || w == "КУЗЬМИЧ" || w == "ФОМИЧ" || w == "ОГЛЫ" || w == "КЫЗЫ"
}

var patronymics = []string{"ОВИЧ", "ЕВИЧ", "ЬОВИЧ", "ИОВИЧ", "ОВНА", "ЕВНА", "ІВНА", "OVICH", "EVICH", "OVYCH", "EVYCH", "YOVYCH", "OVNA", "EVNA", "IVNA"}

var (
	// reInitialsOf finds a surname with initials before or behind it.
	reInitialsOf = regexp.MustCompile(`^(?:(?:\p{Lu}\. ?){1,2}\p{Lu}\. (\p{L}[\p{L}'’-]{3,})|(?:\p{Lu} ){2,3}(\p{L}[\p{L}'’-]{3,})|(\p{L}[\p{L}'’-]{3,}),? \p{Lu}\. ?\p{Lu}\.?)$`)
	// reMiddle finds the initial of a second given name between two names, or behind them after a comma.
	reMiddle = regexp.MustCompile(`^(\p{L}[\p{L}'’-]{2,})(?: \p{Lu}\.? (\p{L}[\p{L}'’-]{2,})|, (\p{L}[\p{L}'’-]{2,}) \p{Lu}\.?)$`)
)

// initialing are the countries in which people are called by initials and firms are not, or in which the law writes names so.
var initialing = set(`GB IE US CA AU NZ ZA NL BE UA RU BY KZ`)

// isInitialed says whether a surname stands beside the initials of given names, or between two names.
func isInitialed(name, country string) bool {
	if !initialing[country] {
		return false
	}
	for _, m := range [][]string{reInitialsOf.FindStringSubmatch(name), reMiddle.FindStringSubmatch(name)} {
		if m == nil {
			continue
		}
		own := nameWords(strings.Join(m[1:], " "))
		if len(own) > 0 && borneAlone(own) && !slices.ContainsFunc(own, func(w string) bool { return ordinaryWord(w) || !nameLike(w) }) {
			return true
		}
	}
	return false
}

// isReversed says whether surnames stand before a comma, and given names behind it and nothing else.
func isReversed(name string) bool {
	before, after, comma := strings.Cut(name, ",")
	if !comma {
		return false
	}
	surnames, given := nameWords(before), nameWords(after)
	if len(surnames) == 0 || len(surnames) > 3 || len(given) == 0 || len(given) > 3 || !borneAlone(surnames) || ordinaryWord(surnames[0]) {
		return false
	}
	n := 0
	for _, w := range given {
		switch {
		case isGivenName(w):
			n++
		case w != "MA" && !particles[w] && len(w) > 1:
			return false
		}
	}
	return n > 0
}

// vietnamese are the surnames that nearly all of Vietnam bears.
var vietnamese = set(`NGUYEN TRAN LE PHAM HOANG HUYNH PHAN VU VO DANG BUI DO HO NGO DUONG LY DINH DAO DOAN TRUONG LUONG MAI TRINH`)

// isVietnamese says whether the words are a name of Vietnam: one of its surnames first and short syllables behind it, with VAN or THI
// among them outside the country.
func isVietnamese(words []string, country string) bool {
	home := country == "VN"
	if len(words) < 2 || len(words) > 5 || !home && (len(words) < 3 || !vietnamese[words[0]]) || home && !vietnamese[words[0]] && !vietnamese[words[len(words)-1]] {
		return false
	}
	for _, w := range words {
		if n := utf8.RuneCountInString(w); n > 6 || strings.ContainsAny(w, "0123456789&") || vietnameseBodies[w] {
			return false
		}
	}
	return home || words[0] == "NGUYEN" || words[1] == "THI" || words[1] == "VAN"
}

var vietnameseBodies = set(`CONG TY TAP DOAN DAI HOC BENH VIEN NGAN HANG`)

// hanSurnames are those that are no first character of usual names of firms.
const hanSurnames = "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾萧蔡潘袁董余苏吕魏蒋丁杜沈姜傅卢崔谭陆汪范廖贾韦邱邹熊孟秦阎薛侯雷張劉陳楊黃趙吳孫羅鄭謝許韓馮鄧蕭蘇呂蔣盧譚陸範賈韋鄒閻"

// hanEnds end names of places and bodies.
const hanEnds = "省市县區区州乡鄉镇鎮村岛島山河湖路街厂廠店社院校局部所行会會团團网網站堂馆館园園城港"

// hangulSurnames are those that firms hardly begin with.
const hangulSurnames = "김박최윤임홍황송권"

// isHanName says whether a name is a surname of China and one or two characters more, or of Korea and two.
func isHanName(name string) bool {
	first, second, parted := strings.Cut(name, " ")
	r := []rune(first + second)
	if len(r) < 2 || len(r) > 4+2*strings.Count(name, " ") {
		return false
	}
	if unicode.Is(unicode.Hangul, r[0]) {
		return len(r) == 3 && strings.ContainsRune(hangulSurnames, r[0]) && unicode.Is(unicode.Hangul, r[1]) && unicode.Is(unicode.Hangul, r[2])
	}
	for _, c := range r {
		if !unicode.Is(unicode.Han, c) {
			return false
		}
	}
	if strings.ContainsRune(hanEnds, r[len(r)-1]) {
		return false
	}
	if len(r) == 4 && r[3] == '郎' { // of Japan
		return true
	}
	if parted { // a firm's name has no space
		return true
	}
	switch string(r[:2]) {
	case "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "皇甫":
		return len(r) > 2
	}
	return len(r) < 4 && strings.ContainsRune(hanSurnames, r[0])
}

var (
	// pinyin are common surnames of China as Latin letters write them.
	pinyin = set(`WANG LI ZHANG LIU CHEN YANG ZHAO HUANG ZHOU WU XU SUN HU ZHU GAO LIN HE GUO MA LUO LIANG SONG ZHENG XIE HAN TANG FENG DONG XIAO CHENG CAO YUAN DENG SHEN ZENG PENG
		LU SU JIANG CAI JIA DING WEI XUE YE YAN PAN DU XIA ZHONG TIAN FANG SHI YAO ZOU XIONG JIN HAO KONG CUI QIU QIN GU HOU SHAO MENG QIAN OUYANG CHAN WONG CHEUNG`)
	// reSyllables finds one or two syllables of pinyin.
	reSyllables = regexp.MustCompile(`^(?:(?:[BPMFDTNLGKHJQXRZCSYW]|ZH|CH|SH)?(?:A|O|E|AI|EI|AO|OU|AN|EN|ANG|ENG|ONG|I|IA|IE|IAO|IU|IAN|IN|IANG|ING|IONG|U|UA|UO|UAI|UI|UAN|UN|UANG|UE)-?){1,2}$`)
)

// isPinyin says whether two words are a surname of China and a given name of one or two syllables, in either order. Abroad, the
// letters must be such as no other language has in names.
func isPinyin(words []string, country string) bool {
	if len(words) != 2 {
		return false
	}
	home := country == "CN" || country == "TW" || country == "HK" || country == "MO" || country == "SG"
	for i, w := range words {
		given := words[1-i]
		if !pinyin[w] || i == 1 && pinyin[given] || len(given) < 2 || !reSyllables.MatchString(given) || orgname.Ordinary(given) && !(home && i == 0 && len(given) < 5) {
			continue
		}
		both := w + given
		if home && i == 0 || strings.ContainsAny(both, "X") || strings.Contains(both, "ZH") || strings.Contains(both, "QI") || strings.HasSuffix(w, "ANG") && len(given) > 3 {
			return true
		}
	}
	return false
}

// arabicNames are given names with which names of people begin in Arabic.
var arabicNames = set(`محمد أحمد علي حسن حسين محمود مصطفى إبراهيم خالد عمر يوسف سعيد عبدالله عبد عبدالرحمن فاطمة مريم عائشة زينب خديجة نور سارة ليلى حمزة صالح سالم ناصر فهد سلطان طارق كريم
	سمير جمال رشيد بلال ياسين أمين رضا هشام وليد زياد بدر ماجد نبيل`)

// isArabic says whether the words are a name of Arabs: in their script a given name first, in Latin letters "bin" between names ("ibn" is
// of the dead, after whom bodies are called).
func isArabic(words []string) bool {
	if len(words) < 2 || len(words) > 6 {
		return false
	}
	if arabicNames[words[0]] {
		return !slices.ContainsFunc(words, func(w string) bool { return !nameLike(w) })
	}
	at := slices.IndexFunc(words, func(w string) bool { return w == "BIN" || w == "BINT" })
	return at > 0 && at+1 < len(words) && formOfName(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "AL" }))
}

// isHungarian says whether the last word is a given name of a husband with the ending of his wife's name, or three words end in a given
// name.
func isHungarian(words []string, country string) bool {
	if country != "HU" || len(words) < 2 || len(words) > 3 || !borneAlone(words) {
		return false
	}
	last := words[len(words)-1]
	of, wife := strings.CutSuffix(last, "NE")
	return wife && isGivenName(of) || len(words) == 3 && (isGivenName(last) || isGivenName(words[1])) && !slices.ContainsFunc(words, orgname.Ordinary)
}

// portuguese are the surnames with which most names end in Portugal and Brazil.
var portuguese = set(`SILVA SANTOS OLIVEIRA SOUZA SOUSA PEREIRA COSTA FERREIRA RODRIGUES ALMEIDA ALVES RIBEIRO CARVALHO GOMES MARTINS LOPES FERNANDES GONCALVES MARQUES DIAS TEIXEIRA CORREIA MENDES
	NUNES SOARES VIEIRA MONTEIRO MOREIRA CARDOSO ROCHA NEVES COELHO CUNHA PIRES RAMOS REIS SIMOES ANTUNES MATOS FONSECA MACHADO ARAUJO BARBOSA TAVARES LOURENCO CASTRO FIGUEIREDO AZEVEDO FREITAS
	MAGALHAES HENRIQUES LIMA BATISTA BAPTISTA PINHEIRO FARIA MIRANDA BARROS MORAIS NOGUEIRA ESTEVES ANJOS MOTA ANDRADE BRITO MELO NASCIMENTO CONCEICAO`)

// isPortuguese says whether three words or more, particles left aside, end in a common surname of Portugal and Brazil.
func isPortuguese(words []string, country string) bool {
	if country != "PT" && country != "BR" || len(words) < 3 || len(words) > 8 || !portuguese[words[len(words)-1]] {
		return false
	}
	own := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return particles[w] && w != "SANTOS" || w == "E" || w == "DA" })
	return len(own) > 2 && !slices.ContainsFunc(own, func(w string) bool { return !nameLike(w) || formless[w] || lastForms[w] || stopWords[w] })
}

// isRussian says whether two words of Cyrillic letters are a surname by its ending and a word of no language.
func isRussian(words []string, country string) bool {
	if len(words) != 2 || !slices.Contains([]string{"RU", "UA", "BY", "KZ", "MD", "KG"}, country) || !borneAlone(words) {
		return false
	}
	surname := func(w string) bool {
		return slices.ContainsFunc(russianEnds, func(end string) bool { return len(w) > len(end)+4 && strings.HasSuffix(w, end) })
	}
	return surname(words[0]) != surname(words[1]) && !slices.ContainsFunc(words, ordinaryWord)
}

var russianEnds = []string{"ОВ", "ЕВ", "ОВА", "ЕВА", "ИН", "ИНА", "СКИИ", "СКАЯ", "ЕНКО", "ЧУК", "ЩУК"}

// isCantonese says whether a surname of China stands before two short syllables, as Hong Kong, Taiwan and Singapore write them.
func isCantonese(words []string, country string) bool {
	if !slices.Contains([]string{"HK", "MO", "SG", "MY", "TW"}, country) || len(words) < 2 || len(words) > 3 || !pinyin[words[0]] && !cantonese[words[0]] {
		return false
	}
	given := strings.FieldsFunc(strings.Join(words[1:], " "), func(r rune) bool { return r == ' ' || r == '-' })
	return len(given) == 2 && !slices.ContainsFunc(given, func(w string) bool { return len(w) < 2 || len(w) > 5 || !nameLike(w) })
}

var cantonese = set(`CHAN WONG LEE CHEUNG LAU LAM CHENG HO NG KWOK CHOW CHU TAN LIM GOH ONG TEO KOH CHUA TAY YEO TSANG LEUNG YEUNG FUNG TSAI HSU HSIEH`)

// isItalian says whether two words are a surname of the form that Italy has, and another that ends as a given name does and is no word.
func isItalian(words []string, country string) bool {
	if country != "IT" || len(words) != 2 {
		return false
	}
	return isItalianIn(words[0], words[1]) || isItalianIn(words[1], words[0])
}

func isItalianIn(surname, given string) bool {
	strong := slices.ContainsFunc([]string{"INI", "ELLI", "ETTI", "OTTI", "UCCI"}, func(end string) bool { return strings.HasSuffix(surname, end) })
	if len(surname) < 5 || surname[len(surname)-1] != 'I' || !nameLike(surname) || ordinaryWord(surname) || pluralNouns[surname] ||
		slices.ContainsFunc(italianPlurals, func(end string) bool { return strings.HasSuffix(surname, end) }) {
		return false
	}
	if len(given) < 4 || given[len(given)-1] == 'I' || !nameLike(given) || !strong && !strings.ContainsAny(given[len(given)-1:], "AOE") || formless[given] || ordinaryWord(given) ||
		strings.Trim(given, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	return !slices.ContainsFunc(italianTrades, func(part string) bool { return strings.HasSuffix(given, part) || strings.HasPrefix(given, part) })
}

// italianPlurals end plurals of nouns and adjectives.
var italianPlurals = []string{"ZIONI", "SIONI", "ICI", "ESI", "ENTI", "ANTI", "ORI", "ARI", "TIVI"}

// italianTrades begin or end words of trades in Italian, which no list has all of.
var italianTrades = []string{"ERIA", "IFICIO", "ISTICA", "GRAFICA", "GRICOLA", "TECNICA", "LOGICA", "COLTURA", "MECCANICA", "SERVICE", "STUDIO", "FOTO", "EDIL", "TERMO", "IDRO", "ELETTRO", "TECNO", "AUTO", "ECO", "EURO", "ITAL", "MULTI", "AGRI", "TIPO", "LITO"}
