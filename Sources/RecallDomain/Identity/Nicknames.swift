/// Short forms that stand for a given name, English and Spanish. Being in one row makes a *loose*
/// match, which the date of birth has to confirm; folded, as they are compared.
enum Nicknames {
  static func areAlike(_ one: String, _ other: String) -> Bool {
    guard let rows = rowsByName[one] else { return false }
    return !rows.isDisjoint(with: rowsByName[other] ?? [])
  }

  /// One word for two given names: `Juanjo` for Juan José.
  static func areCompound(_ stated: String, _ recorded: [String]) -> Bool {
    compounds[stated]?.contains { recorded.starts(with: $0) } ?? false
  }

  private static let rowsByName: [String: Set<Int>] = {
    var rows: [String: Set<Int>] = [:]
    for (index, row) in table.enumerated() {
      for name in row.split(separator: " ") { rows[String(name), default: []].insert(index) }
    }
    return rows
  }()

  private static let compounds: [String: [[String]]] = [
    "juanjo": [["juan", "jose"]], "chema": [["jose", "maria"]], "juancho": [["juan"]],
    "maite": [["maria", "teresa"]], "mayte": [["maria", "teresa"]],
    "maritere": [["maria", "teresa"]], "marisa": [["maria", "luisa"]],
    "malu": [["maria", "luisa"]], "marilu": [["maria", "luisa"]],
    "marisol": [["maria", "soledad"]], "maribel": [["maria", "isabel"]],
    "marijose": [["maria", "jose"]], "majo": [["maria", "jose"]], "mariajo": [["maria", "jose"]],
    "malena": [["maria", "elena"], ["maria", "magdalena"]], "juanca": [["juan", "carlos"]],
    "juanma": [["juan", "manuel"]], "luisma": [["luis", "manuel"], ["luis", "maria"]],
    "josema": [["jose", "manuel"], ["jose", "maria"]], "miguelan": [["miguel", "angel"]],
    "mariel": [["maria", "elena"]], "anamari": [["ana", "maria"]],
  ]

