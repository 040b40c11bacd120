package record

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/perimeter-data/perimeter/stages/regexp"
)

// personalCode is a rule that tells persons from organisations by the form of a code alone.
type personalCode struct {
	where   string // begins a scheme (IT-CF) or, followed by nothing, is a country (IT); "" for any
	form    *regexp.Regexp
	verdict string
}

// fiscalCode is the Italian code of a natural person: three letters of the surname, three of the given name, date and place
// of birth. In a code that two people would share, letters stand for digits.
const fiscalCode = `[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]`

// rfcCode is the Mexican code of a natural person: four letters of the name, a date, three characters more.
const rfcCode = `[A-ZÑ&]{4}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[A-Z0-9]{3}`

func code(where, form, verdict string) personalCode {
	return personalCode{where, regexp.MustCompile(`^(?:` + form + `)$`), verdict}
}

// personalCodes are read from the top; the first that fits decides. Codes are compared in capitals, without spaces, dots
// and slashes.
var personalCodes = []personalCode{
	code("", `[A-Z0-9]?\*{2,}[A-Z0-9]{3,5}\*{1,4}[A-Z]?`, "yes"), // hidden in part, as Spain has it for the DNI of people alone
	code("", fiscalCode, "yes"),
	code("IT", `[A-Z]{6}[0-9A-Z]{5,11}|[0-9A-Z]{16}`, "yes"),             // a personal code with slips of the pen
	code("", rfcCode, "yes"),                                             // RFC of a person, whatever it is called
	code("MX", `[A-ZÑ&]{4}[0-9]{6}[A-Z0-9]{3}`, "yes"),                   // RFC: persons have 13 characters
	code("MX", `[A-ZÑ&]{3}[0-9]{6}[A-Z0-9]{3}`, "hardly"),                // and companies 12, as persons with a letter lost
	code("MX", `[A-Z]{4}[0-9]{6}[HM][A-Z]{5}[A-Z0-9][0-9]`, "yes"),       // CURP
	code("PY", `[0-9]{1,7}(?:-?[0-9])?|[1-7][0-9]{7}(?:-[0-9])?`, "yes"), // RUC: below 80000000
	code("PY", `8[0-9]{7}(?:-?[0-9])?`, "no"),                            //
	code("UA", `[0-9]{10}`, "yes"),                                       // RNOKPP of a person
	code("UA", `[0-9]{8}`, "no"),                                         // EDRPOU of an organisation
	code("RU", `[0-9]{12}`, "yes"),                                       // INN: persons have 12 digits
	code("RU", `[0-9]{10}`, "no"),                                        //
	code("BY", `[A-Z]{2}[0-9]{7}`, "yes"),                                //
	code("ES", `[0-9]{8}-?[A-Z]|[XYZKLM]-?[0-9]{7}-?[A-Z]`, "yes"),       // DNI, NIE
	code("ES", `[ABCDEFGHJNPQRSUVW]-?[0-9]{7}-?[0-9A-J]`, "no"),          //
	code("PT", `[123][0-9]{8}|45[0-9]{7}`, "yes"),                        // NIF: first digit
	code("PT", `[56789][0-9]{8}`, "no"),                                  //
	code("PE", `1[057][0-9]{9}|[0-9]{8}`, "yes"),                         // RUC beginning 10, 15, 17; DNI
	code("PE", `20[0-9]{9}`, "no"),                                       //
	code("AR", `2[03457]-?[0-9]{8}-?[0-9]`, "yes"),                       // CUIT beginning 20, 23, 24, 25, 27
	code("AR", `3[034]-?[0-9]{8}-?[0-9]`, "no"),                          //
	code("CL", `[1-9][0-9]{6}-?[0-9K]|[1-4][0-9]{7}-?[0-9K]`, "yes"),     // RUT below 50 million
	code("CL", `[5-9][0-9]{7}-?[0-9K]`, "no"),                            //
	code("EC", `[0-9]{2}[0-5][0-9]{7}(?:[0-9]{3})?`, "yes"),              // third digit
	code("EC", `[0-9]{2}[69][0-9]{10}`, "no"),                            //
	code("BR", `[0-9]{11}|[0-9]{9}-[0-9]{2}`, "yes"),                     // CPF
	code("BR", `[0-9]{14}|[0-9]{12}-[0-9]{2}`, "no"),                     // CNPJ
	code("BG", `[0-9]{10}`, "yes"),                                       // EGN
	code("BG", `[0-9]{9}|[0-9]{13}`, "no"),                               // EIK
	code("RO", `[1-9][0-9]{12}`, "yes"),                                  // CNP
	code("MD", `[02][0-9]{12}`, "yes"),                                   // IDNP
	code("MD", `1[0-9]{12}`, "no"),                                       // IDNO
	code("GE", `[0-9]{11}`, "yes"),                                       //
	code("GE", `[0-9]{9}`, "no"),                                         //
	code("TR", `[0-9]{11}`, "yes"),                                       //
	code("TR", `[0-9]{10}`, "no"),                                        //
	code("IN", `[A-Z]{3}P[A-Z][0-9]{4}[A-Z]`, "yes"),                     // PAN: fourth letter
	code("KZ", `[0-9]{4}[0-3][0-9]{7}`, "yes"),                           // IIN: fifth digit is a day's
	code("KZ", `[0-9]{4}[4-6][0-9]{7}`, "no"),                            // BIN
	code("SE", `(?:[0-9]{2})?[0-9]{2}[01][0-9]{3}[-+]?[0-9]{4}`, "yes"),  // third digit is a month's
	code("SE", `(?:16)?[0-9]{2}[2-9][0-9]{3}-?[0-9]{4}`, "no"),           //
	code("DK-CPR", `.+`, "yes"), code("FI-HETU", `.+`, "yes"), code("NO-FNR", `.+`, "yes"),
	code("CO-CC", `.+`, "yes"), code("CO-CE", `.+`, "yes"), code("PL-PESEL", `.+`, "yes"), code("EE-IK", `.+`, "yes"),
	code("GB-COH", `.+`, "no"), code("XI-LEI", `.+`, "no"),
}

