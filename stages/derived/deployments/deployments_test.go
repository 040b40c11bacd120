package deployments_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/deployments"
)

func TestStage(t *testing.T) { stagetest.Run(t, deployments.Stage) }
