package inventory

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

func TestFormat(t *testing.T) {
	stagetest.RunFormat(t, Format, []string{"lists"})
}

// said is what the devices of the lists are, in a line each.
func said(all *table.Set) []string {
	var lines []string
	for d := range record.Devices.In(all) {
		lines = append(lines, strings.Join([]string{d.Operator.Name, d.Maker, d.Model, d.Mention, d.Kind, d.Site, d.Status, record.DayText(d.Seen), record.DayText(d.Removed)}, "|"))
	}
	slices.Sort(lines)
	return lines
}

func TestDevices(t *testing.T) {
	got := said(stagetest.CheckFormat(t, Format, filepath.Join("testdata", "lists")))
	want := []string{
		"City of Example|Dahua|IPC-HFW9999X-ZZ||Camera|Depot, Yard|seen||",
		"City of Example|Dahua|IPC-HFW9999X-ZZ||Camera|Depot|seen||", // being taken out of service is not being gone
		"City of Example|Hikvision|DS-2CD2999G9-IX||Camera|Central Library, Hall|seen|2023-05-02|",
		"City of Example|Hikvision|DS-2CD2999G9-IX||Camera|Central Library, Hall|seen|2023-05-02|", // a second one
		"City of Example|Hikvision|DS-2CD2999G9-IX||Camera|Town Hall, Roof|seen||",                 // when a record was changed is no day on which anybody looked
		"City of Example|Hikvision|Dome camera 4 MP DS-2CD2999G9-IX||IP Camera|Depot|seen||",       // planned end of life and purchase are no day of removal or delivery
		"City of Example|Lynxeye|Bullet LX-9||IP Camera|Depot|supplied||",
		"City of Example|Lynxeye|Bullet LX-9||IP Camera|Town Gate|seen||",              // lent to a place, not kept where it belongs
		"City of Example|Lynxeye|LX-2||Camera|Station Road School|removed||2022-12-31", // still listed in 2023, and not there
		"City of Example|Lynxeye|LX-3||Camera|Central Library|seen||",                  // 03/04/2023 can be read in two ways; a removal against the status is put aside
		"City of Example|Lynxeye|LX-3||Camera||unknown||",
		"City of Example|Lynxeye|LX-4||Camera|office of Dr. […]|unknown||",
		"Comune di Valfiorita|||Telecamera Hikvision DS-2CD2999G9-IX da esterno||Municipio|seen|2023-05-02|",
		"Comune di Valfiorita|||Telecamera Hikvision DS-2CD2999G9-IX da esterno||Municipio|seen|2024-05-04|",
		"Comune di Valfiorita|||Termocamera in uso a […]||Municipio|removed||", // in a month, on no day
		"Comune di Valfiorita|||Videoregistratore||Municipio|supplied||",
		"Quintilio Zorba Ltd|ABUS|Dome||Camera||unknown||",
		"natural person|Lynxeye|LX-4||Camera||unknown||",
		"|Hikvision|DS-2CD2999G9-IX||Camera|Town Hall|supplied||", // nobody is named
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestThings holds that one tag of one body is one thing in the inventories of two years, and twelve devices are twelve.
func TestThings(t *testing.T) {
	all := stagetest.CheckFormat(t, Format, filepath.Join("testdata", "lists"))
	things := map[string]int{}
	for d := range record.Devices.In(all) {
		if d.Operator.Identifier == "00999000011" && d.Status == "seen" {
			things[d.Thing]++
			if d.Quantity != 12 {
				t.Errorf("quantity %d", d.Quantity)
			}
		}
		if d.Maker == "ABUS" != (d.Card != "" && d.Card == record.CardMaker("44:19:B6:00:00:03")) && d.Maker != "Hikvision" {
			t.Errorf("%s has the card %q", d.Maker, d.Card)
		}
	}
	if len(things) != 1 {
		t.Errorf("%v: two accounts of one thing", things)
	}
}

// read runs the format over one text.
func readText(t *testing.T, text, key string) *table.Set {
	t.Helper()
	out := table.NewSet("", table.DefaultBudget, append(slices.Clone(Format.Writes), table.Rejects, table.Ledger)...)
	t.Cleanup(out.Close)
	if !Format.Match("x", source.NewHead([]byte(text))) {
		t.Fatal("the format does not know the text")
	}
	doc := &source.Document{Digest: strings.Repeat("0", 64), Key: []byte(key), Body: strings.NewReader(text)}
	if err := Format.Read(doc, out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestNumbers holds that serial numbers and MAC addresses leave keyed hashes and nothing else: no id depends on them, since
// whoever has the list of all serial numbers could try them one by one.
func TestNumbers(t *testing.T) {
	list := "Body,Manufacturer,Model,Site,Serial number,MAC address\nCity of Example,Lynxeye,LX-2,Depot,%s\n"
	one, two := strings.Replace(list, "%s", "AB1234567,00:11:22:33:44:55", 1), strings.Replace(list, "%s", "ZZ7654321,00:11:22:33:44:66", 1)
	get := func(text, key string) (d record.Device) {
		for d = range record.Devices.In(readText(t, text, key)) {
			return d
		}
		t.Fatal("no device")
		return d
	}
	if a, b := get(one, ""), get(two, ""); a.ID != b.ID || a.Thing != b.Thing || a.Serial != "" || a.MAC != "" {
		t.Errorf("without a key a number leaves a trace: %+v, %+v", a, b)
	}
	key := strings.Repeat("k", source.MinKey)
	if a, b := get(one, key), get(two, key); a.ID != b.ID || a.Thing == b.Thing || a.Serial == "" || a.MAC == "" || a.Serial == b.Serial {
		t.Errorf("with a key: %+v, %+v", a, b)
	}
}

// TestNoPersonalValue looks for planted names, numbers and addresses in every row.
func TestNoPersonalValue(t *testing.T) {
	stagetest.Planted(t, Format, "lists", "ermengarda", "fintizi", "ab1234567", "zx9876543", "5c01111paz22222", "cc7654321", "44:19:b6", "4419.b6", "ask ", "has the key", "7731772", "129.87")
}

func TestMatch(t *testing.T) {
	for text, want := range map[string]bool{
		"Manufacturer,Model,Site\n":                                                               true,
		"marca;modello;stato\n":                                                                   true,
		"Descrizione;N. inventario;Sede\n":                                                        true,
		"Company,Name,Asset Tag,Category,Manufacturer,Location,Model\n":                           true,
		"name,role,tenant,manufacturer,device_type,serial,site,status\n":                          true,
		`[{"manufacturer": "A", "model": "B", "site": "C"}]`:                                      true,
		"Manufacturer,Model,Price\n":                                                              false, // a price list
		"Description,Site\n":                                                                      false, // of anything
		`{"manufacturer": "Hikvision", "model": "X", "slug": "x", "part_number": "X"}`:            false, // a catalogue
		`{"id": "x", "brand": "B", "model": "M", "type": "dome", "features": []}`:                 false, // a catalogue
		`{"count": 1, "results": [{"title": "a", "site": "b"}]}`:                                  false,
		"Registry,Assignment,Organization Name,Organization Address\n":                            false,
		"vendor,brand,relation,scope,confidence,own_goods,needs,context,from,to,source\n":         false,
		"vendor,brand,pattern,example,alone,source\n":                                             false,
		"cig,lottoID,oggetto,importoAggiudicazione,strutturaProponente:codiceFiscaleProp\n":       false,
		"award_id_piid,recipient_name,product_or_service_code_description,place_of_manufacture\n": false,
		"id,thing,source,kind,maker,model,site,status,seen,origins.digest,origins.fragment\n":     false, // the devices of a dataset
		"": false,
	} {
		if got := Format.Match("x", source.NewHead([]byte(text))); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestRealSnipeIT runs the format over Snipe-IT's own sample where it is at hand: 22 assets of mock values.
func TestRealSnipeIT(t *testing.T) {
	all := stagetest.DriveFormat(t, Format, stagetest.Shared(t, "data/watch/devices/snipeit"))
	n := 0
	for d := range record.Devices.In(all) {
		n++
		if d.Removed != nil || d.Supplied != nil || d.Seen != nil || d.Status != "unknown" {
			t.Errorf("the sample says nothing of where an asset is now: %+v", d)
		}
	}
	stagetest.Absent(t, Format, all, "McCrackem", "ksennett", "Katerina", ".com")
	if n != 22 {
		t.Errorf("%d devices", n)
	}
}

func FuzzFormat(f *testing.F) { stagetest.FuzzFormat(f, Format, "testdata/lists") }
