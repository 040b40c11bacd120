package orgname

import (
	"slices"
	"strings"
)

// institutional are the meanings of words by which public bodies and their like are called all over a country: one is told from
// another by a place, a number or a saint.
var institutional = set(`university school hospital ministry municipality city region council agency authority police court museum library academy dept gov party church`)

// institutionalWords are such words that have no meaning of their own in the tables, and what institution each is of.
var institutionalWords = func() map[string]string {
	kinds := map[string]string{}
	for line := range strings.Lines(`borough
comprensivo
parish diocese paroisse pfarrei parroquia paroquia парафия приход
university hochschule fachhochschule politecnico polytechnique politecnica politechnika
school liceo lycee lyceum gymnasium gymnase ginnasio grundschule realschule gesamtschule kita kindergarten college лицеи гимназия сош доу училище колледж техникум
district county landkreis kreis bezirk arrondissement canton provincia prefecture prefeitura provincie район раиона уезд округ округа
hospital klinikum clinica policlinico поликлиника диспансер
police questura gendarmerie
police_court procura procuratie прокуратура 检察院
municipality община общины obshtina gmina gminy obec mesto onkormanyzat onkormanyzata kommune kommun kunta kaupunki vald savivaldybe novads novada primaria comuna municipiul oras opcina opstina obcina gemeente concello concelho freguesia ajuntament δημοσ
county powiat megye judet judetul zupanija
council syndicat sivom sictom
agency inspectorate ispettorato inspectorat inspectoratul inspektorat inspekcija инспекция инспекции
army infantry battalion battaglione bataillon regiment reggimento regimiento brigade brigata brigada бригада дивизия полк батальон воинская войсковая
orchestra symphony philharmonic filarmonica philharmonie orchester orchestre orquesta оркестр филармония
caritas diocesana diocesano
proloco
harbour seaport
chamber cciaa confindustria confcommercio confartigianato confagricoltura coldiretti палата
council camara diputacion cabildo хурал дума`) {
		words := strings.Fields(line)
		for _, w := range words {
			kinds[w] = words[0]
		}
	}
	return kinds
}()

// institution is the word of that kind that a name has; "" for a name without one, and for that of a company.
func (n *Name) institution(kind string) string {
	if n.formal {
		return ""
	}
	for _, word := range n.institutes {
		if kind == "" || kind == word {
			return word
		}
	}
	return ""
}

// institution is the word for an institution that a part is; "" for any other.
func (p *part) institution() string {
	switch {
	case institutionalWords[p.text] != "":
		return institutionalWords[p.text]
	case hanInstitution(p.text):
		return "gov"
	case institutional[p.symbol]:
		return p.symbol
	}
	return ""
}

// hanInstitution says that a word in Han characters ends as the names of public bodies do: 总局, 民政厅.
func hanInstitution(word string) bool {
	return dense(word) && slices.ContainsFunc(hanInstitutions, func(end string) bool { return strings.HasSuffix(word, end) })
}

var hanInstitutions = strings.Fields(`局 厅 政府 委员会 法院 检察院 报社`)

// neighbouring says that both names are of institutions of one kind, told from others by a word of which one consonant is another, and
// by nothing that both have: Comune di Rovereto, Comune di Roveredo.
func (x *alignment) neighbouring() bool {
	if x.kind() == "" {
		return false
	}
	found := false
	for _, l := range x.links[:x.n] {
		p, q := &x.a.parts[l.a.first()], &x.b.parts[l.b.first()]
		switch {
		case p.small || p.symbol != "" || q.symbol != "" || p.place.whole:
		case p.text == q.text || p.foreign != q.foreign || !l.a.one() || !l.b.one():
			return false
		default:
			if _, _, ok := exchanged(p.text, q.text); !ok {
				return false
			}
			found = true
		}
	}
	return found
}

// institutions says that both names are of institutions of one kind, and that neither is the other's with something behind it:
// York University, York St John University and the University of York have a place in common and are no family.
func (x *alignment) institutions() bool {
	return x.kind() != "" && !x.goesOn()
}

// kind is a word for an institution that both names have; "" if there is none.
func (x *alignment) kind() string {
	if x.a.formal || x.b.formal {
		return ""
	}
	for _, kind := range x.a.institutes {
		if slices.Contains(x.b.institutes, kind) {
			return kind
		}
	}
	return ""
}

// authority says that one name is of a public authority and the other of a company, or that one of two ministries bears a country which
// the other does not: the municipality of a spa is not the company that runs the spa.
func (x *alignment) authority() bool {
	for _, kind := range authorities {
		a, b := x.a.institution(kind) != "", x.b.institution(kind) != ""
		if a && x.b.formal || b && x.a.formal {
			return true
		}
	}
	return x.nation && x.kind() == "ministry" && !x.conflict && (x.translatedWords() || !x.goesOn())
}

