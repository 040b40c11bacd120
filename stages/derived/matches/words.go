package matches

import "strings"

// What the words of a text say about the thing that is named. The tables are in the languages of the inputs; a star stands
// for any ending, and a phrase for words that follow each other. They are written folded: without case and accents.

// class is what a word or phrase says when it governs a mention.
type class int

const (
	unclassified class = iota
	function           // says nothing: articles, prepositions, numbers, the words of procurement itself
	thing              // the kind of thing that is named
	buy                // buying, renting, installing
	support            // licences, renewal, maintenance, support of the thing: a purchase too
	accessory          // something that belongs to the thing
	insurance
	training
	repair
	remove
	replace // removal, unless the thing is what comes instead
	fit     // must fit the thing, or is of its kind
	other   // something else altogether: a visit, a conference
)

// makes are words in front of the name of a maker or a model.
const makes = `marca marche mod modello modelli modele modeles modelle modelo modelos tip type tipologia serie codice art brand make`

var naming = set(makes)

var senseWords = []struct {
	class class
	words string
}{
	{function, `
		il lo la i gli le l un uno una di del dello della dei degli delle dell d da dal dalla dai dagli a al allo alla ai agli alle all in nel nella nei nelle su sul sulla sui per con tra fra e ed o n nr nn num numero no nuovo nuova nuovi nuove
		the a an of for to with and or by on at from new
		le la les l de du des d un une pour avec et ou en au aux sur par nouveau nouvelle nouveaux nouvelles nombre
		der die das den dem des ein eine einer eines einem von vom fur mit und oder zur zum im am stuck neue neuen neuer anzahl
		el los las y o para con por del una unos unas nuevo nueva nuevos nuevas
		de la pentru si cu in pe al ale a un o nou noua noi
		het een van voor met en ; of w z na do i dla ve na pro a
		` + makes + `
		affidamento diretto affidare affidamenti impegno spesa determina determinazione determinazioni contrarre deliberazione liquidazione aggiudicazione aggiudicare gara procedura negoziata aperta lotto lotti
		cig cup rdo oda odo tdo mepa consip convenzione adesione trattativa diretta ordine ordinativo smartcig z fattura ft servizio servizi oggetto importo anno annuale annuali triennale biennale mesi euro iva
		tender contract award lot lots order service services framework
		marche lot lots accord cadre contrat prestation prestations auftrag vergabe los rahmenvertrag contrato expediente lote servicio servicios contract nr achizitie`},
	{thing, `
		drone drones droni dron drony drohne drohnen uav uas sapr apr quadricottero quadcopter quadrocopter* aeromobile aeromobili velivolo velivoli
		camera cameras telecamera telecamere videocamera videocamere camere camera* kamera kameras kamer* camara camaras termocamera termocamere termoscanner thermoscanner videocitofon* nvr dvr xvr videoregistrator* registratore registratori recorder recorders
		telefono telefoni telefonino telefonini telefon telefone telephone telephones telefonos phone phones smartphone smartphones cellulare cellulari mobiltelefon* handy handys handset handsets tablet tablets palmare palmari notebook laptop pc
		stampant* multifunzione printer printers imprimante imprimantes drucker impresora impresoras meter meters contator* smartwatch* smartband* bracelet bracelets bracciale bracciali band bands orologio orologi watch watches
		radio radios ricetrasmittent* ricetrasmettitor* portatil* walkie terminale terminali terminal terminals veicolar* ripetitor* repeater*
		router routers routeur routeurs switch switches modem modems firewall antenna antenne antennas apparat* apparecch* access point ponte server servers storage ont olt onu centralino
		software antivirus anti virus antimalware programma programmi program pacchett* pachet* packag* paquet* prodott* produit* produkt* product products produs* soluzion* solution solutions losung* sistema sistemi system systems systeme systemes sistem sisteme
		impianto impianti dispositiv* device devices dispositif* gerat* equipment equipamient* equipement* equip* echipament* attrezzatur* videosorveglianza videosurveillance videouberwachung* videoprotection videovigilancia surveillance cctv hardware kit
		licenza licenze licence licences license licenses licencia licencias lizenz lizenzen licenta licente licentei licentelor licencji licenciju лицензи* ліценз* антивирус* камер* uso endpoint security protection protezione`},
	{buy, `
		acquisto acquisti acquistare acquisizione acquisizioni fornitura forniture fornire approvvigionamento installazione installazioni posa noleggio noleggi leasing realizzazione ampliamento potenziamento implementazione comodato
		purchase purchases purchasing buy buying supply supplies supplied supplying procurement procure acquisition acquire installation install installing rental lease hire deployment
		achat achats acquisition acquisitions fourniture fournitures pose equiper
		beschaffung* kauf ankauf erwerb lieferung lieferungen anschaffung* miete einbau montage
		compra compras adquisicion* suministro suministros suministrar instalacion* arrendamiento alquiler
		achizitie achizitia achizitii achizitionare* achizitionarea cumparare* furnizare* furnizarea livrare* livrarea procurarea procurare* instalare* inchiriere*
		aquisicao fornecimento aankoop levering aanschaf zakup zakupu dostawa dostawy nakup dodavka dodavky beszerzes* nabava nabavka dobava inkop upphandling* indkob
		закупка закупки закупівля закупівлі поставка поставки постачання придбання приобретение доставка покупка`},
	{support, `
		rinnovo rinnovi rinnovare rinnovata aggiornamento aggiornamenti manutenzione manutenzioni manutentivo supporto assistenza abbonamento abbonamenti canone canoni sottoscrizione proroga estensione garanzia hosting
		renewal renewals renew update updates upgrade upgrades maintenance support subscription subscriptions extension warranty
		renouvellement* maintenance abonnement abonnements assistance
		wartung* verlangerung* aktualisierung* pflege abonnement*
		renovacion* mantenimiento soporte suscripcion* actualizacion*
		prelungire* prelungirea reinnoire* reinnoirea mentenanta suport abonament* actualizare* actualizarea extindere*
		продление обновление поддержк* продовження підтримк* оновлення odnowienie przedluzenie prodlouzeni predlzenie`},
	{accessory, `
		accessorio accessori batteria batterie alimentatore alimentatori caricabatteria caricabatterie caricatore caricatori custodia custodie cover pellicola pellicole elica eliche ricambio ricambi valigia valigie valigetta zaino staffa staffe cavo cavi cavetto cavetti auricolar* scheda schede memoria memorie microsd toner cartucc* filtro filtri supporti carter
		accessory accessories battery batteries charger chargers cases cover covers propeller propellers cable cables adapter adapters mount mounts bracket brackets spare spares headset headsets
		accessoire accessoires chargeur chargeurs housse housses etui etuis helice helices cable cables piece pieces rechange oreillette*
		akku akkus akkumulator* ladegerat* hulle hullen schutzhulle* zubehor* netzteil* ersatzteil* propeller halterung* kabel
		accesorio accesorios bateria baterias cargador cargadores funda fundas repuesto repuestos cargadoras
		accesoriu accesorii baterie baterii acumulator* incarcator* husa huse elice cablu cabluri
		акумулятор* аккумулятор* зарядн* чехл* чохл*`},
	{insurance, `assicurazione assicurazioni assicurativa assicurativo assicurative assicurativi polizza polizze rca insurance insurances assurance assurances seguro seguros poliza polizas versicherung* haftpflicht* asigurare* asigurarea страхов*`},
	{training, `
		corso corsi formazione addestramento pilotaggio patentino patentini abilitazione attestato attestati lezioni
		training trainings course courses formation formations stage pilotage schulung* kurs kurse lehrgang* ausbildung* curso cursos formacion capacitacion* instruire* cursuri pilotenschein* тренинг навчання обучение`},
	{repair, `
		riparazione riparazioni riparare revisione ripristino repair repairs repairing overhaul reparation reparations reparatur* instandsetzung* reparacion* reparatie reparatii reparare* ремонт* naprawa oprava
		furto furti smarriment* danneggiament* theft diebstahl robo`},
	{remove, `
		rimozione rimozioni rimuovere dismissione dismissioni dismettere smantellamento smontaggio smaltimento rottamazione alienazione disinstallazione eliminazione ritiro
		removal removing remove decommissioning decommission disposal uninstall uninstallation dismantling
		retrait depose demontage enlevement desinstallation entfernung* abbau demontage* ausserbetriebnahme* retirada desmontaje desinstalacion* eliminacion* demontare* indepartare* демонтаж удаление видалення`},
	{replace, `sostituzione sostituzioni sostituire replacement replacing replace remplacement* remplacer austausch* ersatz ersetzung* ablosung* sustitucion* sustituir reemplazo* inlocuire* inlocuirea wymiana замена заміна`},
	{fit, `compatibile compatibili compatible compatibles kompatibel kompatible kompatiblen compatibil compatibila compatibile compatibilita compatibility integrabile integrabili interfacciabile interfacciabili interoperabil* tipo`},
	{other, `
		pernottamento pernottamenti ospitalita alloggio delegazione delegazioni convegno convegni conferenza conferenze evento eventi sponsorizzazione sponsor visita visite missione viaggio viaggi ristorazione pranzo cena contenzioso ricorso studio ricerca rassegna omaggio
		lodging hotel accommodation delegation conference event visit sponsorship hebergement delegation conference visite evenement unterkunft konferenz besuch veranstaltung alojamiento conferencia visita evento cazare conferinta vizita
		appeal lawsuit litigation`},
}

