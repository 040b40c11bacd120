package purchases

import (
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Titles of Italian records are often those of the first act of a purchase, and stay so when it is done: a title alone says
// nothing. Where nobody was awarded and no money is told, the act is all that there is, and what it is decides.
var (
	// opens are words for acts by which a procedure begins: someone is sought.
	opens = regexp.MustCompile(`(?i)\bindizione\b|\bavvi(?:o|are) (?:di |del(?:la |l['’])|una |la |l['’])?(?:nuov[ao] )?(?:procedur|procediment|gar)|\bmanifestazion[ei] (?:di|d['’]) ?interesse\b|\bindagine (?:di mercato|esplorativa)\b`)
	// decides are words for the decision to buy, which comes before the award unless it is one itself.
	decides = regexp.MustCompile(`(?i)\b(?:determin|deliber)(?:a|azione)(?: dirigenziale)? (?:a|di) contra(?:rre|ttare)\b`)
	// together are words by which a decision to buy awards too: article 32(2) of the code of 2016, article 17(2) of that of 2023.
	together = regexp.MustCompile(`(?i)\bdeterminazione unica\b|\bdetermina unica\b|\bsemplificata\b|\baffidamento diretto\b|\baffidamento in via diretta\b|\bart(?:\.|icolo)? ?(?:32,? (?:c|co|comma)\.? ?2|17,? (?:c|co|comma)\.? ?2)\b`)
	// awards are words for an award, not for the purpose of a call ("per l'affidamento").
	awards = regexp.MustCompile(`(?i)(?:\be|\bed|\bcon|\bcontestuale|,|-|–) (?:contestuale |relativo )?affidamento\b|\baggiudica(?:zione|ta|to)\b|\baffidat[oaie]\b`)
)

// called says that a record tells of the beginning of a procedure alone: it names nobody who was awarded, no money that was, none
// that was paid and no contract that was signed, and its title is that of a call, or of a decision to buy that awards nothing.
func called(p *Purchase, d *deal) bool {
	if p.SupplierKey != "unknown" || !none(p.Awarded) || !none(p.Paid) || !none(p.Ceiling) {
		return false
	}
	for _, c := range d.contracts {
		if c.Status != "" || c.Signed != nil {
			return false
		}
	}
	return begins(p.Title)
}

func begins(title string) bool {
	title = record.Clean(title)
	switch {
	case awards.MatchString(title):
		return false
	case opens.MatchString(title):
		return true
	}
	return decides.MatchString(title) && !together.MatchString(title)
}

func none(d *table.Decimal) bool { return d == nil || d.Sign() == 0 }
