package isapi

import "github.com/perimeter-data/perimeter/stages/record"

// A capability is a flag that says whether the device has a function. Only a decisive one says so by false, too: others are
// one way among several to have it.
type capability struct {
	path     string // below the element that holds it
	function string
	decisive bool
}

// capabilities are the flags of each element that lists them.
var capabilities = map[string][]capability{
	"SmartCap": {
		{"isSupportLineDetection", record.LineCrossing, true},
		{"isSupportFieldDetection", record.Intrusion, true},
		{"isSupportRegionEntrance", record.RegionEntrance, true},
		{"isSupportRegionExiting", record.RegionExit, true},
		{"isSupportLoitering", record.Loitering, true},
		{"isSupportGroup", record.Crowding, true},
		{"isSupportRapidMove", record.FastMovement, true},
		{"isSupportParking", record.Parking, true},
		{"isSupportUnattendedBaggage", record.LeftObject, true},
		{"isSupportAttendedBaggage", record.TakenObject, true},
		{"isSupportFaceDetect", record.FaceDetection, true},
		{"isSupportAudioDetection", record.AudioDetection, true},
		{"isSupportIntelliTrace", record.Tracking, true},
	},
	"IntelliCap": {
		{"isFaceSupport", record.FaceDetection, false},
		{"isLineDetectionSupport", record.LineCrossing, true},
		{"isFieldDetectionSupport", record.Intrusion, true},
		{"isRegionEntranceSupport", record.RegionEntrance, true},
		{"isRegionEntraceSupport", record.RegionEntrance, true}, // as older firmware spells it
		{"isRegionExitingSupport", record.RegionExit, true},
		{"isLoiteringSupport", record.Loitering, true},
		{"isGroupSupport", record.Crowding, true},
		{"isRapidMoveSupport", record.FastMovement, true},
		{"isParkingSupport", record.Parking, true},
		{"isUnattendedBaggageSupport", record.LeftObject, true},
		{"isAttendedBaggageSupport", record.TakenObject, true},
	},
	"EventCap": {
		{"isSupportMotionDetection", record.Motion, true},
		{"isSupportFaceSnap", record.FaceDetection, false},
		{"isSupportFaceContrast", record.FaceRecognition, true},
		{"isSupportFramesPeopleCounting", record.PeopleCounting, false},
		{"isSupportPersonDensityDetection", record.Crowding, false},
	},
	"VideoCap":   {{"isSupportCounting", record.PeopleCounting, true}, {"isSupportHeatmap", record.HeatMap, true}},
	"ThermalCap": {{"isSupportThermometry", record.Temperature, true}},
}

// counts are numbers of parts without which a function is not there.
var counts = []struct {
	path     []string
	function string
	recorder bool // it means the same on a recorder of cameras
}{
	{[]string{"SysCap", "AudioCap", "audioInputNums"}, record.AudioListening, false}, // a recorder's own input is for speaking
	{[]string{"voicetalkNums"}, record.TwoWayAudio, true},
}

// events are the kinds of alarms, in small letters, by the function that gives them. faceContrast compares with a library;
// facedetection and faceSnap do not.
var events = map[string]string{
	"linedetection": record.LineCrossing, "fielddetection": record.Intrusion, "regionentrance": record.RegionEntrance, "regionexiting": record.RegionExit,
	"loitering": record.Loitering, "group": record.Crowding, "rapidmove": record.FastMovement, "parking": record.Parking,
	"unattendedbaggage": record.LeftObject, "attendedbaggage": record.TakenObject,
	"vmd": record.Motion, "motiondetection": record.Motion,
	"facedetection": record.FaceDetection, "facesnap": record.FaceDetection,
	"facecontrast": record.FaceRecognition, "facecontrastsuccess": record.FaceRecognition, "facecontrastfailure": record.FaceRecognition,
	"whitelistfacecontrast": record.FaceRecognition,
	"audioexception":        record.AudioDetection, "audiodetection": record.AudioDetection,
	"anpr": record.PlateRecognition, "peoplecounting": record.PeopleCounting, "framespeoplecounting": record.PeopleCounting,
	"persondensitydetection": record.Crowding, "tma": record.Temperature,
}

// smartRoots are the elements that switch a function, with the element of their lists that has a switch of its own.
var smartRoots = map[string]struct{ function, item string }{
	"LineDetection":      {record.LineCrossing, "LineItem"},
	"FieldDetection":     {record.Intrusion, "FieldDetectionRegion"},
	"RegionEntrance":     {record.RegionEntrance, "RegionEntranceRegion"},
	"RegionExiting":      {record.RegionExit, "RegionExitingRegion"},
	"Loitering":          {record.Loitering, "LoiteringRegion"},
	"Group":              {record.Crowding, "GroupRegion"},
	"RapidMove":          {record.FastMovement, "RapidMoveRegion"},
	"Parking":            {record.Parking, "ParkingRegion"},
	"UnattendedBaggage":  {record.LeftObject, "UnattendedBaggageRegion"},
	"AttendedBaggage":    {record.TakenObject, "AttendedBaggageRegion"},
	"FaceDetect":         {record.FaceDetection, ""},
	"AudioDetection":     {record.AudioDetection, ""},
	"MotionDetection":    {record.Motion, ""},
	"TwoWayAudioChannel": {record.TwoWayAudio, ""},
}
