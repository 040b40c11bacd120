package orgname

import "strings"

// Public says whether the form of a name is a public body's in its country (ISO 3166-1 alpha-2, "" where it is not known), and
// by which words, for people: `the name begins with "Comune di"`. No is not an answer that a name can give: false means not known.
// A name that ends in a company's legal form is never taken for a public body's, nor is one with a word that such bodies lend to
// others (a savings bank, a hotel, a friars' province), nor one whose words are those of other countries.
func Public(name, country string) (yes bool, basis string) {
	name = begin(name, maxName)
	all := words(name)
	if rest, _ := stripForms(all); len(all) == 0 || len(rest) != len(all) {
		return false, ""
	}
	for _, w := range all {
		if notPublic[w] {
			return false, ""
		}
	}
	// Both article and apostrophe go: "Ville d'Aix", "Città dell'Aquila".
	text := strings.Join(all, " ") + " "
	for _, p := range publicBeginnings {
		if p.in(country) && strings.HasPrefix(text, p.folded) && (len(text) > len(p.folded) || !open[lastWord(p.folded)]) {
			return true, `the name begins with "` + p.written + `"`
		}
	}
	for _, p := range publicEnds {
		if p.in(country) && strings.HasSuffix(" "+text, " "+p.folded) && len(text) > len(p.folded) {
			return true, `the name ends with "` + p.written + `"`
		}
	}
	for _, p := range publicWhole {
		if text == p.folded {
			return true, `the name is "` + p.written + `"`
		}
	}
	return false, ""
}

// open are the words after which a name must go on.
var open = set("di de del della dell d da do du des of for per fur der van del la")

func lastWord(s string) string {
	words := strings.Fields(s)
	return words[len(words)-1]
}

type phrase struct {
	written, folded string
	countries       map[string]bool // that have such bodies; nil for any
}

// in says that a body of the country may be called so.
func (p *phrase) in(country string) bool {
	return country == "" || p.countries == nil || p.countries[country]
}

// tongues are the countries whose bodies have names in a language, or of a form of some neighbouring languages.
var tongues = map[string]map[string]bool{
	"any":       nil,
	"Italian":   set("IT SM VA CH"),
	"French":    set("FR BE CH LU MC CA IT GP MQ GF RE YT PF NC PM WF DZ MA TN SN CI ML BF NE TG BJ CM CD CG GA TD CF GN MG DJ HT MR RW BI KM VU"),
	"German":    set("DE AT CH LI LU BE IT"),
	"English":   set("GB IE US CA AU NZ ZA MT IN PK SG HK NG KE GH UG TZ ZM ZW JM TT BB BS GI IM JE GG BM KY PH FJ PG"),
	"Spanish":   set("ES AD MX AR CL CO PE EC VE BO PY UY CR PA GT HN SV NI DO CU PR GQ PT BR AO MZ CV ST GW TL"), // and Portuguese
	"Dutch":     set("NL BE SR AW CW SX BQ"),
	"Romanian":  set("RO MD"),
	"Polish":    set("PL"),
	"Czech":     set("CZ SK"), // and Slovak
	"Nordic":    set("SE FI NO DK IS FO GL AX EE"),
	"Balkan":    set("HR BA ME RS SI MK"),
	"Greek":     set("GR CY"),
	"Cyrillic":  set("BG RU BY KZ KG UA"),
	"Hungarian": set("HU RO SK"),
	"Turkish":   set("TR CY"),
	"Baltic":    set("LT LV"),
}

// phrases are separated by commas. A line that names a tongue and a colon begins those of that tongue.
func phrases(lines string) []phrase {
	var out []phrase
	var countries map[string]bool
	for line := range strings.Lines(lines) {
		list := line
		if tongue, rest, found := strings.Cut(line, ":"); found {
			countries, list = tongues[strings.TrimSpace(tongue)], rest
		}
		for w := range strings.SplitSeq(list, ",") {
			if w = strings.Join(strings.Fields(w), " "); w != "" {
				out = append(out, phrase{w, strings.Join(words(w), " ") + " ", countries})
			}
		}
	}
	return out
}

