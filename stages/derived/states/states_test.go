package states_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/states"
)

func TestStage(t *testing.T) { stagetest.Run(t, states.Stage) }
