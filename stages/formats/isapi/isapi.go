// Package isapi reads what Hikvision's ISAPI answers: whole dumps as the home-automation integration hikvision_next makes
// them (JSON), and single replies and alarms (XML, in either of the two namespaces or in none).
//
// A device says of itself what it is, what it can do and what of that is switched on. The flags of one device may contradict
// each other; each is written as it is read. What was refused (403, 404, an error as answer) is unknown, never dormant. A
// recorder's own abilities say nothing about the cameras behind it: its channels are devices of their own, and the protocol
// it speaks with them is no proof of who made them; nor is a namespace.
//
// Names of devices and channels, places (the factory sets them), users, contacts and addresses are not read.
package isapi

import (
	"bytes"
	"slices"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

const (
	name = "isapi"
	unit = "answer"
)

// Format reads dumps and single replies of ISAPI.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc:    "configurations of Hikvision and like devices: ISAPI dumps (JSON) and single replies and alarms (XML)",
	Match:  func(_ string, head *source.Head) bool { return isDump(head) || isReply(head) },
	Writes: []table.Any{record.Devices, record.Functions},
	Read:   read,
}

func isDump(head *source.Head) bool {
	return slices.Contains(head.TopKeys(), "data") && bytes.Contains(head.Text, []byte(`"ISAPI"`)) &&
		(bytes.Contains(head.Text, []byte(`"response"`)) || bytes.Contains(head.Text, []byte(`"status_code"`)))
}

// replies are the root elements that are read, each with an element that tells it from a namesake where no namespace does. What
// is in a namespace of ISAPI is an answer of a device, whether it is read or not.
var replies = map[string]string{
	"DeviceInfo": "telecontrolID", "DeviceCap": "SysCap", "SmartCap": "isSupport", "IntelliCap": "Support", "ChannelEventCap": "eventType",
	"EventTriggerList": "eventType", "EventNotification": "EventTriggerList", "EventTrigger": "eventType",
	"InputProxyChannelList": "InputProxyChannel", "InputProxyChannel": "proxyProtocol",
	"StreamingChannelList": "StreamingChannel", "StreamingChannel": "Transport",
	"TwoWayAudioChannelList": "TwoWayAudioChannel", "TwoWayAudioChannel": "audioCompressionType",
	"MotionDetection": "enabled", "EventNotificationAlert": "eventType", "ResponseStatus": "statusString",
}

// namespaces of ISAPI: the two of its versions, that of devices sold without the maker's name, that of alarms.
var namespaces = []string{"http://www.hikvision.com/", "http://www.isapi.org/", "http://www.std-cgi.com/", "urn:psialliance-org"}

func isReply(head *source.Head) bool {
	space, root := head.XMLRoot()
	proof, known := replies[root]
	if _, smart := smartRoots[root]; smart {
		proof, known = "enabled", true
	}
	for _, ns := range namespaces {
		if strings.HasPrefix(space, ns) {
			return true
		}
	}
	return known && space == "" && bytes.Contains(head.Text, []byte(proof))
}

// read reads the answers of one device: those of a dump, or one reply that was kept by itself. Answers about nothing that is
// kept leave no row.
func read(doc *source.Document, out *table.Set) error {
	r := &reading{doc: doc, cameras: map[string]*record.Device{}}
	if doc.First() == '<' {
		for e, err := range source.XML(doc, "/*") {
			if err != nil {
				table.PutReject(out, name, err, doc.Origin())
				continue
			}
			r.units, r.texts = append(r.units, e.Origin), append(r.texts, e.Canon())
			r.reply(strings.TrimPrefix(e.Get("requestURL"), "/ISAPI/"), e.Node, e.Origin)
		}
		r.write(out)
		return nil
	}
	for v, err := range source.JSON(doc, "/data/ISAPI/{*}") {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		question := v.Origin.Fragment[strings.LastIndexByte(v.Origin.Fragment, '/')+1:]
		question = strings.ReplaceAll(strings.ReplaceAll(question, "~1", "/"), "~0", "~")
		answer := source.Tree(v.Raw)
		r.units, r.texts = append(r.units, v.Origin), append(r.texts, question+"\n"+answer.Canon())
		r.answer(question, answer, v.Origin)
	}
	if len(r.units) == 0 {
		table.PutReject(out, name, &source.Defect{Scope: source.WholeDocument, Origin: doc.Origin(), Reason: "isapi.dump", Message: "the dump holds no answer of a device",
			Kept: "nothing of it", Next: "make the dump again while the device can be reached"}, doc.Origin())
	}
	r.write(out)
	return nil
}
