package record

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// The functions that devices are asked about: a closed list. What a device does to keep itself working (tampering, defocus,
// full disks) is none of them.
const (
	LineCrossing     = "line crossing"
	Intrusion        = "intrusion"
	RegionEntrance   = "region entrance"
	RegionExit       = "region exit"
	Loitering        = "loitering"
	Crowding         = "crowding"
	FastMovement     = "fast movement"
	Parking          = "parking"
	LeftObject       = "left object"
	TakenObject      = "taken object"
	Motion           = "motion detection"
	PersonVehicle    = "person or vehicle detection"
	Tracking         = "automatic tracking"
	PeopleCounting   = "people counting"
	HeatMap          = "heat map"
	FaceDetection    = "face detection"
	FaceRecognition  = "face recognition"
	PlateRecognition = "plate recognition"
	AudioListening   = "audio listening"
	AudioDetection   = "audio detection"
	TwoWayAudio      = "two-way audio"
	Temperature      = "temperature measurement"
)

// FunctionNames says what each function is.
var FunctionNames = map[string]string{
	LineCrossing:     "an alarm when something crosses a line drawn in the picture",
	Intrusion:        "an alarm when something is inside an area drawn in the picture",
	RegionEntrance:   "an alarm when something comes into an area",
	RegionExit:       "an alarm when something leaves an area",
	Loitering:        "an alarm when somebody stays around",
	Crowding:         "an alarm when people gather, or are many",
	FastMovement:     "an alarm when something moves fast",
	Parking:          "an alarm when a vehicle stands in an area",
	LeftObject:       "an alarm when an object is left behind",
	TakenObject:      "an alarm when an object is taken away",
	Motion:           "an alarm when the picture changes",
	PersonVehicle:    "telling people and vehicles from other movement",
	Tracking:         "the camera follows what moves",
	PeopleCounting:   "counting who or what passes",
	HeatMap:          "a picture of where people have been",
	FaceDetection:    "finding a face in the picture; whose it is, is not asked",
	FaceRecognition:  "comparing a face with others, such as those of a library",
	PlateRecognition: "reading number plates",
	AudioListening:   "the sound of a microphone goes with the picture",
	AudioDetection:   "an alarm on a sound, such as a cry; nobody need listen",
	TwoWayAudio:      "speaking with whoever stands before the device",
	Temperature:      "measuring temperatures in the picture",
}

// States of a function. Present and enabled are not one thing, nor are dormant and unknown: what was not asked, refused or
// unreachable is unknown.
const (
	Offered = "offered"
	Bought  = "bought"
	Present = "present"
	Enabled = "enabled"
	Dormant = "dormant"
	Absent  = "absent"
	Removed = "removed"
	Unknown = "unknown"
)

// Function is one state of one function of one device, as one document has it.
type Function struct {
	ID       string          `parquet:"id" doc:"content id of all that it says"`
	Device   string          `parquet:"device" doc:"id of the account in devices; of what a catalogue offers, id of the model in products"`
	Maker    string          `parquet:"maker,optional" doc:"of what a catalogue offers, the maker as it writes it; null otherwise"`
	Model    string          `parquet:"model,optional" doc:"of what a catalogue offers, the model as it writes it; null otherwise"`
	Part     string          `parquet:"part,optional" doc:"part of the device that it is about: channel 1, stream 101, rule 2 of channel 0; null for the device as a whole"`
	Function string          `parquet:"function,dict" doc:"one of a closed list: line crossing, intrusion, region entrance, region exit, loitering, crowding, fast movement, parking, left object, taken object, motion detection, person or vehicle detection, automatic tracking, people counting, heat map, face detection (finds a face), face recognition (compares it), plate recognition, audio listening (a microphone), audio detection (an alarm on a sound), two-way audio (speaking), temperature measurement"`
	State    string          `parquet:"state,dict" doc:"offered (a catalogue or tender has it), bought, present (there; whether it is on is not said), enabled (on), dormant (there and off), absent (the source says that it is not there), removed, unknown (not said, or the question was refused)"`
	Basis    string          `parquet:"basis,dict" doc:"what the state rests on: catalogue, tender, configuration, event (the device's own alarm), claim"`
	Flags    []string        `parquet:"flags,list" doc:"what was read, as path=value in the document's own spelling"`
	Refused  bool            `parquet:"refused" doc:"the device refused the question (403, 404 and the like): the state is unknown, which is not dormant"`
	AsOf     *table.Date     `parquet:"as_of,date" doc:"day for which the document says so; null if it gives none"`
	Origins  []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Functions holds one row a state of a function of a device, as read.
var Functions = &table.Table[Function]{
	Name: "functions", Grain: "one state of one function of one part of one device, with the flags that give it", Sort: []string{"origins", "device", "function", "part", "id"},
	Doc: "What devices can do and what of it is switched on, flag by flag as the documents write them. Flags of one device that contradict each other stand side by side; the table states marks them.",
}

// AddFunction writes a state of a function under the id of all that it says.
func AddFunction(out *table.Set, f Function) {
	f.ID = source.ID("function", f.Device, f.Part, f.Function, f.State, f.Basis, strings.Join(f.Flags, "\n"), DayText(f.AsOf))
	Functions.Add(out, f)
}
