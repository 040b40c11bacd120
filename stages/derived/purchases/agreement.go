package purchases

import (
	"slices"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Where a record has no field for it, its own words may say that what was awarded is a framework agreement, or was bought under one.
// A dynamic purchasing system is neither.
var (
	// calledOff is how methods and titles say that something was bought under a framework: in Italian lists by the law's own words.
	calledOff = regexp.MustCompile(`(?i)^[\d -]*(?:affidamento diretto|confronto competitivo) in adesione ad accordo quadro/convenzione` +
		`|(?:^|\b(?:in|mediante|tramite) )adesione (?:ad?|al|alla|all['’]) ?(?:[^\s,.;]+ ){0,3}?(?:accord[oi] quadro|convenzion[ei] (?:quadro|consip))\b` +
		`|\bcall[- ]*off\b.*\bframework\b|\b(?:mini|further)[- ]?comp(?:etition)?\b.*\bframework\b|\bdirect award (?:from|under)\b.*\bframework\b|\b(?:under|via)\b.*\bframework\b`)
	// agreed is how a title says that the thing awarded is a framework agreement: it begins or ends with the word for one.
	agreed = regexp.MustCompile(`(?i)^\W*(?:accord[oi] quadro|accords?[- ]cadres?|acord(?:uri)?[- ]cadru|acuerdos? marco|rahmenvereinbarung(?:en)?|rahmenvertrag)(?:\PL|$)` +
		`|^\W*(?:tender for\W+)?(?-i:(?:[A-Z]{2,5} )*)framework agreements?\b|\bframework agreements?\W*(?:lot \w+|award)?\W*$`)
	shared = regexp.MustCompile(`(?i)\bframework\b`)
	// within is how a title names a framework for another reason: a part of it, who works for it, or how something came by it.
	within = regexp.MustCompile(`(?i)\b(?:call[- ]*off|competition|under|via|through|from|using|within)\b|\b(?:incaric|applicativ|attuativ|contratt\w* specific|ordin[ei] (?:di|n))`)
)

// framework says what the purchase is beside frameworks, and from which it is called off: by the fields of records where they have
// them, else by their words. A title alone makes no agreement of what was paid, nor of what one firm was awarded beside a framework.
func (p *Purchase) framework(d *deal, in *table.Set) {
	if a := d.award; a != nil && a.Kind != "" {
		p.Kind = a.Kind
	}
	for l := range record.Links.In(in) {
		about := l.Award == "" || slices.Contains(d.names, l.Award) || slices.Contains(p.Contracts, l.Award)
		if l.Relation != record.Framework || !about || p.Framework != "" && p.Framework <= l.Number {
			continue
		}
		p.Kind, p.Framework, p.FrameworkOf = record.CallOff, l.Number, l.Target
		p.Origins = source.Unite(p.Origins, l.Origins)
	}
	if p.Kind == "unknown" {
		p.Kind = kindInWords(p.Method, p.Title, len(p.Suppliers), paid(d))
	}
}

func kindInWords(method, title string, suppliers int, paid bool) string {
	switch {
	case calledOff.MatchString(method), calledOff.MatchString(title):
		return record.CallOff
	case paid || within.MatchString(title):
	case agreed.MatchString(title), suppliers > 1 && shared.MatchString(title):
		return record.Framework
	}
	return "unknown"
}

// paid says that the records tell of a payment under what was awarded.
func paid(d *deal) bool {
	return d.award != nil && !none(d.award.Paid) || slices.ContainsFunc(d.contracts, func(c record.Contract) bool { return !none(c.Paid) })
}