// publicBeginnings begin the name of a public body, or are all of it. English ones are those of any country, since records are
// translated into English.
var publicBeginnings = phrases(`
	Italian: Comune di, Comune de, Comune del, Comune della, Comune dell', Comune d', Città di, Città metropolitana di, Città Metropolitana, Provincia di, Provincia autonoma di, Provincia del,
	Provincia della, Libero consorzio comunale di, Regione Autonoma, Regione Abruzzo, Regione Basilicata, Regione Calabria, Regione Campania, Regione Emilia, Regione Friuli, Regione Lazio, Regione Liguria,
	Regione Lombardia, Regione Marche, Regione Molise, Regione Piemonte, Regione Puglia, Regione Sardegna, Regione Sicilia, Regione Siciliana, Regione Toscana, Regione Umbria, Regione Valle d'Aosta,
	Regione Veneto, Regione del, Regione Trentino, Giunta regionale, Consiglio regionale, Unione dei comuni, Unione di comuni, Unione comuni, Comunità montana, Comunità collinare, Ministero, Prefettura di,
	Prefettura, Questura di, Questura, Procura della Repubblica, Procura generale, Tribunale di, Tribunale per, Corte d'appello, Corte dei conti, Presidenza del Consiglio, Agenzia delle Entrate,
	Agenzia delle Dogane, Polizia locale, Polizia municipale, Polizia di Stato, Carabinieri, Arma dei Carabinieri, Guardia di Finanza, Vigili del fuoco, Corpo nazionale dei Vigili del fuoco,
	Azienda sanitaria locale, Azienda unità sanitaria locale, Azienda USL, Azienda ULSS, ASL, AUSL, ULSS, ASST, ASP di, Azienda sanitaria provinciale, Azienda ospedaliera, Azienda ospedaliero,
	Istituto comprensivo, Liceo statale, Liceo scientifico statale, Istituto tecnico statale, Direzione didattica statale, Camera di commercio, Autorità portuale, Autorità di sistema portuale,
	French: Ville de, Ville d', Ville du, Mairie de, Mairie d', Mairie du, Mairie des, Mairie annexe, Commune de, Commune d', Commune du, Commune des, Communauté de communes, Communauté d'agglomération,
	Communauté urbaine, Métropole de, Métropole d', Métropole du, Conseil départemental, Conseil régional, Conseil général, Département de, Département du, Département d', Département des, Région Auvergne,
	Région Bretagne, Région Île, Région Occitanie, Région Normandie, Région Grand Est, Région Hauts, Région Pays, Région Nouvelle, Région Bourgogne, Région Centre, Région Sud, Région Wallonne,
	Région de Bruxelles, Préfecture de, Préfecture du, Préfecture d', Préfecture des, Préfecture, Sous-préfecture, Ministère, Police municipale, Police nationale, Police cantonale, Gendarmerie nationale,
	Gendarmerie, Centre hospitalier universitaire, Centre hospitalier régional, Centre communal d'action sociale, Syndicat intercommunal, Canton de, Canton du, République et canton,
	Administration communale,
	German: Stadt, Stadtverwaltung, Gemeinde, Gemeindeverwaltung, Samtgemeinde, Verbandsgemeinde, Ortsgemeinde, Marktgemeinde, Stadtgemeinde, Landeshauptstadt, Hansestadt, Freie und Hansestadt,
	Freie Hansestadt, Universitätsstadt, Bundesstadt, Große Kreisstadt, Kreisstadt, Landkreis, Kreisverwaltung, Landratsamt, Bezirksamt, Magistrat der, Bundesministerium, Bundesamt für, Bundespolizei,
	Landespolizei, Polizeipräsidium, Polizeidirektion, Polizeiinspektion, Kantonspolizei, Stadtpolizei, Kanton, Land Berlin, Freistaat, Bundesanstalt für, Landesamt für,
	any: City of, City and County of, County of, Town of, Township of, Village of, Borough of, London Borough of, Royal Borough of, Commonwealth of, Province of, Government of, Her Majesty's,
	His Majesty's, HM Revenue, Ministry of, Department of Defense, Department of Justice, Department of Homeland Security, Department of Public Safety, Department of Corrections,
	Department of Transportation, Department of Health, Department of State, US Department of, United States Department of, Metropolitan Borough of, Police and Crime Commissioner, Police Department,
	Sheriff of, Municipality of, Regional Municipality of, NHS,
	Spanish: Ayuntamiento de, Ayuntamiento del, Ajuntament de, Ajuntament d', Excmo Ayuntamiento de, Concello de, Diputación de, Diputación provincial de, Diputació de, Diputación Foral, Cabildo de,
	Cabildo insular, Generalitat de, Gobierno de, Gobierno del, Gobierno Vasco, Junta de Andalucía, Junta de Castilla, Junta de Extremadura, Xunta de, Comunidad de Madrid, Comunidad Autónoma,
	Ministerio de, Ministerio del, Secretaría de, Municipalidad de, Municipio de, Alcaldía de, Policía Local de, Policía Municipal de, Policía Nacional, Guardia Civil, Prefeitura de, Prefeitura Municipal,
	Governo do, Câmara Municipal, Município de, Ministério da, Ministério do, Junta de Freguesia,
	Dutch: Gemeente, Provincie, Ministerie van, Rijkswaterstaat, Politie, Waterschap, Hoogheemraadschap, Politiezone, Vlaamse overheid, Dienst Justitiële Inrichtingen,
	Romanian: Primăria, Consiliul Județean, Consiliul Local, Ministerul, Inspectoratul General, Comuna, Orașul, Municipiul, Județul, Direcția Generală,
	Polish: Gmina, Miasto, Urząd Miasta, Urząd Miejski, Urząd Gminy, Powiat, Województwo, Ministerstwo, Komenda Wojewódzka Policji, Komenda Główna Policji, Komenda Powiatowa Policji, Starostwo Powiatowe,
	Czech: Obec, Město, Mesto, Statutární město, Městský úřad, Mestský úrad, Ministerstvo, Krajský úřad, Městská část, Mestská časť,
	Nordic: Kommun, Ministeriet,
	Balkan: Općina, Opština, Občina, Mestna občina, Ministarstvo, Општина,
	Greek: Δήμος, Υπουργείο, Περιφέρεια,
	Cyrillic: Община, Министерство, Администрация города, Міністерство, Міська рада,
	Spanish: Município`)

