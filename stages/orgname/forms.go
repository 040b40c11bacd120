package orgname

import "strings"

// plain are letters that do not decompose into a base letter and an accent.
var plain = map[rune]string{
	'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h", 'ŋ': "n", 'ŧ': "t",
}

// connectors are the words for "and"; a single letter is one only after a word, so that C.E.I. stays what it is.
var connectors = set("and et und e y og och oraz &")

// formsAtEnd are legal forms that stand behind a name, folded; a comma parts them. Only forms of companies, partnerships,
// cooperatives and the like: "foundation" or "association" is part of a name, for there may be a company of the same name.
var formsAtEnd = list(`
	ltd, limited, plc, public limited company, llp, lp, cic, llc, l l c, inc, incorporated, corp, corporation, co, company,
	co ltd, co limited, company limited, pty ltd, pty limited, pty, pvt ltd, pvt limited, private limited, pte ltd, pte,
	sdn bhd, bhd, ulc, lllp, pllc, dac, clg, teoranta,
	spa, societa per azioni, srl, societa a responsabilita limitata, srls, srl unipersonale, spa unipersonale, srl s, srlu,
	srlcr, srl socio unico, srl a socio unico, spa a socio unico, con socio unico, a socio unico, unipersonale,
	societa a responsabilita limitata semplificata, sas, snc, sapa, societa in nome collettivo, societa in accomandita semplice,
	societa semplice, scarl, scrl, soc coop, soc coop arl, soc cooperativa, societa cooperativa, coop, scpa, scpl, arl, soc coop sociale,
	societa cooperativa sociale, soc coop rl, scs, soc coop a rl, coop sociale, societa consortile, soc cons arl, stp,
	societa benefit, in liquidazione, in fallimento,
	sa, societe anonyme, sarl, eurl, sasu, sci, scop, gie, societe par actions simplifiee, societe a responsabilite limitee, selarl, sca, sc,
	gmbh, ggmbh, ag, kg, ohg, gbr, gmbh & co kg, gmbh & co ohg, ag & co kg, & co kg, kgaa, se & co kgaa, ug, ug haftungsbeschrankt, ev, se, ek, ek e k, gesmbh,
	gesellschaft mit beschrankter haftung, aktiengesellschaft, mbh, kommanditgesellschaft, partg mbb, gmbh u co kg,
	bv, nv, cv, vof, bvba, sprl, srl bv, besloten vennootschap, naamloze vennootschap, cvba, scrl fs, asbl, vzw,
	sl, slu, sau, sociedad anonima, sociedad limitada, sociedad limitada unipersonal, sociedad anonima unipersonal, sll, slp, s coop, scl, slne, aie,
	sa de cv, s de rl de cv, s de rl, sapi de cv, sab de cv, sas de cv, ltda, limitada, lda, eireli, epp, sgps, unipessoal lda, spa cl, eirl, sac, srl de cv,
	as, asa, ab, aktiebolag, publ, ab publ, oy, oyj, osakeyhtio, aps, a s, ks, ans, hf, ehf, ou, osauhing, sia, uab, iks, vsi,
	sp z o o, sp z oo, sp zoo, spzoo, spolka z ograniczona odpowiedzialnoscia, spolka akcyjna, sp k, sp j, spolka jawna, spolka komandytowa, sp z oo sp k, sp z oo sp komandytowa,
	sro, s r o, spol s r o, spol sro, vos, akciova spolecnost, akciova spolocnost, spolocnost s rucenim obmedzenym, spolecnost s rucenim omezenym,
	kft, zrt, nyrt, bt, korlatolt felelossegu tarsasag, doo, dooel, dd, jdoo, ad, ead, eood, ood, srl d, pfa,
	αε, επε, ικε, οε, εε, αεβε, μονοπροσωπη ικε,
	as turkiye, anonim sirketi, limited sirketi, ltd sti, san ve tic ltd sti, ve ticaret ltd sti,
	kk, kabushiki kaisha, godo kaisha, gk, jsc, ojsc, cjsc, pjsc, pao, oao, zao, ooo, ao,
	ооо, оао, зао, пао, ао, нао, тов, тзов, прат, пат, ат, тдв, дп, пп, чп, ип, оод, еоод, ад, еад, ет, доо, ад доо, тоо,
	общество с ограниченнои ответственностью, акционерное общество, публичное акционерное общество, закрытое акционерное общество,
	товариство з обмеженою відповідальністю`)

// formsInFront are legal forms that stand before a name.
var formsInFront = list(`
	ооо, оао, зао, пао, ао, нао, тов, тзов, прат, пат, ат, дп, пп, тоо, ип, фоп,
	общество с ограниченнои ответственностью, акционерное общество, публичное акционерное общество, закрытое акционерное общество,
	товариство з обмеженою відповідальністю, приватне акціонерне товариство, публічне акціонерне товариство,
	ooo, oao, zao, pao, jsc, ojsc, cjsc, pjsc, ao, uab, sia, sarl, eurl, societa cooperativa, soc coop,
	sociedad anonima, societe anonyme, limited liability company, joint stock company, firma`)

// hanForms stand behind a Chinese or Japanese name without a space; the longer first.
var hanForms = []string{"股份有限公司", "有限责任公司", "有限責任公司", "集团有限公司", "集團有限公司", "有限公司", "株式会社", "合同会社"}

const maxForm = 9 // words in the longest form

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// list is a set of phrases parted by commas, each folded as names are.
func list(phrases string) map[string]bool {
	m := map[string]bool{}
	for p := range strings.SplitSeq(phrases, ",") {
		var words []string
		for w := range strings.FieldsSeq(p) {
			var b strings.Builder
			for _, r := range w {
				b.WriteString(Fold(r))
			}
			words = append(words, b.String())
		}
		m[strings.Join(words, " ")] = true
	}
	return m
}
