package observations_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/observations"
)

func TestStage(t *testing.T) { stagetest.Run(t, observations.Stage) }
