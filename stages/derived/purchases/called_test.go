package purchases

import "testing"

// TestBegins holds which titles are those of a beginning, and that an award in the same act is none.
func TestBegins(t *testing.T) {
	for title, want := range map[string]bool{
		"Determina a contrarre per la fornitura di toner":                                         true,
		"DETERMINAZIONE A CONTRATTARE - noleggio fotocopiatrici":                                  true,
		"Indizione di procedura aperta per l’affidamento del servizio di mensa":                   true,
		"Avvio della procedura per la scelta di un manutentore":                                   true,
		"Avviso di manifestazione di interesse per affidamento diretto di lavori":                 true,
		"Indagine di mercato per la fornitura di sedie":                                           true,
		"Determina a contrarre e affidamento della fornitura di toner":                            false,
		"Determina a contrarre ed affidamento diretto ai sensi dell'art. 36":                      false,
		"Affidamento diretto a Beta srl. Determina a contrarre ex art. 32 comma 2 d.lgs. 50/2016": false,
		"Determina a contrarre semplificata, art. 32 c. 2: acquisto di sedie":                     false,
		"Delibera a contrarre per la fornitura di toner":                                          true,
		"Determina unica a contrarre: acquisto di sedie":                                          false,
		"Indizione gara e contestuale affidamento del servizio":                                   false,
		"Indizione gara mensa: aggiudicazione definitiva":                                         false,
		"Servizio mensa affidato a seguito di indagine di mercato":                                false,
		"Fornitura di toner":                               false,
		"Avviamento allo sport: noleggio palestra":         false,
		"Condizionatori per la sala gare":                  false,
		"Rinnovo licenze a seguito di procedura negoziata": false,
	} {
		if got := begins(title); got != want {
			t.Errorf("%q: %v", title, got)
		}
	}
}
