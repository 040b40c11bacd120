package exposurepurchases_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/exposurepurchases"
)

func TestStage(t *testing.T) { stagetest.Run(t, exposurepurchases.Stage) }
