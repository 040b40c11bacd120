package record

import _ "embed"

// furtherPartyNames are more of partyNames, a line each, folded: of all locales of Faker (MIT) and of the Social Security Administration
// of the United States (public domain: names of 4,000 children and more, or of 1,000 where Faker has them) those that are no word of
// orgname's tables, no surname or town of borne.tsv, no name of a vendor and no word of this package's vocabulary. Nobody read all of
// them by eye: what they hide was read, of the parties of a large collection.
//
//go:embed givennames.txt
var furtherPartyNames string

// partyNames are given names that are borne in several countries, beside those of givenNames: of the locales of Faker (MIT) and of
// the US census of 1990 (public domain) those that are no word of a dictionary of Hunspell, no town, no surname that
// stages/orgname/tables/borne.tsv has and no known firm's, of four letters and more, since shorter ones are as often a firm's. The
// list was read by eye and is kept by hand. It tells only whom a party is that bears one and one word beside it.
var partyNames = set(furtherPartyNames + `
Aage Aaliyah Aarav Abbie Abby Abdelkader Abigael Adela Adelbert Adelheid Adelia Adeline Adigun Aditya Adriane Adrianna Adrianne
Adriel Adrienne Aedan Agatha Agneta Ahmet Aicha Aidan Aideen Aiden Aileen Aili Ailis Aimee Aisha Aisling Akif Alanna Alannah
Alberte Alec Aleks Aleksandar Aleksander Alexandr Alexej Algot Alisha Alissa Alisson Alistair Alix Aliya Allyson Almira Aloisia
Aloys Alphons Alphonsus Alwina Alyce Alyssa Alzbeta Amalija Amie Amira Anabel Anabella Anahi Anastacia Andela Andreia Andrej
Andri Andrin Andy Aneta Anett Anette Anezka Angele Angie Anica Anika Anisa Anissa Anjali Annabell Annabella Annabelle Annalena
Annalise Annamarie Anneke Anneli Annelie Annelies Anneliese Annelise Annemarie Annemie Annetta Annick Annie Annika Annikki
Annina Annita Anny Anouk Antje Antoinette Antonie Antonija Antonin Aoife Apolonia Arabella Aracely Ariadna Ariane Ariella Arjun
Arlene Arlette Arley Arlo Armida Armin Arnoldo Arnulfo Arpad Arvid Arvo Arzu Asbjorn Ashlee Ashleigh Ashling Asiman Astrid
Atena Atilio Attila Audra Augustina Avni Axelle Aydan Ayesha Ayla Ayleen Aylin Aynur Ayse Aysel Ayten Azad Babette Baldur
Baltasar Balthasar Barbra Bayram Bayron Beate Beatrix Belinda Benedicte Benicio Benita Benthe Berend Berit Bernadine Bernarda
Bernardita Bernie Bert Berthe Bertil Bessie Bethan Betsy Bettye Bianka Bibiana Biljana Birger Birgitta Birte Birthe Bjarne
Bjorg Bladimir Blahoslav Blazena Bobbi Bobbie Bodil Bohumil Bohumila Bohumir Bojan Bozena Brahim Branko Brayan Brayden Breanna
Brendan Bret Briana Brianna Brigid Brigita Brigitta Britney Britta Brittany Brittney Bronagh Bronislava Bronwyn Cacilia Caitlin
Caitlyn Caitriona Callie Caoimhe Capucine Carlene Carly Carole Carolyn Carolyne Casandra Cassie Cathal Catharina Cathleen
Cathrine Catrin Catrina Catriona Cecelia Cedric Ceferino Ceyhun Chantelle Charlene Charline Charlotta Charly Charmaine Chasity
Chelsey Cherie Cheryl Chloe Christiane Christianne Christof Christofer Christos Ciaran Cillian Cindy Cinthia Cintia Citlali
Claudette Claudie Claudine Claudy Cliodhna Clodagh Codie Colm Conal Conall Conan Conny Conor Constanze Consuela Coralie Cormac
Cornel Corrine Cortney Cosima Cristofer Cristopher Csaba Ctibor Cyrille Daan Dafina Dagmara Dagny Dagoberto Dalibor Dalvin
Damaris Damjan Danae Danica Daniella Danijel Danijela Dariana Darin Darina Darlene Darrel Darryl Darryn Daryl Daudi Dave Dayana
Dayna Deana Deanna Dearbhail Dearbhla Debbie Debby Deborrah Declan Deena Deirdre Deisy Dejan Delores Deloris Demetrius Denisse
Dereck Dermot Dervla Dewayne Deyanira Diann Dianne Diarmuid Dilara Dinah Diya Dollie Domenic Domhnall Donal Dora Dorine Dorotea
Dorothee Dorte Dorthe Dorthy Doug Dragica Drahomira Drahoslav Drahoslava Dusan Dwayne Dylan Eamon Eamonn Earlene Earline
Earnestine Ebenezer Edelmira Edgard Edinson Edmundo Eduard Edvard Edvin Edwina Effie Efrain Efren Egon Eilish Eimear Einar Eino
Ekrem Eladio Eldon Elea Eleanora Eleni Elenore Eleonore Elfie Eliane Eliecer Elif Eline Elinor Elisabet Elisabeth Elisha Eliska
Elli Ellinor Elly Elma Elmar Elna Elnora Elnur Elodia Elsbeth Elsie Elsy Elvia Elvina Elvy Elza Emelie Emelina Emeline Emer
Emilian Emilija Emilly Emine Emmi Emmy Engla Enriqueta Enver Eoghan Eoin Epifanio Erasmo Erastus Ericka Erkan Erla Erland
Ernestine Ernie Eryn Esra Essie Estefany Eula Eusebia Evald Evaline Evance Evangelina Evangeline Evelien Evelin Evelio Evelyne
Evie Evita Ezequiel Ezra Fabricio Fannie Fariz Faruk Fatiha Faye Feargal Fearghal Febe Femke Fergal Fernand Fernande Fien
Finbar Fintan Fionnuala Floriane Florinda Flossie Francine Franjo Franky Frantisek Frantiska Franziska Freddie Freddy Frederik
Fredrik Fredy Freja Freya Frida Friederike Gabrielle Gaby Gaylene Geert Geir Genaro Genoveva Georgios Gerlinde Gerrit Gert
Gertrude Ghislaine Gilberte Ginette Giovanny Gisele Giselle Gisselle Gitte Glenda Gordana Graeme Grainne Greg Gretchen Grethe
Gretta Griselda Gulay Gulus Gulzar Gunda Gunhild Gunnar Gustaf Gustav Gwen Gwenda Gwendoline Gwendolyn Habiba Hadija Hakan
Hakon Halil Hamish Hanife Hannele Hansjorg Hanspeter Harri Harun Hatice Hattie Haydee Hayleigh Hayley Hedda Hedi Hedvika Hedwig
Hedy Heidy Hella Heloise Henny Henrieta Henriette Henrik Henrique Herdis Heriberto Herminia Hilary Hildur Hillevi Hilma Hilmar
Hjalmar Hjordis Honora Hugues Huguette Hulda Huseyin Ieva Ignace Ignacia Ignatz Ignaz Ildiko Ilene Ilenia Ilija Ilja Ilona
Ilyas Imke Immanuel Imogene Imre Inaya Ineta Inez Ingmar Ingrida Ingvar Irena Irfan Irine Irja Irmgard Isadora Isaias Ishaan
Isidor Isobel Itzel Ivanka Iveta Ivona Ivor Izabela Izidor Jaan Jacinta Jackeline Jackie Jacky Jaclyn Jacquelyn Jadranka Jael
Jafet Jair Jairo Jake Jamila Jana Janeth Janette Janie Janina Janine Jann Janna Janne Jannie Jannik Jannis Jaqueline Jarlath
Jarno Jaromir Jaron Jaroslava Jarrod Jasmina Javiera Jaxon Jayda Jayde Jayden Jeana Jeanie Jeanine Jeannie Jeannine Jeff Jeison
Jelani Jelena Jemma Jeniffer Jenna Jenniffer Jerica Jermaine Jerri Jerson Jesper Jessika Jessy Jhoan Jhon Jhonatan Jhonny Jill
Jillian Jimena Jimmie Jiri Joakim Joann Jocelyn Jocelyne Jochen Jodi Jodie Jody Joelle Johana Johanne Johnathan Johnie Johnnie
Johny Jolana Jolanda Jolanta Jolene Jonathon Jonna Jonny Joost Jordi Jordy Jorgen Jorja Jorunn Josee Josefin Josefine Joselyn
Josep Josephus Josette Josiane Josie Josip Josko Josua Jovan Jovana Jovita Judit Juhani Juliane Julianna Julianne Juliette
Julija Julijana Juraj Justina Juul Kaia Kaitlin Kaitlyn Kaleb Kalevi Kamron Kamya Karine Karla Karlina Karlo Karolina Karoline
Karyn Kassandra Katalin Katarina Katelyn Katerina Katerine Katharine Kathe Katherin Katherina Kathi Kathie Kathrine Kathryn
Kathy Katrin Katrina Katty Kayden Kayla Kaylee Kayleigh Kazim Keira Keisha Kelli Kerri Kerstin Khadija Khloe Kiera Kirstie
Kirstin Kirsty Kjell Klaudia Konstantinos Kori Kornelia Kristel Krister Kristi Kristian Kristiana Kristie Kristiina Kristijan
Kristina Kristine Kristjan Kristofer Kristoffer Kristopher Kvetoslava Kwame Kyara Kylie Kyra Ladislav Ladislava Ladonna Laila
Lakeisha Lakisha Larissa Latasha Latisha Latoya Laureen Laurenz Laurette Laurine Lavonne Lawanda Leana Leandra Leann Leanne
Leano Leena Leif Lenka Lenora Lenore Leonce Leoncio Leonel Leonidas Leonie Leonora Leonore Leontine Lesia Lessie Letitia Leyla
Leyli Liam Lidija Liesbeth Ligita Liisa Lilian Liliane Lilija Lilli Lisandro Lisbet Lisbeth Liselotte Lissette Lizeth Lizzie
Ljiljana Ljudmila Lonnie Lorcan Lorelei Lorene Lorie Lorine Louisa Lovro Luann Lubomir Lucette Lucienne Lucile Lucille Lucinda
Lucretia Ludivine Ludvig Luella Luise Luiza Lutfi Lydie Lynda Lyndsay Lyndsey Lynnette Lynsey Maaike Maarit Madelene Madeline
Madelyn Mael Maelle Maeva Maeve Magali Magaly Maggy Mahmut Maija Mairead Maite Majken Makayla Malachy Malea Malene Malika
Malinda Malou Manuelita Marcie Margaretha Margaux Margery Margie Margret Mariah Mariam Marianela Mariann Marielle Mariette
Marija Marijan Marijana Marisela Marisol Marissa Maritta Maritza Marjatta Marjorie Marleen Marlena Marlies Marlon Marlyse
Maryann Maryanne Marylene Maryline Marylou Maryse Matej Matheo Mathijs Mathilda Matija Matthieu Matti Maud Maude Mauricette
Maurine Maximilien Maxine Mayra Mayte Meagan Megane Meghan Meike Meinrad Melany Melinda Meryem Micael Micah Michaela Michaele
Mickael Mihael Mikael Mikaela Mikayla Mikkel Milada Milda Milica Millicent Miloslav Miloslava Mindy Miodrag Mireya Miriama
Mirja Mirjam Mirjana Miroslav Mirsad Misael Mitzi Mladen Mojmir Mollie Morgane Muhamed Mulayim Murielle Muslum Myriam Myrna
Nabil Nadege Nadezda Nadin Nadja Nael Nahuel Nanette Naoise Naomh Nassim Natacha Natalija Natalja Nataly Natan Natanael
Nataniel Natasa Natascha Natasha Natasja Nathalia Nathaly Nathanael Nayeli Nehemiah Nela Nelda Nelida Nelio Nellie Nelly Nenad
Nettie Nevaeh Nevenka Niall Niamh Nicanor Nichola Nicky Niclas Nidia Nihad Nihal Niina Niko Nikola Nikolaj Nikolaos Nikoletta
Nikolina Nilda Niyazi Noah Noam Noella Noelle Noemie Norah Nuala Nury Octavie Odalis Odalys Oisin Olav Olavi Oldrich Olivie
Olof Ondrej Oona Oonagh Ophelia Ophelie Orhan Orlaith Osvald Oswaldo Othmar Otilia Ottilia Oxana Oystein Oyvind Ozlem Padraic
Padraig Patric Patrik Pauric Pavla Peadar Pearlie Pekka Petr Petronela Phil Philippa Philomena Phylis Phyllis Pirmin Pranav
Prisca Priska Qabil Quinten Racheal Rachelle Radmila Radoslav Radovan Raffael Ragna Ragnar Ragnhild Rahel Raimund Raisa Ralf
Raphaela Rebekah Rebekka Reggie Reginald Reimar Reinaldo Reinhilde Rhianna Rhiannon Rhona Rhonda Ricarda Ricky Rishi Riya Robby
Rodolphe Roisin Rolande Romuald Romulo Romy Ronaldo Ronja Ronny Rony Rory Rosalind Rosalyn Rosanne Roseann Roseanna Roseline
Roselyn Rosemarie Rosey Roslyn Rosmarie Roswitha Rouven Rowena Roxane Roxanna Roxanne Roxie Rozalia Rozalija Ruairi Ruthie
Ruzena Sadie Safet Safiya Sahra Samira Sammie Sammy Sascha Sasha Saskia Scarlette Seamus Sebastiaan Selena Selina Sergej Seth
Sevim Seyda Shakira Shana Shania Shanice Shannan Shannen Shari Sharlene Shaun Shauna Shawna Sheena Sheilah Shelia Sheree Sheri
Sherri Sherrie Sheryl Shiela Sigmar Sigrun Sigurd Silja Silje Simion Simonne Sinead Sinisa Siobhan Skylar Slavko Slavomir
Slobodan Sofiane Sofie Solveig Sonja Sonya Sophia Soraya Sorcha Staci Stacie Stanislaus Stanislava Stefana Stefanie Stefanija
Steffi Steinar Stijn Stjepan Suleyman Sumayya Susann Susannah Sussie Suzanna Suzy Svatopluk Svea Svenja Sverre Swen Sybil
Sybille Sylviane Sylwia Tabatha Tabitha Tadeas Tameka Tami Tamika Tammi Tammie Tammy Tanisha Tasha Tatjana Tayla Tenzin Terese
Terezia Tessa Thaddeus Theda Thekla Thelma Theodor Theodora Theophile Theresia Thibaud Tiina Timea Timmy Timothee Todd Toivo
Tomasa Tomislav Tonny Torben Torbjorn Tracie Trisha Tuulikki Tyra Ugur Ulla Ulrik Unni Uriel Urszula Vaclav Valarie Valdemar
Valentim Valeska Vanesa Vania Vanya Vicki Vickie Vicky Viggo Viktorija Vilhelm Vilhelmina Vinciane Vinzenz Viridiana Vivienne
Vladimira Vladislav Vlado Vlasta Vlastimil Vojtech Vratislav Wahab Waldemar Wendi Wilfredo Wilfrido Wilfried Wilhelmina
Wilhelmine Winifred Witold Wladimir Xaver Xiomara Yadigar Yadira Yael Yago Yahya Yair Yamilet Yanet Yanis Yannis Yaqub Yaritza
Yasar Yasemin Yasmina Yasmine Yassin Yassine Yazgul Yazmin Yeison Yenifer Yenny Yesenia Yesica Yessenia Yessica Ylva Yngve
Yohan Yohana Yolande Yosef Yoselin Yrsa Yuliana Yuridia Yvan Yvon Zacharie Zaid Zainab Zakaria Zayan Zdenka Zdenko Zdravko
Zehra Zeljko Zenobia Zenta Zeynep Zoey Zoraida Zsolt Zuzana Zvonko
`)
