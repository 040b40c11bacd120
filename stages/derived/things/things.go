// Package things says which accounts are of one physical device, and whose it is: by the keyed hashes of serial numbers and MAC
// addresses, and by the recorder that lists a camera among its channels.
package things

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/exceptions"
	"github.com/perimeter-data/perimeter/stages/record"
)

// Thing is an account of a device beside what all accounts of that device show.
type Thing struct {
	ID      string          `parquet:"id" doc:"content id: account, device, and who names the body"`
	Account string          `parquet:"account" doc:"id of the account in devices"`
	Joined  string          `parquet:"joined,optional,dict" doc:"by what other accounts are known to be of the same device: serial number; MAC address; MAC address beside a serial number (this account gives the address alone, another gives both); null: by no number"`
	Apart   string          `parquet:"apart,optional" doc:"why accounts that share a number are held apart all the same, or why no body is taken from the other accounts; null: nothing speaks against what is joined"`
	Held    string          `parquet:"held,dict" doc:"who names the body and the site: own (this account), same device (another account of it), recorder (an account of the recorder that lists it among its channels), nobody"`
	Holder  string          `parquet:"holder_account,optional" doc:"id in devices of the account that names them, where it is another"`
	HeldBy  string          `parquet:"held_source,optional,dict" doc:"kind of source that names them: inventory, volunteer tag, …; null if nobody does"`
	Body    string          `parquet:"body,optional" doc:"id in organisations of who operates it; null if nobody is named"`
	Device  record.Device   `parquet:"device" doc:"the account as in devices, but that thing, operator and site are what all accounts together show"`
	Origins []source.Origin `parquet:"origins,list" doc:"the records of the account, and of the one that names the body"`
}

// Table holds one row an account of a device.
var Table = &table.Table[Thing]{Name: "things", Grain: "one account of a device, with the physical device and the body that all accounts together show", Sort: []string{"origins", "id"},
	Doc: "Which accounts are of one physical device (equal device.thing), and whose it is. Accounts are joined by the keyed hash of the serial number, else of the MAC address; where makers differ under one number nothing is joined, and apart says so. That a camera is taken for the body of its recorder is an inference, and held says so."}

// numbered is the one key of all accounts that may be joined: which of them are of one device, only all together show.
const numbered = "numbered"

// Stage derives things.
var Stage = &pipeline.Stage{
	Name: "things", Doc: "join the accounts of one device, and find the body that has it",
	Reads: []pipeline.Input{pipeline.By(record.Devices, func(d record.Device) string {
		if d.Serial != "" || d.MAC != "" || d.Recorder != "" {
			return numbered
		}
		return d.Thing
	}), exceptions.List},
	Writes: Table,
	Derive: derive,
}
