package matches_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/matches"
)

func TestStage(t *testing.T) { stagetest.Run(t, matches.Stage) }
