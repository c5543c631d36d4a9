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

  /// A line of the practice prompt, read.
  enum Reading: Equatable {
    case empty, help
    case verb(PracticeVerb, argument: String)
    case ambiguous([String])
    case unknown(String, near: String?)
  }

  /// An exact verb, else a prefix that only one has; the words of every console language count too. A
  /// leading `/` is forgiven.
  static func read(_ line: String, _ words: TypedWords) -> Reading {
    let reader = NameReader(allCases, "practice", words)
    let pieces = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard let first = pieces.first else { return .empty }
    if first == "?" { return .help }
    let argument = pieces.count > 1 ? String(pieces[1]).trimmed : ""
    let typed = Folded.text(first.hasPrefix("/") ? first.dropFirst() : first)
    switch reader.read(typed) {
    case .one(let verb): return .verb(verb, argument: argument)
    case .several(let verbs): return .ambiguous(verbs.map(\.rawValue))
    case .unknown:
      let known = reader.entries.flatMap { [$0.english] + $0.words }
      return .unknown(String(first), near: Near.word(to: typed, among: known))
    }
  }
}
