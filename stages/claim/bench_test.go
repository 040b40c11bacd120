package claim

import (
	"os"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
)

// BenchmarkRead reads an article of some thirty sentences.
func BenchmarkRead(b *testing.B) {
	text, err := os.ReadFile("../formats/article/testdata/press/story.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		var list []source.Passage
		for p, err := range source.Text(&source.Document{Digest: "x", Body: strings.NewReader(string(text))}) {
			if err != nil {
				b.Fatal(err)
			}
			list = append(list, p)
		}
		newReader(newArticle(Head{}, list)).read()
	}
}
