package things_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/things"
)

func TestStage(t *testing.T) { stagetest.Run(t, things.Stage) }
