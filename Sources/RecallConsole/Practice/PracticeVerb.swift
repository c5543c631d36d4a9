import RecallDomain

/// The verbs of the practice prompt, in the order of its help. Names are never translated.
enum PracticeVerb: String, CaseIterable, Sendable {
  case next, list, open, again, drill, surprise, warmup, free, speak, locale, help, quit

  /// The staff text that names what may stand behind it.
  var usageKey: String? {
    switch self {
    case .next, .list, .drill, .surprise, .free: "usage.segment"
    case .open: "usage.rehearsal"
    case .warmup: "usage.warmup"
    case .speak, .locale: "usage.language"
    case .help: "usage.practice-verb"
    case .again, .quit: nil
    }
  }

  func usage(_ desk: Desk) -> String {
    ([desk.shown("practice", rawValue)] + [usageKey].compactMap { $0 }.map { desk.say($0) })
      .joined(separator: " ")
  }

  static func read(_ line: String, _ words: TypedWords) -> VerbReading<PracticeVerb> {
    .read(line, words)
  }
}

extension PracticeVerb: TypedVerb {
  static let kind = "practice"
}
