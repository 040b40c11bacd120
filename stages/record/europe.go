package record

import (
	"slices"
	"strings"
)

// europeanNames are given names of the languages in which bodies of the European Union publish, beside those of commonNames.
// None is left that is a word of notices in any of these languages.
const europeanNames = `
Aleksander Alicja Aneta Arkadiusz Artur Bartlomiej Beata Bogumil Boguslaw Boleslaw Bozena Czeslaw Danuta Dawid Dorota Filip Franciszek Grazyna Halina Henryk
Irena Iwona Izabela Jakub Janina Janusz Jolanta Jozef Justyna Kamil Kamila Karol Karolina Kazimierz Kinga Kordian Leszek Lucyna Magdalena Maksymilian Marzena
Mieczyslaw Mikolaj Michal Patryk Przemyslaw Radoslaw Slawomir Sylwia Szymon Stanislawa Urszula Waclaw Waldemar Wieslaw Wieslawa Witold Wladyslaw Zenon Zuzanna Zygmunt
Laure Lilian Yohann Thibaut Matthieu Noemie Oceane Pauline Manon Margaux Mael Maelle Morgane Myriam Nadege Nadine Odette Paulette Pierrick Rodolphe Rosalie Solene Tanguy
Theo Theophile Tristan Vivien Yoann Yohan Gwenaelle Gwendoline Jocelyne Jocelyn Joelle Karine Killian Ludivine Lucile Magali Marjorie Maryse Maryline Maeva Mylene
Nathanael Ophelie Bernadette Berangere Blandine Cedric Charlene Christiane Clemence Cyrille Edouard Edmond Elisabeth Eliane Emeline Evelyne Fanny Fernand Firmin Floriane
Geraldine Ghislaine Gwenael Hadrien Hortense Huguette Jeannine Josiane Juliette Justine Leonie Louis Lucette Marcelle Marielle Maryvonne Micheline Muriel Nelly Ninon
Noelle Pascaline Perrine Rejane Roselyne Suzanne Sidonie Viviane Wilfried Yolande Yvan
Bartolome Gines Ginesa Isabel Pascuala Efrain Nerea Salome Ricardo Carlos Purificacion Asuncion Agustin Aitor Alicia Amparo Benita Bernarda Cayetano Cesar Eloy Fidela
Gregoria Iker Jordi Josep Natividad Rafaela Raimundo Rosendo Rufino Saturnino Unai Zacarias Mireia Oriol Cristovao Henrique Filipe Joaquim Manuela Ricardina Vasco
Tibor Jozsef Gabor Tamas Attila Csaba Gyula Sandor Janos Miklos Balazs Gergely Krisztian Krisztina Katalin Ildiko Zsuzsanna Zsolt Eszter Adel Erzsebet Judit Gyorgyi
Szabolcs Tunde Bence Levente Akos Arpad Denes Kalman Lajos Marton Rozalia Timea
Jiri Petr Vaclav Vojtech Lubos Ludek Miloslav Miroslav Ondrej Radek Radim Stepan Jindrich Frantisek Bohumil Dusan Eliska Jarmila Jitka Katerina Lenka Marketa Michaela
Miroslava Pavla Radka Tereza Veronika Zuzana Lubomir
Георги Димитър Петър Стоян Тодор Христо Веселин Венцислав Живко Ивайло Красимир Любомир Пламен Росен Румен Светослав Стефан Стефка Цветан Янка Деяна Даниела Десислава
Емилия Здравка Ивелина Йордан Йорданка Калин Кирил Лиляна Магдалена Мариана Мариела Милена Мирослав Невена Николай Пенка Петя Радка Райна Росица Силвия Снежана Стела
Стоянка Теодора Тодорка Цветелина Юлиан
Γεώργιος Κωνσταντίνος Ιωάννης Δημήτριος Νικόλαος Παναγιώτης Βασίλειος Χρήστος Αθανάσιος Μιχαήλ Ευάγγελος Σπυρίδων Αντώνιος Αναστάσιος Θεόδωρος Ανδρέας Χαράλαμπος
Αλέξανδρος Εμμανουήλ Ηλίας Σταύρος Πέτρος Σωτήριος Στυλιανός Ελευθέριος Απόστολος Φώτιος Διονύσιος Γρηγόριος Μαρία Ελένη Αικατερίνη Βασιλική Σοφία Αγγελική Γεωργία
Ευαγγελία Αναστασία Δέσποινα Δήμητρα Παναγιώτα Άννα Ευτυχία Χριστίνα Χρυσούλα Ευσταθία Ιωάννα Παρασκευή Κωνσταντίνα Όλγα Εύα Ευδοκία Αθανασία Σταυρούλα Ευφροσύνη
Μαργαρίτα Θεοδώρα Στέλλα Βαρβάρα Στέφανος Λεωνίδας Νικήτας Θωμάς Κυριάκος Ιωσήφ Παύλος Σταμάτιος Αριστείδης Σοφοκλής Περικλής Θεοφάνης
Anders Bjarne Christer Erik Eskil Flemming Fredrik Gunnar Hakan Henrik Ingvar Jesper Jorgen Kjell Knud Mikael Morten Niels Nils Poul Preben Rasmus Soren Staffan Svend
Torben Arvid Birgitta Gunilla Kerstin Kirsten Marit Pernille Pirkko Sirpa Solveig Antti Heikki Jukka Markku Matti Mikko Pekka Pentti Riitta Seppo Tapio Tuomas
Gijs Joost Jeroen Maarten Marieke Marijke Pieter Willem Wouter Sjoerd Joris Lieven Geert Cornelis Hendrik Thijs Femke Anneke Saskia Annemieke
Andrius Arturas Darius Gintaras Jurgis Kestutis Mindaugas Rimantas Saulius Vytautas Zydrunas Andris Aivars Guntis Ilze Juris Valdis Jaan Kadri Margus Meelis Toomas Urmas
Andrej Bojan Bostjan Branko Davor Dejan Deyana Dragica Gorazd Hrvoje Ivica Janez Janko Jelena Josip Krunoslav Mateja Matej Milos Miodrag Mirjana Mladen Nebojsa Nenad
Ognjen Predrag Primoz Slavko Slobodan Srdjan Stjepan Tomislav Vedran Vladan Zeljko Zlatko Zdravko
Alois Annemarie Anneliese Ansgar Armin Barbel Burkhard Cornelia Eckart Egon Engelbert Ewald Frauke Friedhelm Gerlinde Gisbert Gregor Guenter Guenther Gundula Hanno
Hansjorg Hedwig Heiner Henning Henrike Hilmar Hinrich Irmgard Isolde Janine Joerg Jochen Karlheinz Leonhard Liselotte Malte Mareike Mirjam Oskar Ottmar Philipp Raimund
Ralf Reinhold Roswitha Rosemarie Severin Sieglinde Sonja Svenja Swantje Tanja Theodor Thilo Tilmann Tobias Ulf Verena Vinzenz Wiebke Willi Wolfram`

