package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// size is a flag in bytes: 268435456, 256MiB, 1GiB, 300MB.
type size int64

var units = []struct {
	name  string
	bytes int64
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1}, {"", 1}}

func (s *size) Set(text string) error {
	for _, u := range units {
		digits, ok := strings.CutSuffix(text, u.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
		if err == nil && n > 0 && n <= (1<<62)/u.bytes {
			*s = size(n * u.bytes)
			return nil
		}
	}
	return errors.New("want a number of bytes, such as 256MiB or 1GiB")
}

func (s *size) String() string {
	for i := 2; i >= 0; i-- {
		if n := int64(*s); n%units[i].bytes == 0 && n > 0 {
			return strconv.FormatInt(n/units[i].bytes, 10) + units[i].name
		}
	}
	return strconv.FormatInt(int64(*s), 10)
}

func (*size) Type() string { return "BYTES" }

// day is a flag that holds a date, or none.
type day struct{ date *table.Date }

func (d *day) Set(text string) error {
	date, err := table.ParseDate(text)
	if err != nil {
		return errors.New("want a day as YYYY-MM-DD, such as 2024-12-31")
	}
	d.date = &date
	return nil
}

func (d *day) String() string {
	if d.date == nil {
		return ""
	}
	return d.date.String()
}

func (*day) Type() string { return "YYYY-MM-DD" }

// ceiling is a flag that holds a share (0.5%) or a number (20). It holds for units and for documents, each by itself.
type ceiling struct {
	share bool
	n     *big.Rat // percent, or how many
	text  string
}

func (c *ceiling) Set(text string) error {
	number, share := strings.CutSuffix(text, "%")
	n, ok := new(big.Rat).SetString(number)
	if !ok || strings.Trim(number, "0123456789.") != "" || !share && !n.IsInt() {
		return errors.New("want a share such as 0.5% or a whole number such as 20")
	}
	*c = ceiling{share, n, text}
	return nil
}

func (c *ceiling) String() string { return c.text }
func (*ceiling) Type() string     { return "N|N%" }

// exceeded says whether rejected of read units, or documents, are over the ceiling.
func (c *ceiling) exceeded(rejected, read int64) bool {
	allowed := c.n
	if c.share {
		allowed = new(big.Rat).Mul(c.n, big.NewRat(read, 100))
	}
	return new(big.Rat).SetInt64(rejected).Cmp(allowed) > 0
}

// hashKey is a flag that names a file with a secret.
type hashKey struct {
	file  string
	bytes []byte
}

func (k *hashKey) Set(file string) error {
	secret, err := named(file, 1)
	if err != nil {
		return err
	}
	if secret = bytes.TrimSpace(secret); len(secret) < source.MinKey {
		return fmt.Errorf("the file holds %d bytes; want %d or more, such as those of: openssl rand -hex 32", len(secret), source.MinKey)
	}
	k.file, k.bytes = file, secret
	return nil
}

func (k *hashKey) String() string { return k.file }
func (*hashKey) Type() string     { return "FILE" }

// named is the text of a file that a flag names: a regular one, for others may never end, of so many MiB at most.
func named(file string, most int64) ([]byte, error) { return beginning(file, most, most<<20) }

// beginning is as much of such a file as is asked for.
func beginning(file string, most, size int64) ([]byte, error) {
	info, err := os.Stat(file)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > most<<20) {
		return nil, fmt.Errorf("want a regular file of at most %d MiB", most)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, plain(err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, size))
	if err != nil {
		return nil, plain(err)
	}
	return text, nil
}
