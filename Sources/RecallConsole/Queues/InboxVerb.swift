import Foundation
import RecallDomain

/// What may follow `inbox`: a queue, a number of the list just shown, or an act with its number.
enum InboxVerb: String, CaseIterable {
  case show, take
  case giveBack = "give-back"
  case answer, done, hand, close, note, overdue
}

/// A line after `inbox`, read. Pure.
enum InboxReading: Equatable {
  /// The list: of one queue, or of all that concern this person.
  case list(QueueName?, overdue: Bool)
  /// `rest`: the queue of a handing on.
  case act(InboxVerb, item: String, rest: String)
  case needsItem(InboxVerb)
  case unknown

  /// - Parameter queue: reads the name of a queue in the languages of the console.
  static func read(
    _ line: String, _ typed: TypedWords = .none, queue: (String) -> QueueName?
  ) -> InboxReading {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { return .list(nil, overdue: false) }
    if words.count == 1, isItem(first) { return .act(.show, item: first, rest: "") }
    let verb = NameReader(InboxVerb.allCases, "inbox", typed).one(first)
    switch (verb, words.count) {
    case (.overdue?, 1): return .list(nil, overdue: true)
    case (.overdue?, 2): return queue(words[1]).map { .list($0, overdue: true) } ?? .unknown
    case (nil, _), (_?, 1):
      if let name = queue(line) { return .list(name, overdue: false) }
      return verb.map { .needsItem($0) } ?? .unknown
    case (let verb?, _):
      return .act(verb, item: words[1], rest: words.dropFirst(2).joined(separator: " "))
    }
  }

  /// A number, or an item's own name, which has digits.
  private static func isItem(_ word: String) -> Bool { word.contains(where: \.isNumber) }
}
