// Package stages is the contents page: every format that is read and every table that is derived, one line each.
package stages

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/stages/derived/coverage"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
	"github.com/perimeter-data/perimeter/stages/formats/legge190"
	"github.com/perimeter-data/perimeter/stages/formats/ocds"
	"github.com/perimeter-data/perimeter/stages/formats/osm"
	"github.com/perimeter-data/perimeter/stages/formats/watch"
)

// Pipeline is what Perimeter does.
var Pipeline = pipeline.Pipeline{
	Formats: []*pipeline.Format{
		ocds.Format,
		legge190.Format,
		osm.Format,
		watch.Format,
	},
	Stages: []*pipeline.Stage{
		organisations.Stage,
		purchases.Stage,
		matches.Stage,
		deployments.Stage,
		exposures.Stage,
		coverage.Stage,
	},
}
