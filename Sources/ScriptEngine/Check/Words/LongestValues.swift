import RecallDomain

/// The longest realistic words of each fact in one language, in syllables.
struct LongestValues {
  let book: Phrasebook
  let clinic: ClinicWords
  private let syllables: Syllables

  init(book: Phrasebook, clinic: ClinicWords) {
    self.book = book
    self.clinic = clinic
    syllables = Syllables(locale: book.locale)
  }

  /// The longest form of a phrase.
  func count(_ phrase: Phrase) -> Int {
    switch phrase.body {
    case .plain(let template): return count(template, number: nil)
    case .counted(_, let forms, let without):
      let counted = forms.map { category, form in
        count(form, number: longestCount(category))
      }
      return max(counted.max() ?? 0, without.map { count($0, number: nil) } ?? 0)
    }
  }

  private func count(_ template: Template, number: Int?) -> Int {
    template.parts.reduce(0) { sum, part in
      switch part {
      case .text(let words): sum + syllables.count(words)
      case .fact(let fact): sum + (fact.isCount ? number ?? longestCount(.other) : count(fact))
      case .unknown: sum
      }
    }
  }

  private func count(_ fact: Fact) -> Int {
    texts(of: fact).map(syllables.count).max() ?? 0
  }

  /// What the clinic and the language say, and what a record or a call may.
  func texts(of fact: Fact) -> [String] { clinic.texts(of: fact, in: book) + samples(of: fact) }

  /// Names and days that are long, but that happen.
  private func samples(of fact: Fact) -> [String] {
    switch fact {
    case .caller: ["Alejandra Fernández"]
    case .askFor, .patientFirst: ["Maximiliano"]
    case .patientName: ["Maximiliano Hernández Rodríguez"]
    case .provider: ["Dr. Alejandra Fernández"]
    case .location: ["Washington Medical Center"]
    case .specialty: ["gastroenterología"]
    case .due, .lastVisit: days.map { dates.date($0, today: Self.longAgo) }
    case .appointment, .answerBy, .callbackWindow:
      days.map { dates.moment(LocalTime(date: $0, time: Self.late), today: $0.adding(days: -7)) }
    default: []
    }
  }

  /// A week in each month: every weekday and every month, with a long number.
  private var days: [CivilDate] {
    (1...12).flatMap { month in
      (21...27).compactMap { CivilDate(year: 2027, month: month, day: $0) }
    }
  }

  private var dates: SpokenDates { SpokenDates(language: book.language, locale: book.locale) }

  private func longestCount(_ category: PluralCategory) -> Int {
    Fact.countRange.filter {
      category == .other || PluralRules.category(of: $0, in: book.locale) == category
    }.map(syllables.words).max() ?? 0
  }

  private static let longAgo = CivilDate(year: 2026, month: 1, day: 1)!
  private static let late = TimeOfDay(hour: 11, minute: 45)!
}
