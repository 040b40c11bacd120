package record

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

// Device is a device, or a group of like devices at one place, that somebody saw, listed or configured.
type Device struct {
	ID       string          `parquet:"id" doc:"content id of this account of the device: what identifies it at its source (the map's element id, else place and tags; the text of a configuration)"`
	Thing    string          `parquet:"thing" doc:"what this account alone tells of which physical device it is of: the keyed hash of the serial number, else of the MAC address, else the tag of one body's inventory, else its own id; the table things joins what accounts together show"`
	Source   string          `parquet:"source,dict" doc:"kind of source: volunteer tag, inventory, configuration, scan"`
	Kind     string          `parquet:"kind,optional,dict" doc:"what it is, in the source's words: camera, ALPR, IPCamera, NVR, …"`
	Maker    string          `parquet:"maker,optional" doc:"maker as written"`
	Model    string          `parquet:"model,optional" doc:"model as written"`
	Firmware string          `parquet:"firmware,optional" doc:"version of the firmware as written"`
	Mention  string          `parquet:"mention,optional" doc:"the value of another tag that may name a maker (a name, a web address), masked"`
	Tag      string          `parquet:"tag,optional,dict" doc:"the tag or field from which maker, or else mention or model, was read"`
	Card     string          `parquet:"card,optional" doc:"organisation of a flagged vendor to which the block of the network card's address is registered, as the register writes it; it is no proof of who made the device"`
	Operator Ref             `parquet:"operator" doc:"who operates it, as written; no name if nobody is stated"`
	Site     string          `parquet:"site,optional" doc:"building or place in the source's words, masked; a building is no body"`
	Zone     string          `parquet:"zone,optional,dict" doc:"what it watches in the source's words; 'public' means public space, not a public body"`
	Place    string          `parquet:"place,optional" doc:"latitude and longitude in degrees (WGS 84), as written"`
	Recorder string          `parquet:"recorder,optional" doc:"id here of the recorder that lists it among its channels; null for any other device"`
	Channel  string          `parquet:"channel,optional" doc:"number of that channel"`
	Protocol string          `parquet:"protocol,optional,dict" doc:"protocol that the recorder speaks with it, as written; it is no proof of the maker"`
	Serial   string          `parquet:"serial,optional" doc:"keyed hash of the serial number; null where the run was given no key, where the source gives no number, and where one document gives it to two devices"`
	MAC      string          `parquet:"mac,optional" doc:"keyed hash of the MAC address, on the same terms"`
	Quantity int64           `parquet:"quantity" doc:"how many devices the row stands for: 1, unless the source gives another number"`
	Status   string          `parquet:"status,dict" doc:"what the source says of the device itself, never of a contract: seen (it was there), supplied (delivered, nobody says mounted), removed, unknown"`
	Supplied *table.Date     `parquet:"supplied,date" doc:"day of delivery; null if the source gives none"`
	Seen     *table.Date     `parquet:"seen,date" doc:"day for which the source says it was there; null if it gives none"`
	Removed  *table.Date     `parquet:"removed,date" doc:"day of removal; null if the source gives none"`
	Origins  []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Devices holds one row an account of a device.
var Devices = &table.Table[Device]{
	Name: "devices", Grain: "one account of one device, or of a group of like devices at one place, by one kind of source", Sort: []string{"origins", "id"},
	Doc: "Devices that somebody saw, listed or configured, with maker and operator in the source's words. Accounts of different sources may be of the same device: the table things says where that is known.",
}

// longSerial is how Hikvision's devices give their serial number: model, day of production, two pairs of letters for market and
// region, and at the end what stands on the label, which they give by itself as subSerialNumber.
var longSerial = regexp.MustCompile(`[0-9]{8,10}[A-Z]{2,4}([A-Z0-9]{2}[0-9]{7})$`)

// LabelSerial is the part of a serial number that stands on the device's label, by which an inventory meets a configuration;
// the whole number where no part of it is known to.
func LabelSerial(s string) string {
	if m := longSerial.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(s))); m != nil {
		return m[1]
	}
	return s
}

// AddDevice writes an account of a device. It is one device, and its own thing, unless the account says more.
func AddDevice(out *table.Set, d Device) {
	switch {
	case d.Serial != "":
		d.Thing = source.ID("thing", "serial", d.Serial)
	case d.MAC != "":
		d.Thing = source.ID("thing", "mac", d.MAC)
	case d.Thing == "":
		d.Thing = d.ID
	}
	if d.Quantity == 0 {
		d.Quantity = 1
	}
	Devices.Add(out, d)
}
