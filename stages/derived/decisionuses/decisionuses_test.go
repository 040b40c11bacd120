package decisionuses_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/decisionuses"
)

func TestStage(t *testing.T) { stagetest.Run(t, decisionuses.Stage) }