// personalSchemes are words of a scheme's name that only codes of natural persons carry.
var personalSchemes = []string{"DNI", "CURP", "CPF", "EGN", "CNP", "PESEL", "CEDULA", "PASSPORT", "PASAPORTE", "PASSAPORTO"}

// codeOf says whether a code is a natural person's: yes, no, hardly (but a slip of the pen away) or unknown.
func codeOf(scheme, identifier, country string) string {
	id := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '.' || r == '/' {
			return -1
		}
		return unicode.ToUpper(r)
	}, identifier)
	if id == "" {
		return "unknown"
	}
	if len(id) > 7 && strings.Trim(id, "*") == "" { // publishers mask the codes of people, and of nobody else
		return "yes"
	}
	scheme = strings.ToUpper(scheme)
	for _, part := range strings.FieldsFunc(scheme, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, p := range personalSchemes {
			if part == p {
				return "yes"
			}
		}
	}
	where := country
	if len(scheme) > 2 && scheme[2] == '-' {
		where = scheme[:2]
	}
	// A code may carry its register's prefix, as org-id.guide writes it.
	if scheme != "" {
		id = strings.TrimPrefix(id, scheme+"-")
	}
	for _, c := range personalCodes {
		if (c.where == "" || c.where == where || len(c.where) > 2 && strings.HasPrefix(scheme, c.where)) && c.form.MatchString(id) {
			return c.verdict
		}
	}
	return "unknown"
}

// validIBAN says whether s, in capitals and without spaces, is a bank account by its check digits.
func validIBAN(s string) bool {
	if len(s) < 15 || len(s) > 34 {
		return false
	}
	rest := 0
	for _, r := range s[4:] + s[:4] {
		switch {
		case r >= '0' && r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			rest = (rest*100 + int(r-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}

// checkedCIG says whether ten digits are an Italian lot code by its check digits: they are seven digits times 211 modulo
// 4091, in hexadecimal.
func checkedCIG(s string) bool {
	if len(s) != 10 {
		return false
	}
	n, err := strconv.ParseInt(s[:7], 10, 64)
	k, errK := strconv.ParseInt(s[7:], 16, 64)
	return err == nil && errK == nil && n*211%4091 == k
}
