// Package stages is the contents page: every format that is read and every table that is derived, one line each.
//
// A published row stands on its own. Whom it is about it names by id, name and official code: x, x_name, x_scheme and
// x_identifier, or the fields of a struct x. A code is null where none is known, which does not mean that there is none, and
// its scheme says whose it is: WIKIDATA is no official register. Records keep the names and codes that their document gives
// (record.Ref); what a text calls somebody has no code; and rows that link two rows point to them by id. The
// columns that do so stand in TestRowsStandAlone, each with the reason.
package stages

import (
	_ "embed"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/stages/derived/calls"
	"github.com/perimeter-data/perimeter/stages/derived/capabilities"
	"github.com/perimeter-data/perimeter/stages/derived/chains"
	"github.com/perimeter-data/perimeter/stages/derived/changes"
	"github.com/perimeter-data/perimeter/stages/derived/coverage"
	"github.com/perimeter-data/perimeter/stages/derived/decisionuses"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
	"github.com/perimeter-data/perimeter/stages/derived/evidence"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/derived/exposurepurchases"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
	"github.com/perimeter-data/perimeter/stages/derived/findings"
	"github.com/perimeter-data/perimeter/stages/derived/inputchanges"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/movements"
	"github.com/perimeter-data/perimeter/stages/derived/namesakes"
	"github.com/perimeter-data/perimeter/stages/derived/observations"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/ownership"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/derived/relations"
	"github.com/perimeter-data/perimeter/stages/derived/states"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
	"github.com/perimeter-data/perimeter/stages/formats/anac"
	"github.com/perimeter-data/perimeter/stages/formats/article"
	"github.com/perimeter-data/perimeter/stages/formats/bis"
	"github.com/perimeter-data/perimeter/stages/formats/catalogue"
	"github.com/perimeter-data/perimeter/stages/formats/csl"
	"github.com/perimeter-data/perimeter/stages/formats/dahua"
	"github.com/perimeter-data/perimeter/stages/formats/decisions"
	"github.com/perimeter-data/perimeter/stages/formats/earlier"
	"github.com/perimeter-data/perimeter/stages/formats/eforms"
	"github.com/perimeter-data/perimeter/stages/formats/fcc"
	"github.com/perimeter-data/perimeter/stages/formats/ftm"
	"github.com/perimeter-data/perimeter/stages/formats/inventory"
	"github.com/perimeter-data/perimeter/stages/formats/isapi"
	"github.com/perimeter-data/perimeter/stages/formats/legge190"
	"github.com/perimeter-data/perimeter/stages/formats/mapping"
	"github.com/perimeter-data/perimeter/stages/formats/nmap"
	"github.com/perimeter-data/perimeter/stages/formats/ocds"
	"github.com/perimeter-data/perimeter/stages/formats/ofac"
	"github.com/perimeter-data/perimeter/stages/formats/onvif"
	"github.com/perimeter-data/perimeter/stages/formats/opensanctions"
	"github.com/perimeter-data/perimeter/stages/formats/osm"
	"github.com/perimeter-data/perimeter/stages/formats/provenance"
	"github.com/perimeter-data/perimeter/stages/formats/rates"
	"github.com/perimeter-data/perimeter/stages/formats/replies"
	"github.com/perimeter-data/perimeter/stages/formats/roster"
	"github.com/perimeter-data/perimeter/stages/formats/ted"
	"github.com/perimeter-data/perimeter/stages/formats/un"
	"github.com/perimeter-data/perimeter/stages/formats/usaspending"
	"github.com/perimeter-data/perimeter/stages/formats/warc"
	"github.com/perimeter-data/perimeter/stages/formats/watch"
	"github.com/perimeter-data/perimeter/stages/formats/watchlist"
	"github.com/perimeter-data/perimeter/stages/record"
)

// views are the questions that people come with, over the tables.
//
//go:embed views.sql
var views string

// Pipeline is what Perimeter does.
var Pipeline = pipeline.Pipeline{
	Views: views,
	Shown: record.MaskName,
	Formats: append([]*pipeline.Format{
		ocds.Format,
		eforms.Format,
		ted.Format,
		legge190.Format,
		anac.Format,
		osm.Format,
		isapi.Format,
		onvif.Format,
		dahua.Format,
		usaspending.Format,
		roster.Format,
		inventory.Format,
		nmap.Format,
		catalogue.Format,
		article.Format,
		warc.Format,
		rates.Format,
		provenance.Format,
		replies.Format,
		bis.Format,
		csl.Format,
		fcc.Format,
		ftm.Format,
		ofac.Format,
		opensanctions.Format,
		un.Format,
		watchlist.Format,
		watch.Format,
		decisions.Format,
		earlier.Format,
	}, mapping.Shipped()...),
	Stages: []*pipeline.Stage{
		edges.Stage,
		exceptions.Stage,
		organisations.Stage,
		namesakes.Stage,
		purchases.Stage,
		chains.Stage,
		vendorlistings.Stage,
		things.Stage,
		matches.Stage,
		calls.Stage,
		deployments.Stage,
		states.Stage,
		capabilities.Stage,
		observations.Stage,
		exposures.Stage,
		exposurepurchases.Stage,
		findings.Stage,
		evidence.Stage,
		movements.Stage,
		relations.Stage,
		ownership.Stage,
		decisionuses.Stage,
		coverage.Stage,
		inputchanges.Stage,
		changes.Stage,
	},
}
