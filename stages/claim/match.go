package claim

import (
	"bytes"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

var (
	reReports = regexp.MustCompile(`(?i)\b(?:said|told|reported|according to|announced|announces|found that|revealed|specified|declared|stated|commented|investigation|spokes\w+|has decided|have decided|members?hip|expelled|denied|ha detto|hanno detto|secondo|ha annunciato|annuncia|ha dichiarato|riportato|rivelato|inchiesta|portavoce|ha deciso|ha deliberato|espuls[aoie]|ha precisato|smentito)\b`)
	// what stands in licences, manuals and notes, and not in the news
	reManual = regexp.MustCompile("(?im)^\\s*```|hereby granted|without warrant|redistribut(?:e|ion)|licensor|^\\s*\\|.*\\|\\s*$|^\\s*(?:\\$|npm|pip|go|git|sudo|make|curl) \\S|^#+ *(?:install|usage|contributing|changelog|requirements|getting started|license|api|table of contents)\\b|\\btodo:|^\\s*(?:import|def|func|class|package|#include|public|private)\\b.*[({;:]?$|</?[a-z]+:[a-z]+|^\\w[\\w.\\[\\]]*=\\S")
	reHTML   = regexp.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])`)
	// what a page says of itself when it is an article
	reSelf   = regexp.MustCompile(`(?i)<article[\s>]|property=["']og:type["'][^>]*content=["']article|article:published_time|schema\.org/(?:News)?Article|"@type"\s*:\s*"(?:News)?Article"`)
	reHeader = regexp.MustCompile(`(?im)^\+ (?:source|fonte): .*\n(?:\+ .*\n)*\+ (?:link|date|author|data|autore):`)
)

// IsHTML says whether a text begins as HTML does.
func IsHTML(head []byte) bool { return reHTML.Match(head[:min(len(head), 4096)]) }

// IsArticle says whether a text, of which head is the beginning, is an article: a page that says so, a text with the header
// of a press archive, or a title and prose in English or Italian that reports what somebody did or said. Notes, manuals,
// licences, tables, code and archives of pages are none.
func IsArticle(head []byte) bool {
	if len(head) < source.HeadSize { // of a longer text the end may be half a character
		head = bytes.TrimSpace(head)
	}
	markup := IsHTML(head)
	switch {
	case len(head) == 0, bytes.HasPrefix(head, []byte("WARC/")), bytes.HasPrefix(head, []byte("filedesc://")), !markup && bytes.ContainsAny(head[:1], "{[<"), bytes.ContainsRune(head, 0), !markup && tabular(head):
		return false
	case markup && reSelf.Match(head), !markup && reHeader.Match(head[:min(len(head), 2048)]):
		return true
	case !markup && reManual.Match(head):
		return false
	}
	var list []source.Passage
	d := &source.Document{Digest: "head", Body: bytes.NewReader(head)}
	cursor := source.Text(d)
	if markup {
		cursor = source.HTML(d)
	}
	for p, err := range cursor {
		if err == nil {
			list = append(list, p)
		}
	}
	a := newArticle(Head{}, list)
	total, body, longest, title := 0, 0, 0, false
	var text strings.Builder
	for i, p := range a.passages {
		total += len(p.Text)
		switch a.roles[i] {
		case roleTitle:
			title = true
		case roleBody:
			if prose(p.Text) {
				body += len(p.Text)
				longest = max(longest, len(p.Text))
				text.WriteString(p.Text + "\n")
			}
		}
	}
	seen := map[string]bool{}
	for _, w := range reReports.FindAllString(text.String(), -1) {
		seen[strings.ToLower(w)] = true
	}
	if markup { // a page that does not say that it is an article has to be read to tell
		r := newReader(a)
		if r.read(); len(r.found) == 0 {
			return false
		}
	}
	return title && a.text.Language != "other" && body >= 250 && longest >= 120 && body*2 >= total && len(seen) >= 2
}

// reCells finds the header of a table: names side by side, and not the spaces that prose has after a comma.
var reCells = regexp.MustCompile(`^[^,;\t|\n]{1,60}([,;\t|])[^ ,;\t|\n][^,;\t|\n]{0,60}(?:[,;\t|][^ \n]|\n)`)

// reKeys finds lines of a settings file.
var reKeys = regexp.MustCompile(`(?m)^[a-z_][\w-]*:(?: \S.*)?$`)

// tabular says whether a text begins as a table or as settings do.
func tabular(head []byte) bool {
	top := head[:min(len(head), 2048)]
	return reCells.Match(top) || len(reKeys.FindAllIndex(top, 4)) > 3
}
