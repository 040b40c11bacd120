package orgname

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed tables/trades.txt
var tradesTable string

// trades are meanings of words that name a body's own trade, and seldom that of an arm of a group that has another.
var trades = set(`accounting agriculture airline airport association bakery bank building casino chemical christian church club construction cosmetics dance dental diamond fashion federation
	fishery flowers food furniture gallery hospital hotel insurance islamic jewelry kindergarten library livestock mining museum music oil optics paper party
	pharmacy publishing realty reinsurance restaurant school shipbuilding shipping sport steel textile theater tourism toys university veterinary windows wine`)

// The words of tables/trades.txt, folded, and what trade each is of: whole words, the beginnings of words, and words of scripts
// without spaces.
var tradeWords, tradeStems, tradeInside = func() (whole, stems, inside map[string]string) {
	whole, stems, inside = map[string]string{}, map[string]string{}, map[string]string{}
	for line := range strings.Lines(tradesTable) {
		if line[0] == '#' {
			continue
		}
		words := strings.Fields(line)
		for _, w := range words {
			stem, star := strings.CutSuffix(w, "*")
			folded := string(fold([]rune(stem)))
			switch {
			case star:
				stems[folded] = words[0]
			case dense(folded):
				inside[folded] = words[0]
			default:
				whole[folded] = words[0]
			}
		}
	}
	return whole, stems, inside
}()

// tradeOf is the trade that a word names, "" for none.
func tradeOf(word, symbol string) string {
	if trades[symbol] {
		return symbol
	}
	if t := tradeWords[word]; t != "" {
		return t
	}
	for n := range word { // where its letters begin
		if t := tradeStems[word[:n]]; t != "" {
			return t
		}
	}
	return tradeStems[word]
}

// trade says that a part names a trade and nothing else.
func (p *part) trade() bool {
	if dense(p.text) {
		return tradeInside[p.text] != ""
	}
	return tradeOf(p.text, p.symbol) != ""
}

// Trades are those that the words of a name tell, in order: a hotel, a bank. A group seldom has one of them beside its own.
func (n *Name) Trades() (all []string) {
	put := func(t string) {
		if t != "" && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	for i := range n.parts {
		p := &n.parts[i]
		put(tradeOf(p.text, p.symbol))
		if !dense(p.text) {
			continue
		}
		for from := range p.text {
			for _, size := range [...]int{2, 3, 4} {
				if to := from + size*len("字"); to <= len(p.text) {
					put(tradeInside[p.text[from:to]])
				}
			}
		}
	}
	put(n.formTrade)
	return all
}

// tells says that a word without counterpart tells a trade.
func tells(parts []part, used parts) bool {
	for i := range parts {
		if !used.has(i) && tradeOf(parts[i].text, parts[i].symbol) != "" {
			return true
		}
	}
	return false
}

// OtherTrade says that a name tells a trade that none of the others tells.
func (n *Name) OtherTrade(others []Name) bool {
	own := n.Trades()
	if len(own) == 0 {
		return false
	}
	var known []string
	for i := range others {
		known = append(known, others[i].Trades()...)
	}
	return slices.ContainsFunc(own, func(t string) bool { return !slices.Contains(known, t) })
}
