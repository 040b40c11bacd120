package legge190

import (
	"bytes"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/record"
)

// isXML says whether a text is a list in XML. Publishers declare the namespace of the technical rules, another one, or none.
// An index (indici) names other files and has no lots.
func isXML(head *source.Head) bool {
	_, root := head.XMLRoot()
	return root == "pubblicazione" && (bytes.Contains(head.Text, []byte("entePubblicatore")) || bytes.Contains(head.Text, []byte("strutturaProponente")))
}

func readXML(r *reader) error {
	for e, err := range source.XML(r.doc, "/*/metadata", "/*/data/lotto", "/*/lotto") {
		if err != nil {
			r.reject(err)
			continue
		}
		if e.Name == "metadata" {
			r.publisher(e.Origin, e.Get("entePubblicatore"), "")
			for _, of := range []string{"dataUltimoAggiornamentoDataset", "dataPubblicazioneDataset", "dataPubbicazioneDataset"} { // the last one so in the rules
				if day := r.date(e.Origin, field{of, e.Get(of)}); day != nil && r.published == nil {
					r.published = day
				}
			}
			table.PutAbout(r.out, name, unit, table.About{Publisher: record.Publisher(e.Get("entePubblicatore")), Published: r.published,
				Licence: record.Licence(e.Get("licenza"))}, e.Origin)
			continue
		}
		named := func(path ...string) field { return field{path[len(path)-1], e.Get(path...)} }
		buyer := e.Child("strutturaProponente")
		l := lot{cig: e.Get("cig"), buyer: buyer.Get("denominazione"), code: buyer.Get("codiceFiscaleProp"), text: e.Get("oggetto"),
			method: e.Get("sceltaContraente"), amount: named(amountOf), paid: named(paidOf),
			from: named("tempiCompletamento", "dataInizio"), to: named("tempiCompletamento", "dataUltimazione")}
		l.parties = append(parties(nil, e.Child("aggiudicatari"), "supplier"), parties(nil, e.Child("partecipanti"), "tenderer")...)
		r.lot(e.Origin, l)
	}
	return nil
}

// parties adds those that stand below n: alone, or as members of a group, whatever the group is called.
func parties(all []party, n *source.Node, kind string) []party {
	if n == nil {
		return all
	}
	for _, c := range n.Children {
		p := party{kind, c.Get("ragioneSociale"), c.Get("codiceFiscale"), c.Get("identificativoFiscaleEstero")}
		if p.empty() {
			all = parties(all, c, kind)
			continue
		}
		all = append(all, p)
	}
	return all
}
