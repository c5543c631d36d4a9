internal import Foundation

/// The rest of a conversation that is being replayed: it decides where in a call the patient's
/// record, the tries and the counts of bounded edges would.
struct Foretold: Hashable, Sendable {
  private(set) var words: [String]
  /// How often the edge of the word just taken goes on to its `then`.
  private var bounds = 0

  init(_ words: [String]) { self.words = words }

  /// The next word without its `:then`.
  var exit: String? { words.first.map { String($0.prefix { $0 != ":" }) } }

  /// `:then` as often as the word just taken has it left.
  var suffix: String { String(repeating: Self.then, count: bounds) }

  /// More words are to be said.
  mutating func add(_ more: [String]) { words += more }

  /// Every `:then` of the words said so far was a bounded edge's.
  var isSpent: Bool { bounds == 0 }

  /// The next word happens.
  mutating func take() {
    guard !words.isEmpty else {
      bounds = 0
      return
    }
    let word = words.removeFirst()
    bounds = word.components(separatedBy: Self.then).count - 1
  }

  /// A bounded edge is come to: whether it goes on to its `then`.
  mutating func passBound() -> Bool {
    guard bounds > 0 else { return false }
    bounds -= 1
    return true
  }

  private static let then = ":then"
}
