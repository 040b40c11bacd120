// Package identifier reads the numbers by which registers tell organisations apart: which register a number is of, the form in
// which two spellings of it are equal, and what speaks against believing it. A number that cannot be believed is no reason to
// drop the record that gives it; it is a reason not to call two parties one because of it.
package identifier

import (
	"strings"
	"unicode"
)

// Number is a number of a register.
type Number struct {
	Scheme string // the register, in one spelling: org-id.guide's, or the document's words in upper case
	Code   string // without spaces, dots and the register's own prefix; a VAT number that holds a register's number is that number
	Check  string // what its check digits say: right, wrong, none (the register has none, or none that is known here)
	Doubt  string // why it cannot be trusted, in words; "" if nothing speaks against it
}

// What may speak against a number.
const (
	NoRegister  = "no register is named"
	Placeholder = "it stands for no number"
	TooShort    = "it is too short to tell bodies apart"
	WrongForm   = "the register has no numbers of this form"
	WrongCheck  = "its check digit is wrong"
	Personal    = "the register gives such codes to persons"
)

// shortest is the least number of characters that tell the bodies of a register apart that is not known here.
const shortest = 4

// Read reads a number under the name that a document gives its register.
func Read(scheme, code string) Number {
	n := Number{Scheme: schemeOf(scheme), Code: clean(code), Check: "none"}
	switch {
	case Nothing(n.Code):
		n.Doubt = Placeholder
		return n
	case n.Scheme == "":
		n.Doubt = NoRegister
		return n
	}
	n = n.vat()
	n.Code = strings.TrimPrefix(n.Code, n.Scheme+"-")
	r, known := registers[n.Scheme]
	if !known {
		if len(n.Code) < shortest {
			n.Doubt = TooShort
		}
		return n
	}
	if r.shape != nil {
		n.Code = r.shape(n.Code)
	}
	switch {
	case Nothing(n.Code):
		n.Doubt = Placeholder
	case r.personal != nil && r.personal.MatchString(n.Code):
		n.Doubt = Personal
	case !r.form.MatchString(n.Code):
		n.Doubt = WrongForm
	case r.check == nil:
	case r.check(n.Code):
		n.Check = "right"
	default:
		n.Check, n.Doubt = "wrong", WrongCheck
	}
	return n
}

// clean is a code in capitals, without what people put between its characters, and what nobody sees between them.
func clean(code string) string {
	if bare(code) {
		return code
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '.', '·':
			return -1
		}
		if !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, strings.ToUpper(code))
}

// bare says that a text has nothing but capitals, digits and hyphens.
func bare(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// schemeOf is the one spelling of a register's name.
func schemeOf(scheme string) string {
	s := scheme
	if !bare(s) {
		s = strings.ToUpper(strings.Join(strings.FieldsFunc(scheme, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }), " "))
	}
	if to, ok := spellings[s]; ok {
		return to
	}
	return s
}

// vat reads a VAT number: the country is in its first letters or in the scheme, and where the rest is the number of a register,
// that number is meant.
func (n Number) vat() Number {
	country, isVAT := strings.CutSuffix(n.Scheme, "-VAT")
	if n.Scheme == "VAT" {
		country, isVAT = "", true
	}
	if !isVAT {
		return n
	}
	if len(n.Code) > 4 && letters(n.Code[:2]) && (country == "" || n.Code[:2] == country || country == "GR" && n.Code[:2] == "EL") {
		country, n.Code = n.Code[:2], n.Code[2:]
	}
	if country == "EL" {
		country = "GR"
	}
	n.Scheme = country + "-VAT"
	if country == "" {
		n.Scheme = "VAT"
		return n
	}
	if same, ok := sameNumber[country]; ok {
		n.Scheme = same.register
		if same.cut != nil {
			n.Code = same.cut(n.Code)
		}
	}
	return n
}

// Nothing says that a name or number stands where one should and says nothing: one character repeated, digits that count up
// from 0 or 1 or down from 9, or a word for "none".
func Nothing(s string) bool {
	if repeated(s) {
		return true
	}
	head := 0
	for head < len(s) && s[head] >= 'A' && s[head] <= 'Z' {
		head++
	}
	if head == 1 || head == 2 {
		if tail := s[head:]; len(tail) > 4 && repeated(tail) {
			return true // IT00000000000, CF00000000000
		}
	}
	if len(s) > 4 && (strings.HasPrefix("01234567890123456789", s) || strings.HasPrefix("12345678901234567890", s) || strings.HasPrefix("98765432109876543210", s)) {
		return true
	}
	s = strings.Trim(s, "-.()[] ")
	return len(s) <= longest && nothing[strings.ToLower(s)]
}

// repeated says that a text is one character again and again, or empty.
func repeated(s string) bool {
	for i := range len(s) {
		if s[i] != s[0] {
			return false
		}
	}
	return true
}

// nothing are the words for "none", longest the bytes of the longest.
var nothing, longest = func() (map[string]bool, int) {
	m, longest := map[string]bool{"": true}, 0
	for w := range strings.SplitSeq(`n/a,na,n a,n.a,nd,n d,n.d,nn,nan,null,nil,none,unknown,not available,not applicable,notavailable,notapplicable,tbc,tbd,
test,xxx,sconosciuto,non disponibile,nondisponibile,non definito,nondefinito,undefined,not defined,nessuno,inconnu,unbekannt,desconocido,various,multiple,several,vari,diversi,operatori economici vari`, ",") {
		w = strings.TrimSpace(w)
		m[w], longest = true, max(longest, len(w))
	}
	return m, longest
}()

func letters(s string) bool { return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" }

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
