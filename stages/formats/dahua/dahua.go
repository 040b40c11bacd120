// Package dahua reads configurations of Dahua and like devices as their CGI interface gives them: lines of key=value, with or
// without "table." in front, one reply a file or several in one with # headings between them; and streams of alarms.
//
// A rule that is enabled and never armed (each of its time sections begins with 0), or whose plan is not the channel's, does
// nothing: it is dormant, and the flags say why. "Error" as answer is a refusal: unknown, never dormant. Names of rules,
// machines and channels are not read.
package dahua

import (
	"bytes"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

const (
	name = "dahua"
	unit = "answer"
)

// Format reads key=value configurations and alarms.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:    "configurations of Dahua and like devices: key=value replies of their CGI interface, and streams of alarms",
	Match:  func(_ string, head *source.Head) bool { return isPairs(head.Text) },
	Writes: []table.Any{record.Devices, record.Functions},
	Read:   read,
}

var (
	// ours are lines that no other syntax has.
	ours = regexp.MustCompile(`(?m)^(?:(?:table\.)?(?:VideoAnalyseRule|VideoAnalyseGlobal|SmartMotionDetect|MotionDetect|AudioDetect|Encode)\[[0-9]+\][.\[][^\r\n=]*=|` +
		`version=[0-9][0-9.A-Za-z]*,\s?build:|deviceType=[^\r\n]*\r?\n(?:[A-Za-z]+=[^\r\n]*\r?\n)*serialNumber=|Code=[A-Za-z]+;\s?action=(?:Start|Stop|Pulse)|` +
		`#[^\r\n]*name=(?:VideoAnalyseRule|SmartMotionDetect|MotionDetect|AudioDetect|Encode)\b[^\r\n]*\r?\nError)`)
	pair = regexp.MustCompile(`^[A-Za-z_][\w.\[\]-]*=`)
	// boundary is what stands between the parts of a stream of alarms.
	boundary = regexp.MustCompile(`^(?:--\S+|Content-(?:Type|Length): .*)$`)
)

// isPairs says that one line is ours and each other one could be.
func isPairs(head []byte) bool {
	if len(head) >= source.HeadSize { // the last line may be cut
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	}
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' && !pair.Match(line) && !boundary.Match(line) && !refusal(string(line)) {
			return false
		}
	}
	return ours.Match(head) // last, since it is slow
}

// refusal says that a line stands where an answer should and is none.
func refusal(line string) bool {
	return line == "Error" || strings.HasPrefix(line, "Error:") || line == "Bad Request!"
}

func read(doc *source.Document, out *table.Set) error {
	answers, err := source.Blocks(doc, "#")
	if err != nil {
		table.PutReject(out, name, err, doc.Origin())
		return nil
	}
	r := newReading(doc, answers)
	for _, a := range answers {
		r.at = a.Origin
		for line := range strings.Lines(string(a.Raw)) {
			r.line(strings.TrimSpace(line))
		}
	}
	if len(r.told) == 0 {
		for _, a := range answers {
			table.PutReject(out, name, &source.Defect{Scope: source.WholeRecord, Origin: a.Origin, Reason: "dahua.lines", Message: "no line says anything about a device",
				Kept: "nothing of it", Next: "keep the answers as the device gives them, key=value line by line"}, a.Origin)
		}
		return nil
	}
	r.write(out)
	for _, a := range answers {
		if !r.used[a.Origin] {
			table.PutLeftOut(out, name, unit, a.Origin)
		}
	}
	return nil
}
