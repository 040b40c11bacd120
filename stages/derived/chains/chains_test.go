package chains_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/chains"
)

func TestStage(t *testing.T) { stagetest.Run(t, chains.Stage) }
