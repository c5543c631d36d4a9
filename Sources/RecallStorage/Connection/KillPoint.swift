import Foundation

/// The concerns of the store in which a test can make the program die, at every moment of a
/// transaction: before its first write, after each write, before COMMIT, after COMMIT was sent and
/// after it was answered.
///
/// `RECALL_KILL_AT=close:12` ends the program by SIGKILL at the twelfth moment of `close`, `*:40` at
/// the fortieth of all; `RECALL_KILL_LOG=FILE` writes down each moment that passes. Only a debug
/// build has any of this: in a program for use each call below is empty.
package enum KillPoint: String, CaseIterable, Sendable {
  /// A patient is taken, taken over or given back.
  case claim
  /// An attempt begins, or is withdrawn as never dialled.
  case dial
  /// An answer of a call, and parking it.
  case journal
  case close
  /// A slot or an appointment, in whatever act.
  case booking
  /// A row of the trail, in whatever act.
  case audit
  case importing = "import"
  /// Messages written, taken, settled.
  case outbox
  /// Of a script: the store's row and the clinic's file.
  case approval
  case migration
  /// Items of the queues.
  case queue
  /// The list settles: who may be called, whose day has come.
  case list
  /// Additions to a note, corrections of it, grades.
  case note
  case staff

  /// What is read in bulk leaves a row in the trail; nothing else of it is written.
  case reading
  /// Words that are not to be kept any longer.
  case erasing

  init?(act: String) {
    guard let point = Self.acts[act] else { return nil }
    self = point
  }

  private static let acts: [String: KillPoint] = [
    "claim": .claim, "claimNext": .claim, "giveBack": .claim, "takeUp": .claim,
    "openInEmergency": .claim, "lookAtOpening": .audit, "refused": .audit,
    "beginCall": .dial, "withdrawCall": .dial,
    "append": .journal, "park": .journal, "savesSeen": .journal,
    "close": .close,
    "importBatch": .importing, "sitting": .importing, "addAppointments": .importing,
    "addSlots": .importing, "importReplies": .importing, "applyAnswers": .importing,
    "writeDueMessages": .outbox, "takeMessage": .outbox, "settleMessage": .outbox,
    "settleLostMessages": .outbox, "retryMessage": .outbox, "dropMessage": .outbox,
    "saveEdition": .approval, "recordApproval": .approval, "approvalFile": .approval,
    "create": .migration, "grow": .migration, "migrate": .migration,
    "queueAct": .queue, "urgentNews": .queue,
    "settle": .list, "settleDue": .list, "endDue": .list, "endByFacts": .list, "relook": .list,
    "promote": .list, "becomeKnown": .list,
    "amend": .note, "correct": .note, "keepGrade": .note, "keepPractice": .note,
    "eraseWords": .erasing,
    "addStaff": .staff, "removeStaff": .staff,
    "card": .reading, "inbox": .reading, "messagesRead": .reading, "noteReading": .reading,
    "exported": .reading, "leaveTrace": .reading,
    "beginEpoch": .audit, "changeKey": .audit, "foundTrail": .audit, "sealTrail": .audit,
  ]

  /// When in a transaction.
  package enum Moment: String, Sendable {
    case before, written, ready, sent, done
  }
}

