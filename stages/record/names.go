package record

// givenNames are common given names of the languages of the documents, folded. The list decides whether a party may be a
// person; it need not be complete, for a name on it is only one of several conditions.
var givenNames = set(commonNames + " " + europeanNames + " " + furtherNames + " " + wordNames)

// clearNames are those that are no ordinary word of the documents, so that they mark a person in the middle of a text.
var clearNames = cleared(set(commonNames + " " + europeanNames + " " + furtherNames))

func cleared(names map[string]bool) map[string]bool {
	for w := range names {
		if stopWords[w] || tradeWords[w] || placeWords[w] || particles[w] || ordinary[w] {
			delete(names, w)
		}
	}
	return names
}

const commonNames = `
Dania Saveria
Uccio Accursio Adelaide Alcide Aldina Alfonsino Alighiero Alvino Amleto Anacleto Andreino Angelino Antioco Antonuccio Arduino
Armanda Armandina Arnalda Artemio Assuntina Asterio Azelio Balbina Battistina Berenice Bonifacio Bortolo Calcedonio
Casimiro Cipriano Cirillo Cirino Cleto Consalvo Consiglia Corinna Cornelio Corradino Crescenzio Crescenzo Cristoforo Davino
Derna Domenichina Domenichino Domitilla Donatello Eligio Eloisa Emanuel Emerico Emiliana Enedina Ennia Enrichetto Eraldo
Erberto Erio Ettorina Eufemia Eufrasia Eutizio Evandro Evelino Everardo Filippina Franchino Frediano Fulgenzio Galdino
Galeazzo Gerardina Gervasio Gesualdo Gesuina Giambattista Gianantonio Gianbattista Giandomenico Gianfelice Gianfrancesco
Giangiacomo Gianmauro Giannantonio Giannetto Giannino Giordanella Giosue Giovambattista Giovannantonio Giovannella
Giuseppino Giustina Glauco Godofredo Goffredina Graziana Grazietta Iginio Igino Imelda Isidora Isotta Ivonne Lauretta Learco
Leonello Leontina Liborio Licinio Ligia Lionello Lorenzina Macario Mansueto Manuele Marcantonio Marcellino Mariangela
Mariapia Mariarita Marilisa Marinetta Mariuccia Massimina Melchiorre Metello Michelangela Modestino Nazzarena
Nestore Nicodemo Nicolina Oddone Oliviero Oriano Ornello Ottorino Palmerino Pancrazio Pierdomenico Piergiacomo Pierina
Pierpaola Pietrina Pietrino Pinuccia Pinuccio Porfirio Quintilia Rachela Raffaelina Raffaelino Rainaldo Reginaldo Regolo
Remigia Renzina Rinaldo Rosolina Rosolino Rossanella Sabatino Salvatora Salvatorica Sebastianino Serafina Silveria Simeone
Soccorsa Stelvio Taddeo Tancredi Teofilo Timoteo Tindaro Tonina Torquato Uberto Ugolino Ulderico Umberta Velia
Verdiana Virgilia Vitaliano Vitantonio Vittorino Zaccaria Zelinda
Carl Nick Adalgisa Adelino Alvina Angiolo Antimo Ariela Aristodemo Carmelino Cristhian Curzio Delio Elvezio Erminia Ernesta Ersilia Evaristo
Ezechiele Gaudenzio Gavinuccio Gesuino Giammaria Gianpeppino Gualtiero Isidoro Italo Jenifer Lanfranco Liana Lietta Lorianna Luigino
Marica Marika Matelda Michelino Milko Moris Nazaro Nazzareno Nicolangelo Nicolette Nicolino Nicolo Nunziatina Otello Pantaleo Pierantonio
Piergiuseppe Pierino Piernicola Pippo Quintilio Raniero Rosalina Rudi Ruggiero Santino Sauro Sigismondo Tullio Valter Venerando
Vladimiro Anibal Berta Bertha Dionisio Domingo Edith Elias Ernestina Eulalia Fidel Gilberta Guillermina Hilda Irineo Marcelino Maribel
Noelia Norberta Ofelio Rocio Sebastian Ulises Xabier Rachael Terry Gholam Gholamreza Wasim Abdul Abdullah Imran Tariq Zoltan Zoran
Istvan Ferenc Laszlo Goran Dragan Branislav Jaroslav Zdenek Snejana Serghei Tatiana Ecaterina Veaceslav Iurie Efim Evghenii
Gian Gianmario Cettina Peppino Tomaso Ermenegildo Mirka Maicol Mauri
Achille Ada Adalberto Adele Adelina Adelmo Adolfo Adriana Adriano Agata Agnese Agostino Aida Alberico Alberta Alberto Alda Aldo
Alessandra Alessandro Alessia Alessio Alfio Alfonsina Alfonso Alfredo Alice Alida Alvaro Alvise Amalia Amanda Ambrogio Amedeo
Amelia Amerigo Amilcare Anastasia Andrea Andreina Angela Angelica Angelina Angelo Angiola Anita Anna Annalisa Annamaria Annarita
Annibale Anselmo Antonella Antonello Antonia Antonietta Antonina Antonino Antonio Arcangelo Arianna Aristide Armando Arnaldo
Arrigo Arturo Assunta Attilio Augusto Aurelia Aurelio Baldassarre Barbara Bartolomeo Basilio Battista Beatrice Benedetta Benedetto
Beniamino Benito Bernardino Bernardo Bettina Biagio Bonaria Brigida Brunella Brunello Bruno Calogero Camilla Camillo Carla Carlo
Carlotta Carmela Carmelo Carmen Carmine Carola Carolina Caterina Catia Cecilia Celestino Cesare Cesarina Chiara Christian Ciro
Claudia Claudio Clelia Clementina Clotilde Concetta Corrado Cosimo Costantino Costanzo Cristian Cristiana Cristiano Cristina
Damiano Daniela Daniele Danilo Daria Dario Davide Davy Debora Deborah Delfina Delia Demetrio Denis Desiree Diego Dina Dino
Domenico Donata Donatella Donato Doriana Doriano Edgardo Edmondo Edoardo Efisio Egidio Elda Elena Eleonora Eliana Elio Elisa
Elisabetta Elsa Elvio Elvira Emanuela Emanuele Emidio Emiliano Emilio Emma Ennio Enrica Enrichetta Enrico Enza Enzo Erica Erika
Ermanno Ermelinda Erminio Ernesto Ester Ettore Eugenia Eugenio Eustachio Eva Evelina Ezio Fabiana Fabiano Fabio Fabiola Fabrizia
Fabrizio Fausta Fausto Federica Federico Feliciano Ferdinando Ferruccio Filiberto Filippa Filippo Filomena Fiorella Fiorenza
Fiorenzo Flavia Flavio Floriana Floriano Francesca Francesco Fulvia Fulvio Gabriele Gabriella Gaetana Gaetano Gaia Gaspare Gastone
Gavina Gavino Geltrude Gennaro Genoveffa Gerardo Gerlando Germana Gerolamo Ghita Giacinta Giacinto Giacoma Giacomina Giacomo Giada
Giampaolo Giampiero Giampietro Giancarla Giancarlo Gianfranca Gianfranco Gianluca Gianluigi Gianmarco Gianmaria Gianna Gianni
Gianpaolo Gianpiero Gianpietro Gigi Gigliola Gilberto Gilda Gildo Gina Gino Gioacchino Giordana Giordano Giorgia Giorgio Giovanna
Giovanni Giovannino Girolamo Gisella Giuditta Giulia Giuliana Giuliano Giulio Giuseppa Giuseppe Giuseppina Giustino
Goffredo Gonaria Gregorio Graziano Graziella Guendalina Guerrino Guglielmo Guido Iacopo Ignazia Ignazio Igor Ilaria Ilario Ileana
Iolanda Irene Irma Isabella Isacco Ivan Ivana Ivano Ivo Jacopo Katia Katiuscia Lamberto Lara Laura Lavinia Leandro Leda Lelio
Leo Leonardo Leonida Leopoldo Letizia Letterio Lidia Liliana Lina Lino Lisa Livia Livio Lodovico Loredana Lorella Lorena Lorenza
Lorenzo Loreta Loretta Loriana Loris Luana Luca Lucia Luciana Luciano Lucilla Lucio Lucrezia Ludovica Ludovico Luigi Luigia
Luigina Luisa Luisella Maddalena Mafalda Manfredi Manfredo Manlio Manola Manolo Manuel Manuela Marcella Marcello Marco Margherita
Maria Mariagrazia Marialuisa Marianna Mariano Mariantonietta Mariarosa Mariateresa Mariella Marilena Marinella Mario Marisa Marta
Martina Martino Marzia Marzio Massimiliano Massimo Matilde Matteo Mattia Maura Maurizia Maurizio Mauro Melania Melissa Micaela
Michela Michele Michelangelo Michelina Milena Milo Mirco Mirella Miriam Mirko Mirta Moira Monia Monica Moreno Nadia Nando Natalia
Natalina Natalino Nazareno Nazario Nereo Nerina Nevio Nicla Nico Nicola Nicoletta Nicolo Nilde Noemi Norberto Nunzia Nunziata
Nunzio Odoardo Ofelia Olga Olindo Omar Onofrio Orazio Oreste Orietta Ornella Orsola Oscar Osvaldo Ottaviano Ottavio Palmira
Palmiro Paola Paolina Paolo Pasquale Pasqualina Pasqualino Patrizia Patrizio Pericle Piera Pierangelo Piercarlo Pierfrancesco
Pierluigi Piero Pierpaolo Pietro Piergiorgio Quintino Quirico Quirino Rachele Raffaele Raffaela Raffaella Raimonda Raimondo Ramona
Raul Rebecca Remigio Remo Renata Renato Renzo Riccarda Riccardo Rina Rino Rita Roberta Roberto Rocco Rodolfo Rolando Romina
Romolo Romualdo Rosalba Rosalia Rosalinda Rosanna Rosaria Rosella Rosetta Rosina Rosita Rossana Rossano Rossella Ruggero Rudy
Sabina Sabino Sabrina Salvatore Samantha Samanta Samuela Samuele Sandra Sandro Sara Sarah Saverio Savino Sebastiana Sebastiano
Selene Sergio Severino Sibilla Silvana Silvano Silverio Silvestro Silvia Silvio Simona Simone Simonetta Sofia Sonia Stefania
Stefano Susanna Tamara Tania Tarcisio Tatiana Teodora Teodoro Teresa Teresina Tiberio Tiziana Tiziano Tobia Tommasina
Tommaso Tonino Tonia Tullia Tullio Ubaldo Ugo Ulisse Umberto Valentina Valentino Valeria Valeriano Valerio Vanda Vanessa Vanni
Veronica Vilma Vincenza Vincenzo Vincenzina Virgilio Virginio Vito Vittorio Viviana Walter Wanda Wilma Ylenia Yuri Zaira Zeno Zita
Alejandra Alejandro Alonso Andres Araceli Begona Belen Camilo Catalina Cristobal Eduardo Enrique Esteban Esther Eusebio Facundo
Felipe Fermin Fernanda Fernando Francisca Francisco Gabriela Gonzalo Graciela Guillermo Gustavo Hector Hernan Horacio Hugo
Inmaculada Ignacio Isidro Ismael Jaime Javier Joaquin Jorge Jose Josefa Josefina Juan Juana Julian Juliana Julio Leticia Lourdes
Lucas Luis Macarena Marcela Marcelo Margarita Mariana Martin Mateo Matias Mauricio Maximiliano Miguel Monserrat Nestor Nicolas
Nuria Octavio Pablo Paulina Pedro Rafael Ramiro Ramon Raquel Rigoberto Rodrigo Rogelio Ruben Silvina Susana Tomas Vicente Ximena
Yolanda Joao Paulo Luiz Thiago Tiago Diogo Goncalo Rui Nuno Beatriz Catarina Joana Aaron Abigail Adam Alan Albert Alex Alexander
Alfred Alison Amy Andrew Angus Anthony Arthur Ashley Audrey Barry Benjamin Bernard Beth Betty Brandon Brenda Brian Bruce Bryan
Carol Caroline Catherine Charles Charlotte Chris Christina Christine Christopher Claire Clive Colin Craig Cynthia Damian Daniel
David Derek Diane Donald Dorothy Duncan Edward Edwin Eileen Elaine Eleanor Elizabeth Ellen Emily Eric Ethan Evan Fiona Fred
Frederick Gareth Gary Geoffrey George Gerald Gillian Gordon Graham Gregory Hannah Harold Harry Heather Helen Henry Hugh Iain Ian
Jacob Jacqueline James Jamie Jane Janet Janice Jason Jeffrey Jennifer Jeremy Jerry Jessica Jim Joan Joanna Joanne Joe John
Jonathan Joseph Joshua Joyce Judith Judy Julie Karen Kate Katherine Kathleen Keith Kelly Kenneth Kevin Kimberly Larry
Laurence Lawrence Leslie Linda Louise Lucy Malcolm Margaret Marie Marilyn Martha Mary Matthew Maureen Megan Melanie Michael
Michelle Mike Nancy Natalie Nathan Neil Nicholas Nicole Nigel Norman Oliver Pamela Patricia Patrick Paul Paula Peter Philip
Phillip Rachel Ralph Randy Raymond Rhys Richard Robert Roger Ronald Rosemary Roy Russell Ruth Ryan Sally Samuel Scott Sean Sharon
Sheila Shirley Simon Stanley Stephanie Stephen Steven Stuart Susan Suzanne Sylvia Terence Theresa Thomas Timothy Tom Tony Tracy
Trevor Vincent Wayne Wendy William Zachary Adrien Agathe Agnes Alain Alexandre Alexis Amandine Amelie Anais Andre Anne Antoine
Arnaud Aurelie Aurelien Bastien Baptiste Benoit Bertrand Brigitte Camille Cecile Celine Christelle Christophe Clement Colette
Corinne Cyril Damien Danielle Delphine Denise Didier Dominique Elise Elodie Emile Emilie Emmanuel Emmanuelle Estelle Etienne
Eugene Fabien Fabienne Fabrice Florent Francis Franck Francois Francoise Frederic Gaelle Gaetan Genevieve Georges Gerard Germain
Gilbert Gilles Gregoire Guillaume Guy Helene Henri Herve Honore Isabelle Jacques Jean Jeanne Jerome Joel Josephine Julien Laetitia
Laurent Lionel Loic Luc Lucie Lucien Ludovic Madeleine Marc Marcel Marguerite Marion Martine Mathieu Mathilde Maurice Maxime
Michel Mireille Monique Nathalie Odile Olivier Pascal Pascale Patrice Philippe Pierre Quentin Raoul Raphael Raymonde Regis Remi
Remy Rene Renee Roland Romain Sandrine Sebastien Serge Severine Solange Sophie Stephane Sylvain Sylvie Therese Thibault Thierry
Valerie Veronique Virginie Xavier Yann Yannick Yves Yvette Yvonne Anja Anke Annette Axel Bernd Bernhard Birgit Bjorn Carsten
Christa Christoph Claus Dagmar Detlef Dieter Dietmar Dirk Dorothea Eberhard Eckhard Edeltraud Elfriede Elke Emil Erhard Erich
Ernst Erwin Felix Franz Frieda Friedrich Fritz Gabi Georg Gerda Gerhard Gertrud Gisela Gottfried Greta Gudrun Gunter Gunther
Hannelore Hans Harald Hartmut Heidi Heike Heiko Heinrich Heinz Helga Helmut Herbert Hermann Hildegard Holger Horst Hubert Ilse
Inge Ingeborg Ingrid Jens Joachim Johann Johanna Johannes Josef Jurgen Jutta Karin Karl Karsten Katharina Kathrin Katja Klaus
Konrad Kurt Lars Lothar Ludwig Lutz Manfred Margarete Margit Marianne Markus Mathias Matthias Maximilian Monika Norbert Olaf 
Petra Rainer Reinhard Reiner Renate Rolf Rudiger Rudolf Ruediger Sabine Siegfried Sigrid Silke Stefan Steffen Susanne Sven
Thorsten Torsten Udo Ulrich Ulrike Ursula Ute Uwe Volker Waltraud Werner Wilhelm Wolfgang Adina Adrian Alexandra Alexandru Alin
Alina Ana Anca Andreea Andrei Aurel Bogdan Calin Catalin Ciprian Claudiu Constantin Corina Corneliu Cosmin Costel Crina Cristi
Dana Diana Dorel Dorin Dorina Doru Dragos Dumitra Dumitru Emanoil Eugen Florentina Florin Florina Gabriel Georgeta Georgiana
Gheorghe Gheorghita Grigore Horia Iacob Ilie Ioan Ioana Ionel Ionela Ionut Iulia Iulian Iuliana Laurentiu Liviu Lucian Luminita
Madalina Marian Maricica Marius Mihaela Mihai Mihail Mircea Mirela Mugurel Nelu Nicolae Nicoleta Octavian Oana Ovidiu Paraschiva
Petre Petru Radu Raluca Razvan Remus Rodica Roxana Serban Silviu Sorin Sorina Steluta Stelian Teodor Tiberiu Toader Traian Tudor
Valentin Valeriu Vasile Vasilica Victor Viorel Viorica Virgil Vlad Vladimir Agnieszka Andrzej Bartosz Dariusz Elzbieta Ewa
Grzegorz Jacek Jadwiga Jan Jerzy Katarzyna Krzysztof Krystyna Lukasz Maciej Malgorzata Marcin Marek Mariusz Mateusz Miroslaw Pawel
Piotr Rafal Ryszard Stanislaw Tadeusz Tomasz Wojciech Zbigniew Zdzislaw Zofia Adem Agim Arben Artan Bashkim Besnik Driton Fatmir
Ilir Ahmed Ali Amina Fatima Hamid Hassan Hussein Ibrahim Karim Khalid Leila Mahmoud Mehmet Mohamed Mohammed Muhammad Mustafa
Rachid Salah Samir Youssef Yusuf Aleksandr Aleksandra Aleksei Aleksey Alexei Anastasiia Anatolii Anatoly Andrii Andrey Anton
Artem Boris Bohdan Denys Dmitri Dmitrii Dmitry Dmytro Ekaterina Evgenia Evgeny Fedir Fedor Galina Gennady Halyna Hanna Ihor Inna
Irina Iryna Kateryna Kirill Konstantin Kostiantyn Ksenia Larisa Larysa Leonid Liudmyla Ludmila Lyudmila Maksym Maksim Marharyta
Maryna Mikhail Mykhailo Mykola Nadiia Nadezhda Nataliia Natalya Nikita Nikolai Nikolay Oksana Oleg Oleh Oleksandr Oleksandra
Oleksii Oleksiy Olena Olha Pavel Pavlo Petro Roman Ruslan Semen Sergei Serhii Serhiy Stanislav Svetlana Svitlana Taras Tatyana
Tetiana Tetyana Vadim Vadym Valentyna Valerii Vasyl Viacheslav Viktor Viktoriia Viktoria Vitalii Vitaly Volodymyr Vyacheslav
Yaroslav Yevhen Yevgeny Yulia Yuliia Yurii Yuriy Zinaida Zoya Александр Александра Алексей Алла Анастасия Анастасія Анатолий
Анатолій Андрей Андрій Анна Антон Артем Артём Богдан Борис Вадим Валентин Валентина Валерий Валерій Валерия Василий Василь Виктор
Виктория Виталий Владимир Владислав Вячеслав Віктор Вікторія Віталій Володимир Вʼячеслав Галина Ганна Геннадий Геннадій Георгий
Георгій Григорий Григорій Денис Дмитрий Дмитро Евгений Евгения Екатерина Елена Елизавета Жанна Зинаида Зоя Иван Игорь Инна Ирина
Иосиф Іван Ігор Інна Ірина Кирилл Кирило Катерина Константин Костянтин Ксения Лариса Леонид Леонід Лидия Любов Любовь Людмила Майя
Максим Маргарита Марина Мария Марія Микола Михаил Михайло Надежда Надія Наталия Наталія Наталья Никита Николай Нина Ніна Оксана
Олег Олександр Олександра Олексій Олена Ольга Павел Павло Петр Пётр Петро Раиса Роман Руслан Светлана Світлана Семен Сергей Сергій
Станислав Станіслав Степан Тамара Тарас Татьяна Тетяна Федір Фёдор Эдуард Юлия Юлія Юрий Юрій Яна Ярослав Євген Євгенія Єлизавета`

