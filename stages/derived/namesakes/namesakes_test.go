package namesakes_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/namesakes"
)

func TestStage(t *testing.T) { stagetest.Run(t, namesakes.Stage) }
