import Foundation
import RecallDomain
import RecallStorage
import RecallTestSupport

/// A live store with one person for each role, a second caller, and a call of each caller: one whose
/// patient has asked a clinical question, one of which a note was saved.
final class LiveTeam {
  let cluster: Cluster
  let database: String
  /// The clock of a live store is the server's.
  let now = Date()
  private(set) var items: [QueueName: QueueItemID] = [:]

  init() throws {
    cluster = try Cluster.shared()
    database = try cluster.makeDatabase()
    try cluster.run("CREATE ROLE \(owner) LOGIN CREATEROLE")
    try cluster.run("ALTER DATABASE \(database) OWNER TO \(owner)")
    try PostgreSQLStore.migrate(address(owner))
    let store = try self.store(owner)
    for role in StaffRole.allCases {
      try hire(person(role), role, store)
    }
    try hire(other, .caller, store)
    try fill(store)
  }

  deinit { cluster.drop(database) }

  var owner: String { "maria_\(database)" }
  func person(_ role: StaffRole) -> String { "\(role.rawValue)_of_\(database)" }
  var other: String { "ben_of_\(database)" }

  func address(_ person: String) throws -> PostgreSQLAddress {
    try PostgreSQLAddress(cluster.url(database, as: person))
  }

  func store(_ person: String) throws -> PostgreSQLStore {
    try PostgreSQLStore.open(address(person))
  }

  /// Plain SQL of this person.
  func session(_ person: String) throws -> PlainSession {
    let session = try PlainSession(cluster.url(database, as: person))
    try session.run("SET search_path = recall, pg_temp")
    return session
  }

  /// Whose call it is, with the number that was dialled.
  func whom(_ call: String) throws -> (patient: String, number: String) {
    let row = try cluster.run(
      "SELECT patient, number FROM recall.attempt WHERE call = '\(call)'", in: database)[0]
    guard let patient = row[0], let number = row[1] else { throw Unexpected() }
    return (patient, number)
  }

  /// Somebody else than whose call that is.
  func another(than patient: String) -> (patient: String, number: String) {
    let number = patient == "p6" ? 5 : 6
    return ("p\(number)", "+1617555100\(number)")
  }

  private func hire(_ id: String, _ role: StaffRole, _ store: PostgreSQLStore) throws {
    try store.addStaff(StaffMember(id: id, name: id, roles: [role], languages: ["en", "es"]))
    try PostgreSQLStore.admit(id, as: [role], at: address(owner))
  }

  // MARK: What there is

  private func fill(_ store: PostgreSQLStore) throws {
    let bench = try StoreBench(store) { try self.store(self.owner) }
    let rows = (1...6).map { number in
      Clinic.row("r\(number)", of: Clinic.patient("p\(number)", numbers: ["+1617555100\(number)"]))
    }
    _ = try store.importBatch(ImportBatch(source: "test", rows: rows), at: now)
    try store.addSlots([Slot(id: SlotID("s1"), start: now.addingTimeInterval(86_400), minutes: 30)])
    // A note of the second caller, and a call of theirs that goes on.
    try saved(bench, call: "c1", note: "n1", by: other)
    _ = try begun(bench, call: "c2", by: other, asking: [.clinical, .insurance])
  }

  func begun(
    _ bench: StoreBench, call: String, by caller: String, asking queues: [QueueName] = []
  ) throws -> (ClaimTicket, String) {
    let store = try self.store(caller)
    guard
      case .claimed(let ticket, _, let number) = try bench.next(caller, at: now, in: store)
    else { throw Unexpected() }
    var held = try store.beginCall(
      Clinic.beginning(call, number: number, at: now), under: ticket, at: now)
    for queue in queues {
      var item = Clinic.item("\(call)-\(queue.rawValue)", under: held, queue)
      item.opened = now
      held = try store.append(
        Clinic.entry(held.lastSeq + 1, at: now), effects: [.openItem(item)], under: held, at: now)
      items[queue] = item.id
    }
    return (held, number)
  }

  func saved(
    _ bench: StoreBench, call: String, note: String, by caller: String
  ) throws {
    let (ticket, number) = try begun(bench, call: call, by: caller)
    let store = try self.store(caller)
    try store.close(Clinic.closing(ticket, number: number, note: note), under: ticket, at: now)
  }
}
