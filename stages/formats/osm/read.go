package osm

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

type feature struct {
	Type     string         `json:"type"`
	ID       jsontext.Value `json:"id"`
	Geometry *struct {
		Type        string         `json:"type"`
		Coordinates jsontext.Value `json:"coordinates"`
	} `json:"geometry"`
	Properties map[string]jsontext.Value `json:"properties"`
}

// tags in which a maker, a model, a mention of one, or a day stands; the first that has a value is taken.
var (
	makerTags = []string{"manufacturer", "camera:manufacturer", "brand", "camera:brand", "camera:make"}
	modelTags = []string{"camera:model", "model"}
	webTags   = []string{"contact:webcam", "website", "contact:website", "url", "brand:website"}
	dayTags   = []string{"check_date", "survey:date", "survey_date"}
)

func read(doc *source.Document, out *table.Set) error {
	for v, err := range source.JSON(doc, "/features/*") {
		if err != nil {
			table.PutReject(out, name, err, doc.Origin())
			continue
		}
		d, err := draftOf(v, out)
		if err != nil {
			table.PutReject(out, name, err, v.Origin)
			continue
		}
		if d.Device.Operator.Name == record.Person {
			table.PutPerson(out, name, unit, v.Origin)
		}
		drafts.Add(out, d)
	}
	return nil
}

func draftOf(v source.Value, out *table.Set) (draft, error) {
	bad := func(reason, message string) (draft, error) {
		return draft{}, &source.Defect{Scope: source.WholeRecord, Origin: v.Origin, Reason: reason, Message: message,
			Kept: "the other features", Next: "correct the feature at its source"}
	}
	var f feature
	if err := json.Unmarshal(v.Raw, &f); err != nil || f.Type != "Feature" {
		return bad("osm.feature", "this is no GeoJSON feature with properties")
	}
	tag := func(keys ...string) (value, key string) {
		for _, k := range keys {
			if s := text(f.Properties[k]); s != "" {
				return s, k
			}
		}
		return "", ""
	}
	d := draft{Element: element(f.ID, f.Properties)}
	dev := record.Device{Source: "volunteer tag", Status: "seen", Origins: []source.Origin{v.Origin}}
	if f.Geometry != nil {
		lat, lon, ok := position(f.Geometry.Coordinates)
		if !ok {
			return bad("osm.geometry", "the geometry has no position on earth")
		}
		dev.Place = degrees(lat, -1) + ", " + degrees(lon, -1)
		d.Key = "point " + degrees(lat, 7) + ", " + degrees(lon, 7) // seven decimal places are what the map keeps
	} else if d.Key = "element " + d.Element; d.Element == "" {
		return bad("osm.geometry", "the feature has neither a geometry nor an element id")
	}
	dev.Kind, _ = tag("surveillance:type", "man_made", "highway")
	dev.Zone, _ = tag("surveillance")
	dev.Maker, dev.Tag = tag(makerTags...)
	dev.Model, _ = tag(modelTags...)
	dev.Maker, dev.Model = record.Mask(dev.Maker), record.Mask(dev.Model)
	dev.Mention, _ = mention(tag)
	if dev.Tag == "" {
		_, dev.Tag = mention(tag)
	}
	dev.Operator = operator(tag)
	dev.Seen = seen(tag, v.Origin, out)
	d.Device = dev
	return d, nil
}

// text is a tag's value; numbers and truth values as they are written.
func text(v jsontext.Value) string {
	switch v.Kind() {
	case '"':
		var s string
		if json.Unmarshal(v, &s) != nil {
			return ""
		}
		return record.Clean(s)
	case '0', 't', 'f':
		return string(v)
	}
	return ""
}

// element is the map's element id: feature member or tag, "node/" left out.
func element(id jsontext.Value, tags map[string]jsontext.Value) string {
	for _, v := range []jsontext.Value{tags["@id"], id, tags["id"]} {
		if s := text(v); s != "" {
			return strings.TrimPrefix(s, "node/")
		}
	}
	return ""
}

// position is the point's, or the first of another geometry.
func position(coordinates jsontext.Value) (lat, lon float64, ok bool) {
	for range 4 {
		var list []jsontext.Value
		if coordinates.Kind() != '[' || json.Unmarshal(coordinates, &list) != nil || len(list) == 0 {
			return 0, 0, false
		}
		if list[0].Kind() == '[' {
			coordinates = list[0]
			continue
		}
		if len(list) < 2 || list[0].Kind() != '0' || list[1].Kind() != '0' {
			return 0, 0, false
		}
		lon, errX := strconv.ParseFloat(string(list[0]), 64)
		lat, errY := strconv.ParseFloat(string(list[1]), 64)
		return lat, lon, errX == nil && errY == nil && lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90
	}
	return 0, 0, false
}

func degrees(f float64, places int) string { return strconv.FormatFloat(f, 'f', places, 64) }

// mention is the values of the tags in which a maker may stand besides its own: a name that is nobody's, web addresses
// without what a user typed.
func mention(tag func(...string) (string, string)) (value, keys string) {
	var values, from []string
	if s, key := tag("name"); s != "" && record.NewRef(s, "", "", "").Name != record.Person {
		values, from = append(values, record.Mask(s)), append(from, key)
	}
	if s, key := tag(webTags...); s != "" {
		values, from = append(values, record.Mask(address(s))), append(from, key)
	}
	return strings.Join(values, "; "), strings.Join(from, "; ")
}

// address is host and path of a web address: no scheme, user, password, query or fragment.
func address(s string) string {
	if _, after, found := strings.Cut(s, "://"); found {
		s = after
	}
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	host, path, slash := strings.Cut(s, "/")
	if i := strings.LastIndex(host, "@"); i >= 0 {
		host = host[i+1:]
	}
	if slash {
		return host + "/" + path
	}
	return host
}

// unnamed are what volunteers write for an operator whom they do not name: somebody private.
var unnamed = regexp.MustCompile(`(?i)^(?:private?|privathaus|privatperson|privé|privado|privato|particulier)(?: \(.*\))?$`)

func operator(tag func(...string) (string, string)) record.Ref {
	who, _ := tag("operator")
	if unnamed.MatchString(strings.TrimSpace(who)) {
		return record.Ref{Person: "unknown", Public: "no"}
	}
	id, _ := tag("operator:wikidata")
	scheme := ""
	if id != "" {
		scheme = "WIKIDATA"
	}
	r := record.NewRef(who, scheme, id, "")
	switch kind, _ := tag("operator:type"); strings.ToLower(kind) {
	case "public", "government":
		r.Public = "yes"
	case "private", "business", "private_non_profit", "ngo", "religious", "community", "cooperative":
		r.Public = "no"
	}
	return r
}

var partial = regexp.MustCompile(`^[0-9]{4}(?:-[0-9]{2})?$`)

// seen is the newest day for which the tags say that the device was there. A month or a year is no day.
func seen(tag func(...string) (string, string), o source.Origin, out *table.Set) *table.Date {
	var newest *table.Date
	for _, key := range dayTags {
		s, _ := tag(key)
		if s == "" || partial.MatchString(s) {
			continue
		}
		d, err := table.ParseDate(s)
		if err != nil || !record.AnyYears.Has(d) {
			table.PutReject(out, name, &source.Defect{Scope: source.OneField, Origin: o, Field: "/properties/" + key, Reason: "osm.date",
				Message: "the date is no day of the calendar " + record.AnyYears.String(), Kept: "the feature without this date", Next: "correct the tag on the map"}, o)
			continue
		}
		if newest == nil || d > *newest {
			newest = &d
		}
	}
	return newest
}
