package source

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// textOf is how the values of a column are written; nil for what is no single value, or of a type without a text.
func textOf(t parquet.Type) func(parquet.Value) string {
	unsigned := false
	if logical := t.LogicalType(); logical != nil {
		switch l := logical.Value.(type) {
		case *format.DecimalType:
			return decimalText(t.Kind(), int(l.Scale))
		case *format.DateType:
			return func(v parquet.Value) string { return time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly) }
		case *format.TimestampType:
			switch l.Unit.Value.(type) {
			case *format.MilliSeconds:
				return momentText(time.Millisecond)
			case *format.MicroSeconds:
				return momentText(time.Microsecond)
			}
			return momentText(time.Nanosecond)
		case *format.TimeType:
			switch l.Unit.Value.(type) {
			case *format.MilliSeconds:
				return timeText(func(v parquet.Value) int64 { return int64(v.Int32()) }, time.Millisecond)
			case *format.MicroSeconds:
				return timeText(parquet.Value.Int64, time.Microsecond)
			}
			return timeText(parquet.Value.Int64, time.Nanosecond)
		case *format.UUIDType:
			return func(v parquet.Value) string {
				b := v.ByteArray()
				if len(b) != 16 {
					return ""
				}
				return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
			}
		case *format.Float16Type:
			return halfText
		case *format.IntType:
			unsigned = !l.IsSigned
		case nil, *format.StringType, *format.EnumType, *format.JsonType:
		default:
			return nil
		}
	}
	switch t.Kind() {
	case parquet.Boolean:
		return func(v parquet.Value) string { return strconv.FormatBool(v.Boolean()) }
	case parquet.Int32:
		if unsigned {
			return func(v parquet.Value) string { return strconv.FormatUint(uint64(uint32(v.Int32())), 10) }
		}
		return func(v parquet.Value) string { return strconv.FormatInt(int64(v.Int32()), 10) }
	case parquet.Int64:
		if unsigned {
			return func(v parquet.Value) string { return strconv.FormatUint(uint64(v.Int64()), 10) }
		}
		return func(v parquet.Value) string { return strconv.FormatInt(v.Int64(), 10) }
	case parquet.Int96: // as Spark writes moments, and nothing else: nanoseconds of a day, and which day of Julius Scaliger's it is
		return func(v parquet.Value) string {
			n := v.Int96()
			return time.Unix((int64(int32(n[2]))-julian1970)*86400, int64(uint64(n[1])<<32|uint64(n[0]))).UTC().Format(moment)
		}
	case parquet.Float:
		return func(v parquet.Value) string { return strconv.FormatFloat(float64(v.Float()), 'f', -1, 32) }
	case parquet.Double:
		return func(v parquet.Value) string { return strconv.FormatFloat(v.Double(), 'f', -1, 64) }
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return func(v parquet.Value) string {
			if b := v.ByteArray(); utf8.Valid(b) && bytes.IndexByte(b, 0) < 0 {
				return string(b)
			}
			return ""
		}
	}
	return nil
}

const (
	moment     = "2006-01-02T15:04:05"
	julian1970 = 2440588 // the Julian day of 1 January 1970
)

func momentText(unit time.Duration) func(parquet.Value) string {
	per := int64(time.Second / unit)
	return func(v parquet.Value) string {
		n := v.Int64()
		sec := n / per
		if n%per < 0 {
			sec--
		}
		return time.Unix(sec, 0).UTC().Format(moment)
	}
}

// timeText writes times of the day; the second is the unit's.
func timeText(number func(parquet.Value) int64, unit time.Duration) func(parquet.Value) string {
	return func(v parquet.Value) string {
		n := number(v)
		if n < 0 || n >= int64(24*time.Hour/unit) {
			return ""
		}
		return time.Time{}.Add(time.Duration(n) * unit).Format("15:04:05.999999999")
	}
}

// halfText writes numbers of 16 bits: a sign, five bits of the exponent and ten of the fraction.
func halfText(v parquet.Value) string {
	b := v.ByteArray()
	if len(b) != 2 {
		return ""
	}
	n := int(b[1])<<8 | int(b[0])
	exponent, fraction := n>>10&0x1f, float64(n&0x3ff)
	f := math.Ldexp(1024+fraction, exponent-25)
	switch {
	case exponent == 0:
		f = math.Ldexp(fraction, -24)
	case exponent == 0x1f && fraction == 0:
		f = math.Inf(1)
	case exponent == 0x1f:
		f = math.NaN()
	}
	if n>>15 == 1 {
		f = -f
	}
	return strconv.FormatFloat(f, 'f', -1, 32)
}

// decimalText writes exact decimals, which are whole numbers of 10 to the power of minus scale.
func decimalText(kind parquet.Kind, scale int) func(parquet.Value) string {
	if scale < 0 || scale > 38 {
		return nil
	}
	return func(v parquet.Value) string {
		n := new(big.Int)
		switch kind {
		case parquet.Int32:
			n.SetInt64(int64(v.Int32()))
		case parquet.Int64:
			n.SetInt64(v.Int64())
		default:
			b := v.ByteArray()
			if len(b) > 32 { // which no decimal has
				return ""
			}
			if n.SetBytes(b); len(b) > 0 && b[0]&0x80 != 0 {
				n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
			}
		}
		sign := ""
		if n.Sign() < 0 {
			sign = "-"
			n.Neg(n)
		}
		s := fmt.Sprintf("%0*s", scale+1, n.String())
		if scale == 0 {
			return sign + s
		}
		return sign + s[:len(s)-scale] + "." + s[len(s)-scale:]
	}
}
