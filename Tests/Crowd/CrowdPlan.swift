package import Foundation

/// What a crowd is to do: everything that is not decided by the seed.
package struct CrowdPlan: Sendable {
  package var seed: UInt64
  /// The built program.
  package var program: String
  package var store: CrowdStore
  package var consoles: Int
  package var patients: Int
  package var shifts: Int
  /// Calls that a console makes in a shift before its caller leaves.
  package var callsInShift: Int
  /// Open times of the clinic; few, so that callers want the same ones.
  package var slots: Int
  /// One prompt in so many ends in a fault: killed, stalled, a pipe closed.
  package var promptsPerFault: Int
  /// Where clinics, programs' own files and the store of this run lie; gone afterwards.
  package var folder: URL
  /// What ships with the program (`RECALL_SHARE`): the checkout.
  package var share: URL
  /// The one kind of call of the clinic, so that each start proves one script; `nil` = all there are.
  package var onlyScript: String?
  /// The server dies and comes back, in the middle of everything; now and then, where there is one.
  package var outage: (@Sendable () throws -> Void)?

  package init(
    seed: UInt64, program: String, store: CrowdStore, consoles: Int, patients: Int, shifts: Int,
    callsInShift: Int, slots: Int, promptsPerFault: Int, folder: URL, share: URL,
    onlyScript: String? = nil,
    outage: (@Sendable () throws -> Void)? = nil
  ) {
    self.seed = seed
    self.program = program
    self.store = store
    self.consoles = consoles
    self.patients = patients
    self.shifts = shifts
    self.callsInShift = callsInShift
    self.slots = slots
    self.promptsPerFault = promptsPerFault
    self.folder = folder
    self.share = share
    self.onlyScript = onlyScript
    self.outage = outage
  }
}

/// Which of the two stores a crowd works on.
package enum CrowdStore: Hashable, Sendable, CustomStringConvertible {
  case sqlite
  /// The URL of an empty database, as `store:` in clinic.yaml takes it, without a user.
  case postgresql(String)

  /// Who makes the store and audits it, where it is on a server.
  static let owner = "postgres"

  package var description: String {
    switch self {
    case .sqlite: "SQLite"
    case .postgresql: "PostgreSQL"
    }
  }
}

/// Something that keeps the run itself from going on; not a violation.
package struct CrowdTrouble: Error, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}
