import Foundation
import GRDB
import RecallStorage
import RecallTestSupport

/// Which store a clinic of the fault tests has.
enum FaultStore: String, CaseIterable, Sendable, CustomStringConvertible {
  case file = "SQLite"
  case server = "PostgreSQL"

  var description: String { rawValue }

  static let here: [FaultStore] = Cluster.isToBeSkipped ? [.file] : allCases
}

/// A small clinic on either store, copied from one that was made once, for one death.
final class FaultClinic {
  let place: Workplace
  let store: FaultStore
  /// Of the server.
  private let database: String?

  private struct Master {
    let place: Workplace
    let database: String?
  }

  private nonisolated(unsafe) static let file = Result { try made(.file) }
  private nonisolated(unsafe) static let server = Result { try made(.server) }

  private static func made(_ store: FaultStore) throws -> Master {
    let place = try Workplace(inMemory: true)
    guard store == .server else {
      try place.smallDemo()
      return Master(place: place, database: nil)
    }
    let template = try Cluster.shared().template("a_clinic_for_faults") { url in
      try place.smallDemo(on: url)
    }
    return Master(place: place, database: template)
  }

  convenience init(_ store: FaultStore) throws {
    let master = try (store == .file ? Self.file : Self.server).get()
    try self.init(store, copying: master)
  }

  /// Another like this one, as it stands; nobody is at work in it.
  func copy() throws -> FaultClinic {
    try FaultClinic(store, copying: Master(place: place, database: database))
  }

  private init(_ store: FaultStore, copying master: Master) throws {
    self.store = store
    place = try Workplace(inMemory: true)
    let (from, to) = (master.place.folder, place.folder)
    try FileManager.default.createDirectory(at: to, withIntermediateDirectories: true)
    chmod(to.path, 0o700)
    for item in try FileManager.default.contentsOfDirectory(atPath: from.path) {
      let (old, new) = (from.appendingPathComponent(item), to.appendingPathComponent(item))
      if ["scripts", "locales"].contains(item) {
        // Only read.
        try FileManager.default.createSymbolicLink(
          at: new, withDestinationURL: old.resolvingSymlinksInPath())
      } else {
        try FileManager.default.copyItem(at: old, to: new)
      }
    }
    guard store == .server else {
      database = nil
      return
    }
    let cluster = try Cluster.shared()
    let name = try cluster.makeDatabase(from: master.database!)
    database = name
    try place.setStore(cluster.url(name))
  }

  deinit {
    if let database { try? Cluster.shared().drop(database) }
  }

  // MARK: The program

  var arguments: [String] { ["--clinic", "demo", "--as", "ana", "--now", Workplace.now] }

  func start(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> Conversation {
    try Conversation(
      self.arguments + arguments, in: place, environment: environment,
      program: Program.builtForTests)
  }

  // MARK: What stands in the store

  /// The transaction of a console that died has ended, one way or the other.
  func settle() throws {
    guard let database else { return }
    _ = try Cluster.shared().run(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(database)'")
  }

  func rows(_ sql: String) throws -> [[String]] {
    if let database {
      let session = try PlainSession(Cluster.shared().url(database))
      _ = try session.run("SET search_path = recall")
      return try session.run(sql).map { $0.map { $0 ?? "" } }
    }
    return try DatabaseQueue(path: place.storeFile.path).read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { String.fromDatabaseValue($0) ?? $0.description }
      }
    }
  }

  func count(_ table: String) throws -> Int {
    Int(try rows("SELECT count(*) FROM \(table)")[0][0]) ?? -1
  }

  /// How many rows each table has.
  func counts() throws -> [String: Int] {
    let parts = try tables().map { "SELECT '\($0)', count(*) FROM \"\($0)\"" }
    let found = try rows(parts.joined(separator: " UNION ALL "))
    return Dictionary(uniqueKeysWithValues: found.map { ($0[0], Int($0[1]) ?? -1) })
  }

  private func tables() throws -> [String] {
    let sql =
      store == .file
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
      : "SELECT tablename FROM pg_tables WHERE schemaname = 'recall'"
    return try rows(sql).map { $0[0] }.sorted()
  }

  /// What `recall store check` finds.
  func check() throws -> [String] {
    if let database {
      let store = try PostgreSQLStore.open(
        PostgreSQLAddress(try Cluster.shared().url(database)))
      defer { store.leave() }
      return try store.check()
    }
    return try SQLiteStore.open(path: place.storeFile.path).check()
  }

  /// What a person was shown as done, and nothing may take back.
  func standing() throws -> Set<String> {
    let payload = store == .file ? "hex(payload)" : "encode(payload, 'hex')"
    return Set(
      try rows(
        """
        SELECT 'journal ' || call || ' ' || seq || ' ' || kind || ' ' || \(payload) FROM call_event
        UNION ALL SELECT 'opted out ' || id FROM patient WHERE opted_out_at IS NOT NULL
        UNION ALL SELECT 'silenced ' || number FROM silenced
        UNION ALL SELECT 'emergency ' || call FROM attempt WHERE emergency = 1
        UNION ALL SELECT 'try ' || key FROM identity_try
        UNION ALL SELECT 'note ' || body FROM note
        """
      ).map { $0[0] })
  }
}

extension Workplace {
  var folder: URL { home.appendingPathComponent("demo") }
  var storeFile: URL { folder.appendingPathComponent("recall.sqlite") }

  func setStore(_ address: String, in clinic: String = "demo") throws {
    let file = home.appendingPathComponent("\(clinic)/clinic.yaml")
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let changed = lines.map { $0.hasPrefix("store:") ? "store: \"\(address)\"" : $0 }
    try Data(changed.joined(separator: "\n").utf8).write(to: file)
  }
}
