package edges_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/edges"
)

func TestStage(t *testing.T) { stagetest.Run(t, edges.Stage) }
