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
  let queue: DatabaseQueue
  let statements = SQLiteConnection.Statements()
  package let classes: HoursClasses
  package var relookFrom = ""
  package var searchDepth = 1
  package var chain: AuditChain?
  package let trailKey: String?
  /// One batch of an import was written; another may follow at once.
  private var isAmongBatches = false
  private var sitting: Sitting?

  private init(path: String, queue: DatabaseQueue, classes: HoursClasses)
    throws
  {
    self.path = path
    self.queue = queue
    self.classes = classes
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
      let queue = try SQLiteSettings.connect(path: path, readOnly: false)
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          try SQLiteShape.create(db, kind: kind)
          watch.ready()
          return .commit
        }
      }
      watch.done()
      return try SQLiteStore(path: path, queue: queue, classes: classes)
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
    try SQLiteFile.check(at: path)
    return try reading("open", at: path) {
      let queue = try SQLiteSettings.connect(path: path, readOnly: readOnly)
      let isOld = try queue.unsafeReentrantRead { db in
        try SQLiteShape.recognise(db)
        if let kind, try String.fetchOne(db, sql: "SELECT kind FROM meta") != kind.rawValue {
          throw StoreFailure.refused(constraint: "a store of another kind stands here")
        }
        return try SQLiteShape.isOld(db)
      }
      if isOld && !readOnly { try grow(queue) }
      SQLiteFile.keepToOurselves(path)
      return try SQLiteStore(path: path, queue: queue, classes: classes)
    }
  }

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
    leaveToOthers()
    let watch = KillWatch("sitting")
    try keepingTrail("sitting") {
      try queue.writeWithoutTransaction { db in
        try SQLiteSettings.writeMuch(db)
        try db.inTransaction(.immediate) {
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
    return try keepingTrail(act) {
      let result = try queue.writeWithoutTransaction { db in
        var result: Result?
        try db.inTransaction(.immediate) {
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
    return try Self.reading(act, at: path) {
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
