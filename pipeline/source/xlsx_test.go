package source

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// workbook is a small workbook, with other parts in place of its own.
func workbook(parts map[string]string) string {
	all := map[string]string{
		"[Content_Types].xml": "<Types/>",
		"xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="Lots &amp; more" sheetId="1" r:id="a"/>` +
			`<sheet name="Notes" sheetId="2" r:id="b" state="hidden"/><sheet name="Chart" sheetId="3" r:id="c"/><sheet name="Gone" sheetId="4" r:id="d"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="b" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="c" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>` +
			`<Relationship Id="d" Type="x/worksheet" Target="worksheets/none.xml"/></Relationships>`,
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="#,##0.00 &quot;days&quot;"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="21"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml":     `<sst><si><t>cig</t></si><si><r><t>Two </t></r><r><rPr/><t>runs</t></r><rPh sb="0"><t>reading</t></rPh></si><si><t xml:space="preserve"> a_x000D__x005F_b </t></si></sst>`,
		"xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>",
		"xl/worksheets/sheet2.xml": "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>note</t></is></c></row></sheetData></worksheet>",
		"docProps/core.xml":        "<creator>Nobody</creator>",
	}
	for name, text := range parts {
		all[name] = text
	}
	var entries []entry
	for name, text := range all {
		entries = append(entries, entry{name, text})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	return zipped(entries...)
}

func sheetOf(rows ...string) map[string]string {
	return map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + strings.Join(rows, "\n") + "</sheetData></worksheet>"}
}