// furtherNames are less frequent given names of the same languages.
const furtherNames = `
Matt Medardo Milosz Paddy Wim Akira Haruki Hiroshi Hiroyuki Kazuo Kenji Kiyoshi Masahiro Noriko Ryusuke Satoshi Takashi Yoshiko Yuko Adelasia Alderano Annetta Arsenio Baldassare Beppe Federigo Gelsomina Gioachino Gioele Gionata Griselda Ippazio Jolanda Laureano Luchino Marissa Matilda
Maurilio Melina Nedda Niccolo Ninetta Panfilo Paoletta Piersanti Raffaellino Ricciotti Temistocle Venancio Selena Mounir Ginetto Juri Adrienne Aimee
Alphonse Andree Anouk Antoinette Auguste Augustin Aurore Capucine Celina Claudine Dorothee Frederique Gabrielle Henriette Josette Marthe Margot Timothee
Zacharie Berengere Hugues Achim Adalbert Adelheid Agatha Ahmet Albin Alexej Alfons Aline Almut Alwin Andreas Andy Anett Anette Angelika Anka Annegret Annelie
Annelies Annemie Annett Annika Anselm Antje Arne Arnd Arndt Arnulf Baldur Balthasar Bastian Beate Beatrix Bekir Benedikt Berit Bernt Berthold Bertold Bertram
Birgid Bodo Branka Brit Britta Brunhilde Burghard Carin Carina Carolin Catrin Christel Christin Christof Clarissa Clemens Conny Cordula Cosima Curt Danica
 Detlev Dierk Diether Dietlinde Dietrich Dimitri Dimitrios Dominic Dominik Doreen Doris Dorit Dorte Dunja Eberhardt Eckhardt Eckhart Edelgard Edgar
Eduard Egbert Ekkehard Elmar Emine Enno Ercan Erhardt Erkan Erna Ernest Erol Eveline Evelyn Fabian Falko Fatma Felicitas Ferdinand Florian Franziska Freddy
Frederik Frida Frieder Friederike Fridolin Frithjof Gaby Gebhard Gerd Gerhardt Gernot Gerold Gert Gerta Gertraud Gertrude Gesine Gitta Gitte Gordana Gotthard
Gottlieb Gretel Gudula Gunda Gustav Hannes Hansgeorg Hansjurgen Hanspeter Harriet Hartwig Hasan Hatice Heidemarie Heidrun Heino Helena Helge Hella Hellmut
Helmuth Heribert Hermine Herta Hildegund Hubertus Huseyin Ignaz Ilka Ilona Imke Imre Ingeburg Ingmar Ingo Ingolf Inka Ismail Jakob Jana Jannik Jasmin Jasmina
Jeanette Jenny Jochem Johan Jonas Jorn Josefine Julius Juliane Jurij Kaspar Katarina Kathi Kathe Katrin Kemal Kenan Kilian Kirstin Klaas Konstanze Korbinian
Kornelia Kristian Kristin Kristina Kristine Kuno Lambert Larissa Leif Lene Leni Leonard Leonore Liane Liesel Lieselotte Linus Lisbeth Lorenz Lotte Ludger
Luise Lukas Lydia Maik Manja Marcus Mareen Marga Margarethe Margret Mariele Marieluise Marietta Marija Marijan Marita Marjan Marko Marlene Marlies Marlis
Marvin Mattias Mechthild Meike Meinhard Meinolf Mesut Milica Minna Mohammad Monja Moritz Nadja Natascha Niklas Nikola Nikolaus Nikolas Nurten Orhan Ortwin
Osman Oswald Othmar Otmar Ottilie Patric Patrik Peggy Petar Rahel Raphaela Regine Reinhardt Reinhilde Rochus Roderich Romy Ronny Rudolph Rupert Sahin Salih
Samira Sergej Sevim Sibylle Siegbert Siegmar Siegmund Sigmund Sigrun Sofie Sonke Stefanie Steffi Stephan Susann Susi Suzan Svea Swen Sylke Tassilo Tatjana
Thekla Thies Thorben Tilman Tilo Timo Traudl Ulla Ullrich Undine Ursel Uschi Veit Volkmar Walburga Walther Waltraut Wencke Willibald Willy Winfried Wladimir
Wolfhard Wulf Yasemin Yasmin Yilmaz Zdenka Alieksandra Portia Abelardo Adan Adela Adelaida Adelardo Adelia Agapito Agustina Ainara Aitana Alejo Almudena
Amador Amancio Amaya Anabel Anastasio Angelita Apolinar Apolonia Aranzazu Ariadna Aristides Asdrubal Atilio Aureliano Azucena Baldomero Baltasar Baudelio
Bernabe Bernardita Bibiana Borja Calixto Carlota Carmelita Casandra Casemiro Ceferino Celestina Chema Chelo Cintia Ciriaco Clarisa Conrado Cosme
Dalila Dionisia Domitila Dorotea Edelmira Edmundo Eladio Eleuterio Eliecer Elpidio Emelina Epifanio Erasmo Esmeralda Estefania Estela Etelvina Evangelina
Evelia Ezequiel Fabricio Faustino Feliciana Felisa Florencio Florentino Fulgencio Gabino Gaspar Gaston Georgina Geraldo Guiomar Heliodoro Heraclio Heriberto
Hermenegildo Herminia Herminio Hernando Hilario Hipolito Hortensia Humberto Ildefonso Inigo Inocencio Isaias Isaura Itziar Jacinta Jacinto Jacobo Jenaro
Jeremias Jeronimo Jimena Joaquina Jonatan Josue Jovita Juanita Julieta Leandra Leocadia Leoncio Leonel Leonor Lisandro Lucila Lupita Macaria Maite Malena
Marcial Maricela Marisela Marisol Maximino Mayte Melchor Melisa Miguela Milagros Moises Nacho Natalio Natanael Nayara Nelida Nicanor Nicolasa Obdulia
Octavia Olegario Onofre Otilia Ovidio Paco Pancho Patricio Paulino Pelayo Petrona Primitivo Prudencio Quique Rebeca Reinaldo Reynaldo Romulo Roque Rosaura
Rosenda Ruperto Salomon Saturnina Severiano Silvestre Soraya Tadeo Tecla Telmo Teodosio Teresita Toribio Vanesa Vicenta Victoriano Victorino Wilfredo Yesica
Yessica Zaida Zoraida Abbie Antony Ashleigh Bethan Bethany Beverley Billy Brett Callum Carole Carolyn Cheryl Chloe Clifford Conor Darren Debra Declan Dylan
Ellie Elliot Elliott Gavin Graeme Hayley Hilary Hollie Jayne Jemma Jenna Jill Jodie Josh Justin Kathryn Katie Kayleigh Kieran Kimberley Kirsty Kyle Lauren
Leah Leanne Lesley Liam Lindsey Luke Lynda Lynne Martyn Mathew Molly Naomi Natasha Owen Ricky Shane Shaun Stewart Toby Tracey Deanna Lorna Steve Dave Jeff
Greg Doug Phil Ken Bob Adelin Aglaia Albertina Alexandrina Anatolie Ancuta Andrada Anghel Anisoara Antoaneta Aurelian Aureliana Aurica Beniamin Brandusa
Catrinel Cezar Codrin Codruta Cornel Costache Dacian Daciana Daiana Denisa Despina Dinu Domnica Dorian Dorinel Dumitrana Eftimie Elisaveta Emanuil
Emilian Eufrosina Eusebiu Filofteia Fiodor Flaviu Florentin Geanina Gelu Ghenadie Gheorghina Haralambie Horatiu Iacov Ilarion Ilinca Ionica Iosif Iuliu Iustin
Lacramioara Laurentia Leontin Lorin Luiza Madalin Marinela Marioara Mihnea Minodora Mioara Mirabela Miruna Mitica Narcis Natasa Nicoara Nicodim Nicolaie Nicu
Niculina Nicusor Octav Olimpiu Panait Petrica Petrisor Petronela Petruta Raducu Relu Ruxandra Safta Sanda Sandu Sergiu Silvian Silviana Simina Simion Smaranda
Sorana Stefana Steliana Suzana Teofil Todor Tudorita Veniamin Viorela Visarion Voicu Zaharia Zamfira Zinovia Zina Adrianna Aleks Anastazja Aniela Bartek Borys
Cezary Cyprian Dagmara Eryk Ewelina Fryderyk Gustaw Ignacy Jedrzej Juliusz Kacper Kajetan Kornel Krystian Ksawery Malwina Marcelina Maurycy Natan Nikodem
Olgierd Oliwier Tobiasz Tymon Tymoteusz Wiktor Afonso Andreia Caetana Filipa Guilherme Lourenco Madalena Margarida Martim Mateus Micael Sebastiao Simao Soraia
Vitor Annemijn Aron Ayoub Bastiaan Bram Carlijn Casper Daan Danique Evelien Esmee Fenna Floortje Gerrit Guus Hidde Jasmijn Jelle Jelte Jesse Joep Jordy Jort
Karlijn Laurens Lieke Lien Lisanne Loes Luuk Maaike Maartje Marijn Marinus Maryam Mathijs Matthijs Maurits Mirthe Muhammed Niek Nienke Pepijn Pleun Quinten
Renske Sanne Sebastiaan Stijn Tess Tijmen Veerle Wesley Betim Mitko Bashar Faisal Khaled Mounia Nabil Walid Yasser Ziad Nadira Rania Samia Zainab`

