/// Names, places and firms, all invented; by `Tongue` where it matters.
enum Names {
  static let first: [[String]] = [
    [
      "Hannah", "Owen", "Maeve", "Callum", "Isla", "Rhys", "Tessa", "Idris", "Nora", "Felix", "Saoirse", "Ewan", "Zara",
      "Theo", "Imani", "Gareth", "Leila", "Rowan", "Agnes", "Kofi",
    ],
    [
      "Katrin", "Jürgen", "Anneliese", "Matthias", "Özlem", "Bernd", "Silke", "Torsten", "Ulrike", "Emre", "Heike",
      "Dieter", "Gesa", "Volker", "Ilse", "Rüdiger", "Mareike", "Jörg", "Sevgi", "Lutz",
    ],
    [
      "Amélie", "Gaël", "Solène", "Thibault", "Inès", "Rémi", "Aïcha", "Maël", "Odile", "Cédric", "Noémie", "Hervé",
      "Salomé", "Loïc", "Yasmine", "Étienne",
    ],
    [
      "Beatriz", "Gonçalo", "Leonor", "Simão", "Conceição", "Tiago", "Mafalda", "Duarte", "Fátima", "Rui", "Benedita",
      "Nuno", "Graça", "Vasco",
    ],
  ]
  static let last: [[String]] = [
    [
      "Ashdown", "Brackley", "Corrigan", "Dunmore", "Eastgate", "Fairhurst", "Garrowby", "Holloway", "Innsworth",
      "Kettering", "Lowther", "Marchbank", "Norbury", "Penhale", "Quarmby", "Redfern", "Stanhope", "Thornley",
      "Underhill", "Wexcombe",
    ],
    [
      "Ackerknecht", "Brunnhuber", "Demirci", "Ehrenfels", "Fährmann", "Grothusen", "Hollerbach", "Jägersberg",
      "Kornwestheimer", "Lindenau", "Möhring", "Nußdorfer", "Oltmanns", "Pfeilschmidt", "Riesenkampf", "Süßkind",
      "Tiedeböhl", "Wüstenrath", "Yıldırım", "Zwickelmann",
    ],
    [
      "Beaurepère", "Chassagnol", "Delacroûte", "Évrard-Lanoix", "Fontanieu", "Garrigue", "Hautbois", "Jolibert",
      "Kerguennou", "Lavauzelle", "Montclar", "Périssac", "Quémener", "Sauvageot",
    ],
    [
      "Abrunhosa", "Bragançal", "Carvalhosa", "Damião", "Espadinha", "Figueirinha", "Gouveia Pinto", "Lencastre",
      "Morgadinho", "Negreiros", "Pedrógão", "Quintela", "Sarmento", "Vilhena",
    ],
  ]
  static let streets: [[String]] = [
    [
      "Cooper's Lane", "Harbour Row", "Mill Street", "Orchard Close", "Priory Road", "Quarry Hill", "Station Approach",
      "Willow Walk",
    ],
    [
      "Amselweg", "Brunnenstraße", "Färbergasse", "Gerberufer", "Kastanienallee", "Mühlgraben", "Rosenwinkel",
      "Zum Alten Wehr",
    ],
    [
      "rue des Tilleuls", "impasse du Moulin", "allée des Charmes", "quai des Tanneurs", "rue du Vieux-Pont",
      "chemin des Vignes",
    ],
    [
      "Rua das Amoreiras", "Travessa do Moinho", "Largo da Fonte", "Rua do Salgueiral", "Beco das Flores",
      "Rua dos Oleiros",
    ],
  ]
  static let cities: [[String]] = [
    ["Eastmere", "Harrowick", "Kilbrennan", "Northcove", "Port Anselm", "Stourleigh"],
    ["Altenwehr", "Birkenrode", "Großhesselbach", "Neuharde", "Talsperrn", "Wöhrstedt"],
    ["Beauval-sur-Orne", "Clairmont", "Port-Saint-Aubin", "Villeneuve-les-Prés", "Montrieux"],
    ["Vila Serena", "Porto das Gaivotas", "São Brás do Vale", "Monte Alvor", "Ribeira Chã"],
  ]
  static let months: [[String]] = [
    [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ],
    [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
      "Dezember",
    ],
    [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
      "décembre",
    ],
    [
      "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
      "dezembro",
    ],
  ]
  static let adjusters: [[String]] = [
    ["Mr Calloway", "Ms Sandoval", "Ms Okonjo", "Mr Hargreave", "Ms Lindholm", "Mr Osei"],
    ["Herr Falk", "Frau Wendt", "Frau Hinrichsen", "Herr Bauer-Reyes", "Frau Özkan", "Herr Thoma"],
    ["Mme Perrault", "M. Lavigne", "Mme Belkacem", "M. Roussel-Dray", "Mme Quentin"],
    ["Teresa Falcão", "Jorge Tavares", "Marta Saldanha", "Hugo Pimentel", "Lídia Barroca"],
  ]
  static let firms = [
    "Alder & Finch", "Brightwater Drying", "Kessler Dachbau", "Maison Lenoir", "Nordkap Logistics", "Pinewood Joinery",
    "Quintal & Filhos", "Rainham Roofing", "Solberg Storage", "Thistle Foods", "Vermont & Fils", "Wagner Holzbau",
  ]
}
