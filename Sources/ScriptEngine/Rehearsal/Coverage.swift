/// Which ways of a script have been walked: by live calls, in rehearsals, and in the conversations
/// that tests compare.
package struct Coverage: Sendable {
  /// Who walks.
  package enum Walker: String, CaseIterable, Hashable, Sendable {
    case live
    /// A call in practice.
    case rehearsal
    /// A rehearsal that is there to be practised (`scripts/rehearsals`), whether or not somebody has.
    case written
    case test
  }

  package struct Way: Hashable, Sendable {
    package let edge: AuthorEdge
    /// What staff read beside the key; `nil` where no key is pressed.
    package let label: String?
    /// Calls or conversations that walked it, each counted once.
    package var counts: [Walker: Int]

    package func count(_ walker: Walker) -> Int { counts[walker] ?? 0 }
    package var isWalked: Bool { counts.contains { $0.key != .written } }
  }

  package let script: String
  /// In the order of the call.
  package private(set) var ways: [Way]
  private let places: [AuthorEdge: Int]

  /// - Parameter labels: staff's words, by response or by `node.response`.
  package init(of script: Script, labels: [String: String]) {
    self.script = script.id
    ways = AuthorEdge.all(of: script).map { edge in
      Way(edge: edge, label: Self.label(edge, labels), counts: [:])
    }
    places = Dictionary(
      zip(ways.map(\.edge), ways.indices), uniquingKeysWith: { first, _ in first })
  }

  private static func label(_ edge: AuthorEdge, _ labels: [String: String]) -> String? {
    guard let node = edge.node else { return labels["interrupt." + edge.word.dropFirst()] }
    return labels["\(node).\(edge.word)"] ?? labels[edge.word]
  }

  /// One call or conversation. Ways that the script does not have any more are passed over.
  package mutating func add(_ walked: Set<AuthorEdge>, by walker: Walker) {
    for edge in walked {
      guard let place = places[edge] else { continue }
      ways[place].counts[walker, default: 0] += 1
    }
  }

  package func walked(by walker: Walker) -> Int { ways.count { $0.count(walker) > 0 } }
  package var neverWalked: [Way] { ways.filter { !$0.isWalked } }
  /// Ways for which there is no rehearsal to be practised.
  package var unwritten: [Way] { ways.filter { $0.count(.written) == 0 } }
}
