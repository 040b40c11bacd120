package purchases_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/purchases"
)

func TestStage(t *testing.T) { stagetest.Run(t, purchases.Stage) }
