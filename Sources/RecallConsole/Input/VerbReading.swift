import RecallDomain

/// Verbs that begin a line of a prompt. Names are English and never translated; what else may be
/// typed for them is `typed.KIND.NAME` of each console language.
protocol TypedVerb: CaseIterable, Equatable, RawRepresentable<String> {
  static var kind: String { get }
}

/// A line that begins with a verb, read.
enum VerbReading<Verb: TypedVerb>: Equatable {
  case empty
  /// `?` alone.
  case help
  case verb(Verb, argument: String)
  case ambiguous([String])
  /// Nothing begins so; the nearest verb, when one is near.
  case unknown(String, near: Verb?)

  /// An exact verb, else a prefix that only one verb has; the words of every console language count
  /// too. A leading `/` is forgiven.
  static func read(_ line: String, _ words: TypedWords = .none) -> VerbReading {
    let reader = NameReader(Array(Verb.allCases), Verb.kind, words)
    let pieces = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard let first = pieces.first else { return .empty }
    let argument = pieces.count > 1 ? String(pieces[1]).trimmed : ""
    if first == "?" { return .help }
    let typed = Folded.text(first.hasPrefix("/") ? first.dropFirst() : first)
    switch reader.read(typed) {
    case .one(let verb): return .verb(verb, argument: argument)
    case .several(let verbs): return .ambiguous(verbs.map(\.rawValue))
    case .unknown: return .unknown(String(first), near: reader.near(typed))
    }
  }
}
