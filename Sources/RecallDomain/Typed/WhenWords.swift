/// What people type for days, parts of the day and times: plain data, English and Spanish built in,
/// other languages added from their `language.yaml` (`understands:`). Words are compared folded, so
/// accents and capitals do not matter.
package struct WhenWords: Sendable {
  /// What a word, or a few words together, stands for.
  enum Meaning: Hashable, Sendable {
    /// Days from today.
    case day(Int)
    case weekday(Weekday)
    case month(Int)
    case part(PartOfDay)
    /// `tonight`: a day and a part.
    case dayPart(Int, PartOfDay)
    case noon
    case am, pm
    case number(Int)
    /// Minutes added to the hour: `y media`, `quarter to`.
    case plus(Int)
    case unit(Unit)
    /// `at`: an hour follows.
    case at
    /// `in`: a span of time may follow.
    case within
    case filler
  }

  enum Unit: Hashable, Sendable { case minutes, hours, days, weeks }

  /// Folded words, joined by single spaces → meaning.
  private var meanings: [String: Meaning]
  /// Words of the longest phrase.
  private(set) var longest: Int

  /// `more`: lists of words by the names of `understands:`: `today`, `tomorrow`,
  /// `day_after_tomorrow`, `morning`, `afternoon`, `evening`, `after_work`, `noon`, `at`, the days
  /// and the months in English. Other names are for others.
  package init(adding more: [String: [String]] = [:]) {
    meanings = Self.builtIn
    longest = 4
    for (name, words) in more {
      guard let meaning = Self.named[name] else { continue }
      for word in words { add(word, meaning) }
    }
  }

  /// Several languages: of one word's meanings the first stands.
  package init(adding languages: [[String: [String]]]) {
    self.init()
    for more in languages {
      for (name, words) in more.sorted(by: { $0.key < $1.key }) {
        guard let meaning = Self.named[name] else { continue }
        for word in words { add(word, meaning) }
      }
    }
  }

  func meaning(of words: some Sequence<String>) -> Meaning? {
    meanings[words.joined(separator: " ")]
  }

  private mutating func add(_ word: String, _ meaning: Meaning) {
    let folded = Folded.text(word)
    guard !folded.isEmpty, meanings[folded] == nil else { return }
    meanings[folded] = meaning
    longest = max(longest, folded.split(separator: " ").count)
  }
}

extension WhenWords {
  private static let days = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// The names of `understands:`.
  private static let named: [String: Meaning] = {
    var named: [String: Meaning] = [
      "today": .day(0), "tomorrow": .day(1), "day_after_tomorrow": .day(2),
      "morning": .part(.morning), "afternoon": .part(.afternoon), "evening": .part(.evening),
      "after_work": .part(.evening), "noon": .noon, "at": .at,
    ]
    for (index, day) in days.enumerated() { named[day] = .weekday(Weekday(rawValue: index)!) }
    for (index, month) in months.enumerated() { named[month] = .month(index + 1) }
    return named
  }()

  private static let builtIn: [String: Meaning] = {
    var all: [String: Meaning] = [:]
    for (words, meaning) in rows {
      for word in words.split(separator: "|") { all[String(word)] = meaning }
    }
    for (name, month) in StatedBirthDate.months { all[name] = .month(month) }
    for (index, words) in weekdays.enumerated() {
      for word in words.split(separator: "|") {
        all[String(word)] = .weekday(Weekday(rawValue: index)!)
      }
    }
    for (index, words) in numbers.enumerated() {
      for word in words.split(separator: "|") { all[String(word)] = .number(index + 1) }
    }
    return all
  }()

  private static let rows: [(String, Meaning)] = [
    ("today|hoy", .day(0)),
    ("tomorrow|tmrw|tmr|tomorow|manana", .day(1)),
    ("day after tomorrow|the day after tomorrow|pasado manana|pasado", .day(2)),
    ("morning|mornings|la manana|las mananas|early|temprano|a primera hora", .part(.morning)),
    ("afternoon|afternoons|tarde|la tarde|las tardes", .part(.afternoon)),
    ("evening|evenings|night|noche|la noche|las noches", .part(.evening)),
    ("after work|despues del trabajo|despues de trabajar|despues de mi trabajo", .part(.evening)),
    ("saliendo del trabajo|al salir del trabajo|salga del trabajo", .part(.evening)),
    ("tonight|this evening|esta noche", .dayPart(0, .evening)),
    ("this afternoon|esta tarde", .dayPart(0, .afternoon)),
    ("this morning|esta manana", .dayPart(0, .morning)),
    ("noon|midday|mediodia|medio dia|el mediodia|al mediodia", .noon),
    ("am", .am), ("pm", .pm),
    ("y media|half past", .plus(30)),
    ("y cuarto|quarter past|a quarter past", .plus(15)),
    ("menos cuarto|quarter to|a quarter to", .plus(-15)),
    ("minutes|minute|min|mins|minutos|minuto", .unit(.minutes)),
    ("hours|hour|horas|hora|h|hrs|hr", .unit(.hours)),
    ("days|day|dias|dia", .unit(.days)),
    ("weeks|week|semanas|semana", .unit(.weeks)),
    ("at|a las|a la|las|@", .at),
    ("in|en|dentro de", .within),
    ("the|a|al|on|of|el|la|los|de|del|por|para|around|about|como|sobre|hacia|eso", .filler),
    ("o'clock|oclock|en punto|please|por favor|next|this|proximo|este|que viene", .filler),
    (
      "after|despues de las|despues de la|around at|como a las|sobre las|hacia las|a eso de las|para las",
      .at
    ),
  ]

  private static let weekdays = [
    "monday|mon|mondays|lunes|lun", "tuesday|tue|tues|tuesdays|martes",
    "wednesday|wed|weds|miercoles|mie|mier", "thursday|thu|thur|thurs|jueves|jue",
    "friday|fri|viernes|vie", "saturday|sat|sabado|sab", "sunday|sun|domingo|dom",
  ]

  private static let numbers = [
    "one|una|uno", "two|dos", "three|tres", "four|cuatro", "five|cinco", "six|seis",
    "seven|siete", "eight|ocho", "nine|nueve", "ten|diez", "eleven|once", "twelve|doce",
  ]
}
