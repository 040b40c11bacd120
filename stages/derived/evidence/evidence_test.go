package evidence_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/evidence"
)

func TestStage(t *testing.T) { stagetest.Run(t, evidence.Stage) }
