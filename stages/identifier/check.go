package identifier

import "strings"

func digit(s string, i int) int { return int(s[i] - '0') }

// weigh adds up the first characters of s, each times its weight.
func weigh(s string, weights ...int) (total int) {
	for i, w := range weights {
		total += w * digit(s, i)
	}
	return total
}

// sum checks that the weighted digits leave a rest.
func sum(m, rest int, weights ...int) func(string) bool {
	return func(s string) bool { return ((weigh(s, weights...)%m)+m)%m == rest }
}

// sumLast checks that the weighted digits leave the last one.
func sumLast(m int, weights ...int) func(string) bool {
	return func(s string) bool { return weigh(s, weights...)%m == digit(s, len(weights)) }
}

// sumLast11 checks that the last digit makes the weighted sum divisible by 11; no number has the digit ten.
func sumLast11(weights ...int) func(string) bool {
	return func(s string) bool { return (11-weigh(s, weights...)%11)%11 == digit(s, len(weights)) }
}

// mod is a number of any length modulo m.
func mod(s string, m int) (rest int) {
	for i := range len(s) {
		rest = (rest*10 + digit(s, i)) % m
	}
	return rest
}

func luhnSum(s string) (total int) {
	for i := range len(s) {
		d := digit(s, len(s)-1-i)
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		total += d
	}
	return total
}

// luhn is ISO/IEC 7812-1, annex B.
func luhn(s string) bool { return luhnSum(s)%10 == 0 }

// mod1110 is ISO/IEC 7064, MOD 11,10.
func mod1110(s string) bool {
	check := 5
	for i := range len(s) {
		if check == 0 {
			check = 10
		}
		check = (check*2%11 + digit(s, i)) % 10
	}
	return check == 1
}

// lei is ISO 17442: MOD 97-10 of ISO/IEC 7064 over letters as the numbers 10 to 35.
func lei(s string) bool {
	rest := 0
	for _, r := range s {
		if r >= 'A' {
			rest = (rest*100 + int(r-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(r-'0')) % 97
		}
	}
	return rest == 1
}

// uscc is GB 32100-2015.
func uscc(s string) bool {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	total := 0
	for i, w := range []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28} {
		total += w * strings.IndexByte(alphabet, s[i])
	}
	return (31-total%31)%31 == strings.IndexByte(alphabet, s[17])
}

// spain takes a letter or a digit: which kind of body has which is told in several ways.
func spain(s string) bool {
	d := (10 - luhnSum(s[1:8]+"0")%10) % 10
	return s[8] == "JABCDEFGHI"[d] || s[8] == byte('0'+d)
}

func portugal(s string) bool {
	return digit(s, 8) == (11-weigh(s, 9, 8, 7, 6, 5, 4, 3, 2)%11)%11%10
}

func belgium(s string) bool { return (mod(s[:8], 97)+mod(s[8:], 97))%97 == 0 }

func ico(s string) bool {
	check := (11 - weigh(s, 8, 7, 6, 5, 4, 3, 2)%11) % 11
	if check == 0 {
		check = 1
	}
	return digit(s, 7) == check%10
}

func romania(s string) bool {
	s = strings.Repeat("0", 10-len(s)) + s
	return digit(s, 9) == 10*weigh(s, 7, 5, 3, 2, 1, 7, 5, 3, 2)%11%10
}

func bulgaria(s string) bool {
	check := weigh(s, 1, 2, 3, 4, 5, 6, 7, 8) % 11
	if check == 10 {
		check = weigh(s, 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10
	}
	if digit(s, 8) != check || len(s) == 9 {
		return digit(s, 8) == check
	}
	if check = weigh(s[8:], 2, 7, 3, 5) % 11; check == 10 {
		check = weigh(s[8:], 4, 9, 5, 7) % 11 % 10
	}
	return digit(s, 12) == check
}

func ukraine(s string) bool {
	weights := []int{1, 2, 3, 4, 5, 6, 7}
	if s[0] >= '3' && s[0] <= '5' {
		weights = []int{7, 1, 2, 3, 4, 5, 6}
	}
	check := weigh(s, weights...) % 11
	if check == 10 {
		for i := range weights {
			weights[i] += 2
		}
		check = weigh(s, weights...) % 11 % 10
	}
	return digit(s, 7) == check
}

func brazil(s string) bool {
	last := func(total int) int {
		if total %= 11; total < 2 {
			return 0
		}
		return 11 - total%11
	}
	return digit(s, 12) == last(weigh(s, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) && digit(s, 13) == last(weigh(s, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2))
}

func argentina(s string) bool {
	check := 11 - weigh(s, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11
	return s[10] == "012345678990"[check]
}

func chile(s string) bool {
	check := 11 - weigh(s, 3, 2, 7, 6, 5, 4, 3, 2)%11
	return s[8] == "0123456789K0"[check%12]
}

func colombia(s string) bool {
	if len(s) == 9 { // written without its check digit
		return true
	}
	total := 0
	for i, w := range []int{3, 7, 13, 17, 19, 23, 29, 37, 41} {
		total += w * digit(s, 8-i)
	}
	if total %= 11; total > 1 {
		total = 11 - total
	}
	return digit(s, 9) == total
}

func peru(s string) bool {
	return digit(s, 10) == (11-weigh(s, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%10
}

func paraguay(s string) bool {
	total := 0
	for i := range 8 {
		total += (i + 2) * digit(s, 7-i)
	}
	return digit(s, 8) == (11-total%11)%11%10
}

func australia(s string) bool {
	return (weigh(s, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)-10)%89 == 0
}

func cyprus(s string) bool {
	odd := []int{1, 0, 5, 7, 9, 13, 15, 17, 19, 21}
	total := 0
	for i := range 8 {
		if i%2 == 0 {
			total += odd[digit(s, i)]
		} else {
			total += digit(s, i)
		}
	}
	return s[8] == byte('A'+total%26)
}

func greece(s string) bool {
	total := 0
	for i := range 8 {
		total = total*2 + digit(s, i)
	}
	return digit(s, 8) == total*2%11%10
}

func britain(s string) bool {
	total := weigh(s, 8, 7, 6, 5, 4, 3, 2, 10, 1) % 97
	return total == 0 || total == 42 || total == 55
}

func ireland(s string) bool {
	total := weigh(s, 8, 7, 6, 5, 4, 3, 2)
	if len(s) == 9 {
		total += 9 * strings.IndexByte("WABCDEFGHI", s[8])
	}
	return s[7] == "WABCDEFGHIJKLMNOPQRSTUV"[total%23]
}

func lithuania(s string) bool {
	n := len(s) - 1
	total, again := 0, 0
	for i := range n {
		total += (1 + i%9) * digit(s, i)
		again += (1 + (i+2)%9) * digit(s, i)
	}
	check := total % 11
	if check == 10 {
		check = again % 11 % 10
	}
	return digit(s, n) == check
}

func netherlands(s string) bool {
	if sum(11, 0, 9, 8, 7, 6, 5, 4, 3, 2, -1)(s[:9]) {
		return true
	}
	return lei("NL" + s) // numbers given since 2020
}
