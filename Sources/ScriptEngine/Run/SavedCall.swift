/// A call as it is kept: the script it runs on and its journal, from which everything else follows.
///
/// The state is not written a second time, and an open gate is nowhere in it: reading it back runs
/// every `verify` again, so that trust cannot be made from data.
package struct SavedCall: Codable, Hashable, Sendable {
  /// Grows when the form changes; every version up to this one is read.
  package static let currentVersion = 1

  package let version: Int
  package let edition: Edition
  package let journal: [TimedEvent]

  package init(_ run: CallRun) {
    version = Self.currentVersion
    edition = run.edition
    journal = run.journal
  }

  /// Why a saved call cannot be read.
  package enum Problem: Error, Hashable, Sendable {
    /// Written by a later program.
    case newerVersion(Int)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    version = try container.decode(Int.self, forKey: .version)
    guard version <= Self.currentVersion else { throw Problem.newerVersion(version) }
    edition = try container.decode(Edition.self, forKey: .edition)
    journal = try container.decode([TimedEvent].self, forKey: .journal)
  }

  package func run() throws(CallRefusal) -> CallRun {
    try CallRun(replaying: journal, edition: edition)
  }
}