// readSheet is the rows of the first sheet, a line each, held to the laws of units and origins.
func readSheet(t *testing.T, data string) (lines []string) {
	t.Helper()
	const member = "xl/worksheets/sheet1.xml"
	f := one(t, file(data), "f")
	digest, _ := f.Digest()
	var text []byte
	if err := f.Read(digest, []string{member}, func(d *Document) error {
		text, _ = io.ReadAll(d.Body)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	err := f.Read(digest, []string{member}, func(d *Document) error {
		var units []unit
		for row, err := range CSV(d) {
			u := unitOf(row.Origin, strings.Join(row.Values(), "¦"), err)
			units, lines = append(units, u), append(lines, u.String())
			if err == nil {
				if o := row.Origin; o.Member != member || !strings.HasSuffix(string(text[o.Offset:o.Offset+o.Length]), "row>") {
					t.Errorf("%s: %q", o, text[o.Offset:o.Offset+o.Length])
				}
				again, err := f.Reread(row.Origin)
				if err != nil || string(again) != string(text[row.Origin.Offset:row.Origin.Offset+row.Origin.Length]) {
					t.Errorf("%s: %q, %v", row.Origin, again, err)
				}
			}
		}
		lawful(t, text, units, d.Units(), false)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestSheets(t *testing.T) {
	header := `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t> amount </t></is></c></row>`
	for _, c := range []struct {
		name string
		rows []string
		want string
	}{
		{"texts", []string{header, `<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>2</v></c></row>`}, "row=2 Two runs¦ a\r_b "},
		{"empty rows before, between, and cells without a place", []string{`<row r="1"/>`, `<row r="3"><c t="s"><v>0</v></c><c t="str"><v>x</v></c></row>`, `<row/>`, `<row><c><v>1</v></c></row>`}, "row=5 1¦"},
		{"numbers as they were typed", []string{header, `<row r="2"><c r="A2"><v>0012</v></c><c r="B2"><v>1234.50</v></c><c r="C2"><v>5899.1300000000001</v></c><c r="D2"><v>0.28999999999999998</v></c><c r="E2"><v>1.2345678901E10</v></c><c r="F2"><v>12345678901234567</v></c><c r="G2" s="5"><v>3</v></c></row>`},
			"row=2 0012¦1234.50¦5899.13¦0.29¦12345678901¦12345678901234567¦3"},
		{"dates and times", []string{header, `<row r="2"><c r="A2" s="1"><v>41271</v></c><c r="B2" s="2"><v>44927</v></c><c r="C2" s="3"><v>44927.5</v></c><c r="D2" s="4"><v>0.75</v></c><c r="E2" s="1"><v>59</v></c><c r="F2" s="1"><v>61</v></c><c r="G2" s="1"><v>-1</v></c><c r="H2" t="d" s="1"><v>2020-02-29</v></c><c r="I2" s="1"><v>60</v></c></row>`},
			"row=2 2012-12-28¦2023-01-01¦2023-01-01T12:00:00¦18:00:00¦1900-02-28¦1900-03-01¦-1¦2020-02-29¦60"},
		{"truth, errors and formulas", []string{header, `<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2" t="str"><f>A1</f><v>said</v></c><c r="E2"><f>1+1</f><v>2</v></c><c r="F2"><f>1+1</f></c><c r="G2"><v>9</v></c></row>`},
			"row=2 TRUE¦FALSE¦¦said¦2¦¦9"},
		{"holes and the end of a row", []string{header, `<row r="2"><c r="B2"><v>2</v></c><c r="XFD2" s="1"/></row>`}, "row=2 ¦2"},
		{"no such text", []string{header, `<row r="2"><c r="A2" t="s"><v>99</v></c></row>`, `<row r="3"><c r="A3"><v>1</v></c></row>`}, "record xlsx.cell row=2\nrow=3 1¦"},
		{"out of order", []string{header, `<row r="2"><c r="B2"><v>2</v></c><c r="A2"><v>1</v></c></row>`}, "record xlsx.cell row=2"},
		{"too far", []string{header, `<row r="2"><c r="XFD2"><v>2</v></c></row>`}, "record xlsx.columns row=2"},
		{"no place", []string{header, `<row r="2"><c r="a2"><v>2</v></c></row>`}, "record xlsx.cell row=2"},
		{"a broken row", []string{header, `<row r="2"><c r="A2"><v>2</c></row>`, `<row r="3"><c r="A3"><v>1</v></c></row>`}, "record xml.syntax /worksheet[1]/sheetData[1]/row[2]\nrow=3 1¦"},
		{"one name twice", []string{`<row r="1"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`, `<row r="2"><c><v>1</v></c></row>`}, "row=2 1¦"},
		{"a broken header", []string{`<row r="1"><c t="s"><v>x</v></c></row>`, `<row r="2"><c><v>1</v></c></row>`}, "document xlsx.header row=1"},
		{"nothing", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(readSheet(t, workbook(sheetOf(c.rows...))), "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
	if got := readSheet(t, workbook(map[string]string{"xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="x" r:id="a"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml": `<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c></x:row><x:row><x:c s="1"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`})); fmt.Sprint(got) != "[row=2 1904-01-01]" {
		t.Errorf("since 1904: %q", got)
	}
}

// Sheets are documents of their own, by the names that people see, and their heads read as CSV.
func TestWorkbook(t *testing.T) {
	data := workbook(sheetOf(`<row><c t="str"><v>a;b</v></c><c t="str"><v>say "x"</v></c><c t="s"><v>0</v></c></row>`, `<row><c><v>1</v></c></row>`))
	_, parts, err := look(one(t, file(data), "f"))
	if err != nil || len(parts) != 3 || parts[0].Name != "Lots & more" || parts[1].Name != "Notes" || parts[1].Member != "xl/worksheets/sheet2.xml" || !parts[2].Archive || parts[2].Members != 2 {
		t.Fatalf("%+v, %v", parts, err)
	}
	if got := parts[0].Head.Header(); !slices.Equal(got, []string{"a;b", `say "x"`, "cig"}) {
		t.Errorf("header %q of %q", got, parts[0].Head.Text)
	}
	for name, c := range map[string]struct {
		parts map[string]string
		want  string
	}{
		"no workbook":    {map[string]string{"xl/workbook.xml": "<workbook"}, "xlsx.workbook"},
		"entities":       {map[string]string{"xl/sharedStrings.xml": `<!DOCTYPE sst [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>`}, "xlsx.workbook"},
		"broken strings": {map[string]string{"xl/sharedStrings.xml": `<sst><si><t>a</si></sst>`}, "xlsx.workbook"},
	} {
		if _, parts, _ := look(one(t, file(workbook(c.parts)), "f")); len(parts) != 1 || parts[0].Defect == nil || parts[0].Defect.Reason != c.want || parts[0].Members != 0 {
			t.Errorf("%s: %+v", name, parts)
		}
	}
	nested := tarred(entry{"books/b.xlsx", data})
	f := one(t, file(nested), "f")
	digest, _ := f.Digest()
	n := 0
	err = f.Read(digest, []string{"books/b.xlsx/xl/worksheets/sheet1.xml"}, func(d *Document) error {
		for row, err := range XLSX(d) {
			n++
			if err != nil || row.Get("cig") != "" || row.Get("a;b") != "1" || d.Sheet() != "Lots & more" {
				t.Errorf("%+v, %v", row, err)
			}
		}
		return nil
	})
	if n != 1 || err != nil {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestFormatCodes(t *testing.T) {
	for code, want := range map[string]style{
		"General": asNumber, "0.00": asNumber, "#,##0 €": asNumber, `"due "0`: asNumber, `0" days"`: asNumber, "[Red]0": asNumber, `\d0`: asNumber, "@": asNumber, "0.00E+00": asNumber,
		"yyyy-mm-dd": asDate, "d/m/yy h:mm": asDate, "[$-410]d mmm yyyy;@": asDate, "mmmm": asDate, "mmm-yy": asDate, `yyyy"年"m"月"`: asDate,
		"h:mm": asClock, "mm:ss.0": asClock, "[h]:mm:ss": asClock, "h:mm AM/PM": asClock,
	} {
		if got := styleOf(code); got != want {
			t.Errorf("%s: %d, want %d", code, got, want)
		}
	}
}

// A decoder's sign for what it does not know becomes a byte that is no UTF-8, however the text is delivered.
func TestLegacyReader(t *testing.T) {
	for text, want := range map[string]string{"a\ufffdb": "a\xffb", "\ufffd": "\xff", "a\uffffb\ufffc": "a\uffffb\ufffc", strings.Repeat("é\ufffd", 3000): strings.Repeat("é\xff", 3000), "a\xef": "a\xef"} {
		for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			if got, err := io.ReadAll(&legacyReader{r: r}); string(got) != want || err != nil {
				t.Errorf("%.20q: %.20q, %v", text, got, err)
			}
		}
	}
}
