package record

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// The short ways of Clean, fold, maskCodes and Mask are held to the long ones, which say what they mean.

func longFold(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return strings.ToUpper(s)
	}
	return foldAny(s)
}

// longMask is Mask without a look at whether it has anything to do.
func longMask(text string) string {
	for range 6 {
		next := maskCodes(text)
		next = cut(next, readingOf(next).names())
		if next == text {
			break
		}
		text = next
	}
	return text
}

// TestHarmless asks for the short way where it is due; that it is right is held by TestMask and FuzzFast.
func TestHarmless(t *testing.T) {
	for _, s := range []string{"", "School meals, 2nd lot (lot 14/0), 795 heure", "včetně servisu", "μαζί με την εγκατάσταση", "€ 100,00 – “camera”"} {
		if !Harmless(s) || longMask(s) != s {
			t.Errorf("%q is harmless", s)
		}
	}
}

// TestMayBeGroup has a name for each word that reGroup finds, and for each way to write it.
func TestMayBeGroup(t *testing.T) {
	for _, s := range []string{"RAGGRUPPAMENTO", "temporaneo", "R.T.I.", "rti", "r.ti", "RT.I", "R.T.P.", "rtp", "r.tp", "RT.P", "A.T.I.", "ati", "a.ti", "AT.I", "Bietergemeinschaft",
		"GEMEINſCHAFT", "Preis", "konKurs", "KONſORCJUM", "mandante", "Mandatario", "capogruppo", "GROUPEMENT", "Ένωση", "ΈΝΩΣΗ", "ϰοινοϖραξία", "ΣΎΜΠΡΑΞΗ", "ОБЕДИНЕНИЕ"} {
		if !reGroup.MatchString(s) || !mayBeGroup(s) {
			t.Errorf("%q is a word of groups", s)
		}
	}
}

var longMail = regexp.MustCompile(strings.Replace(reMail.String(), "^", "", 1))

func FuzzFast(f *testing.F) {
	for _, s := range []string{"", " ", "a b", "Fornitura a minori A.B. e C. D., città", "two  spaces", "tab\tand\u0085next", "nbsp\u00a0here", "trailing ",
		`a\r\nb`, "broken \xff byte", "\xef", "\ufffd", "Straße ÉCOLE Ελλάδα", "e\u0301te\u0301", "utente M.R", "anziano: L.\u00a0M.", "N. 12 LOTTI DI CARTA", "x@y.it tel. 0721 123456", "ТЕЛ 123-45-67", "téléphone 01 23 45 67 89",
		"ǅ. ǆ", "İstanbul ıI", "a @ b.it, c@ d.eu e.f@g-h.example.org@i.com x@y", "@", "a@@b.it", " @b.it", "é_ü @ ñ.museum", "й Й ΰ ŀ ĳ ŉ ʼn", "C.F. RSSMRA80A01H501U",
		"333 123 456", "3331234567", "(333)-12-34-567", "lot 320 of 333/1234567.", "333 1", "333", "333 ", "rif. 333.123456", "Dr Q", "MARIAROSSA Q.", "R.T.I.", "KONſORCJUM", "ϰοινοϖραξία", "a ROSSI Màrio", "TE\u0301L 12345678"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := Clean(s), cleaned(s); got != want {
			t.Errorf("Clean(%q) is %q, not %q", s, got, want)
		}
		if got, want := fold(s), longFold(s); got != want {
			t.Errorf("fold(%q) is %q, not %q", s, got, want)
		}
		if ascii := strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0; ascii && reMobile.MatchString(s) && !signsOf(s).mobile {
			t.Errorf("signsOf(%q) misses a mobile telephone", s)
		}
		if reGroup.MatchString(s) && !mayBeGroup(s) {
			t.Errorf("%q names a group", s)
		}
		if Harmless(s) && longMask(s) != s {
			t.Errorf("%q is masked and is said to be harmless", s)
		}
		if got, want := maskMail(s), longMail.ReplaceAllString(s, masked); got != want {
			t.Errorf("maskMail(%q) is %q, not %q", s, got, want)
		}
	})
}

func BenchmarkHarmless(b *testing.B) {
	text := "Software licences and support, compresa la posa in opera (lot 72/0), 600 mese. Rekonstrukce mostu č. 12, včetně servisu"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if !Harmless(text) {
			b.Fatal("it is harmless")
		}
	}
}
