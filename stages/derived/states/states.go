// Package states says which states of functions are known of each physical device: what its own documents say, and what a
// catalogue says of its model.
package states

import (
	"github.com/perimeter-data/perimeter/pipeline"
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/derived/things"
	"github.com/perimeter-data/perimeter/stages/record"
)

// State is a state of a function, as one account of a device or one entry of a catalogue has it.
type State struct {
	ID            string          `parquet:"id" doc:"content id of all that makes the row one"`
	Account       string          `parquet:"account,optional" doc:"id in devices of the account; null for what a catalogue offers and nobody is known to have"`
	Thing         string          `parquet:"thing,optional" doc:"id of the physical device, as in things; null likewise"`
	Entry         string          `parquet:"entry,optional" doc:"id in products of the catalogue's entry; null where the basis is no catalogue"`
	Maker         string          `parquet:"maker,optional" doc:"maker as the entry writes it"`
	Model         string          `parquet:"model,optional" doc:"model as the entry writes it; it is the device's own but for case, spaces and the focal length of a lens"`
	Function      string          `parquet:"function,dict" doc:"as in functions"`
	State         string          `parquet:"state,dict" doc:"as in functions"`
	Basis         string          `parquet:"basis,dict" doc:"as in functions"`
	Refused       bool            `parquet:"refused" doc:"as in functions"`
	Contradictory bool            `parquet:"contradictory" doc:"another flag of the same document says that this cannot be: on and off of one part, or there and not there"`
	AsOf          *table.Date     `parquet:"as_of,date" doc:"as in functions"`
	Parts         []string        `parquet:"parts,list" doc:"channels, streams and rules that it is about; empty for the device as a whole"`
	Flags         []string        `parquet:"flags,list" doc:"what was read, as path=value"`
	Origins       []source.Origin `parquet:"origins,list" doc:"the records that say this"`
}

// Table holds one row a state of a function of an account.
var Table = &table.Table[State]{Name: "states", Grain: "one state of one function of one account of a device, or of one entry of a catalogue, on one basis and day", Sort: []string{"thing", "function", "state", "id"},
	Doc: "The states in functions by physical device, and beside them what catalogues offer of the device's model. That a catalogue has the model with a function does not show that this one device has it."}

// Stage derives states. What a document says of a device meets the device by its account; what a catalogue says, by the model.
var Stage = &pipeline.Stage{
	Name: "states", Doc: "find which device each state of a function is about, and what catalogues say of its model",
	Reads: []pipeline.Input{
		pipeline.By(record.Functions, func(f record.Function) string {
			if f.Basis == catalogue {
				return byModel(f.Model, f.Device)
			}
			return "account " + f.Device
		}),
		pipeline.By(things.Table, func(t things.Thing) string { return "account " + t.Account }),
		pipeline.By(things.Table, func(t things.Thing) string { return byModel(t.Device.Model, "") }),
	},
	Writes: Table,
	Derive: derive,
}

const catalogue = "catalogue"

// byModel is the key of a model; where its number is none that could be another document's, that of the entry alone.
func byModel(model, entry string) string {
	if key := record.ModelKey(model); key != "" {
		return "model " + key
	}
	if entry == "" {
		return ""
	}
	return "entry " + entry
}
