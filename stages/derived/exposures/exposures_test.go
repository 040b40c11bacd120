package exposures_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/exposures"
)

func TestStage(t *testing.T) { stagetest.Run(t, exposures.Stage) }
