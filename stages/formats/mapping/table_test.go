package mapping

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/perimeter-data/perimeter/pipeline/stagetest"
	"github.com/perimeter-data/perimeter/stages/record"
)

const tables = `name: xx-tables
doc: one table in three shapes
reads: table
requires: [nr, body, winner]
process: {id: nr, buyer: {name: body}}
award: {id: nr, supplier: {name: winner}, title: subject, amount: price, currency: {value: EUR}, date: day}
`

type parquetLot struct {
	Nr      string  `parquet:"nr"`
	Body    string  `parquet:"body"`
	Winner  *string `parquet:"winner,optional"`
	Subject string  `parquet:"subject"`
	Price   int64   `parquet:"price,decimal(2:18)"`
	Day     int32   `parquet:"day,date"`
}

func parquetLots(t *testing.T) []byte {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[parquetLot](&b)
	winner := "LYNXEYE LTD"
	if _, err := w.Write([]parquetLot{{"0017", "Town of Samples", &winner, "Cameras", 123450, 18321}, {"0018", "Town of Samples", nil, "Roof", 5, 18322}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func workbook(t *testing.T) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Lots" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
			row("nr", "body", "winner", "subject", "price", "day") + row("0017", "Town of Samples", "LYNXEYE LTD", "Cameras", "1234.50", "2020-02-29") +
			row("0018", "Town of Samples", "", "Roof", "0.05", "2020-03-01") + `</sheetData></worksheet>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func row(values ...string) string {
	s := "<row>"
	for _, v := range values {
		s += `<c t="inlineStr"><is><t>` + v + `</t></is></c>`
	}
	return s + "</row>"
}

// TestTables reads one table as CSV, as Parquet and as a sheet: the same awards.
func TestTables(t *testing.T) {
	f, err := New("tables.yaml", []byte(tables))
	if err != nil {
		t.Fatal(err)
	}
	shapes := map[string][]byte{
		"lots.csv":     []byte("nr,body,winner,subject,price,day\n0017,Town of Samples,LYNXEYE LTD,Cameras,1234.50,2020-02-29\n0018,Town of Samples,,Roof,0.05,2020-03-01\n"),
		"lots.parquet": parquetLots(t),
		"lots.xlsx":    workbook(t),
	}
	ids := map[string]int{}
	for name, data := range shapes {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
		n := 0
		for a := range record.Awards.In(stagetest.CheckFormat(t, f, dir)) {
			n++
			ids[a.ID]++
			if a.Award == "0017" && (money(a.Amount) != "1234.50" || a.Date.String() != "2020-02-29" || a.Suppliers[0].Name != "LYNXEYE LTD") {
				t.Errorf("%s: %+v", name, a)
			}
		}
		if n != 2 {
			t.Errorf("%s: %d awards", name, n)
		}
	}
	for id, n := range ids {
		if n != len(shapes) {
			t.Errorf("the award %s is in %d of %d shapes", id, n, len(shapes))
		}
	}
}

func TestMarks(t *testing.T) {
	marks := []string{"S.C.", "EN", "*CIONES"}
	for name, want := range map[string]bool{
		"FORMACIONES DEL VALLE": true, "METACONSULTAS S. C.": true, "Todo en Casa": true, "MARIA BORBOLLA, S.C.": true, "METAS.C.": true,
		"ENRIQUE BRIONES": false, "J. C. PEREZ": false, "LORENA CIONES": false, "JOSE BENITEZ": false,
	} {
		if got := marked(name, marks); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestTablesSideBySide reads one tender a file: its own values stand in the first row, beside the table of the bids, whose further
// rows leave them empty; names of columns come again, half of the files begin with a mark of UTF-8, and "NA " is nothing.
func TestTablesSideBySide(t *testing.T) {
	f, err := New("bids.yaml", []byte(`name: xx-bids
doc: one tender and its bids in a file
reads: table
requires: [Tender ID, Name, Name (2), State]
carry: [Tender ID, Name, Subject]
nothing: [NA]
process: {id: Tender ID, buyer: {name: Name}, title: Subject}
award:
  when: [{field: State, is: Awarded}]
  id: Bid
  supplier: {name: Name (2)}
  amount: Value
  currency: {value: INR}
`))
	if err != nil {
		t.Fatal(err)
	}
	const header = "Tender ID,Name,Subject,Bid,Name,State,Value\n"
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.csv": "\ufeff" + header + "T1,PWD Samplepur,Cameras,1,LYNXEYE LTD,Rejected,100\n,,,2,CABLES LTD,Awarded,90\n,,,3,MASTS LTD,NA ,NA \n",
		"b.csv": header + "T2,PWD Samplepur,NA ,1,MASTS LTD,Awarded,80\nT3,NA ,Roof,2,ROOFS LTD,Awarded,70\n,,,3,WALLS LTD,Awarded,60\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	all := stagetest.CheckFormat(t, f, dir)
	got := map[string]string{}
	for a := range record.Awards.In(all) {
		rows := ""
		for _, o := range a.Origins {
			rows += " " + o.Fragment
		}
		got[a.Suppliers[0].Name] = a.Buyer.Name + "; " + a.Title + "; " + money(a.Amount) + ";" + rows
	}
	for supplier, want := range map[string]string{
		"CABLES LTD": "PWD Samplepur; Cameras; 90; row=2 row=3",
		"MASTS LTD":  "PWD Samplepur; ; 80; row=2",
		"ROOFS LTD":  "; Roof; 70; row=3",
		"WALLS LTD":  "; Roof; 60; row=3 row=4",
	} {
		if got[supplier] != want {
			t.Errorf("%s: %q, want %q", supplier, got[supplier], want)
		}
	}
	if len(got) != 4 {
		t.Errorf("%v", got)
	}
}