// spanishSurnames are common ones: a Spanish name ends in two surnames, of the father and of the mother.
var spanishSurnames = set(`Garcia Rodriguez Gonzalez Fernandez Lopez Martinez Sanchez Perez Gomez Martin Jimenez Ruiz Hernandez Diaz Moreno Munoz Alvarez Romero Alonso
	Gutierrez Navarro Torres Dominguez Vazquez Ramos Gil Ramirez Serrano Blanco Molina Morales Suarez Ortega Delgado Castro Ortiz Rubio Marin Sanz Nunez Iglesias Medina
	Garrido Cortes Castillo Santos Lozano Guerrero Cano Prieto Mendez Cruz Calvo Gallego Vidal Leon Marquez Herrera Pena Flores Cabrera Campos Vega Fuentes Carrasco Diez
	Ayala Arguello Avila Cervantes Contreras Estrada Ibarra Juarez Maldonado Mejia Ochoa Orozco Salazar Trejo Zepeda Reyes Caballero Nieto Aguilar Pascual Santana Herrero Lorenzo Hidalgo Montero Ibanez Gimenez Ferrer Duran Vicente Benitez Mora Santiago Arias Vargas Carmona Crespo
	Roman Pastor Soto Saez Velasco Moya Soler Parra Esteban Bravo Gallardo Rojas`)

