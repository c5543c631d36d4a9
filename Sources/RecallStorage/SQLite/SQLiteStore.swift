package import Foundation
import GRDB
package import RecallDomain

/// The store on one machine: a SQLite file in rollback-journal mode.
///
/// Durability is set and read back at each opening (`SQLiteSettings`); the constraints stand in
/// the schema (`Migrations`); each act of `RecallStore` is one method in `Acts/`, one transaction (here an immediate one).
/// Not for several threads at once.
package final class SQLiteStore: SharedActs {
  package let kind: StoreKind
  package let path: String
  /// Of the file that stands at the path; opened anew when another one does.
  private(set) var queue: DatabaseQueue
  private var file: FileIdentity?
  private let isReadOnly: Bool
  private let turn: SQLitePatience
  private var rest = RestAfterLoss()
  let statements = SQLiteConnection.Statements()
  package let classes: HoursClasses
  package var relookFrom = ""
  package var searchDepth = 1
  package var chain: AuditChain?
  package let trailKey: String?
  /// One batch of an import was written; another may follow at once.
  private var isAmongBatches = false
  private var sitting: Sitting?
  /// Where somebody is on the line: for how long an act waits for others who write.
  package var patience: TimeInterval? {
    didSet {
      let wanted = patience.map { Int($0 * 1_000) } ?? SQLiteTurn.patience
      turn.milliseconds = min(wanted, SQLiteTurn.patience)
    }
  }

  private init(
    path: String, queue: DatabaseQueue, readOnly: Bool = false,
    turn: SQLitePatience? = nil, classes: HoursClasses
  ) throws {
    self.path = path
    self.queue = queue
    self.classes = classes
    self.turn = turn ?? SQLitePatience(path)
    isReadOnly = readOnly
    file = FileIdentity(at: path)
    (kind, trailKey) = try queue.unsafeReentrantRead { db in
      let row = try SQLiteConnection(db).row("SELECT * FROM meta")
      guard let row else { throw DamagedRow(place: "meta") }
      // A store of an earlier program that is only read has no such column.
      let key = if case .text(let key)? = row["audit_key"] { key } else { String?.none }
      return (try Fields(row, of: "meta").word("kind"), key)
    }
  }

  /// Makes a new store, and its folder (0700) when there is none. The kind is fixed for ever.
  /// Refused where a file stands already.
  package static func create(
    path: String, kind: StoreKind, classes: HoursClasses = .none
  ) throws(StoreFailure) -> SQLiteStore {
    try SQLiteFile.make(at: path)
    return try reading("create", at: path) {
      let watch = KillWatch("create")
      let turn = SQLitePatience(path)
      let queue = try SQLiteSettings.connect(path: path, readOnly: false, patience: turn)
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          try SQLiteShape.create(db, kind: kind)
          watch.ready()
          return .commit
        }
      }
      watch.done()
      return try SQLiteStore(path: path, queue: queue, turn: turn, classes: classes)
    }
  }

  /// A store in memory, gone with this object: where calls are rehearsed.
  package static func inMemory(
    kind: StoreKind, classes: HoursClasses = .none
  ) throws(StoreFailure) -> SQLiteStore {
    try reading("create", at: ":memory:") {
      let queue = try SQLiteSettings.connectInMemory()
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          try SQLiteShape.create(db, kind: kind)
          return .commit
        }
      }
      return try SQLiteStore(path: ":memory:", queue: queue, classes: classes)
    }
  }

  /// Opens a store; a `readOnly` one refuses every write with `StoreFailure.readOnly`.
  ///
  /// - Parameter kind: a store of another kind is refused, and left as it is.
  package static func open(
    path: String, readOnly: Bool = false, ofKind kind: StoreKind? = nil,
    classes: HoursClasses = .none
  ) throws(StoreFailure) -> SQLiteStore {
    let turn = SQLitePatience(path)
    return try reading("open", at: path) {
      let queue = try connect(path, readOnly, kind, turn)
      return try SQLiteStore(
        path: path, queue: queue, readOnly: readOnly, turn: turn, classes: classes)
    }
  }

  private static func connect(
    _ path: String, _ readOnly: Bool, _ kind: StoreKind?, _ turn: SQLitePatience
  ) throws -> DatabaseQueue {
    try SQLiteFile.check(at: path)
    let queue = try SQLiteSettings.connect(path: path, readOnly: readOnly, patience: turn)
    let isOld = try queue.unsafeReentrantRead { db in
      try SQLiteShape.recognise(db)
      if let kind, try String.fetchOne(db, sql: "SELECT kind FROM meta") != kind.rawValue {
        throw StoreFailure.refused(constraint: "a store of another kind stands here")
      }
      return try SQLiteShape.isOld(db)
    }
    if isOld && !readOnly { try grow(queue) }
    SQLiteFile.keepToOurselves(path)
    return queue
  }

  // MARK: The file

  /// Another file stands at the path since: one that was brought back from a copy under a running
  /// console. What is asked now is asked of that one. While there is none, the one that was moved away
  /// stays open, and takes no write.
  private func followFile() throws(StoreFailure) {
    guard file != nil, sitting == nil, let now = FileIdentity(at: path), now != file else { return }
    try Self.reading("open", at: path) {
      let fresh = try Self.connect(path, isReadOnly, kind, turn)
      let key = try fresh.unsafeReentrantRead { db in
        try SQLiteConnection(db).text("SELECT audit_key FROM meta")
      }
      guard [trailKey, chain?.fingerprint].contains(key) else {
        throw StoreFailure.refused(constraint: "a store of another clinic stands here")
      }
      statements.forget()
      let before = queue
      (queue, file) = (fresh, FileIdentity(at: path))
      try? before.close()
      (relookFrom, searchDepth) = ("", 1)
      chain?.beginAnew()
    }
  }

  // MARK: Patience

  package func lookAgain() { rest = RestAfterLoss() }

  /// In a call nobody waits twice for a file that somebody else holds: it is asked again after a rest.
  private func waiting<Result>(
    _ body: () throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    guard sitting == nil else { return try body() }
    try followFile()
    StopSignal.hold()
    defer { StopSignal.letGo() }
    guard let patience, patience < Self.hurried else { return try body() }
    guard !rest.isOn else { throw .busy }
    let began = BootClock.now()
    do throws(StoreFailure) {
      let result = try body()
      rest = RestAfterLoss()
      return result
    } catch {
      if case .busy = error { rest.begin(after: BootClock.now() - began) }
      throw error
    }
  }

  /// Whoever waits no longer than this, in seconds, has somebody on the line.
  private static let hurried: TimeInterval = 5

  /// A store that an earlier program made; another process may be doing the same at this moment.
  private static func grow(_ queue: DatabaseQueue) throws {
    let watch = KillWatch("grow")
    try queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        try SQLiteShape.grow(db)
        watch.ready()
        return .commit
      }
    }
    watch.done()
  }

  // MARK: Transactions

  /// A transaction that several acts share.
  private struct Sitting {
    let db: Database
    let watch: KillWatch
    var hasFailed = false
  }

  package func inOneSitting(_ acts: () -> Void) throws(StoreFailure) {
    try followFile()
    leaveToOthers()
    StopSignal.hold()
    defer { StopSignal.letGo() }
    let watch = KillWatch("sitting")
    try keepingTrail("sitting") {
      try queue.writeWithoutTransaction { db in
        try SQLiteSettings.writeMuch(db)
        try db.inTransaction(.immediate) {
          try SQLiteShape.expectTodays(db)
          sitting = Sitting(db: db, watch: watch)
          defer { sitting = nil }
          acts()
          guard !(sitting?.hasFailed ?? true) else {
            chain?.isUndone()
            return .rollback
          }
          watch.ready()
          return .commit
        }
      }
    }
    watch.done()
  }

  private func leaveToOthers() {
    if isAmongBatches { SQLiteTurn.leaveToOthers() }
    isAmongBatches = true
  }

  /// An act of a sitting. One that fails is half done, and nothing more is done after it.
  private func sit<Result>(
    _ act: String, in db: Database, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    do throws(StoreFailure) {
      return try Self.reading(act, at: path) {
        guard let sitting, !sitting.hasFailed else {
          throw DatabaseError(resultCode: .SQLITE_ABORT)
        }
        return try body(
          sitting.watch.over(SQLiteConnection(db, statements, chain: chain)))
      }
    } catch {
      sitting?.hasFailed = true
      throw error
    }
  }

  package func write<Result>(
    _ act: String, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    if let sitting { return try sit(act, in: sitting.db, body) }
    if act == "importBatch" { leaveToOthers() }
    let watch = KillWatch(act)
    return try waiting { () throws(StoreFailure) in try writing(act, watch, body) }
  }

  private func writing<Result>(
    _ act: String, _ watch: KillWatch, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    try keepingTrail(act) {
      let result = try queue.writeWithoutTransaction { db in
        var result: Result?
        try db.inTransaction(.immediate) {
          try SQLiteShape.expectTodays(db)
          result = try body(watch.over(SQLiteConnection(db, statements, chain: chain)))
          watch.ready()
          return .commit
        }
        return result!
      }
      watch.done()
      return result
    }
  }

  package func read<Result>(
    _ act: String, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    if let sitting { return try sit(act, in: sitting.db, body) }
    return try waiting { () throws(StoreFailure) in
      try Self.reading(act, at: path) {
        try queue.writeWithoutTransaction { db in
          var result: Result?
          try db.inTransaction(.deferred) {
            result = try body(SQLiteConnection(db, statements, chain: chain))
            return .commit
          }
          return result!
        }
      }
    }
  }

  /// The chain of entries follows what became of the transaction.
  private func keepingTrail<Result>(
    _ act: String, _ body: () throws -> Result
  ) throws(StoreFailure) -> Result {
    do throws(StoreFailure) {
      let result = try Self.reading(act, at: path, body)
      chain?.isKept()
      return result
    } catch {
      chain?.isUndone()
      throw error
    }
  }

  /// The file itself, outside any transaction: settings and straits.
  func onFile<Result>(
    _ act: String, _ body: (Database) throws -> Result
  ) throws(StoreFailure) -> Result {
    try Self.reading(act, at: path) { try queue.writeWithoutTransaction(body) }
  }

  private static func reading<Result>(
    _ act: String, at path: String, _ body: () throws -> Result
  ) throws(StoreFailure) -> Result {
    do { return try body() } catch {
      throw SQLiteFile.explained(StoreFailure(error, act: act), at: path)
    }
  }
}
