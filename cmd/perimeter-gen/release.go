package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"time"
	"unicode/utf8"
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

// process is one contracting process, of which a release tells as much as is known when it is published.
type process struct {
	n                int // that of its first release
	buyer, authority int // the body that pays, and the one that calls
	sellers          []int
	day              time.Time
	cents            int64
	currency         string
	what             string
	items            int
}

// Stages of a process.
const (
	called = iota // it is put out to tender
	awarded
	signed
	changed // the contract is amended
)

// release writes the i-th release. Of ten, six are all that is published of their process; two tell of a call and then its
// award, and two of an award and then the contract as amended.
func (w *writer) release(i int) {
	if len(w.buf) > 64<<10 {
		w.flush()
	}
	n, stage := i, signed
	switch i % 10 {
	case 6:
		stage = awarded
	case 7:
		n, stage = i-1, changed
	case 8:
		stage = called
	case 9:
		n, stage = i-1, signed
	}
	w.source.Seed(w.o.seed, uint64(n))
	p := process{n: n, buyer: w.IntN(len(bodies) * 97), sellers: []int{w.IntN(w.o.names)}, day: time.Date(2019, 1, 1+w.IntN(2100), 0, 0, 0, 0, time.UTC),
		cents: 50_000 + w.Int64N(900_000_000)/(1+w.Int64N(400)), currency: w.pick(currencies), what: w.pick(goods), items: 1 + w.IntN(4)/3}
	p.authority = p.buyer
	if w.IntN(4) == 0 {
		p.authority = w.IntN(len(bodies) * 97)
	}
	if w.IntN(3) == 0 {
		p.sellers = append(p.sellers, (p.sellers[0]+1+w.IntN(w.o.names))%w.o.names)
	}
	from := len(w.buf)
	w.whole(p, i-n+1, stage)
	if n%4 == 0 { // one publisher in four writes what is no ASCII as escapes
		text := string(w.buf[from:])
		w.buf = w.buf[:from]
		for _, r := range text {
			if r < utf8.RuneSelf {
				w.buf = append(w.buf, byte(r))
			} else {
				w.f(`\u%04x`, r)
			}
		}
	}
}

func (w *writer) whole(p process, number, stage int) {
	day := p.day.AddDate(0, stage*2, 0)
	w.f(`{"ocid":"ocds-mk3gen-%07d","id":"ocds-mk3gen-%07d-%d","date":"%s","language":"en","tag":[%s],"initiationType":"tender","parties":[`,
		p.n, p.n, number, moment(day), []string{`"tender"`, `"award"`, `"contract"`, `"contractAmendment"`}[stage])
	if p.authority == p.buyer {
		w.party("B", p.buyer, bodyName(p.buyer), `"buyer","procuringEntity"`)
	} else {
		w.party("B", p.buyer, bodyName(p.buyer), `"buyer"`)
		w.text(",")
		w.party("B", p.authority, bodyName(p.authority), `"procuringEntity"`)
	}
	if stage > called {
		for _, s := range p.sellers {
			w.text(",")
			w.party("S", s, supplierName(s), `"supplier","tenderer"`)
		}
	}
	w.f(`],"buyer":{"id":"B%06d","name":"%s"},`, p.buyer, bodyName(p.buyer))
	w.tender(p, stage)
	if stage > called {
		w.text(`,"awards":[`)
		for k := range p.awards() {
			if k > 0 {
				w.text(",")
			}
			w.award(p, k)
		}
		w.text("]")
	}
	if stage > awarded {
		w.text(`,"contracts":[`)
		for k := range p.awards() {
			if k > 0 {
				w.text(",")
			}
			w.contract(p, k, stage)
		}
		w.text("]")
	} else {
		w.text(`,"contracts":[]`)
	}
	w.text("}")
}

// awards is into how many a call is parted.
func (p process) awards() int {
	if p.n%4 == 3 || p.n%7 == 0 {
		return 2
	}
	return 1
}

func (w *writer) party(kind string, n int, name, roles string) {
	c := countries[n%len(countries)]
	town := towns[n%len(towns)]
	w.f(`{"id":"%s%06d","name":"%s","identifier":{"scheme":"%s","id":"%s","legalName":"%s"},"additionalIdentifiers":[],`,
		kind, n, name, c.register, registered(kind, n), name)
	w.f(`"address":{"streetAddress":"%s %d","locality":"%s","region":null,"postalCode":"%05d","countryName":"%s"},`,
		streets[n%len(streets)], 1+n%180, town, n*7919%100_000, c.name)
	person := people[n%len(people)]
	w.f(`"contactPoint":{"name":"%s","email":"%s@%c%d.example","telephone":"+39 0%d %07d"},"roles":[%s]}`,
		person.name, person.mail, kind[0]|0x20, n, 2+n%8, n*31337%10_000_000, roles)
}

func (w *writer) tender(p process, stage int) {
	status := "complete"
	if stage == called {
		status = "active"
	}
	w.f(`"tender":{"id":"T%d","title":"%s","description":"`, p.n, p.what)
	w.prose(p, 2)
	w.f(`","status":"%s","procuringEntity":{"id":"B%06d","name":"%s"},`, status, p.authority, bodyName(p.authority))
	w.items(p, p.items)
	w.f(`,"value":%s,"minValue":null,"procurementMethod":"%s","procurementMethodDetails":"%s","mainProcurementCategory":"goods",`+
		`"awardCriteria":"ratedCriteria","submissionMethod":["electronicSubmission"],"tenderPeriod":{"startDate":"%s","endDate":"%s"},"hasEnquiries":false`,
		p.value(0), w.pick(methods), w.pick(procedures), moment(p.day.AddDate(0, -2, 0)), moment(p.day.AddDate(0, -1, 0)))
	if stage > called {
		w.f(`,"numberOfTenderers":%d,"tenderers":[`, len(p.sellers))
		w.references(p)
		w.text("]")
	}
	w.text(`,"documents":[`)
	if p.n%3 > 0 {
		w.document(p, "T", 1, "tenderNotice")
	}
	w.text(`],"milestones":[`)
	if p.n%2 == 0 {
		w.f(`{"id":"1","title":"%s","type":"preProcurement","dueDate":"%s","status":"met","dateMet":null}`, w.pick(details), moment(p.day.AddDate(0, -1, 0)))
	}
	w.text(`],"amendments":[]}`)
}

