package changes

import (
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/inputchanges"
	"github.com/perimeter-data/perimeter/stages/record"
)

// cause is all that differs between how the two datasets came about.
type cause struct {
	known   bool // there is an earlier dataset
	differs []string
	gone    []string            // lists that are not read any more
	came    map[string][]string // paths by digest
	went    map[string][]string
	lists   bool // files of public lists came or went
	other   bool // files that are neither these nor the program's own came or went
	vendors map[string]record.Vendor
}

const (
	ownLists = "perimeter:lists/" // what the paths of the lists inside the program begin with
	asOf     = "as-of day"
	notRead  = "list not read"
)

// listFormats are the formats of public lists.
var listFormats = []string{"bis", "csl", "fcc", "ftm", "ofac", "opensanctions", "un", "watchlist"}

func buildCause(rows *table.Set) (*cause, error) {
	vendors, err := record.VendorsByID(rows)
	if err != nil {
		return nil, err
	}
	c := &cause{came: map[string][]string{}, went: map[string][]string{}, vendors: vendors}
	for run := range record.EarlierRuns.In(rows) {
		c.known, c.differs, c.gone = true, append(c.differs, run.Differs...), append(c.gone, run.Gone...)
	}
	own := false
	for i := range inputchanges.Table.In(rows) {
		if i.What == "came" {
			c.came[i.Digest] = i.Paths
		} else {
			c.went[i.Digest] = i.Paths
		}
		switch {
		case strings.HasPrefix(i.Paths[0], ownLists):
			own = true
		case slices.Contains(listFormats, i.Format):
			c.lists = true
		default:
			c.other = true
		}
	}
	if own && !slices.Contains(c.differs, "program") {
		c.differs = append(c.differs, "program")
	}
	slices.Sort(c.differs)
	return c, nil
}

// reasons are the sentences of what can be the reason.
var reasons = map[string]string{
	"documents":       "documents that say it came or went",
	"lists":           "public lists among the inputs came or went",
	"program":         "the program or its own lists are others, which is no change of the world",
	asOf:              "the day of the question is another, which is no change of the world",
	"decisions":       "people decided otherwise, or more",
	"mappings":        "the mappings that say how tables are read are others, which is no change of the world",
	"hash key":        "the key under which numbers of devices are hashed is another, which is no change of the world",
	"other documents": "other documents came or went, and it may rest on them",
	notRead:           "it was accepted that the list is not among the inputs, so that nothing is known of it",
	"unknown":         "nothing is known that could be the reason",
}

// dated are the columns that depend on the day of the question, and judged those that may depend on it among other things.
var (
	dated  = []string{"in_force", "in_force_known", "contract_status"}
	judged = []string{"outcome", "missing"}
)

// why lists what can be the reason of a change.
func (c *cause) why(row Change, then, now *version) (why []string) {
	if now == nil && slices.Contains(c.gone, then.get("list")) {
		return []string{notRead}
	}
	touches := func(columns func(name string) bool) (some, all bool) {
		all = len(row.Columns) > 0
		for _, column := range row.Columns {
			yes := columns(column.Column)
			some, all = some || yes, all && yes
		}
		return some, all
	}
	someDated, allDated := touches(func(name string) bool { return slices.Contains(dated, name) })
	someJudged, _ := touches(func(name string) bool { return slices.Contains(judged, name) })
	listed, _ := touches(func(name string) bool { return strings.HasPrefix(name, "listings") })
	if slices.Contains(c.differs, asOf) && allDated && row.Came == nil && row.Went == nil {
		return []string{asOf}
	}
	if row.Came != nil || row.Went != nil {
		why = append(why, "documents")
	}
	if c.lists && listed {
		why = append(why, "lists")
	}
	for _, d := range c.differs {
		if d != asOf || someDated || someJudged {
			why = append(why, d)
		}
	}
	if why == nil && (c.other || c.lists) {
		why = []string{"other documents"}
	}
	if why == nil {
		why = []string{"unknown"}
	}
	return why
}

// sourcesDiffer says whether the reason is that other sources were read.
func sourcesDiffer(why []string) string {
	sources, others := 0, 0
	for _, w := range why {
		switch w {
		case "documents", "lists":
			sources++
		case "program", asOf, "decisions", "mappings", "hash key":
			others++
		}
	}
	switch {
	case sources == len(why):
		return "yes"
	case others == len(why):
		return "no"
	}
	return "unknown"
}
