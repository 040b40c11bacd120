package changes_test

import (
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/derived/changes"
)

func TestStage(t *testing.T) { stagetest.Run(t, changes.Stage) }