#if DEBUG
/// One transaction, watched for the moment at which the program is to die.
package final class KillWatch {
  private let point: KillPoint?
  private var hasWritten = false

  package init(_ act: String) {
    point = Fate.isAsked ? KillPoint(act: act) : nil
    if Fate.isAsked { Fate.now = self }
  }

  func over(_ db: any Connection) -> any Connection {
    point == nil ? db : WatchedConnection(db, self)
  }

  /// A write comes; before the first of them nothing stands of the transaction.
  package func before() {
    if let point, !hasWritten { Fate.pass(point, .before) }
    hasWritten = true
  }

  /// A row of the trail or of the calendar counts as its own point.
  package func wrote(_ sql: String = "") {
    guard let point else { return }
    Fate.pass(Self.ownPoint(of: sql) ?? point, .written)
  }

  func ready() { pass(.ready) }
  package func done() { pass(.done) }

  private func pass(_ moment: KillPoint.Moment) {
    if let point, hasWritten { Fate.pass(point, moment) }
  }

  private static func ownPoint(of sql: String) -> KillPoint? {
    if sql.contains("INTO audit") { return .audit }
    let ofTheCalendar = ["INTO appointment", "UPDATE appointment", "UPDATE slot", "INTO slot"]
    return ofTheCalendar.contains { sql.contains($0) } ? .booking : nil
  }

  /// COMMIT is on its way to the server, and nobody has heard what became of it.
  static func sentCommit() { Fate.now?.pass(.sent) }
  /// A statement of a migration.
  static func ran(_ sql: String) {
    Fate.now?.before()
    Fate.now?.wrote(sql)
  }
}

/// What the environment asks for, and how far it has come.
private enum Fate {
  nonisolated(unsafe) static var now: KillWatch?
  nonisolated(unsafe) private static var passed: [String: Int] = [:]
  private static let plan = ProcessInfo.processInfo.environment["RECALL_KILL_AT"].flatMap(place)
  private static let log = ProcessInfo.processInfo.environment["RECALL_KILL_LOG"].map {
    open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
  }
  static let isAsked = plan != nil || log != nil

  private static func place(_ text: String) -> (name: String, count: Int)? {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let count = Int(parts[1]) else { return nil }
    return (String(parts[0]), count)
  }

  static func pass(_ point: KillPoint, _ moment: KillPoint.Moment) {
    for name in [point.rawValue, "*"] {
      passed[name, default: 0] += 1
      if let plan, plan.name == name, plan.count == passed[name] { kill(getpid(), SIGKILL) }
    }
    guard let log else { return }
    let line = "\(point.rawValue) \(moment.rawValue)\n"
    _ = line.withCString { write(log, $0, strlen($0)) }
  }
}

/// Tells the watch of each write that passes.
private final class WatchedConnection: Connection {
  private let db: any Connection
  private let watch: KillWatch

  init(_ db: any Connection, _ watch: KillWatch) { (self.db, self.watch) = (db, watch) }

  var dialect: Dialect { db.dialect }
  var chain: AuditChain? { db.chain }

  func change(_ sql: String, _ arguments: SQLArguments) throws -> Int {
    watch.before()
    let changed = try db.change(sql, arguments)
    watch.wrote(sql)
    return changed
  }

  func select(_ sql: String, _ arguments: SQLArguments) throws -> [SQLRow] {
    guard Self.writes(sql) else { return try db.select(sql, arguments) }
    watch.before()
    let rows = try db.select(sql, arguments)
    watch.wrote(sql)
    return rows
  }

  func select(each reads: [Read]) throws -> [[SQLRow]] {
    guard let write = reads.first(where: { Self.writes($0.sql) }) else {
      return try db.select(each: reads)
    }
    watch.before()
    let rows = try db.select(each: reads)
    watch.wrote(write.sql)
    return rows
  }

  func last(_ writes: [Read]) throws {
    guard let first = writes.first else { return }
    watch.before()
    try db.last(writes)
    watch.wrote(first.sql)
  }

  private static func writes(_ sql: String) -> Bool {
    ["INSERT", "UPDATE", "DELETE"].contains { sql.contains($0 + " ") }
      && !sql.contains("FOR NO KEY UPDATE") || sql.contains("RETURNING")
  }
}
#else
/// A program for use has none: nothing of this is left of it.
package struct KillWatch {
  @inline(__always) package init(_ act: String) {}
  @inline(__always) func over(_ db: any Connection) -> any Connection { db }
  @inline(__always) package func before() {}
  @inline(__always) package func wrote(_ sql: String = "") {}
  @inline(__always) func ready() {}
  @inline(__always) package func done() {}
  @inline(__always) static func sentCommit() {}
  @inline(__always) static func ran(_ sql: String) {}
}
#endif
