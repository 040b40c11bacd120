package nmap

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"scans"})
}

func TestHosts(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "scans"))
	var got []string
	for d := range record.Devices.In(all) {
		seen := ""
		if d.Seen != nil {
			seen = d.Seen.String()
		}
		if d.Maker != "" || d.Operator.Name != "" || d.Site != "" || d.MAC != "" {
			t.Errorf("a scan does not say who made a device, nor whose it is: %+v", d)
		}
		got = append(got, strings.Join([]string{d.Kind, d.Mention, d.Model, d.Tag, d.Card, seen}, "|"))
	}
	slices.Sort(got)
	want := []string{
		"webcam|Hikvision Network Video Recorder http admin; hikvision; index at […]; Hikvision IPCam control port|ds-7999ni-z9|service; cpe; title|Hangzhou Hikvision Digital Technology Co.,Ltd.|2024-02-02",
		"|Lynxeye LX-2 camera, contact dott.ssa […], […]||system description||",
		"|||network card|Hangzhou Hikvision Digital Technology Co.,Ltd.|2024-02-02", // the service was not open
		"|||network card|Hangzhou Hikvision Digital Technology Co.,Ltd.|2024-02-02", // another one
		"|||network card|Zhejiang Dahua Technology Co., Ltd.|",                      // a block newer than the list, by the name that nmap gives
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestNoPersonalValue looks for planted addresses and names in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "scans", "192.0.2", "2001:db8", "fe80", "44:19", "fintizi", "ermengarda", "user admin", "login.asp")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		"<?xml version=\"1.0\"?>\n<!DOCTYPE nmaprun>\n<nmaprun scanner=\"nmap\">": true,
		"<host/>":                    false,
		"nmaprun":                    false,
		"":                           false,
		"# Nmap 7.94 scan initiated": false,
	} {
		if got := Format.Match("x.xml", source.NewHead([]byte(text))); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func FuzzFormat(f *testing.F) {
	f.Add([]byte(`<nmaprun><host endtime="1706860801"><address addrtype="mac" addr="44:19:B6:00:00:01"/></host></nmaprun>`))
	stagetest.FuzzFormat(f, Format, "testdata/scans")
}
