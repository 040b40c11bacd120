package source

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// style is how a spreadsheet shows a number.
type style int

const (
	asNumber style = iota
	asDate         // a day, perhaps with a time
	asClock        // a time alone
)

// builtin is the style of a format that needs no code.
func builtin(id int) style {
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id >= 57 && id <= 58:
		return asDate
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id >= 55 && id <= 56:
		return asClock
	}
	return asNumber
}

// styleOf finds out what a format code shows: of its first section, the letters outside of quotes, brackets and escapes.
func styleOf(code string) style {
	day, hour := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			i = len(code)
		case '"', '[':
			end := strings.IndexByte(code[i+1:], map[byte]byte{'"': '"', '[': ']'}[c])
			if end < 0 {
				return asNumber
			}
			if inner := strings.ToLower(code[i+1 : i+1+end]); c == '[' && inner != "" && strings.Trim(inner, "hms") == "" {
				hour = true
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case 'y', 'Y', 'd', 'D':
			day = true
		case 'h', 'H', 's', 'S':
			hour = true
		case 'm', 'M':
			day = day || !hour && !strings.ContainsAny(code[i:], "hHsS") // months, unless minutes
		case '0', '#', '?', 'E', 'e', 'G', 'g':
			if c != '0' || !hour { // fractions of a second are 0
				return asNumber
			}
		}
	}
	switch {
	case day:
		return asDate
	case hour:
		return asClock
	}
	return asNumber
}

// show is the text of a number with this style.
func (s style) show(v string, date1904 bool) string {
	if v == "" {
		return ""
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return v
	}
	if s == asNumber {
		return digits(v, f)
	}
	seconds := int64(math.Round(f * 86400))
	days := seconds / 86400
	switch {
	case f < 0 || days > 2958465:
		return digits(v, f) // no day of a spreadsheet
	case s == asClock && days == 0:
		return time.Unix(seconds, 0).UTC().Format("15:04:05")
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		epoch = epoch.AddDate(0, 0, 1) // spreadsheets know a 29 February 1900
	case days == 60:
		return digits(v, f)
	}
	layout := "2006-01-02"
	if seconds%86400 != 0 {
		layout += "T15:04:05"
	}
	return epoch.AddDate(0, 0, int(days)).Add(time.Duration(seconds%86400) * time.Second).Format(layout)
}

// digits is a number as it was typed. Spreadsheets write a double with up to 17 digits, of which 15 are what people can
// enter: where the shortest decimal of the double has no more, it is that one.
func digits(v string, f float64) string {
	mantissa, _, exponent := strings.Cut(strings.ToUpper(v), "E")
	n := len(strings.TrimLeft(strings.NewReplacer("-", "", "+", "", ".", "").Replace(mantissa), "0"))
	if n <= 15 && !exponent {
		return v
	}
	shortest, _, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	if len(strings.NewReplacer("-", "", ".", "").Replace(shortest)) > 15 || math.Abs(f) >= 1e21 || f != 0 && math.Abs(f) < 1e-9 {
		return v
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}
