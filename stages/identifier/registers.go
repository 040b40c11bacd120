package identifier

import (
	"strings"

	"github.com/perimeter-data/perimeter/stages/regexp"
)

// register is what is known of the numbers of a register.
type register struct {
	form     *regexp.Regexp
	personal *regexp.Regexp // forms of codes that it gives to persons
	shape    func(code string) string
	check    func(code string) bool // of a code that has the form; nil where there are no check digits
}

func form(f string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + f + `)$`) }

func plain(f string, check func(string) bool) register {
	return register{form: form(f), check: check}
}

func shaped(f string, shape func(string) string, check func(string) bool) register {
	return register{form: form(f), shape: shape, check: check}
}

// spellings are the names under which documents give numbers of the registers below.
var spellings = func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(`
IT-CF|IT-VAT|IT-PIVA|IT-IVA|P.IVA|PIVA|VATIT
VAT|EU-VAT|VATIN|VAT-ID|VAT NUMBER
XI-LEI|LEI
US-UEI|UEI|US-SAM|SAM
US-DUNS|DUNS|XI-DUNS
CN-USCC|USCC|CN-USCI|CN-SAIC
GB-COH|COMPANIES HOUSE
FR-SIREN|SIREN|FR-RCS|FR-INSEE|FR-SIRENE|FR-SIRET|SIRET
ES-NIF|NIF|CIF|ES-CIF
MX-RFC|RFC|REGISTRO FEDERAL DE CONTRIBUYENTES|REGISTRO FEDERAL DE CONTRIBUYENTES DE MÉXICO
PY-RUC|REGISTRO ÚNICO DE CONTRIBUYENTE EMITIDO POR EL MINISTERIO DE HACIENDA|REGISTRO ÚNICO DE CONTRIBUYENTE EMITIDO POR EL MINISTERIO DE HACIENDA DEL GOBIERNO DE PARAGUAY
MD-IDNO|STATE REGISTRATION CHAMBER|STATE REGISTRATION CHAMBERS
BE-BCE_KBO|KBO|BCE
DK-CVR|CVR
FI-PRO|FI-YTJ
NO-BRC|NO-ORGNR
SE-ORG|SE-ORGNR|SE-BLV
UA-EDR|EDRPOU|UA-EDRPOU
`) {
		names := strings.Split(strings.TrimSpace(line), "|")
		for _, n := range names {
			m[n] = names[0]
		}
	}
	return m
}()

// sameNumber are the countries whose VAT numbers hold the number of a register.
var sameNumber = map[string]struct {
	register string
	cut      func(string) string
}{
	"IT": {"IT-CF", nil}, "BE": {"BE-BCE_KBO", nil}, "DK": {"DK-CVR", nil}, "FI": {"FI-PRO", nil}, "PL": {"PL-NIP", nil}, "RO": {"RO-CUI", nil},
	"ES": {"ES-NIF", nil}, "PT": {"PT-NIPC", nil}, "HR": {"HR-OIB", nil}, "BG": {"BG-EIK", nil},
	"FR": {"FR-SIREN", func(s string) string {
		if len(s) == 11 {
			return s[2:]
		}
		return s
	}},
	"SE": {"SE-ORG", func(s string) string {
		if len(s) == 12 {
			return s[:10]
		}
		return s
	}},
}

