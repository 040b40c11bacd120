package table

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/cockroachdb/apd/v3"
)

// Date is a calendar day: days since 1970-01-01, as Parquet's DATE. It has no time zone.
type Date int32

// ParseDate reads a day written YYYY-MM-DD between years 1 and 9999.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("want a day as YYYY-MM-DD")
	}
	return Date(t.Unix() / 86400), nil
}

// String is the day as ISO 8601 writes it, YYYY-MM-DD.
func (d Date) String() string { return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly) }

// Decimal is an exact number with nine decimal places and up to 29 digits before them: Parquet's DECIMAL(38,9), which
// BigQuery calls NUMERIC. The bytes are the big-endian two's complement of the number times 10^9.
type Decimal [16]byte

// Scale is the number of decimal places of a Decimal.
const Scale = 9

var (
	errNotNumber = errors.New("not a number")
	errInexact   = errors.New("does not fit 29 digits before and 9 after the decimal point exactly")
	limit        = new(big.Int).Exp(big.NewInt(10), big.NewInt(38), nil)
	two128       = new(big.Int).Lsh(big.NewInt(1), 128)
	one          = big.NewInt(1e9) // Scale places
)

// ParseDecimal reads a number from its source text, with or without an exponent. It fails rather than round.
func ParseDecimal(s string) (Decimal, error) {
	s = strings.TrimSpace(s)
	if d, ok := plainDecimal(s); ok {
		return d, nil
	}
	if len(s) > 128 || strings.Trim(s, "0123456789+-.eE") != "" {
		return Decimal{}, errNotNumber
	}
	d, _, err := apd.NewFromString(s)
	if err != nil || d.Form != apd.Finite {
		return Decimal{}, errNotNumber
	}
	d.Reduce(d)
	if d.IsZero() {
		return Decimal{}, nil
	}
	if d.Exponent < -Scale || d.NumDigits()+int64(d.Exponent) > 38-Scale {
		return Decimal{}, errInexact
	}
	n := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.Exponent)+Scale), nil)
	n.Mul(n, d.Coeff.MathBigInt())
	if d.Negative {
		n.Neg(n)
	}
	return fromBig(n)
}

// plainDecimal reads what nearly all numbers are: up to nine digits before the point and nine behind it.
func plainDecimal(s string) (d Decimal, ok bool) {
	digits := strings.TrimPrefix(s, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if len(whole) == 0 || len(whole) > 9 || len(fraction) > Scale || point && fraction == "" {
		return d, false
	}
	n := int64(0)
	for i := range len(whole) + Scale {
		c := byte('0')
		switch {
		case i < len(whole):
			c = whole[i]
		case i-len(whole) < len(fraction):
			c = fraction[i-len(whole)]
		}
		if c < '0' || c > '9' {
			return d, false
		}
		n = n*10 + int64(c-'0')
	}
	if len(digits) < len(s) {
		n = -n
	}
	binary.BigEndian.PutUint64(d[:8], uint64(n>>63))
	binary.BigEndian.PutUint64(d[8:], uint64(n))
	return d, true
}

func fromBig(n *big.Int) (d Decimal, err error) {
	if n.CmpAbs(limit) >= 0 {
		return d, errInexact
	}
	if n.Sign() < 0 {
		n = new(big.Int).Add(n, two128)
	}
	n.FillBytes(d[:])
	return d, nil
}

func (d Decimal) big() *big.Int {
	n := new(big.Int).SetBytes(d[:])
	if d[0]&0x80 != 0 {
		n.Sub(n, two128)
	}
	return n
}

// Add is the exact sum, or an error where it would pass 29 digits.
func (d Decimal) Add(e Decimal) (Decimal, error) { return fromBig(new(big.Int).Add(d.big(), e.big())) }

// Mul is the exact product, or an error where it has more digits than a Decimal.
func (d Decimal) Mul(e Decimal) (Decimal, error) {
	n := new(big.Int).Mul(d.big(), e.big())
	n, rest := n.QuoRem(n, one, new(big.Int))
	if rest.Sign() != 0 {
		return Decimal{}, errInexact
	}
	return fromBig(n)
}

// Cmp is -1, 0 or 1.
func (d Decimal) Cmp(e Decimal) int { return d.big().Cmp(e.big()) }

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d == Decimal{}:
		return 0
	case d[0]&0x80 != 0:
		return -1
	}
	return 1
}

// String is the number without trailing zeros, except that a fraction has at least two digits: 11340, 2609.84, 2450.50.
func (d Decimal) String() string {
	s := strings.TrimRight(d.fixed(), "0")
	switch len(s) - strings.IndexByte(s, '.') {
	case 1:
		return s[:len(s)-1]
	case 2:
		return s + "0"
	}
	return s
}

// MarshalText is the ISO 8601 day.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// MarshalText is the number as String writes it.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}

// UnmarshalText reads what MarshalText wrote.
func (d *Decimal) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDecimal(string(b))
	return err
}

// fixed is the number with all its decimal places.
func (d Decimal) fixed() string {
	var s string
	if n := int64(binary.BigEndian.Uint64(d[8:])); int64(binary.BigEndian.Uint64(d[:8])) == n>>63 {
		s = strconv.FormatInt(n, 10)
	} else {
		s = d.big().String()
	}
	sign, digits := "", s
	if s[0] == '-' {
		sign, digits = "-", s[1:]
	}
	if n := Scale + 1 - len(digits); n > 0 {
		digits = "0000000000"[:n] + digits
	}
	whole := len(digits) - Scale
	return sign + digits[:whole] + "." + digits[whole:]
}
