internal import RecallDomain

/// A language by tag, ISO 639 code, or name in English or Spanish, as a BCP 47 tag.
enum LanguageName {
  enum Reading: Equatable {
    case tag(String)
    case unsaid
    case unreadable
  }

  static func read(_ text: String) -> Reading {
    let folded = Folded.text(text)
    if unsaid.contains(folded) { return .unsaid }
    if let tag = wellFormedTag(folded) { return .tag(tag) }
    if let tag = names[folded] ?? names[plain(folded)] { return .tag(tag) }
    // "Chinese (Cantonese)": the dialect tells more than the language.
    if let dialect = inBrackets(folded), let tag = names[dialect] { return .tag(tag) }
    // "Spanish; Castilian", "Spanish - interpreter needed", "es;en"
    let parts = folded.split(whereSeparator: { ";,/(-".contains($0) })
    let first = parts.first.map { plain($0.trimmingSpaces) } ?? ""
    guard first != "no" else { return .unreadable }
    return (names[first] ?? codes[first]).map { .tag($0) } ?? .unreadable
  }

  /// The same of a cell of a list, where `No` answers another question than which language.
  static func cell(_ text: String) -> Reading {
    Folded.text(text) == "no" ? .unreadable : read(text)
  }

  /// `Spanish only`, `speaks Spanish`, `Spanish speaking`
  private static func plain(_ folded: String) -> String {
    folded.split(separator: " ").filter { !["only", "speaking", "speaks", "speaker"].contains($0) }
      .joined(separator: " ")
  }

  private static func inBrackets(_ folded: String) -> String? {
    guard let open = folded.firstIndex(of: "("), let close = folded[open...].firstIndex(of: ")")
    else { return nil }
    return folded[folded.index(after: open)..<close].trimmingSpaces
  }

  /// `es-MX`, `zh_Hans`, `spa`: a known primary subtag, then well-formed subtags.
  private static func wellFormedTag(_ text: String) -> String? {
    let parts = text.split(whereSeparator: { $0 == "-" || $0 == "_" }).map(String.init)
    guard let primary = parts.first, let tag = codes[primary],
      parts.dropFirst().allSatisfy({ (2...8).contains($0.count) && $0.allSatisfy(\.isASCII) }),
      parts.dropFirst().allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber } })
    else { return nil }
    return ([tag] + parts.dropFirst().map(subtag)).joined(separator: "-")
  }

  private static func subtag(_ part: String) -> String {
    switch part.count {
    case 2: part.uppercased()
    case 4: part.prefix(1).uppercased() + part.dropFirst()
    default: part
    }
  }

  private static let unsaid: Set<String> = [
    "", "unknown", "unk", "declined", "declined to specify", "n/a", "na", "null", "und", "zxx",
    "mul", "not specified", "desconocido", "-", "no preference",
  ]

  private static let codes: [String: String] = {
    var codes: [String: String] = [:]
    for row in table {
      codes[row.tag] = row.tag
      for code in row.codes.split(separator: " ") { codes[String(code)] = row.tag }
    }
    return codes
  }()

  private static let names: [String: String] = {
    var names: [String: String] = [:]
    for row in table {
      for name in row.names.split(separator: "|") { names[Folded.text(name)] = row.tag }
    }
    return names
  }()

  /// Languages of the LEP population of the United States (DOMAIN 3) and their neighbours.
  private static let table: [(tag: String, codes: String, names: String)] = [
    ("en", "eng", "english|ingles"),
    ("es", "spa esp", "spanish|espanol|castilian|castellano|sp|espanol latino"),
    ("zh", "zho chi", "chinese|chino|chinese simplified|chinese traditional|中文|汉语|漢語|华语"),
    ("cmn", "", "mandarin|mandarin chinese|普通话|普通話|國語|国语"),
    ("yue", "", "cantonese|cantones|cantonese chinese|广东话|廣東話|粵語|粤语"),
    ("vi", "vie", "vietnamese|vietnamita|tiếng việt"),
    ("tl", "tgl", "tagalog|tagalo|wikang tagalog"),
    ("fil", "", "filipino|pilipino"), ("ko", "kor", "korean|coreano|한국어"),
    ("ar", "ara", "arabic|arabe|العربية"),
    (
      "ht", "hat",
      "haitian|haitian creole|creole|criollo haitiano|kreyol|kreyòl ayisyen|haitian kreyol|creole haitiano"
    ),
    ("ru", "rus", "russian|ruso|русский"), ("fr", "fra fre", "french|frances|français"),
    ("pt", "por", "portuguese|portugues|brazilian portuguese|brazilian|português"),
    ("fa", "fas per", "persian|farsi|persa|فارسی"),
    ("prs", "", "dari"), ("ps", "pus", "pashto"), ("pl", "pol", "polish|polaco|polski"),
    ("hi", "hin", "hindi|हिन्दी"), ("ur", "urd", "urdu"), ("bn", "ben", "bengali|bangla|বাংলা"),
    ("gu", "guj", "gujarati"), ("pa", "pan", "punjabi|panjabi"), ("ta", "tam", "tamil"),
    ("te", "tel", "telugu"), ("ml", "mal", "malayalam"), ("mr", "mar", "marathi"),
    ("ne", "nep", "nepali|नेपाली"), ("ja", "jpn", "japanese|japones|日本語"),
    ("de", "deu ger", "german|aleman|deutsch"),
    ("it", "ita", "italian|italiano"), ("am", "amh", "amharic|amarico|አማርኛ"),
    ("ti", "tir", "tigrinya"),
    ("so", "som", "somali|soomaali"), ("om", "orm", "oromo"), ("sw", "swa", "swahili"),
    ("uk", "ukr", "ukrainian|ucraniano|українська"), ("km", "khm", "khmer|cambodian|camboyano|ខ្មែរ"),
    ("lo", "lao", "lao|laotian"), ("th", "tha", "thai|tailandes|ไทย"), ("my", "mya bur", "burmese"),
    ("hmn", "", "hmong"), ("nv", "nav", "navajo"),
    ("ase", "sgn", "american sign language|asl|sign language|lengua de senas"),
    ("el", "ell gre", "greek|griego"), ("hy", "hye arm", "armenian|armenio"),
    ("he", "heb", "hebrew|hebreo"),
    ("yi", "yid", "yiddish"), ("tr", "tur", "turkish|turco"), ("nl", "nld dut", "dutch|holandes"),
    ("ro", "ron rum", "romanian|rumano"), ("sq", "sqi alb", "albanian"), ("bs", "bos", "bosnian"),
    ("sr", "srp", "serbian"), ("hr", "hrv", "croatian"), ("cs", "ces cze", "czech"),
    ("hu", "hun", "hungarian|hungaro"), ("sv", "swe", "swedish"), ("da", "dan", "danish"),
    ("no", "nor nob nno nb nn", "norwegian"), ("fi", "fin", "finnish"), ("id", "ind", "indonesian"),
    ("yo", "yor", "yoruba"), ("ig", "ibo", "igbo"),
    ("kea", "", "cape verdean|cape verdean creole|kriolu"),
    ("mix", "", "mixteco|mixtec"), ("quc", "", "k'iche|kiche|quiche"), ("mam", "", "mam"),
    ("kjb", "", "q'anjob'al|kanjobal"), ("nah", "", "nahuatl"), ("qu", "que", "quechua"),
    ("sm", "smo", "samoan"), ("mh", "mah", "marshallese"), ("chk", "", "chuukese"),
    ("ilo", "", "ilocano"),
  ]
}