// registers are those whose numbers have a form or check digits that are known here.
var registers = map[string]register{
	"IT-CF": {form: form(`[0-9]{11}`), personal: form(`[A-Z]{6}[0-9A-Z]{5,11}|[0-9A-Z]{16}`), check: luhn, shape: func(s string) string {
		for _, p := range []string{"IT", "CF", "PI"} {
			if digits(strings.TrimPrefix(s, p)) {
				return strings.TrimPrefix(s, p)
			}
		}
		return s
	}},
	"XI-LEI":     plain(`[0-9A-Z]{18}[0-9]{2}`, lei),
	"US-UEI":     plain(`[1-9A-HJ-NP-Z][0-9A-HJ-NP-Z]{11}`, nil), // its check digit is not published
	"US-DUNS":    shaped(`[0-9]{9}`, unhyphen, nil),              // its numbers have no check digit since 2006
	"US-CGAC":    plain(`[0-9]{3}`, nil),                         // agencies by the accounts of the Treasury
	"US-EIN":     shaped(`[0-9]{9}`, unhyphen, nil),
	"CN-USCC":    plain(`[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}`, uscc),
	"GB-COH":     shaped(`[0-9]{8}|[A-Z]{2}[0-9]{6}|[A-Z][0-9]{7}|[A-Z]{2}[0-9]{5}[A-Z]`, companiesHouse, nil),
	"WIKIDATA":   shaped(`Q[1-9][0-9]*`, nil, nil),
	"FR-SIREN":   shaped(`[0-9]{9}`, siren, luhn),
	"ES-NIF":     shaped(`[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]`, func(s string) string { return strings.TrimPrefix(unhyphen(s), "ES") }, spain),
	"PT-NIPC":    plain(`[0-9]{9}`, portugal),
	"BE-BCE_KBO": shaped(`[01][0-9]{9}`, belgian, belgium),
	"DK-CVR":     plain(`[0-9]{8}`, sum(11, 0, 2, 7, 6, 5, 4, 3, 2, 1)),
	"FI-PRO":     shaped(`[0-9]{8}`, unhyphen, sum(11, 0, 7, 9, 10, 5, 8, 4, 2, 1)),
	"NO-BRC":     shaped(`[89][0-9]{8}`, func(s string) string { return strings.TrimSuffix(s, "MVA") }, sum(11, 0, 3, 2, 7, 6, 5, 4, 3, 2, 1)),
	"SE-ORG":     shaped(`[0-9]{10}`, unhyphen, luhn),
	"PL-NIP":     shaped(`[0-9]{10}`, unhyphen, sum(11, 0, 6, 5, 7, 2, 3, 4, 5, 6, 7, -1)),
	"PL-KRS":     plain(`[0-9]{10}`, nil),
	"PL-REGON":   plain(`[0-9]{9}`, func(s string) bool { return digit(s, 8) == weigh(s, 8, 9, 2, 3, 4, 5, 6, 7)%11%10 }),
	"CZ-ICO":     plain(`[0-9]{8}`, ico),
	"SK-ICO":     plain(`[0-9]{8}`, ico),
	"RO-CUI":     shaped(`[1-9][0-9]{1,9}`, func(s string) string { return strings.TrimPrefix(s, "RO") }, romania),
	"HR-OIB":     plain(`[0-9]{11}`, mod1110),
	"BG-EIK":     plain(`[0-9]{9}|[0-9]{13}`, bulgaria),
	"MD-IDNO":    plain(`1[0-9]{12}`, sumLast(10, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1)),
	"UA-EDR":     plain(`[0-9]{8}`, ukraine),
	"RU-INN":     plain(`[0-9]{10}`, func(s string) bool { return digit(s, 9) == weigh(s, 2, 4, 10, 3, 5, 9, 4, 6, 8)%11%10 }),
	"RU-OGRN":    plain(`[15][0-9]{12}`, func(s string) bool { return digit(s, 12) == mod(s[:12], 11)%10 }),
	"BR-CNPJ":    shaped(`[0-9]{14}`, unhyphen, brazil),
	"AR-CUIT":    shaped(`3[034][0-9]{9}`, unhyphen, argentina),
	"CL-RUT":     shaped(`[5-9][0-9]{7}[0-9K]`, unhyphen, chile),
	"CO-NIT":     shaped(`[89][0-9]{8}[0-9]?`, unhyphen, colombia),
	"PE-RUC":     plain(`20[0-9]{9}`, peru),
	"PY-RUC":     shaped(`8[0-9]{8}`, unhyphen, paraguay),
	"MX-RFC":     shaped(`[A-ZÑ&]{3}[0-9]{6}[A-Z0-9]{3}`, unhyphen, nil),
	"AU-ABN":     plain(`[1-9][0-9]{10}`, australia),
	"CH-UID":     shaped(`[0-9]{9}`, swiss, sumLast11(5, 4, 3, 2, 7, 6, 5, 4)),

	"AT-VAT": plain(`U[0-9]{8}`, func(s string) bool { return digit(s, 8) == (16-luhnSum(s[1:8])%10)%10 }),
	"CY-VAT": plain(`[0-9]{8}[A-Z]`, cyprus),
	"CZ-VAT": plain(`[0-9]{8}`, ico),
	"DE-VAT": plain(`[1-9][0-9]{8}`, mod1110),
	"EE-VAT": plain(`[0-9]{9}`, sum(10, 0, 3, 7, 1, 3, 7, 1, 3, 7, 1)),
	"GR-VAT": plain(`[0-9]{9}`, greece),
	"GB-VAT": plain(`[0-9]{9}|[0-9]{12}`, britain),
	"HU-VAT": plain(`[0-9]{8}`, sum(10, 0, 9, 7, 3, 1, 9, 7, 3, 1)),
	"IE-VAT": plain(`[0-9]{7}[A-W][A-IW]?`, ireland),
	"LT-VAT": plain(`[0-9]{7}1[0-9]|[0-9]{10}1[0-9]`, lithuania),
	"LU-VAT": plain(`[0-9]{8}`, func(s string) bool { return mod(s[:6], 89) == mod(s[6:], 100) }),
	"LV-VAT": plain(`[4-9][0-9]{10}`, sum(11, 3, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)),
	"MT-VAT": plain(`[1-9][0-9]{7}`, sum(37, 0, 3, 4, 6, 7, 8, 9, 10, 1)),
	"NL-VAT": plain(`[0-9]{9}B[0-9]{2}`, netherlands),
	"SI-VAT": plain(`[1-9][0-9]{7}`, func(s string) bool { return digit(s, 7) == (11-weigh(s, 8, 7, 6, 5, 4, 3, 2)%11)%10 }),
	"SK-VAT": plain(`[1-9][0-9][2-47-9][0-9]{7}`, func(s string) bool { return mod(s, 11) == 0 }),
}

func unhyphen(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '/' {
			return -1
		}
		return r
	}, s)
}

// siren is the number of the enterprise, which begins the number of each of its establishments.
func siren(s string) string {
	if len(s) == 14 && digits(s) && (luhn(s) || strings.HasPrefix(s, "356000000")) { // the post office numbers otherwise
		return s[:9]
	}
	return s
}

// companiesHouse gives back the zeros that spreadsheets take.
func companiesHouse(s string) string {
	if digits(s) && len(s) >= 6 && len(s) < 8 {
		return strings.Repeat("0", 8-len(s)) + s
	}
	return s
}

func belgian(s string) string {
	s = strings.TrimPrefix(unhyphen(s), "BE")
	if len(s) == 9 {
		return "0" + s
	}
	return s
}

func swiss(s string) string {
	s = strings.TrimPrefix(unhyphen(s), "CHE")
	for _, end := range []string{"MWST", "TVA", "IVA"} {
		s = strings.TrimSuffix(s, end)
	}
	return s
}
