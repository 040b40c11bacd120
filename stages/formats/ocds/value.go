package ocds

import (
	"strings"
	"time"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/notice"
	"github.com/perimeter-data/perimeter/stages/record"
)

var layouts = []string{
	time.RFC3339Nano,
	"2006-01-02T15:04:05.999999999",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	"2006-01-02 15:04:05.999999999Z07:00",
	"2006-01-02 15:04:05.999999999",
}

// moment is a date and time as a text that sorts by time: in UTC, which is also meant where no zone is given. What gives
// only a readable day is at its beginning; "" is what gives none.
func moment(s string) string {
	if whole(s) { // as most are written
		return s[:len(s)-1] + ".000000000Z"
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil && plausible(t.Year()) {
			return t.UTC().Format("2006-01-02T15:04:05.000000000Z")
		}
	}
	if d := day(s); d != nil {
		return d.String() + "T00:00:00.000000000Z"
	}
	return ""
}

// whole says that s is a moment of UTC to the second, such as 2006-01-02T15:04:05Z.
func whole(s string) bool {
	if len(s) != len("2006-01-02T15:04:05Z") || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s[19] != 'Z' {
		return false
	}
	hour, minute, second := digits(s[11:13]), digits(s[14:16]), digits(s[17:19])
	return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60 && day(s) != nil
}

// digits is the number that some digits are, -1 where there is something else.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// day is the day that a date begins with, as it is written there; nil if it begins with none. Of a date that two others
// were glued into, the day is still certain. 31/03/2017 is not read: 01/03/2017 could be two days.
func day(s string) *table.Date {
	if len(s) > 10 && strings.IndexByte("Tt Zz+-", s[10]) < 0 {
		return nil
	}
	if len(s) < 10 {
		return nil
	}
	year, month, of := digits(s[:4]), digits(s[5:7]), digits(s[8:10])
	if s[4] != '-' || s[7] != '-' || !plausible(year) || month < 1 || month > 12 || of < 1 {
		return nil
	}
	t := time.Date(year, time.Month(month), of, 0, 0, 0, 0, time.UTC)
	d := table.Date(t.Unix() / 86400)
	if t.Day() != of || !record.ContractYears.Has(d) { // of the next month
		return nil
	}
	return &d
}

func plausible(year int) bool { return record.ContractYears.Of(year) }

// blank is text that stands for nothing.
func blank(s string) bool { return strings.Trim(s, "-–— ") == "" }

// euro are the countries whose only money was the euro before OCDS existed: an amount of a public body of theirs without a
// currency is in euro.
var euro = words("AT BE CY DE EE ES FI FR GR IE IT LU MT NL PT SI SK")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// registerCountry is the country of a register as org-id.guide names registers: IT of IT-CF. X… are no countries.
func registerCountry(scheme string) string {
	if len(scheme) < 4 || scheme[2] != '-' || scheme[0] == 'X' || scheme[0]-'A' > 25 || scheme[1]-'A' > 25 {
		return ""
	}
	return scheme[:2]
}

// countryCode is the ISO 3166-1 alpha-2 code of the country that an address names, or gives by two or three letters; "" if that
// is not known.
func countryCode(s string) string {
	s = strings.TrimSpace(s)
	if len(s) == 2 && s[0]-'A' <= 25 && s[1]-'A' <= 25 {
		switch s {
		case "UK":
			return "GB"
		case "EL":
			return "GR"
		}
		return s
	}
	if len(s) == 3 && s == strings.ToUpper(s) {
		return notice.Country(s)
	}
	var room [64]byte
	if len(s) > len(room) {
		return ""
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 0x80:
			return countries[strings.ToLower(s)]
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		room[i] = c
	}
	return countries[string(room[:len(s)])]
}

// countries by the names that publishers of OCDS write, in English and in their own language.
var countries = map[string]string{
	"afghanistan": "AF", "albania": "AL", "argentina": "AR", "armenia": "AM", "australia": "AU", "austria": "AT",
	"belgium": "BE", "bolivia": "BO", "brazil": "BR", "brasil": "BR", "bulgaria": "BG", "canada": "CA", "chile": "CL",
	"china": "CN", "colombia": "CO", "costa rica": "CR", "croatia": "HR", "czech republic": "CZ", "czechia": "CZ",
	"denmark": "DK", "dominican republic": "DO", "república dominicana": "DO", "ecuador": "EC", "el salvador": "SV",
	"estonia": "EE", "finland": "FI", "france": "FR", "georgia": "GE", "germany": "DE", "deutschland": "DE", "ghana": "GH",
	"greece": "GR", "guatemala": "GT", "honduras": "HN", "hungary": "HU", "india": "IN", "indonesia": "ID", "ireland": "IE",
	"israel": "IL", "italy": "IT", "italia": "IT", "japan": "JP", "kazakhstan": "KZ", "kenya": "KE", "kyrgyzstan": "KG",
	"latvia": "LV", "liberia": "LR", "lithuania": "LT", "malawi": "MW", "mexico": "MX", "méxico": "MX", "moldova": "MD",
	"republic of moldova": "MD", "mongolia": "MN", "nepal": "NP", "netherlands": "NL", "new zealand": "NZ", "nicaragua": "NI",
	"nigeria": "NG", "norway": "NO", "norge": "NO", "panama": "PA", "panamá": "PA", "paraguay": "PY", "peru": "PE", "perú": "PE",
	"philippines": "PH", "poland": "PL", "portugal": "PT", "romania": "RO", "russia": "RU", "russian federation": "RU",
	"rwanda": "RW", "serbia": "RS", "slovakia": "SK", "slovenia": "SI", "south africa": "ZA", "spain": "ES", "españa": "ES",
	"sweden": "SE", "switzerland": "CH", "taiwan": "TW", "turkey": "TR", "uganda": "UG", "ukraine": "UA", "україна": "UA",
	"united kingdom": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
	"united states": "US", "united states of america": "US", "usa": "US", "uruguay": "UY", "vietnam": "VN", "zambia": "ZM",
}