var sensePhrases = []struct {
	class class
	words string
}{
	{training, "corso di aggiornamento, corsi di aggiornamento, corso di formazione, formation continue"},
	{accessory, "accessori e ricambi, pezzi di ricambio, parti di ricambio, spare parts, pieces detachees"},
	{buy, "posa in opera, messa in opera, put into service, mise en place, mise en oeuvre"},
	{support, "mise a jour"},
}

// havingPhrases say that somebody has the thing, wherever near it they stand.
var havingPhrases = phrasesOf(`
	in dotazione, dotazione a, in uso, utilizzato, utilizzata, utilizzati, utilizzate, di proprieta, gia in possesso, in possesso, gia installato, gia installata, gia installati, gia installate, esistente, esistenti, in esercizio, gia acquistato, gia acquistati, gia in uso,
	already in use, in use, currently used, owned by, existing, already installed, installed at, used by,
	en service, en dotation, existant, existante, existants, existantes, utilise par, utilisee par, utilises par, utilisees par, deja installe, deja installes, appartenant,
	en uso, de propiedad, utilizado por, utilizados por, ya instalado, ya instaladas, ya instalados, existente, existentes,
	im einsatz, vorhandene, vorhandenen, vorhandener, bestehende, bestehenden, in betrieb,
	in dotare, in dotarea, utilizat, utilizate, in folosinta, existente`)