// prose is a text such as a description, of n sentences; some name who answers for it.
func (w *writer) prose(p process, n int) {
	for k := range n {
		if k > 0 {
			w.text(" ")
		}
		w.f("%s, %s (lot %d/%d), %d %s.", w.pick(goods), w.pick(details), 1+w.IntN(90), p.n, 1+w.IntN(900), w.pick(measures))
	}
	if p.n%16 == 5 {
		person := people[p.n%len(people)]
		w.f(" %s %s, %s@office%d.example.", person.title, person.name, person.mail, p.n%97)
	}
}

func (w *writer) items(p process, n int) {
	w.text(`"items":[`)
	for k := range n {
		if k > 0 {
			w.text(",")
		}
		w.f(`{"id":"%d","description":"%s %d","classification":{"scheme":"CPV","id":"%08d"},"additionalClassifications":[],`+
			`"quantity":%d,"unit":{"name":"%s","value":{"amount":%s,"currency":"%s"}}}`, k+1, w.pick(goods), w.IntN(5000), 30_000_000+w.IntN(900)*10_000,
			1+w.IntN(400), w.pick(measures), amount(p.cents/int64(2+w.IntN(90))), p.currency)
	}
	w.text("]")
}

func (w *writer) references(p process) {
	for k, s := range p.sellers {
		if k > 0 {
			w.text(",")
		}
		w.f(`{"id":"S%06d","name":"%s"}`, s, supplierName(s))
	}
}

func (w *writer) award(p process, k int) {
	w.f(`{"id":"A%d-%d","title":"%s","description":"`, p.n, k+1, p.what)
	w.prose(p, 1)
	w.f(`","status":"active","date":"%s","value":%s,"suppliers":[`, moment(p.day), p.value(0))
	w.references(p)
	w.text("],")
	w.items(p, p.n/2%4/3)
	w.f(`,"contractPeriod":{"startDate":"%s","endDate":"%s","durationInDays":null},"documents":[],"amendments":[]}`,
		moment(p.day.AddDate(0, 0, 20)), moment(p.day.AddDate(1+w.IntN(3), 0, 20)))
}

func (w *writer) contract(p process, k, stage int) {
	status, extra := "active", int64(0)
	if stage == changed {
		extra = p.cents / 10
	}
	w.f(`{"id":"C%d-%d","awardID":"A%d-%d","title":"%s","description":"`, p.n, k+1, p.n, k+1, p.what)
	w.prose(p, 1)
	w.f(`","status":"%s","period":{"startDate":"%s","endDate":"%s"},"value":%s,`, status, moment(p.day.AddDate(0, 0, 20)),
		moment(p.day.AddDate(1+w.IntN(3), 0, 20)), p.value(extra))
	w.items(p, p.n/4%4/3)
	w.f(`,"dateSigned":"%s","documents":[`, moment(p.day.AddDate(0, 0, 15)))
	if p.n%3 == 0 {
		w.document(p, "C", k+1, "contractSigned")
	}
	w.text(`],"amendments":[`)
	if stage == changed {
		w.f(`{"id":"1","date":"%s","rationale":"%s","description":"%s"}`, moment(p.day.AddDate(0, 6, 0)), w.pick(reasons), w.pick(details))
	}
	w.text(`],"implementation":{"transactions":[`)
	if p.n%3 == 1 {
		w.f(`{"id":"1","date":"%s","value":%s,"payer":{"id":"B%06d","name":"%s"},"payee":{"id":"S%06d","name":"%s"}}`, moment(p.day.AddDate(0, 3, 0)),
			p.value(-p.cents/2), p.buyer, bodyName(p.buyer), p.sellers[0], supplierName(p.sellers[0]))
	}
	w.text("]}}")
}

func (w *writer) document(p process, of string, k int, kind string) {
	w.f(`{"id":"D%s%d-%d","documentType":"%s","title":"%s","description":null,"url":"https://data.example/documents/%s/%07d/%d.pdf",`+
		`"datePublished":"%s","format":"application/pdf","language":"en"}`, of, p.n, k, kind, w.pick(details), of, p.n, k, moment(p.day))
}

// value is what the process is worth and extra, as an object.
func (p process) value(extra int64) string {
	return fmt.Sprintf(`{"amount":%s,"currency":"%s"}`, amount(p.cents+extra), p.currency)
}

// registered is the code of a body in its register.
func registered(kind string, n int) string { return fmt.Sprintf("%s%08d", kind, n*37%100_000_000) }

func (w *writer) pick(words []string) string { return words[w.IntN(len(words))] }

func moment(t time.Time) string { return t.Format(time.RFC3339) }

// amount is a number with the cents that it has, as publishers write it.
func amount(cents int64) string {
	if cents%100 == 0 {
		return strconv.FormatInt(cents/100, 10)
	}
	return fmt.Sprintf("%d.%02d", cents/100, cents%100)
}