// wordNames are given names that are ordinary words too, or places, or goods.
const wordNames = `
Bellino Milan Orione Pacifico Tina Toni
Adamo Adone Ancilla Aulo Bartolo Bruto Caio Cataldo Catello
Celso Damaso Decio Enea Eros Gero Giasone Isaia Ladislao Lazzaro Lello Licia Lillo Nadir Nerio Nuccio
Olimpio Paride Plinio Pompeo Radames Secondino Sirio Siro Sisto Tito Vanna Vinicio
Candido Delfina Delfino Fedele Libera Luz Nazaret Pier Saul Ireneo Telemaco Otto Donna Romeo Giulietta Ines Julia Alba Allegra Alma Amato Amber Ambra Angel Annunziata Art Assunto Augusta Aurora Bella Bianca Blanca Bruna
Candelaria Celeste Chantal Cinzia Clara Clemente Cloe Concepcion Consuelo Costante Costantina Costanza Dale Dalia Dan
Dante Dean Desiderio Diamante Dolores Domenica Douglas Elettra Eliseo Elmo Emilia Encarnacion Ercole Fabia Faith Fede Felice
Felicia Fiamma Fiore Flora Florence Fortunata Fortunato Franca Franco Frank Gemma Germano Ginevra Gioia Giusto Glenn Gloria Grace
Grazia Grazio Guadalupe Guerino Hope Howard Ida Immacolata Innocenzo Iole Ion Iride Iris Isa Ivy Jack Jesus
Jorg Joy June Lauro Lea Leona Leone Libera Libero Luan Luce Luna Magda Mara Marin Marina Marino Mark Max Mercedes
Mira Mirto Modesto Montserrat Narciso Natale Nella Nello Nino Nives Noel Nora Norma Novella Olimpia Olivia Oriana Orlando
Pace Palma Pasqua Paz Pellegrino Perla Pia Pilar Pina Pino Pio Placido Primo Prospero Ray Regina 
Romana Romano Rosa Rosario Rose Rosi Sabato Said Salvador Salvo Santa Sante Santi Santiago Santo Selva Serafino
Serena Serenella Sereno Settimio Soledad Stelio Stella Tea Tosca Trinidad Urania Urbano Vera Victoria
Viola Virginia Vita Vitale Vittoria Zara`

