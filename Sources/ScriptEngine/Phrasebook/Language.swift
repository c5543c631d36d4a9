/// The facts of one language (`language.yaml`).
package struct Language: Codable, Hashable, Sendable {
  package struct Avoided: Codable, Hashable, Sendable {
    package let phrase: String
    package let instead: String?
    package let place: SourcePlace

    package init(phrase: String, instead: String?, place: SourcePlace) {
      self.phrase = phrase
      self.instead = instead
      self.place = place
    }
  }

  package struct Register: Codable, Hashable, Sendable {
    package let formal: String
    package let refuse: [String]

    package init(formal: String, refuse: [String]) {
      self.formal = formal
      self.refuse = refuse
    }
  }

  /// The days that have words of their own.
  package enum NamedDay: String, CaseIterable, Codable, Hashable, Sendable {
    case today, tomorrow
  }

  /// From-hour (0–23) → phrase.
  package let greetings: [Int: String]
  /// ICU patterns.
  package let datePattern: String
  package let timePattern: String
  /// `morning`, `afternoon`, `evening` as said after a date.
  package let parts: [String: String]
  package let syllablesPerSecond: Double
  /// Neutral phrase for a fact that a record does not hold.
  package let without: [Fact: String]
  package let avoid: [Avoided]
  package let protectedWords: [String]
  package let redFlags: [String]
  package let register: Register?
  /// What people type for days, parts of the day, yes and no: `today`, `tomorrow`, `morning`,
  /// `afternoon`, `evening`, `after_work`, `noon`, `yes`, `no`, `refuses`.
  package let understands: [String: [String]]
  /// ICU pattern for a date far from today (`date_year`); without it, `datePattern`.
  package let farDatePattern: String?
  /// What stands between a day and a time (`at`: "a las"); without it, a comma.
  package let at: String?
  /// The same before the hour of one (`at_one`: "a la").
  package let atOne: String?
  /// Today and tomorrow as said in place of a date (`days`); without them, the date.
  package let days: [NamedDay: String]
  /// Where its spoken phrases stand, as `greetings.12`, `without.provider`; `nil` in editions kept by
  /// programs that did not write it.
  package let places: [String: SourcePlace]?
  /// How a message of a channel says the way out (`opt_out`), any one of them; nobody answers a
  /// portal with a word, so each channel has wordings of its own. `nil` as with `places`.
  package let optOut: [String: [String]]?

  package init(
    greetings: [Int: String], datePattern: String, timePattern: String, parts: [String: String],
    syllablesPerSecond: Double, without: [Fact: String], avoid: [Avoided],
    protectedWords: [String], redFlags: [String], register: Register?,
    understands: [String: [String]], farDatePattern: String? = nil, at: String? = nil,
    atOne: String? = nil, days: [NamedDay: String] = [:],
    places: [String: SourcePlace]? = nil, optOut: [String: [String]]? = nil
  ) {
    self.greetings = greetings
    self.datePattern = datePattern
    self.timePattern = timePattern
    self.parts = parts
    self.syllablesPerSecond = syllablesPerSecond
    self.without = without
    self.avoid = avoid
    self.protectedWords = protectedWords
    self.redFlags = redFlags
    self.register = register
    self.understands = understands
    self.farDatePattern = farDatePattern
    self.at = at
    self.atOne = atOne
    self.days = days
    self.places = places
    self.optOut = optOut
  }

  /// Where a spoken phrase stands (`greetings.12`), or at least its file.
  func place(of phrase: String, in locale: String) -> SourcePlace {
    places?[phrase] ?? SourcePlace(file: "locales/\(locale)/language.yaml", line: 1, column: 1)
  }

  /// The greeting for an hour (0–23): the one with the latest from-hour at or before it, and in the
  /// small hours the last of the evening before. `nil` only when there is none at all.
  package func greeting(atHour hour: Int) -> String? {
    let begun = greetings.keys.filter { $0 <= hour }.max() ?? greetings.keys.max()
    return begun.flatMap { greetings[$0] }
  }
}
