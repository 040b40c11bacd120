package record

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
Ευαγγελία Αναστασία Δέσποινα Δήμητρα Παναγιώτα Άννα Ευτυχία Χριστίνα Χρυσούλα Ευσταθία Ιωάννα Παρασκευή
Anders Bjarne Christer Erik Eskil Flemming Fredrik Gunnar Hakan Henrik Ingvar Jesper Jorgen Kjell Knud Mikael Morten Niels Nils Poul Preben Rasmus Soren Staffan Svend
Torben Arvid Birgitta Gunilla Kerstin Kirsten Marit Pernille Pirkko Sirpa Solveig Antti Heikki Jukka Markku Matti Mikko Pekka Pentti Riitta Seppo Tapio Tuomas
Gijs Joost Jeroen Maarten Marieke Marijke Pieter Willem Wouter Sjoerd Joris Lieven Geert Cornelis Hendrik Thijs Femke Anneke Saskia Annemieke
Andrius Arturas Darius Gintaras Jurgis Kestutis Mindaugas Rimantas Saulius Vytautas Zydrunas Andris Aivars Guntis Ilze Juris Valdis Jaan Kadri Margus Meelis Toomas Urmas
Andrej Bojan Bostjan Branko Davor Dejan Deyana Dragica Gorazd Hrvoje Ivica Janez Janko Jelena Josip Krunoslav Mateja Matej Milos Miodrag Mirjana Mladen Nebojsa Nenad
Ognjen Predrag Primoz Slavko Slobodan Srdjan Stjepan Tomislav Vedran Vladan Zeljko Zlatko Zdravko
Alois Annemarie Anneliese Ansgar Armin Barbel Burkhard Cornelia Eckart Egon Engelbert Ewald Frauke Friedhelm Gerlinde Gisbert Gregor Guenter Guenther Gundula Hanno
Hansjorg Hedwig Heiner Henning Henrike Hilmar Hinrich Irmgard Isolde Janine Joerg Jochen Karlheinz Leonhard Liselotte Malte Mareike Mirjam Oskar Ottmar Philipp Raimund
Ralf Reinhold Roswitha Rosemarie Severin Sieglinde Sonja Svenja Swantje Tanja Theodor Thilo Tilmann Tobias Ulf Verena Vinzenz Wiebke Willi Wolfram`

// spanishSurnames are common ones: a Spanish name ends in two surnames, of the father and of the mother.
var spanishSurnames = set(`Garcia Rodriguez Gonzalez Fernandez Lopez Martinez Sanchez Perez Gomez Martin Jimenez Ruiz Hernandez Diaz Moreno Munoz Alvarez Romero Alonso
	Gutierrez Navarro Torres Dominguez Vazquez Ramos Gil Ramirez Serrano Blanco Molina Morales Suarez Ortega Delgado Castro Ortiz Rubio Marin Sanz Nunez Iglesias Medina
	Garrido Cortes Castillo Santos Lozano Guerrero Cano Prieto Mendez Cruz Calvo Gallego Vidal Leon Marquez Herrera Pena Flores Cabrera Campos Vega Fuentes Carrasco Diez
	Reyes Caballero Nieto Aguilar Pascual Santana Herrero Lorenzo Hidalgo Montero Ibanez Gimenez Ferrer Duran Vicente Benitez Mora Santiago Arias Vargas Carmona Crespo
	Roman Pastor Soto Saez Velasco Moya Soler Parra Esteban Bravo Gallardo Rojas`)

// isSpanish says whether the words are a Spanish personal name: one or more given names and two surnames, one of which is
// common, or a given name first that is an ordinary word too.
func isSpanish(words []string, country string) bool {
	if country != "ES" || len(words) < 3 || len(words) > 7 {
		return false
	}
	surname := false
	for _, w := range words {
		if !particles[w] && !nameLike(w) || companyForms[w] || lastForms[w] {
			return false
		}
		surname = surname || spanishSurnames[w]
	}
	return surname || givenNames[words[0]]
}
