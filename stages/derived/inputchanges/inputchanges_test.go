package inputchanges_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/inputchanges"
)

func TestStage(t *testing.T) { stagetest.Run(t, inputchanges.Stage) }
