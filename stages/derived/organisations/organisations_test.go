package organisations_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/organisations"
)

func TestStage(t *testing.T) { stagetest.Run(t, organisations.Stage) }