// isSpanish says whether the words are a Spanish personal name: one or more given names and two surnames, one of which is
// common, or a given name first that is an ordinary word too; outside Spain, both.
func isSpanish(words []string, country string) bool {
	if country != "ES" && country != "MX" && country != "" || len(words) < 3 || len(words) > 7 {
		return false
	}
	surname := false
	for i, w := range words {
		if !particles[w] && !nameLike(w) && !(country == "ES" && w == "I") || companyForms[w] || lastForms[w] || formless[w] {
			return false
		}
		surname = surname || spanishSurnames[w] && (i > 0 || country == "ES")
	}
	if country == "ES" {
		return surname || givenNames[words[0]]
	}
	return surname && (givenNames[words[0]] || partyNames[words[0]]) && !saints[words[0]] && formOfName(words)
}

// isPolish says whether the words are the firm of somebody who trades in Poland, which ends in the trader's own given name and
// surname. A body may end so too, after "im.", in the name of whom it honours.
func isPolish(words []string, country string) bool {
	n := len(words)
	return country == "PL" && n > 2 && words[0] != "KONSORCJUM" && clearNames[words[n-2]] && nameLike(words[n-1]) && !slices.Contains(words, "IM") && !slices.Contains(words, "IMIENIA")
}

// isBulgarian says whether three words are a given name, a father's name and a surname, as Bulgaria registers people. Whoever has a
// free profession there has a number of the same form as a firm's.
func isBulgarian(words []string, country string) bool {
	if country != "BG" || len(words) != 3 || !nameLike(words[0]) || paternal(words[0], fathers) {
		return false
	}
	first, second, double := strings.Cut(words[2], "-")
	return nameLike(words[1]) && nameLike(words[2]) && paternal(words[1], fathers) && (paternal(first, surnames) || double && paternal(second, surnames))
}

// fathers and surnames are how names end that are made of a father's name, and surnames.
var (
	fathers  = []string{"ОВ", "ЕВ", "ОВА", "ЕВА", "OV", "EV", "OVA", "EVA"}
	surnames = append([]string{"ИН", "ИНА", "СКИ", "СКА", "ЧКИ", "ЧКА", "SKI", "SKA", "CHKI", "CHKA"}, fathers...)
)

func paternal(word string, ends []string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return len(word) > len(end)+2 && strings.HasSuffix(word, end) })
}
