package source

import (
	"bytes"
	"fmt"
	"testing"
)

// sample is an OCDS-like package of about n bytes, made up.
func sample(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"uri":"https://example.org/p.json","version":"1.1","releases":[`)
	for i := 0; b.Len() < n; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"ocid":"ocds-abc-%d","id":"%d-1","date":"2024-03-0%dT10:00:00Z","tag":["award"],"buyer":{"id":"X-%d","name":"Commune de Prévert n° %d"},`+
			`"awards":[{"id":"%d","title":"Fourniture de caméras \"dôme\" et d'enregistreurs, lot %d","value":{"amount":%d.50,"currency":"EUR"},`+
			`"suppliers":[{"id":"S%d","name":"Société Exemple %d"}],"items":[{"id":"1","description":"caméra","quantity":%d,"classification":{"scheme":"CPV","id":"32323500"}}]}]}`,
			i, i, 1+i%9, i, i, i, i, i*13, i%97, i%97, 1+i%40)
	}
	b.WriteString("]}")
	return b.Bytes()
}

func BenchmarkJSON(b *testing.B) {
	text := sample(8 << 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d := &Document{Body: bytes.NewReader(text)}
		for _, err := range JSON(d, "/releases/*") {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkJSONPassOver(b *testing.B) {
	text := sample(8 << 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for range JSON(&Document{Body: bytes.NewReader(text)}, "/records/*") {
			b.Fatal("a record")
		}
	}
}

func BenchmarkCSV(b *testing.B) {
	var t bytes.Buffer
	t.WriteString("id,buyer,supplier,amount,note\n")
	for i := 0; t.Len() < 8<<20; i++ {
		fmt.Fprintf(&t, "%d,Commune n° %d,\"Société \"\"Exemple\"\", %d\",%d.00,\r\n", i, i, i%97, i*3)
	}
	b.SetBytes(int64(t.Len()))
	for b.Loop() {
		for _, err := range CSV(&Document{Body: bytes.NewReader(t.Bytes())}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
