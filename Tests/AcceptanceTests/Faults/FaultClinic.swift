import Foundation
import GRDB
import RecallDomain
import RecallStorage
import RecallTestSupport

/// Which store a clinic of the fault tests has.
enum FaultStore: String, CaseIterable, Sendable, CustomStringConvertible {
  case file = "SQLite"
  case server = "PostgreSQL"

  var description: String { rawValue }

  static let here: [FaultStore] = Cluster.isToBeSkipped ? [.file] : allCases
}

/// A small clinic on either store, copied from one that was made once, for one death or many.
final class FaultClinic {
  /// Patients: enough for one call, or for all that a few callers can do.
  enum Size: Int, Sendable {
    case ofOneCall = 20
    case ofManyCalls = 120
  }

  let place: Workplace
  let store: FaultStore
  /// Of the clinic that this one is a copy of: it stays for as long.
  private let masterPlace: Workplace
  /// Of the server.
  private var database: String?

  private struct Master {
    let place: Workplace
    let database: String?
  }

  private nonisolated(unsafe) static let file = Result { try made(.file, .ofOneCall) }
  private nonisolated(unsafe) static let server = Result { try made(.server, .ofOneCall) }
  private nonisolated(unsafe) static let busyFile = Result { try made(.file, .ofManyCalls) }
  private nonisolated(unsafe) static let busyServer = Result { try made(.server, .ofManyCalls) }

  private static func made(_ store: FaultStore, _ size: Size) throws -> Master {
    let place = try Workplace(inMemory: true)
    guard store == .server else {
      try place.smallDemo(patients: size.rawValue)
      return Master(place: place, database: nil)
    }
    let template = try Cluster.shared().template("a_clinic_for_faults_\(size.rawValue)") { url in
      try place.smallDemo(patients: size.rawValue, on: url)
    }
    return Master(place: place, database: template)
  }

  convenience init(_ store: FaultStore, _ size: Size = .ofOneCall) throws {
    let master =
      switch (store, size) {
      case (.file, .ofOneCall): Self.file
      case (.server, .ofOneCall): Self.server
      case (.file, .ofManyCalls): Self.busyFile
      case (.server, .ofManyCalls): Self.busyServer
      }
    try self.init(store, copying: master.get())
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
    masterPlace = master.place
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
    try bringShippedFiles()
    guard store == .server else {
      database = nil
      return
    }
    let cluster = try Cluster.shared()
    let name = try cluster.makeDatabase(from: master.database!)
    database = name
    try place.setStore(cluster.url(name))
  }

  /// What comes with the program, as far as the small demo has it.
  private func bringShippedFiles() throws {
    let (from, to) = (
      try (store == .file ? Self.file : Self.server).get().place.folder,
      place.home.appendingPathComponent("shipped")
    )
    try FileManager.default.createDirectory(at: to, withIntermediateDirectories: true)
    for item in ["clinic.yaml", "scripts", "locales"] {
      try FileManager.default.createSymbolicLink(
        at: to.appendingPathComponent(item),
        withDestinationURL: from.appendingPathComponent(item).resolvingSymlinksInPath())
    }
  }

  /// Where the clinic that this one is a copy of was prepared.
  var preparedHome: URL { masterPlace.home }

  deinit {
    if let database { try? Cluster.shared().drop(database) }
  }

  // MARK: The program

  var arguments: [String] { ["--clinic", "demo", "--as", "ana", "--now", Workplace.now] }

  /// `postgresql://…`; `nil`: the store is a file.
  var storeURL: String? { database.flatMap { try? Cluster.shared().url($0) } }

  /// There is no store any more, and room for another.
  func loseStore() throws {
    guard let database else {
      for ending in ["", "-journal"] { unlink(place.storeFile.path + ending) }
      return
    }
    let cluster = try Cluster.shared()
    cluster.drop(database)
    self.database = nil
    self.database = try cluster.makeDatabase()
    if FileManager.default.fileExists(atPath: place.folder.path), let storeURL {
      try place.setStore(storeURL)
    }
  }

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

  /// SQL of a test itself, past the program.
  func execute(_ sql: String) throws {
    if let database {
      let session = try PlainSession(Cluster.shared().url(database))
      _ = try session.run("SET search_path = recall")
      _ = try session.run(sql)
    } else {
      try DatabaseQueue(path: place.storeFile.path).write { try $0.execute(sql: sql) }
    }
  }

  func columns(of table: String) throws -> [String] {
    let sql =
      store == .file
      ? "SELECT name FROM pragma_table_info('\(table)') ORDER BY cid"
      : """
      SELECT column_name FROM information_schema.columns WHERE table_schema = 'recall'
        AND table_name = '\(table)' ORDER BY ordinal_position
      """
    return try rows(sql).map { $0[0] }
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

  func tables() throws -> [String] {
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

  /// The trail read from its first entry to its last.
  func trailProblems() throws -> [String] {
    let file = place.folder.appendingPathComponent("audit.key")
    guard let keys = AuditKeyring(text: try String(contentsOf: file, encoding: .utf8)) else {
      return ["audit.key holds no key"]
    }
    return try verifyTrail(keys).breaks.map {
      "the trail is not whole: \($0.kind.rawValue) at entry \($0.entry ?? 0), seal \($0.seal ?? 0)"
    }
  }

  private func verifyTrail(_ keys: AuditKeyring) throws -> AuditVerdict {
    if let database {
      let store = try PostgreSQLStore.open(PostgreSQLAddress(try Cluster.shared().url(database)))
      defer { store.leave() }
      return try store.verifyTrail(keys)
    }
    return try SQLiteStore.open(path: place.storeFile.path).verifyTrail(keys)
  }

  /// How many calls a colleague is offered to finish, on the day after.
  func needingOutcome() throws -> Int {
    let tomorrow = Date(timeIntervalSince1970: 1_795_640_400)  // 2026-11-25 16:00 -05:00
    if let database {
      let store = try PostgreSQLStore.open(
        PostgreSQLAddress(try Cluster.shared().url(database)))
      defer { store.leave() }
      return try store.callsNeedingOutcome(for: "nobody", at: tomorrow).count
    }
    return try SQLiteStore.open(path: place.storeFile.path)
      .callsNeedingOutcome(for: "nobody", at: tomorrow).count
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
        UNION ALL SELECT 'mark ' || id || ' ' || words FROM stumble
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
