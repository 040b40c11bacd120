package capabilities_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/capabilities"
)

func TestStage(t *testing.T) { stagetest.Run(t, capabilities.Stage) }
