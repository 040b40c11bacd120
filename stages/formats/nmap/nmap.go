// Package nmap reads the XML of nmap: of the hosts that were up, those whose open services, titles or network card name a
// maker or a model. What is found is that something answers like a maker's device: a service may be another's copy, a title
// anybody's words, and the network card may be in a device of somebody else.
//
// Addresses in networks and names of hosts are not kept, since they may lead to a person; nor is the command that was run,
// which may name them. So nobody knows from a scan whose devices these are: no body is named, and none is guessed.
package nmap

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Format reads scans.
var Format = &pipeline.Format{
	Name: name, Unit: unit,
	Doc: "network scans by nmap (XML): hosts that answer like a maker's devices",
	Match: func(_ string, head *source.Head) bool {
		_, root := head.XMLRoot()
		return root == "nmaprun"
	},
	Writes: []table.Any{record.Devices},
	Read:   read,
}

const (
	name = "nmap"
	unit = "host"
)

func read(doc *source.Document, out *table.Set) error {
	alike := map[string]int{} // hosts so far that say the same
	for host, err := range source.XML(doc, "/nmaprun/host") {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		d, mac := device(host)
		if host.Child("status").Attr("state") == "down" || d.Mention == "" && d.Card == "" {
			table.PutLeftOut(out, name, unit, host.Origin)
			continue
		}
		d.Seen = day(host)
		if d.Seen == nil && cmp.Or(host.Attr("endtime"), host.Attr("starttime")) != "" {
			table.PutReject(out, name, &source.Defect{Scope: source.OneField, Origin: host.Origin, Field: "@endtime", Reason: "nmap.time",
				Message: "the time is no number of seconds of a day " + record.ClockYears.String(), Kept: "the host without its day", Next: "correct the value at its source"}, host.Origin)
		}
		// Two hosts that say the same are two; the same hosts in another copy of the scan are the same two. No address is in the id.
		d.ID = source.ID("device", name, d.Kind, d.Mention, d.Model, d.Card, record.DayText(d.Seen))
		alike[d.ID]++
		if n := alike[d.ID]; n > 1 {
			d.ID = source.ID(d.ID, strconv.Itoa(n))
		}
		d.MAC = doc.Keyed("mac", mac)
		record.AddDevice(out, d)
	}
	return nil
}

// scripts are those whose output says what a service is.
var scripts = map[string]string{"http-title": "title", "http-server-header": "server", "snmp-sysdescr": "system description"}

// device is what a host says that it is, and the address of its card, which is not to be kept.
func device(host source.Element) (d record.Device, mac string) {
	d = record.Device{Source: "scan", Status: "seen", Operator: record.NewRef("", "", "", ""), Origins: []source.Origin{host.Origin}}
	var values, from []string
	put := func(value, tag string) {
		if value = plain(value); value == "" {
			return
		}
		if !slices.Contains(values, value) {
			values = append(values, value)
		}
		if !slices.Contains(from, tag) {
			from = append(from, tag)
		}
	}
	for _, p := range host.All("ports", "port") {
		if p.Child("state").Attr("state") != "open" {
			continue
		}
		service := p.Child("service")
		put(service.Attr("product"), "service")
		d.Kind = cmp.Or(d.Kind, service.Attr("devicetype"))
		for _, c := range service.All("cpe") {
			// cpe:/h:maker:model: what nmap takes the hardware for.
			if parts := strings.Split(c.Full(), ":"); len(parts) > 3 && parts[1] == "/h" {
				put(strings.ReplaceAll(parts[2], "_", " "), "cpe")
				d.Model = cmp.Or(d.Model, plain(parts[3]))
			}
		}
		for _, s := range p.All("script") {
			if tag := scripts[s.Attr("id")]; tag != "" {
				if v := title(s); !record.PersonalForm(v) { // a title is whatever somebody wrote
					put(v, tag)
				}
			}
		}
	}
	for _, a := range host.All("address") {
		if a.Attr("addrtype") == "mac" {
			mac = a.Attr("addr")
			d.Card = cmp.Or(record.CardMaker(mac), record.CardOrganisation(a.Attr("vendor")))
		}
	}
	d.Mention, d.Tag = strings.Join(values, "; "), strings.Join(from, "; ")
	if d.Mention == "" && d.Card != "" {
		d.Tag = "network card"
	}
	return d, mac
}

// title is the output of a script: its element of that name, or all of it.
func title(s *source.Node) string {
	for _, e := range s.All("elem") {
		if e.Attr("key") == "title" {
			return e.Full()
		}
	}
	return s.Attr("output")
}

var (
	address  = regexp.MustCompile(`(?i)\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b|\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b|(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}`)
	redirect = regexp.MustCompile(`(?i)(?:did not follow redirect to|requested resource was) .*`)
	web      = regexp.MustCompile(`(?i)\b[a-z]+://\S+`)
)

// plain is a value without addresses, and masked.
func plain(s string) string {
	s = record.Clean(s)
	for _, re := range []*regexp.Regexp{redirect, web, address} {
		s = re.ReplaceAllString(s, "[…]")
	}
	s = strings.TrimSpace(record.Mask(s))
	if strings.Trim(s, "[…] .;,") == "" {
		return ""
	}
	return s
}

// day is the day on which the host was looked at (UTC).
func day(host source.Element) *table.Date {
	n, err := strconv.ParseInt(cmp.Or(host.Attr("endtime"), host.Attr("starttime")), 10, 64)
	d := table.Date(max(min(n/86400, math.MaxInt32), 0))
	if err != nil || !record.ClockYears.Has(d) {
		return nil
	}
	return &d
}