  private static let table: [String] = [
    // English
    "william bill billy will willie liam", "robert bob bobby rob robbie bert",
    "richard rick ricky rich richie dick", "james jim jimmy jamie", "john jack johnny jon",
    "jonathan jon jonny john", "michael mike mikey mick mickey", "edward ed eddie ted teddy ned",
    "theodore ted teddy theo", "thomas tom tommy", "charles charlie chuck chas",
    "joseph joe joey", "anthony tony", "andrew andy drew", "alexander alex al sandy xander",
    "albert al bert", "alfred al fred alfie", "frederick fred freddy rick", "henry hank harry",
    "harold harry hal", "lawrence larry laurie", "daniel dan danny", "david dave davey",
    "donald don donnie", "ronald ron ronnie", "kenneth ken kenny", "stephen steve stevie steven",
    "steven steve", "christopher chris topher kit", "matthew matt matty", "nicholas nick nicky",
    "patrick pat paddy rick", "peter pete", "philip phil phillip", "raymond ray",
    "samuel sam sammy",
    "timothy tim timmy", "walter walt wally", "gregory greg", "jeffrey jeff geoffrey geoff",
    "gerald gerry jerry", "jerome jerry", "benjamin ben benny", "francis frank fran",
    "franklin frank",
    "leonard leo len lenny", "eugene gene", "vincent vince vinny", "zachary zach zack",
    "joshua josh", "nathaniel nathan nate nat", "nathan nate", "arthur art artie",
    "elizabeth liz lizzie beth betty eliza lisa libby betsy bess elsie",
    "margaret maggie meg peggy marge greta rita",
    "katherine kathy kate katie kathryn catherine cathy kay kit",
    "catherine cathy kate katie kathy",
    "patricia pat patty tricia trish", "barbara barb babs barbie", "susan sue suzie susie",
    "deborah deb debbie debra", "jennifer jen jenny", "jessica jess jessie", "rebecca becky becca",
    "dorothy dot dottie dolly", "mary molly polly mae", "martha marty patsy", "sarah sally sadie",
    "ann annie nan nancy anne", "helen nell nellie ellen", "eleanor ellie nell nora",
    "victoria vicky tori",
    "virginia ginny ginger", "theresa terry tess tessa teresa", "sandra sandy", "cynthia cindy",
    "christine chris christy tina", "christina chris tina christy", "kimberly kim", "pamela pam",
    "judith judy", "jacqueline jackie", "josephine jo josie", "abigail abby gail", "amanda mandy",
    "florence flo", "frances fran frannie", "gabrielle gabby", "isabella bella izzy",
    "lillian lily lil",
    "louise lou", "lucille lucy", "samantha sam", "stephanie steph", "valerie val",
    "veronica ronnie",
    // Spanish
    "jose pepe pepito cheo chepe", "francisco paco pancho kiko curro fran francis quico frank",
    "ignacio nacho",
    "jesus chuy chucho suso", "guadalupe lupe lupita", "guillermo memo guille willy bill",
    "enrique quique kike henry", "eduardo lalo edu eddie", "gonzalo gonza chalo",
    "roberto beto rober robert",
    "alberto beto berto", "humberto beto berto", "gilberto beto gil", "rigoberto beto rigo",
    "antonio tono tony toni",
    "manuel manolo manny manu", "rafael rafa rafi fallo", "ricardo ricky richi rick richard",
    "santiago santi chago diego",
    "sebastian sebas", "salvador chava salva", "vicente chente", "alejandro alex ale jandro",
    "luis lucho luisito",
    "miguel mike miki", "jorge coque george", "juan juanito john", "pedro perico pete",
    "carlos charlie carlitos",
    "daniel dani", "david davi", "gabriel gabo gabi", "gerardo lalo jerry", "gregorio goyo greg",
    "gustavo gus tavo",
    "hector tito", "joaquin quino", "julian juli", "leonardo leo", "mario mayito", "mauricio mau",
    "maximiliano max",
    "nicolas nico", "octavio tavo", "pablo pablito", "ramon moncho", "raul rulo",
    "refugio cuca cuco", "rodolfo fito rudy",
    "adolfo fito", "sergio checo", "teodoro teo", "tomas tommy", "arturo turo",
    "federico fede fico", "fernando nando fer",
    "hernando nando", "armando mando", "agustin tin", "bernardo berna", "felipe pipe",
    "cristobal toba", "domingo mingo",
    "dolores lola loli lolita", "concepcion concha conchita", "consuelo chelo",
    "rosario chayo charo", "isabel chabela isa chavela",
    "maria mari mary maruja", "francisca paca paquita pancha", "graciela chela",
    "mercedes meche merche", "teresa tere teresita",
    "josefa pepa josefina pepita", "josefina pepa fina josie", "rosa rosita rosi",
    "carmen carmencita mamen", "beatriz bea betty",
    "catalina cata cathy", "elena nena helen", "esperanza lancha espe", "eugenia genia",
    "gabriela gaby gabi", "alejandra ale sandra",
    "alicia licha", "ana anita", "andrea andi", "angelica angie", "antonia tona toni",
    "aurora yoya", "barbara barbi",
    "carolina caro", "cecilia ceci", "claudia clau", "cristina cris tina", "daniela dani",
    "eva evita", "fernanda fer", "ines nes",
    "juana juanita", "leticia lety", "luisa luisita lucha", "lucia lucy", "magdalena magda malena",
    "margarita mago rita marga",
    "monica moni", "patricia paty pati", "pilar pili", "rocio chio", "silvia chivis",
    "soledad sole", "susana susi", "valentina vale",
    "veronica vero", "victoria vicky", "virginia vicky", "yolanda yoli",
  ]
}
