import Foundation
import RecallDomain
import RecallStorage
import RecallTestSupport

/// Where a file is brought in: an empty store for each round, for the program and for the shell of
/// the same database.
protocol ImportPlace {
  var engine: String { get }
  /// The shell that does the reference.
  var shell: String { get }
  /// The clinic folder that the program is told of.
  var clinic: BenchClinic { get }

  /// Makes the clinic's store empty.
  func emptyStore() throws
  /// Entries in the clinic's store.
  func entries() throws -> Int
  /// From exec to end: the file into staging, then into an empty store of the same shape.
  func stage(_ file: String) throws -> Double
}

/// A SQLite file, beside it the `sqlite3` shell.
struct SQLiteImport: ImportPlace {
  let engine = "SQLite"
  let shell = "sqlite3 .import"
  let clinic: BenchClinic
  private let empty: String

  init(_ clinic: BenchClinic) throws {
    self.clinic = clinic
    empty = try clinic.copyOfStore("empty.sqlite")
  }

  func emptyStore() throws { try restore(to: clinic.store) }

  func entries() throws -> Int { try count(clinic.store) }

  func stage(_ file: String) throws -> Double {
    let copy = clinic.folder.appendingPathComponent("staged.sqlite").path
    try restore(to: copy)
    let settings = [
      "journal_mode = TRUNCATE", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON",
      "temp_store = MEMORY", "cache_size = -16384",
    ].map { "PRAGMA \($0)" }
    let work =
      settings + [".import --csv --schema temp \(file) staging", "BEGIN IMMEDIATE"]
      + StagedImport.statements + ["COMMIT"]
    let (output, seconds) = Measurement.time {
      Child(["/usr/bin/sqlite3", "-bail", copy] + work, terminal: false, patience: 3_600)
        .waitForEnd()
    }
    guard try count(copy) > 0 else { throw BenchFailure.command(output) }
    return seconds
  }

  private func restore(to path: String) throws {
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: empty, toPath: path)
  }

  private func count(_ store: String) throws -> Int {
    let text = Child(
      ["/usr/bin/sqlite3", store, "SELECT count(*) FROM recall"], terminal: false
    ).waitForEnd()
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
  }
}

/// A database of a throw-away server that really syncs, beside it `psql`.
struct PostgreSQLImport: ImportPlace {
  let engine = "PostgreSQL"
  let shell = "psql \\copy"
  let clinic: BenchClinic
  private let cluster: Cluster
  private let ours: String
  private let staged: String
  private let policy: ClinicPolicy

  /// The clinic's folder is told of a database instead of its file.
  init(_ clinic: BenchClinic, _ cluster: Cluster) throws {
    (self.clinic, self.cluster) = (clinic, cluster)
    policy = try clinic.policy()
    (ours, staged) = (try cluster.makeDatabase(), try cluster.makeDatabase())
    try clinic.tell(store: .postgresql(url: cluster.url(ours)))
  }

  func emptyStore() throws { try make(ours) }

  func entries() throws -> Int { try count(ours) }

  func stage(_ file: String) throws -> Double {
    try make(staged)
    let columns = MadeUpFile.columns.map { "\($0) text" }.joined(separator: ", ")
    let work =
      ["SET search_path = recall", "BEGIN", "CREATE TEMP TABLE staging (\(columns))"]
      + ["\\copy staging from '\(file)' csv header"] + StagedImport.statements + ["COMMIT"]
    let psql = ["/usr/bin/psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", cluster.url(staged)]
    let (output, seconds) = Measurement.time {
      Child(psql + work.flatMap { ["-c", $0] }, terminal: false, patience: 3_600).waitForEnd()
    }
    guard try count(staged) > 0 else { throw BenchFailure.command(output) }
    return seconds
  }

  private func make(_ database: String) throws {
    try cluster.run("DROP SCHEMA IF EXISTS recall CASCADE", in: database)
    _ = try PostgreSQLStore.create(
      try PostgreSQLAddress(cluster.url(database)), kind: .demo,
      classes: .under(policy))
  }

  private func count(_ database: String) throws -> Int {
    try cluster.run("SELECT count(*) FROM recall.recall", in: database)
      .first?.first.flatMap { $0 }.flatMap { Int($0) } ?? -1
  }
}
