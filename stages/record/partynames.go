package record

// partyNames are given names that are borne in several countries, beside those of givenNames: of the locales of Faker (MIT) and of
// the US census of 1990 (public domain) those that are no word in any of nineteen dictionaries of Hunspell, no town of 5,000 people
// and rarely a surname, of four letters and more, since shorter ones are as often a firm's. They tell only whom a party is that
// bears one and one word beside it.
var partyNames = set(`
Aage Aaliyah Aarav Abbie Abby Abdelkader Abelardo Abigael Addie Adela Adelbert Adelheid Adelia Adeline Adigun Aditya Adolf
Adolph Adriane Adrianna Adrianne Adriel Adrienne Aedan Agatha Agneta Ahmet Aicha Aidan Aideen Aiden Aileen Aili Ailis
Aimee Aisha Aisling Akif Alanna Alannah Alberte Albertine Alec Aleks Aleksandar Aleksander Alexandr Alexej Algot Aline Alisha
Alissa Alisson Alistair Alix Aliya Allan Allyson Almira Aloisia Aloys Alphons Alphonse Alphonso Alphonsus Alwin Alwina Alwine
Alyce Alyssa Alzbeta Amalie Amalija Americo Amie Amira Anabel Anabella Anahi Anastacia Andela Andree Andreia Andrej Andri
Andrin Andy Aneta Anett Anette Anezka Angele Angeline Angie Anica Anika Anisa Anissa Anjali Annabel Annabell Annabella
Annabelle Annalena Annalise Annamarie Anneke Anneli Annelie Annelies Anneliese Annelise Annemarie Annemie Annetta Annick Annie
Annika Annikki Annina Annita Anny Anouk Antje Antoinette Antonie Antonija Antonin Aoife Apolonia Arabella Aracely Archie
Ariadna Ariane Ariella Arjun Arlene Arlette Arley Arline Arlo Armand Armida Armin Arnoldo Arnulfo Arpad Arron Artur Arvid Arvo
Arzu Asbjorn Ashlee Ashleigh Ashling Asiman Astrid Atena Atilio Attila Aubrey Audra Augustina Avni Axelle Aydan Ayesha Ayla
Ayleen Aylin Aynur Ayse Aysel Ayten Azad Babette Baldur Baltasar Balthasar Barbra Bayram Bayron Beate Beatrix Becky Belinda
Benedicte Benicio Benita Bennie Benno Benny Benthe Berend Berit Bernadette Bernadine Bernarda Bernardita Bernice Bernie Bernt
Bert Berthe Bertil Bessie Bethan Betsy Bettye Beulah Bianka Bibiana Biljana Billie Birger Birgitta Birte Birthe Bjarne Bjorg
Bladimir Blahoslav Blazena Bobbi Bobbie Bodil Bohumil Bohumila Bohumir Bojan Bozena Brahim Branko Braulio Brayan
Brayden Breanna Brendan Brendon Bret Briana Brianna Bridget Bridgette Brigid Brigita Brigitta Britney Britta Brittany Brittney
Bronagh Bronislava Bronwyn Bryce Bryon Cacilia Caitlin Caitlyn Caitriona Caleb Callie Callum Canan Caoimhe Capucine Carin
Carlene Carlos Carly Carmella Carole Carolin Carolyn Carolyne Carrie Casandra Cassie Cathal Catharina Cathleen Cathrine Cathy
Catrin Catrina Catriona Cecelia Cecil Cedric Ceferino Celestine Ceyhun Chantelle Charlene Charline Charlotta Charly Charmaine
Chasity Chelsey Cherie Cheryl Chloe Christel Christiane Christianne Christof Christofer Christoffer Christos Christy Chrystal
Ciaran Cillian Cindy Cinthia Cintia Citlali Claudette Claudie Claudine Claudius Claudy Clifford Cliodhna Clodagh Codie Colm
Conal Conall Conan Connie Conny Conor Constanze Consuela Coralie Corey Cormac Cornel Cornelia Corrine Cortney Cory Cosima
Courtney Cristofer Cristopher Csaba Ctibor Cyprian Cyrille Daan Dafina Dagmara Dagny Dagoberto Daire Dalibor Dalvin Damaris
Damir Damjan Danae Danica Daniella Danijel Danijela Danna Danny Darcy Dariana Darin Darina Darius Darlene Darragh Darrel
Darrell Darrin Darryl Darryn Daryl Daudi Dave Dayana Dayna Deana Deanna Deanne Dearbhail Dearbhla Debbie Debby Deborrah Declan
Deena Deirdre Deisy Dejan Delbert Delores Deloris Demetrius Demian Denisse Deniz Dereck Derick Dermot Dervla Desmond Dewayne
Deyanira Diann Dianne Diarmuid Dilan Dilara Dimitri Dimitrios Dinah Diya Dollie Domenic Domhnall Dominick Donal Donnie Dora
Dorine Dorotea Dorothee Dorte Dorthe Dorthy Doug Dragica Drahomira Drahoslav Drahoslava Dusan Dustin Dwayne Dwight Dylan Eamon
Eamonn Earlene Earline Earnestine Ebenezer Eddie Edelmira Edgar Edgard Edinson Edmund Edmundo Edouard Eduard Edvard Edvin
Edwina Effie Efrain Efren Egon Eilish Eimear Einar Eino Ekrem Eladio Elbert Eldon Elea Eleanora Eleni Elenore Eleonore Elfie
Elian Eliane Eliecer Elif Elijah Eline Elinor Elisabet Elisabeth Elisha Eliska Eliza Elli Ellie Ellinor Elly Elma Elmar Elmer
Elna Elnora Elnur Elodia Elsbeth Elsie Elsy Elton Elvia Elvin Elvina Elvy Elza Emelie Emelina Emeline Emer Emilian Emilija
Emilly Emine Emmi Emmy Engla Enriqueta Enver Eoghan Eoin Epifanio Erasmo Erastus Erick Ericka Erkan Erla Erland Erling Ernest
Ernestine Ernie Eryn Esra Essie Estefany Ethel Eula Eusebia Evald Evaline Evance Evangelina Evangeline Evelien Evelin Eveline
Evelio Evelyn Evelyne Evie Evita Ezekiel Ezequiel Ezra Fabricio Fannie Farid Fariz Faruk Fatiha Faye Feargal Fearghal Febe
Femke Ferdinand Fergal Fernand Fernande Fien Finbar Fintan Fionnuala Florentine Floriane Florinda Florine Flossie Francine
Franjo Frankie Franky Frantisek Frantiska Franziska Freddie Freddy Frederik Frederique Fredo Fredric Fredrick Fredrik Fredy
Freja Freya Frida Friederike Gabrielle Gaby Garry Gayle Gaylene Geert Geir Genaro Genoveva Georgios Geraldo Gerlinde Germaine
Geronimo Gerrit Gerry Gert Gertrude Ghislaine Gilberte Ginette Giovanny Gisele Giselle Gisselle Gitte Gladys Glenda Glenna
Goldie Gordana Graeme Grainne Greg Gretchen Grethe Gretta Griselda Gulay Gulus Gulzar Gunda Gunhild Gunnar Gustaf Gustav
Gustave Gwen Gwenda Gwendoline Gwendolyn Habiba Hadija Hakan Hakon Halil Hamish Hanife Hannele Hansjorg Hanspeter Harri
Harriet Harriett Harun Hatice Hattie Haydee Hayleigh Hayley Hedda Hedi Hedvika Hedwig Hedy Heidy Hella Heloise Henny Henrieta
Henriette Henrik Henrique Herdis Heriberto Herminia Herta Hertha Hilary Hildur Hillary Hillevi Hilma Hilmar Hiram Hjalmar
Hjordis Hollie Honora Horace Hugues Huguette Hulda Humberto Huseyin Ieva Ignace Ignacia Ignatz Ignaz Ildiko Ilene Ilenia Ilija
Ilja Ilona Ilyas Imke Immanuel Imogene Imre Inaya Ineta Inez Ingmar Ingrida Ingvar Ioannis Irena Irfan Irine Irja Irmgard
Isaac Isadora Isaiah Isaias Ishaan Isidor Isobel Issac Itzel Ivanka Iveta Ivona Ivor Izabela Izidor Jaan Jacinta Jackeline
Jackie Jacky Jaclyn Jacquelyn Jadranka Jael Jafet Jair Jairo Jake Jakob Jamila Jana Janelle Janeth Janette Janick Janie Janina
Janine Jann Janna Janne Jannie Jannik Jannis Jaqueline Jared Jarlath Jarno Jaromir Jaron Jaroslava Jarrod Jasmina Javiera
Jaxon Jayda Jayde Jayden Jayne Jayson Jeana Jeanette Jeanie Jeanine Jeannie Jeannine Jeff Jeffery Jeffry Jeison Jelani Jelena
Jemma Jeniffer Jenna Jennie Jenniffer Jerald Jeremiah Jerica Jermaine Jerri Jerson Jesper Jessie Jessika Jessy Jhoan Jhon
Jhonatan Jhonny Jill Jillian Jimena Jimmie Jiri Joakim Joann Joaquim Jocelyn Jocelyne Jochen Jodi Jodie Jody Joelle Joesph
Johana Johanne Johnathan Johnie Johnnie Johny Jolana Jolanda Jolanta Jolene Jolie Joline Jonah Jonathon Jonna Jonny Joost
Jordi Jordy Jorgen Jorja Jorunn Josee Josefin Josefine Joselyn Josep Josephus Josette Josiah Josiane Josie Josip Josko Josua
Josue Jovan Jovana Jovita Judit Juhani Juliane Julianna Julianne Juliet Juliette Julija Julijana Juraj Justina Justine Juul
Kaia Kaitlin Kaitlyn Kaleb Kalevi Kamron Kamya Kareem Karine Karla Karley Karlina Karlo Karolina Karoline Karyn Kasey
Kassandra Katalin Katarina Katelyn Katerina Katerine Katharine Kathe Katherin Katherina Kathi Kathie Kathrine Kathryn Kathy
Katie Katrin Katrina Katty Kayden Kayla Kaylee Kayleigh Kazim Keanu Keira Keisha Kelli Kellie Kendra Kenzie Kerri Kerstin
Khadija Khloe Kiera Kirsten Kirstie Kirstin Kirsty Kjell Klaudia Konstantinos Kori Kornelia Kristel Krister Kristi Kristian
Kristiana Kristie Kristiina Kristijan Kristin Kristina Kristine Kristjan Kristofer Kristoffer Kristopher Kristy Kvetoslava
Kwame Kyara Kylie Kyra Ladislav Ladislava Ladonna Laila Lakeisha Lakisha Larissa Latasha Latisha Latoya Laureen Lauren Laurenz
Laurette Laurie Laurin Laurine Lavern Laverne Lavonne Lawanda Leana Leandra Leann Leanne Leano Leena Leidy Leif Lenka Lennart
Lenora Lenore Leonce Leoncio Leonel Leonhard Leonidas Leonie Leonor Leonora Leonore Leontine Leroy Lesia Lesley Lesly Lessie
Letitia Leyla Leyli Liam Lidija Liesbeth Ligita Liisa Lilian Liliane Lilija Lilli Lillian Lillie Lisandro Lisbet Lisbeth
Liselotte Lissette Lizeth Lizzie Ljiljana Ljudmila Lonnie Loraine Lorcan Lorelei Lorene Loretto Lorie Lorin Lorine Lorna Lotti
Lottie Louie Louisa Lovro Luann Lubomir Lucette Lucienne Lucile Lucille Lucinda Lucretia Ludivine Ludvig Ludvik Luella Luise
Luiza Lutfi Luther Luzia Lydia Lydie Lynda Lyndsay Lyndsey Lynnette Lynsey Maaike Maarit Mabel Mable Maddison Madelene
Madeline Madelyn Madge Mael Maelle Maeva Maeve Magali Magaly Magdalene Maggie Maggy Mahmut Maida Maija Mairead Maite Majken
Makayla Malachy Malea Malena Malene Malika Malinda Malou Mandy Manon Manuelita Marcelle Marcie Marcus Marcy Margaretha Margaux
Margery Margie Margot Margret Mariah Mariam Marianela Mariann Marielle Mariette Marija Marijan Marijana Marisela Marisol
Marissa Maritta Maritza Marjan Marjatta Marjorie Marleen Marlena Marlene Marlies Marlon Marlyse Marsha Marthe Marty Maryam
Maryann Maryanne Marylene Maryline Marylou Maryse Matej Mateja Matheo Mathew Mathijs Mathilda Matija Matthieu Matti Mattie
Matyas Maud Maude Mauricette Maurine Maximilien Maxine Mayra Mayte Meagan Megane Meghan Mehdi Meike Meinrad Melany Melinda
Melvin Mervin Mervyn Meryem Mette Micael Micah Michaela Michaele Michal Micheal Mickael Mihael Mikael Mikaela Mikayla Mikkel
Milada Milda Mildred Milica Millicent Millie Milly Miloslav Miloslava Mindy Minnie Miodrag Miran Mireya Miriama Mirja Mirjam
Mirjana Miroslav Mirsad Misael Mitzi Mladen Mohamad Mojmir Mollie Monty Morgane Morten Muhamed Muhammed Mulayim Muriel
Murielle Muslum Myriam Myrna Myron Nabil Nadege Nadezda Nadin Nadine Nadja Nael Nahuel Nanette Nannie Naoise Naomh Naomi
Nassim Natacha Natalija Natalja Nataly Natan Natanael Nataniel Natasa Natascha Natasha Natasja Nathalia Nathaly Nathanael
Nathaniel Nayeli Nehemiah Nela Nelda Nelida Nelio Nelli Nellie Nelly Nenad Nettie Nevaeh Nevenka Niall Niamh Nicanor Nichola
Nichole Nickolas Nicky Niclas Nidia Nihad Nihal Niina Niko Nikola Nikolaj Nikolaos Nikoletta Nikolina Nilda Niyazi Noah Noam
Noella Noelle Noemie Norah Noreen Nuala Nury Octavie Odalis Odalys Odette Oisin Olav Olavi Oldrich Olegario Olivie Olof Ondrej
Onofre Oona Oonagh Ophelia Ophelie Orhan Orlaith Osvald Oswaldo Othmar Otilia Ottilia Ovidio Oxana Oystein Oyvind Ozlem
Padraic Padraig Patric Patrik Paule Pauline Pauric Pavla Peadar Pearlie Pearse Pekka Percy Petr Petronela Petter Phil Philippa
Philomena Phylis Phyllis Pirmin Polly Pranav Prisca Priska Qabil Qadim Qasim Quinten Quinton Racheal Rachelle Radmila Radoslav
Radovan Raffael Rafiq Ragna Ragnar Ragnhild Raheem Rahel Raimund Raimundo Raisa Ralf Randolf Raphaela Rebekah Rebekka Reggie
Reginald Regine Reimar Reinaldo Reinhilde Reuben Reynaldo Rhianna Rhiannon Rhoda Rhona Rhonda Ricarda Rickie Ricky Rishi Riya
Robbie Robby Robyn Roderick Rodger Rodney Rodolphe Roisin Rolande Romane Romuald Romulo Romy Ronaldo Ronja Ronnie Ronny Rony
Rory Rosalind Rosalyn Rosanne Roseann Roseanna Roseline Roselyn Rosemarie Rosendo Rosey Roslyn Rosmarie Roswitha Rouven Rowena
Roxane Roxanna Roxanne Roxie Rozalia Rozalija Ruairi Rufus Ruthie Ruzena Saadat Sadie Safet Safiya Sahra Salih Sallie Samira
Sammie Sammy Sascha Sasha Saskia Scarlette Scotty Seamus Sebastiaan Selena Selina Sergej Seth Sevim Seyda Shaban Shakira Shana
Shane Shania Shanice Shanna Shannan Shannen Shari Sharlene Sharron Shaun Shauna Shawn Shawna Shayne Sheena Sheilah Shelia
Shelly Sheree Sheri Sherri Sherrie Sheryl Shiela Sigmar Sigrun Sigurd Silja Silje Simion Simonne Sinead Sinisa Siobhan Skylar
Slavko Slavomir Slobodan Sofiane Sofie Solveig Sonja Sonya Sophia Soraya Sorcha Stacey Staci Stacie Stacy Stanislaus
Stanislava Stefana Stefani Stefanie Stefanija Steffi Steinar Stephan Stephany Steve Stijn Stjepan Suleyman Sumayya Susann
Susannah Sussie Suzanna Suzy Svatopluk Svea Svenja Sverre Swen Sybil Sybille Sylviane Sylwia Tabatha Tabitha Tadeas Tameka
Tami Tamika Tammi Tammie Tammy Tanisha Tasha Tatjana Tayla Tegan Tenzin Terese Teresita Terezia Tessa Thaddeus Theda Thekla
Thelma Theodor Theodora Theophile Theresia Thibaud Tibor Tiina Timea Timmy Timothee Todd Toivo Tomasa Tomislav Tonny Torben
Torbjorn Tracey Tracie Travis Trisha Tristan Tuulikki Tyra Ugur Ulla Ulrik Unni Uriel Urszula Usman Vaclav Valarie Valdemar
Valentim Valery Valeska Vanesa Vania Vanya Vicki Vickie Vicky Victorine Viggo Viktorija Vilhelm Vilhelmina Vinciane Vinzenz
Violetta Viridiana Vivian Vivienne Vladimira Vladislav Vlado Vlasta Vlastimil Vojtech Vratislav Wahab Waldemar Walid Wendelin
Wendi Wilbert Wilbur Wilfred Wilfredo Wilfrido Wilfried Wilhelmina Wilhelmine Willi Willian Willie Wilmer Winfred Winifred
Winnie Witold Wladimir Xander Xaver Xiomara Yadigar Yadira Yael Yago Yahya Yair Yamilet Yanet Yanis Yannis Yaqub Yaritza Yasar
Yasemin Yasin Yasmina Yasmine Yassin Yassine Yazgul Yazmin Yeison Yenifer Yenny Yesenia Yesica Yessenia Yessica Ylva Yngve
Yohan Yohana Yolande Yosef Yoselin Younes Yrsa Yuliana Yunis Yuridia Yvan Yvon Zacharie Zahir Zahra Zaid Zainab Zakaria Zayan
Zdenka Zdenko Zdravko Zehra Zeljko Zenobia Zenta Zeynep Zoey Zoraida Zsolt Zuzana Zvonko`)
