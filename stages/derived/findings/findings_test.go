package findings_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/findings"
)

func TestStage(t *testing.T) { stagetest.Run(t, findings.Stage) }
