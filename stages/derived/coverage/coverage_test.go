package coverage_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/coverage"
)

func TestStage(t *testing.T) { stagetest.Run(t, coverage.Stage) }
