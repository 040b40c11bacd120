package ownership_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/ownership"
)

func TestStage(t *testing.T) { stagetest.Run(t, ownership.Stage) }