// saints stand before a given name that is a place's, a school's or a feast's.
var saints = set(`SAN SANTO SANTA SANT SANTI S SS BEATO BEATA VIA VIALE PIAZZA CORSO VILLA SAINT SAINTE SANKT ST STE`)

// titles are titles of persons and of professions, folded, without full stops.
var titles = set(`DOTT DOTTSSA DOTTORE DOTTORESSA DR DRSSA DSSA DRA AVV AVVOCATO ING INGEGNERE ARCH ARCHITETTO GEOM GEOMETRA GEOL GEOLOGO PROF PROFSSA SIG SIGRA SIGNOR SIGNORA RAG ADW LEK MUDR JUDR MVDR RNDR ARQ
	ARCHEOLOGO ARCHEOLOGA GEOLOGA AVVOCATA INGG PRF PERITO PI AGR NOTAIO CAV MR MRS MS MISS SR SRA HERR FRAU MME MLLE MONSIEUR MADAME DOMNUL DOAMNA ИНЖ АРХ`)

// fullTitles are those that are words by themselves, so that no full stop need follow.
var fullTitles = set(`DOTT AVV GEOM GEOL DOTTORESSA DOTTSSA DRSSA DSSA AVVOCATO GEOMETRA NOTAIO SIGNOR SIGNORA MONSIEUR MADAME MRS HERR FRAU SIGRA PROFSSA INGG PRF`)

// standingNames are those of wordNames that people bear more often than documents use the word, so that one of them and a
// surname that stand by themselves are a person's name.
var standingNames = set(`FRANCO NINO CATALDO CELSO DAMASO DECIO EROS ISAIA LADISLAO LAZZARO LICIA LILLO LELLO NUCCIO PARIDE PLINIO RADAMES SIRO SISTO TITO VINICIO SAUL IRENEO CINZIA CLARA CLEMENTE CLOE
	ERCOLE FORTUNATO GERMANO GUERINO INNOCENZO IOLE MAGDA NIVES NORA ORIANA PLACIDO PROSPERO SANTE SERAFINO SETTIMIO STELIO TONI`)
