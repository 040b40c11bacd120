package source

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"io"
	"strings"
)

// MinKey is the fewest bytes of a key. Serial numbers are few enough to be tried one by one: what keeps a hash of one from
// being turned back is the key alone, so it must be too long to be tried itself.
const MinKey = 32

// Keyed is what may be kept of a number that identifies one device, such as a serial number: an HMAC-SHA-256 of it under
// the key of the run, 26 letters and digits; kind keeps numbers of different kinds apart. Capitals and what is neither a
// letter nor a digit make no difference. It is "" without a key, and for what tells no devices apart: fewer than six
// letters and digits, one character again and again, a number blanked with zeros.
func (d *Document) Keyed(kind, number string) string {
	if len(d.Key) < MinKey {
		return ""
	}
	number = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, strings.ToUpper(number))
	if len(number) < 6 || strings.Trim(number, number[:1]) == "" || strings.HasSuffix(number, "0000000") {
		return ""
	}
	return keyed(d.Key, kind, number)
}

// KeyPrint names a key without giving it away, so that datasets of one key can be told; "" where there is none.
func KeyPrint(key []byte) string {
	if len(key) < MinKey {
		return ""
	}
	return keyed(key, "print", "")
}

func keyed(key []byte, kind, text string) string {
	h := hmac.New(sha256.New, key)
	io.WriteString(h, kind+":"+text)
	return strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(h.Sum(nil)[:16]))
}
