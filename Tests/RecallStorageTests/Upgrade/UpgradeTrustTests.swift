import Foundation
import GRDB
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

@Suite("A store of every earlier program, with data in it, becomes one of today")
struct UpgradeTrustTests {
  private static let earlier = 1..<Schema.known

  @Test("in a file", arguments: earlier)
  func inFile(_ version: Int) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/clinic", withIntermediateDirectories: true)
    let path = folder.store
    try make(version, at: path)
    let store = try SQLiteStore.open(path: path)
    let key = AuditKey.random()
    try store.foundTrail(key, at: Clinic.now)
    try expectToday(store, key, from: version) { try SQLiteStore.open(path: path) }
  }

  @Test(
    "on a server", .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)),
    arguments: earlier)
  func onServer(_ version: Int) throws {
    let cluster = try Cluster.shared()
    let database = try cluster.makeDatabase()
    defer { cluster.drop(database) }
    try make(version, in: database)
    let (address, key) = (try PostgreSQLAddress(cluster.url(database)), AuditKey.random())
    let growth = try PostgreSQLStore.migrate(address, chainedWith: { key })
    #expect(growth.from == version && growth.to == Schema.known)
    let store = try PostgreSQLStore.open(address)
    #expect(store.trailKey == key.fingerprint)
    store.chainEntries(with: key)
    _ = try store.sealTrail(key, at: Clinic.now)
    try expectToday(store, key, from: version) { try PostgreSQLStore.open(address) }
    store.leave()
  }

  // MARK: Stores of then

  private func make(_ version: Int, at path: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    try DatabaseQueue(path: path, configuration: configuration).writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        let meta = "INSERT INTO meta (\"only\", kind) VALUES (1, 'live')"
        for sql in try Schema.first(in: .sqlite) + [meta] + EarlierStore.rows(in: .sqlite) {
          try db.execute(sql: sql)
        }
        for step in Schema.steps(after: 1, in: .sqlite) where step.version <= version {
          for sql in step.statements { try db.execute(sql: sql) }
        }
        try db.execute(sql: "PRAGMA application_id = \(SQLiteShape.application)")
        try db.execute(sql: "PRAGMA user_version = \(version)")
        return .commit
      }
    }
  }

  private func make(_ version: Int, in database: String) throws {
    let cluster = try Cluster.shared()
    try cluster.run("CREATE ROLE \(database)_owner")
    let session = try PlainSession(cluster.url(database))
    for sql in [
      "CREATE SCHEMA recall AUTHORIZATION \(database)_owner", "SET ROLE \(database)_owner",
      "SET search_path = recall", "CREATE TABLE shape (version bigint NOT NULL)",
    ] { try session.run(sql) }
    let meta = "INSERT INTO meta (\"only\", kind) VALUES (1, 'live')"
    for sql in try Schema.words + Schema.first(in: .postgresql) + [meta]
      + EarlierStore.rows(in: .postgresql)
    { try session.run(sql) }
    for step in Schema.steps(after: 1, in: .postgresql) where step.version <= version {
      for sql in step.statements { try session.run(sql) }
    }
    try session.run("INSERT INTO shape (version) VALUES (\(version))")
  }

  // MARK: The store of today

  private func expectToday(
    _ store: any SharedActs, _ key: AuditKey, from version: Int,
    another: @escaping () throws -> any RecallStore
  ) throws {
    #expect(try store.check() == [])
    #expect(try store.notes(NoteQuery()).map(\.summary) == ["No answer."])
    #expect(try store.queueItems(.clinical).map(\.question) == ["¿Puedo comer?"])
    #expect(try store.outbox([.waiting]).map(\.text) == ["Hola."])
    #expect(try store.staff().map(\.id) == ["ana"])
    #expect(try store.approvals(of: "visit").map(\.by) == ["lee"])
    #expect(try store.candidate(RecallID("r1"))?.attempts.count == 1)
    #expect(try store.candidate(RecallID("r3"))?.patient.lastName == "Díaz 3")
    #expect(try store.epochs().count == 1)
    try work(store, another)
    let verdict = try store.verifyTrail(AuditKeyring(key))
    #expect(verdict.isWhole && verdict.beforeChain == 5 && verdict.entries > 8)
    let found = try store.check()
    #expect(found == [])
    TrustLedger.count(
      "upgrades from earlier schemas", tried: 1,
      broken: verdict.isWhole && found.isEmpty && verdict.beforeChain == 5 ? 0 : 1)
  }

  /// The call that was running is ended by its caller, the next in line is called, and a list comes in.
  private func work(_ store: any SharedActs, _ another: @escaping () throws -> any RecallStore)
    throws
  {
    let bench = try StoreBench(store, another: another)
    let taken = try store.takeUp(
      CallID("c2"), by: "ben", at: Clinic.now, lease: 60, takeOver: false)
    try store.close(
      Clinic.closing(taken.ticket, number: "+16175550102"), under: taken.ticket, at: Clinic.now)
    for caller in ["ana", "ben"] {
      let (ticket, number) = try bench.call("new-\(caller)", by: caller)
      let heard = try store.append(
        Clinic.entry(2), effects: [.openItem(Clinic.item("i-\(caller)", under: ticket))],
        under: ticket, at: Clinic.now)
      try store.close(Clinic.closing(heard, number: number), under: heard, at: Clinic.now)
    }
    let approval = RecordedApproval(
      script: "visit", structure: "sha256:s", policy: nil, words: ["en": "c"], edition: nil,
      by: "lee", at: Clinic.now)
    try store.recordApproval(approval)
    try bench.bring(Clinic.row("r9", of: Clinic.patient("p9", numbers: ["+16175550109"])))
    #expect(try store.notes(NoteQuery()).count == 4)
  }
}
