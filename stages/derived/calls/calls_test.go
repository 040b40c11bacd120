package calls_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/calls"
)

func TestStage(t *testing.T) { stagetest.Run(t, calls.Stage) }