var authorities = []string{"municipality", "ministry", "police", "court"}

// translatedWords says that words of both names are one in two languages.
func (x *alignment) translatedWords() bool {
	for _, l := range x.links[:x.n] {
		if p, q := &x.a.parts[l.a.first()], &x.b.parts[l.b.first()]; p.symbol != "" && p.symbol == q.symbol && l.alike < 0.95 {
			return true
		}
	}
	return false
}

// goesOn says that all words of one name have counterparts in the other, in the same order, before what that one has more.
func (x *alignment) goesOn() bool {
	return x.ordered() && (begins(x.a.parts, x.usedA) && whole(x.b.parts, x.usedB) || begins(x.b.parts, x.usedB) && whole(x.a.parts, x.usedA))
}

// ordered says that the counterparts stand in one order in both names.
func (x *alignment) ordered() bool {
	var at [maxParts]int
	for _, l := range x.links[:x.n] {
		at[l.a.first()] = l.b.first() + 1
	}
	last := 0
	for i := range x.a.parts {
		if at[i] == 0 || x.a.parts[i].small {
			continue
		}
		if at[i] <= last {
			return false
		}
		last = at[i]
	}
	return true
}

// whole says that every word but small ones has a counterpart.
func whole(parts []part, used parts) bool {
	for i := range parts {
		if !used.has(i) && !parts[i].small {
			return false
		}
	}
	return true
}

// begins says that no word with a counterpart stands behind one without.
func begins(parts []part, used parts) bool {
	more := false
	for i := range parts {
		switch {
		case parts[i].small:
		case !used.has(i):
			more = true
		case more:
			return false
		}
	}
	return true
}

// fields are meanings of words by which a university or a school is told from the others of its town.
var fields = set(`medical tech agriculture education economy military justice construction transport music sport art engineering science`)

// otherField says that one of two universities or schools has the word of a field that the other has not.
func (x *alignment) otherField() bool {
	both := func(kind string) bool { return x.a.institution(kind) != "" && x.b.institution(kind) != "" }
	if !both("university") && !both("school") {
		return false
	}
	return fielded(x.a.parts, x.usedA) || fielded(x.b.parts, x.usedB)
}

func fielded(parts []part, used parts) bool {
	for i := range parts {
		if p := &parts[i]; !used.has(i) && (fields[p.symbol] || fielding(p.text)) {
			return true
		}
	}
	return false
}

// fielding says that a word without a meaning of its own in the tables is of a field.
func fielding(word string) bool {
	return slices.ContainsFunc(fieldStems, func(stem string) bool {
		return strings.HasPrefix(word, stem) || dense(word) && strings.Contains(word, stem)
	})
}

// fieldStems begin words of fields in several languages.
var fieldStems = strings.Fields(`medic medizin mediz pedagog padagog polytechn politecn technisch technolog tecnolog tecnic agrar agric agron econom okonom juridic juridisch
	musik musical kunst veterin theolog teolog catholic katholisch cattolic normal
	медицин педагог политехн технолог техническ аграр сельскохоз эконом юридич лингвист архитект консерватор
	农业 林业 师范 理工 工业 财经 医科 政法 外国语 民族 科技 艺术 海洋 石油 矿业 邮电 طبيه الطب زراع الزراع هندس الهندس تقني التقني اسلامي الاسلامي`)

// turned says that the names are those of two universities, each by one place alone: University of York, York University. In some
// places the two are one; names do not tell where.
func (x *alignment) turned() bool {
	return x.a.institution("university") != "" && x.b.institution("university") != "" && ofTwoWords(x.a) && ofTwoWords(x.b) && !x.ordered()
}

func ofTwoWords(n *Name) bool {
	words := 0
	for i := range n.parts {
		if !n.parts[i].small {
			words++
		}
	}
	return words == 2
}

// coded says that each name has a code in brackets, of a province or a state, that the other has not: Livo (CO), Livo (TN).
func (x *alignment) coded() bool {
	return bracketed(x.a.parts, x.usedA) && bracketed(x.b.parts, x.usedB)
}

// bracketed says that one short code stands in brackets, and has no counterpart.
func bracketed(parts []part, used parts) bool {
	n := 0
	for i := range parts {
		if p := &parts[i]; p.aside {
			if n++; used.has(i) || p.number || p.foreign || p.place.whole || len(p.text) > 3 {
				return false
			}
		}
	}
	return n == 1
}
