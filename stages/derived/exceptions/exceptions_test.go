package exceptions_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
)

func TestStage(t *testing.T) { stagetest.Run(t, exceptions.Stage) }