// publicEnds end the name of a public body; something must stand before.
var publicEnds = phrases(`
	English: City Council, County Council, Borough Council, District Council, Town Council, Parish Council, Community Council, Metropolitan Borough Council, London Borough Council, Council of the City,
	Police Department, Police Service, Constabulary, Sheriff's Office, Sheriff's Department, Sheriff Department, Fire Department, Department of Transportation, Public Schools, School District, NHS Trust,
	NHS Foundation Trust, Health Board, Combined Authority, Fire and Rescue Service,
	Nordic: kommun, kommune, kommuna, Fylkeskommune, regionkommune, stad, kaupunki, kunta, vald, linnavalitsus,
	Dutch: stad,
	Hungarian: Önkormányzata, Város Önkormányzata, Község Önkormányzata, Polgármesteri Hivatal,
	German: Gemeinde, Landkreis,
	Cyrillic: міська рада, сільська рада, селищна рада, районна рада, обласна рада,
	Turkish: Belediyesi, Büyükşehir Belediyesi,
	Baltic: savivaldybė, savivaldybės administracija, novada dome, novads`)

// publicWhole are public bodies by a word alone.
var publicWhole = phrases(`
	any: Police, Polizia, Polizei, Policía, Policía Local, Policía Municipal, Mairie, Ville, Comune, Commune, Municipality, Ayuntamiento, Town Hall, Rathaus, Transport for London, National Highways,
	Highways England, Bundeswehr`)

// notPublic are words of names that only sound like a public body's.
var notPublic = set(`
	sparkasse stadtsparkasse bank banca banque banco apotheke cafe hotel restaurant ristorante bar pub casino kasino kino cinema theater garage parking
	taxi taxis immobilien reisen club verein associazione association asociacion circolo cral sindacato syndicat gewerkschaft federation
	frati religiosa ecclesiastica cappuccini suore ordine diocesi parrocchia church chiesa kirche eglise iglesia pfarrei
	dopolavoro amici amis friends freunde fanclub supporters academy museum shop store supermarket supermarche mall lodge inn
	consulting consultants solutions investments holding holdings group gruppo insurance assurance assicurazioni credit
	calcio volley basket rugby asd ssd sportiva polisportiva fc
	paritario paritaria paritari paritarie privata privato privati private congedo`)