// likePhrases after a mention say that it stands for its kind.
var likePhrases = phrasesOf(`
	o equivalente, o equivalenti, o similare, o similari, o simile, o simili, o superiore, o analogo, or equivalent, or similar, or equal, ou equivalent, ou similaire, ou equivalente, oder gleichwertig, oder gleichwertiges, oder vergleichbar, o similar, o equivalente, sau echivalent, sau similar, tipo o equivalente, compatibile, compatibili, compatible, kompatibel, compatibil`)

// inserts are the words after which a replacement names what comes instead.
var inserts = set("con with par durch by mit cu con por avec на")

// conjunctions part the members of a list.
var conjunctions = set("e ed and et und y si o or ou oder en і и та")

// strangers are phrases in which a word that is also a brand is something else.
var strangers = phrasesOf(`
	foxit phantom, phantom pdf, phantompdf, phantom power, phantom opera, phantom of the opera, rolls royce phantom, direttiva inspire, inspire directive, directive inspire, directiva inspire, inspire richtlinie, richtlinie inspire, geoportale inspire, metadati inspire,
	matrice ambientale, matrice di, ubuntu lts, node lts, via dahua, via huawei, huawei road`)

// others are names that a brand's letters also stand for, and words that give them away wherever they stand.
var others = map[string][][]string{
	"dji": phrasesOf("justitiele inrichtingen, dji nl, penitentiaire inrichting, gevangenis, gevangeniswezen, djibouti"),
	"zte": phrasesOf("zalaegerszeg, zalaegerszegi"),
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

func phrasesOf(s string) [][]string {
	var out [][]string
	for p := range strings.SplitSeq(s, ",") {
		out = append(out, strings.Fields(p))
	}
	return out
}

// classes is the tables above, ready for look-up.
var classes, classStems, classPhrases = func() (map[string]class, []stemClass, []phraseClass) {
	words, starred, phrases := map[string]class{}, []stemClass(nil), []phraseClass(nil)
	for _, s := range senseWords {
		for w := range strings.FieldsSeq(s.words) {
			p, stem := strings.CutSuffix(w, "*")
			w = fold([]rune(p))
			if stem {
				starred = append(starred, stemClass{w, s.class})
			} else if words[w] == unclassified || words[w] == function {
				words[w] = s.class
			}
		}
	}
	for _, s := range sensePhrases {
		for _, p := range phrasesOf(s.words) {
			phrases = append(phrases, phraseClass{p, s.class})
		}
	}
	return words, starred, phrases
}()

type stemClass struct {
	prefix string
	class  class
}

type phraseClass struct {
	words []string
	class class
}

// classOf is the class of the word at i and how many words it takes.
func classOf(words []word, i int) (class, int) {
	for _, p := range classPhrases {
		if stands(words, i, p.words) {
			return p.class, len(p.words)
		}
	}
	w := words[i].folded
	if c := classes[w]; c != unclassified {
		return c, 1
	}
	best, length := unclassified, 0
	for _, s := range classStems {
		if len(s.prefix) > length && strings.HasPrefix(w, s.prefix) {
			best, length = s.class, len(s.prefix)
		}
	}
	if best == unclassified && (strings.Trim(w, "0123456789") == "" || len(w) == 1) {
		return function, 1
	}
	return best, 1
}

// stands says that the words of a phrase stand at words[i].
func stands(words []word, i int, phrase []string) bool {
	if i < 0 || i+len(phrase) > len(words) {
		return false
	}
	for k, p := range phrase {
		if words[i+k].folded != p {
			return false
		}
	}
	return true
}

// stranger says that the hit stands inside a phrase in which its word is something else.
func (t *text) stranger(h hit) bool {
	for _, p := range strangers {
		for i := h.last - len(p) + 1; i <= h.first; i++ {
			if stands(t.parts, i, p) {
				return true
			}
		}
	}
	return false
}

// elsewhere says that words in the text or around it show that the brand's letters stand for something else here.
func elsewhere(phrase []string, t *text, around []string) bool {
	for _, o := range others[strings.Join(phrase, " ")] {
		for i := range t.parts {
			if stands(t.parts, i, o) {
				return true
			}
		}
		for _, a := range around {
			for i, w := 0, newText(a).parts; i < len(w); i++ {
				if stands(w, i, o) {
					return true
				}
			}
		}
	}
	return false
}
