package relations_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/relations"
)

func TestStage(t *testing.T) { stagetest.Run(t, relations.Stage) }
