package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"time"
)

// writer writes releases. Each is drawn from a source of its own, so that it is the same in whatever shape it is written.
type writer struct {
	out    io.Writer
	o      options
	buf    []byte
	err    error
	source *rand.PCG
	*rand.Rand
}

func newWriter(out io.Writer, o options) *writer {
	source := rand.NewPCG(0, 0)
	return &writer{out: out, o: o, source: source, Rand: rand.New(source)}
}

func (w *writer) text(s string) { w.buf = append(w.buf, s...) }

func (w *writer) flush() {
	if w.err == nil {
		_, w.err = w.out.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

// f is like fmt.Sprintf for what needs no escapes.
func (w *writer) f(format string, args ...any) { w.buf = fmt.Appendf(w.buf, format, args...) }

// pack writes a release package.
func (w *writer) pack(from, to int) {
	w.f(`{"uri":"https://data.example/packages/%d","version":"1.1","publishedDate":"2025-01-31T00:00:00Z",`+
		`"publisher":{"name":"Made-up Procurement Office"},"license":"https://creativecommons.org/licenses/by/4.0/","releases":[`, from)
	for i := from; i < to; i++ {
		if i > from {
			w.text(",\n")
		}
		w.release(i)
	}
	w.text("]}\n")
}

// release writes the i-th release. Of five, the last two are of one process: an award, and the contract that amends it.
func (w *writer) release(i int) {
	if len(w.buf) > 64<<10 {
		w.flush()
	}
	process, second := i, i%5 == 4
	if second {
		process--
	}
	w.source.Seed(w.o.seed, uint64(process))
	buyer, supplier := w.IntN(len(bodies)*97), w.IntN(w.o.names)
	day := time.Date(2019, 1, 1+w.IntN(2100), 0, 0, 0, 0, time.UTC)
	cents := 50_000 + w.Int64N(900_000_000)/(1+w.Int64N(400))
	if second {
		cents += cents / 10
	}
	what := w.pick(goods)
	items := 1 + w.IntN(4)/3
	currency := w.pick(currencies)
	released, tag, change := day, "award", ""
	if second {
		released, tag = day.AddDate(0, 2, 0), `contractAmendment`
		change = fmt.Sprintf(`,"amendments":[{"id":"1","date":"%s","rationale":"%s"}]`, released.Format(time.RFC3339), w.pick(reasons))
	}
	w.f(`{"ocid":"ocds-mk3gen-%07d","id":"%07d-%d","date":"%s","tag":["%s"],"initiationType":"tender","parties":[`,
		process, process, i-process+1, released.Format(time.RFC3339), tag)
	w.party("B", buyer, bodyName(buyer), "buyer")
	w.text(",")
	w.party("S", supplier, supplierName(supplier), "supplier")
	w.f(`],"buyer":{"id":"B%06d","name":"%s"},"tender":{"id":"T%d","title":"%s","description":"%s","status":"complete",`+
		`"procurementMethod":"%s","items":[`, buyer, bodyName(buyer), process, what, w.pick(details), w.pick(methods))
	for n := range items {
		if n > 0 {
			w.text(",")
		}
		w.f(`{"id":"%d","description":"%s","quantity":%d,"unit":{"name":"%s","value":{"amount":%s,"currency":"%s"}},"classification":{"scheme":"CPV","id":"%08d"}}`,
			n+1, w.pick(goods), 1+w.IntN(400), w.pick(measures), amount(cents/int64(2+w.IntN(90))), currency, 30_000_000+w.IntN(900)*10_000)
	}
	w.f(`]},"awards":[{"id":"A%d","title":"%s","status":"active","date":"%s","value":{"amount":%s,"currency":"%s"},"suppliers":[{"id":"S%06d","name":"%s"}],`+
		`"contractPeriod":{"startDate":"%s","endDate":"%s"}}]`, process, what, day.Format(time.RFC3339), amount(cents), currency, supplier, supplierName(supplier),
		day.AddDate(0, 0, 20).Format(time.RFC3339), day.AddDate(1+w.IntN(3), 0, 20).Format(time.RFC3339))
	if second || w.IntN(5) < 2 {
		w.f(`,"contracts":[{"id":"C%d","awardID":"A%d","title":"%s","status":"active","dateSigned":"%s","value":{"amount":%s,"currency":"%s"}%s}]`,
			process, process, what, day.AddDate(0, 0, 15).Format(time.RFC3339), amount(cents), currency, change)
	}
	w.text("}")
}

func (w *writer) party(kind string, n int, name, role string) {
	c := countries[n%len(countries)]
	w.f(`{"id":"%s%06d","name":"%s","identifier":{"scheme":"%s","id":"%s"},"address":{"locality":"%s","countryName":"%s"},"roles":["%s"]}`,
		kind, n, name, c.register, number(kind, n), towns[n%len(towns)], c.name, role)
}

// number is the code of a body in its register.
func number(kind string, n int) string { return fmt.Sprintf("%s%08d", kind, n*37%100_000_000) }

func (w *writer) pick(words []string) string { return words[w.IntN(len(words))] }

// amount is a number with the cents that it has, as publishers write it.
func amount(cents int64) string {
	if cents%100 == 0 {
		return strconv.FormatInt(cents/100, 10)
	}
	return fmt.Sprintf("%d.%02d", cents/100, cents%100)
}
