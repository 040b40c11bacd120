package table

import (
	"encoding/binary"
	"math/bits"
)

// appendLevels appends numbers of a few bits each in Parquet's hybrid of runs and packed groups of eight.
func appendLevels[N uint8 | uint32](b []byte, all []N, width int) []byte {
	for i := 0; i < len(all); {
		if run := runOf(all[i:], len(all)); run >= 8 || i+run == len(all) {
			b = binary.AppendUvarint(b, uint64(run)<<1)
			for shift := 0; shift < width; shift += 8 {
				b = append(b, byte(all[i]>>shift))
			}
			i += run
			continue
		}
		from := i
		for i < len(all) && runOf(all[i:], 8) < 8 {
			i = min(i+8, len(all))
		}
		b = binary.AppendUvarint(b, uint64((i-from+7)/8)<<1|1)
		b = appendPacked(b, all[from:i], width)
	}
	return b
}

// runOf is how many numbers at the start are equal, at most so many.
func runOf[N uint8 | uint32](all []N, most int) int {
	n := 1
	for n < len(all) && n < most && all[n] == all[0] {
		n++
	}
	return n
}

// appendPacked appends numbers, the last group of eight filled with zeros.
func appendPacked[N uint8 | uint32](b []byte, all []N, width int) []byte {
	held, n := uint64(0), 0
	put := func(v N) {
		held |= uint64(v) << n
		for n += width; n >= 8; n -= 8 {
			b = append(b, byte(held))
			held >>= 8
		}
	}
	for _, v := range all {
		put(v)
	}
	for i := len(all); i%8 != 0; i++ {
		put(0)
	}
	return b
}

// widthOf is how many bits the numbers up to n need.
func widthOf(n int) int { return bits.Len(uint(n)) }
