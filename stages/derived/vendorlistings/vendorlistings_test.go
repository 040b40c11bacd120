package vendorlistings_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/vendorlistings"
)

func TestStage(t *testing.T) { stagetest.Run(t, vendorlistings.Stage) }
