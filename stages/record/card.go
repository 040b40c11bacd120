package record

import (
	_ "embed"
	"encoding/csv"
	"strings"
)

// cards are the blocks of MAC addresses that the IEEE has registered to flagged vendors: the organisation as the register
// writes it, the first six hexadecimal digits of the addresses, and where that is said. The whole register, with its 40,000
// organisations, is not needed to tell whether a card is one of theirs, and is read by no format.
//
//go:embed cards.csv
var cards string

// blocks is the organisation of each block.
var blocks = func() map[string]string {
	rows, err := csv.NewReader(strings.NewReader(cards)).ReadAll()
	if err != nil {
		panic(err)
	}
	m := map[string]string{}
	for _, r := range rows[1:] {
		for p := range strings.FieldsSeq(r[1]) {
			m[p] = r[0]
		}
	}
	return m
}()

// CardMaker is the flagged vendor's organisation to which the block of a MAC address is registered, as the register writes it;
// "" where it is another's, where the address was not given by a register (second hexadecimal digit 2, 3, 6, 7, A, B, E, F: a
// machine made it up), or where s is no MAC address. Who registered the block made the network card, or had it made; that is
// no proof of who made the device around it. The address itself is not to be kept.
func CardMaker(s string) string {
	digits := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9' || r >= 'A' && r <= 'F':
			return r
		case strings.ContainsRune(":-. ", r):
			return -1
		}
		return 'x'
	}, strings.ToUpper(strings.TrimSpace(s)))
	if len(digits) != 12 || strings.Contains(digits, "x") || strings.ContainsRune("2367ABEF", rune(digits[1])) {
		return ""
	}
	return blocks[digits[:6]]
}

// CardOrganisation is the organisation of CardMaker that a shorter spelling of its name stands for, as programs that carry the
// register of blocks cut it ("Hangzhou Hikvision Digital Technology"); "" where it is none of them, such as a namesake.
func CardOrganisation(name string) string {
	key, found := TextKey(name), ""
	if len(key) < 12 {
		return ""
	}
	for _, o := range blocks {
		if strings.HasPrefix(TextKey(o), key) && (found == "" || o < found) {
			found = o
		}
	}
	return found
}
