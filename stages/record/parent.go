package record

import (
	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
)

// Parent is a body of which a record says that another body is a part.
type Parent struct {
	ID      string          `parquet:"id" doc:"content id of all that is said"`
	Body    Ref             `parquet:"body" doc:"the part, named as in parties"`
	Parent  Ref             `parquet:"parent" doc:"the body that it is a part of, named as in parties"`
	As      string          `parquet:"part_as,dict" doc:"what the record has the part as: contracting office (of an agency), sub-tier agency (of a department or independent agency)"`
	Process string          `parquet:"process" doc:"id of the contracting process, or of the grant, whose record says so"`
	Origins []source.Origin `parquet:"origins,list" doc:"every record that says this"`
}

// Parents holds one row a part, the body it is a part of, and process. Both are parties of the process as well.
var Parents = &table.Table[Parent]{
	Name: "parents", Grain: "one public body and one body that it is a part of, as named in one process", Sort: []string{"origins", "id"},
	Doc: "Offices and agencies with the bodies that records say they are a part of. Who owns a company is in ownership.",
}

// AddParent writes that body is a part of parent, and nothing where one of the two is not named or both are named alike.
func AddParent(out *table.Set, as string, body, parent Ref, process string, origins ...source.Origin) {
	none := func(r Ref) bool { return r.Name == "" && r.Identifier == "" || r.Name == Person }
	sameCode := body.Identifier != "" && body.Scheme == parent.Scheme && body.Identifier == parent.Identifier
	if none(body) || none(parent) || sameCode || body.Name != "" && TextKey(body.Name) == TextKey(parent.Name) {
		return
	}
	id := source.ID("parent", process, as, body.Name, body.Scheme, body.Identifier, body.Country, body.Public,
		parent.Name, parent.Scheme, parent.Identifier, parent.Country, parent.Public)
	Parents.Add(out, Parent{ID: id, Body: body, Parent: parent, As: as, Process: process, Origins: origins})
}
