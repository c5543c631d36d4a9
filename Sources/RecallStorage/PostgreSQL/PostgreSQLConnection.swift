import Foundation
import RecallDomain

/// A store's way to its server: one session, made when it is needed, made anew after a loss. Each
/// act is one transaction; an act that lost its session has happened wholly or not at all, and
/// repeating it is always right (invariant 11). Not for several threads at once.
final class PostgreSQLConnection: Connection {
  let dialect = Dialect.postgresql
  let address: PostgreSQLAddress
  let clock = ServerClock()
  var chain: AuditChain?
  private(set) var session: PostgreSQLSession?
  /// For how long an act may be waited for, in seconds; `nil`: as the settings say.
  var patience: TimeInterval?
  /// Until when this act may take.
  private var limit: Deadline?
  private var rest = RestAfterLoss()
  /// Where the server was reached, when the address has one name for it.
  private var reached: String?
  /// Where its name leads now, while it does not answer there.
  private let lookup = NameLookup()
  /// Openings in a hurry that came to nothing, one after the other.
  private var failures = 0
  /// Writes of this transaction that nothing depends on.
  private var lastWrites: [Read] = []
  /// A store was opened: nothing is written into one that has another version since.
  var isOpened = false
  /// For tests: what happens on the way to the server, before each thing that is asked of it.
  var onTheWay: ((PostgreSQLSession) -> Void)?
  /// For tests: what becomes of the answer to a COMMIT that was done.
  var onTheWayBack: (() throws -> Void)?

  /// Opens no session yet.
  init(_ address: PostgreSQLAddress) { self.address = address }

  /// All of the act or nothing of it.
  ///
  /// What passes by itself is not worth a word to the person at the console: a session that an
  /// administrator or a restart ended, two transactions that stood in each other's way. The act is
  /// then done once more from its beginning, also when the loss came at COMMIT: a read to find out
  /// might come before the old session's commit, a repeated write waits for it. What does not
  /// pass is `unreachable` or `busy`, and for the caller to repeat.
  ///
  /// - Parameter once: the body keeps something of its own, and must not be begun again.
  func transaction<Result>(
    _ act: String, reading: Bool = false, once: Bool = false,
    _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    guard let patience else { return try twice(act, reading, once, body) }
    guard !rest.isOn else { throw .unreachable("the server was away a moment ago") }
    limit = Deadline(in: patience)
    let began = BootClock.now()
    defer { limit = nil }
    do throws(StoreFailure) {
      let result = try twice(act, reading, once, body)
      rest = RestAfterLoss()
      return result
    } catch {
      if case .unreachable = error { rest.begin(after: BootClock.now() - began) }
      throw error
    }
  }

  /// The next act asks the server again, however short a time ago it was away.
  func lookAgain() { rest = RestAfterLoss() }

  private func twice<Result>(
    _ act: String, _ reading: Bool, _ once: Bool, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    let watch = KillWatch(reading ? "" : act)
    do {
      do { return try attempt(reading, watch, body) } catch let failure as ServerFailure
        where !once && failure.mayHavePassed && !(limit?.isOver ?? false)
      {
        return try attempt(reading, watch, body)
      }
    } catch let failure as ServerFailure {
      if failure.seesNoStore, isShutOut { throw .notPermitted }
      throw StoreFailure(failure, act: act)
    } catch { throw StoreFailure(error, act: act) }
  }

  /// The store is there, and this user may no longer look into it.
  private var isShutOut: Bool {
    let question = """
      SELECT 1 FROM pg_namespace
        WHERE nspname = '\(PostgreSQLSettings.schema)' AND NOT has_schema_privilege(oid, 'USAGE')
      """
    let rows = try? session?.rows(question, [])
    return !(rows ?? []).isEmpty
  }

  func change(_ sql: String, _ arguments: SQLArguments) throws -> Int {
    try asking { try $0.execute(sql, arguments.values).changed }
  }

  func select(_ sql: String, _ arguments: SQLArguments) throws -> [SQLRow] {
    try asking { try $0.rows(sql, arguments.values) }
  }

  func select(each reads: [Read]) throws -> [[SQLRow]] {
    try asking { try $0.rows(each: reads) }
  }

  /// They go with the COMMIT.
  func last(_ writes: [Read]) throws { lastWrites += writes }

  /// Statements of a migration: no arguments, and no limit of time.
  func script(_ sql: String) throws {
    try asking { session in
      if session.owedBegin != nil { _ = try session.rows("SELECT 1", []) }
      try session.simply(sql)
    }
    KillWatch.ran(sql)
  }

  /// Statements that no transaction may hold, in a session of their own, however long they take.
  func alone(_ act: String, _ statements: [String]) throws(StoreFailure) {
    close()
    defer { close() }
    do {
      let fresh = try handshake()
      fresh.patience = nil
      for statement in statements { try fresh.simply(statement) }
    } catch let failure as ServerFailure {
      throw StoreFailure(failure, act: act)
    } catch { throw StoreFailure(error, act: act) }
  }

  /// Lets the session go; the next act opens another.
  func close() { session = nil }

  /// Work that may take as long as it takes: a migration.
  func withoutLimits<Result>(_ body: () throws -> Result) rethrows -> Result {
    session?.patience = nil
    defer { session?.patience = PostgreSQLSettings.answerPatience }
    return try body()
  }

  // MARK: Steps of a transaction

  /// A session that ended while nobody worked is noticed by the first question of a transaction. Nothing
  /// stands yet of what it asked, so that another session will do.
  private func asking<Answer>(
    _ question: (PostgreSQLSession) throws -> Answer
  ) throws -> Answer {
    let session = try current()
    if !lastWrites.isEmpty {
      let writes = lastWrites
      lastWrites = []
      _ = try session.rows(each: writes)
    }
    let insists = session.owesInsistence
    guard let words = session.owedBegin else { return try question(session) }
    do { return try question(session) } catch let failure as ServerFailure where failure.isLoss {}
    self.session = nil
    let fresh = try handshake()
    self.session = fresh
    (fresh.owedBegin, fresh.owesInsistence) = (words, insists)
    return try question(fresh)
  }

  private func attempt<Result>(
    _ reading: Bool, _ watch: KillWatch, _ body: (any Connection) throws -> Result
  ) throws -> Result {
    do {
      try begin(reading ? PostgreSQLSettings.beginReading : PostgreSQLSettings.begin)
      session?.owesInsistence = isOpened && !reading
      let result = try body(watch.over(self))
      watch.ready()
      try commit()
      chain?.isKept()
      watch.done()
      return result
    } catch {
      chain?.isUndone()
      rollBack()
      throw error
    }
  }

  private func handshake() throws -> PostgreSQLSession {
    let fresh: PostgreSQLSession
    do {
      fresh = try Handshake.session(
        at: address, known: limit == nil ? nil : whereItIs, until: limit)
    } catch {
      if limit != nil, address.hasOneName, let host = address.facts["host"] {
        failures += 1
        lookup.ask(host)
      }
      throw error
    }
    fresh.limit = limit
    failures = 0
    if address.hasOneName { reached = fresh.address }
    return fresh
  }

  /// A name need not be looked up while somebody waits, which a network that is away makes long: another
  /// thread does that after a failure, and what it found is tried next, one number after the other.
  private var whereItIs: String? {
    guard let reached else { return nil }
    let found = lookup.numbers
    guard failures > 0, !found.isEmpty else { return reached }
    return found[(failures - 1) % found.count]
  }

  /// In the middle of a transaction a lost session is never replaced: the rest would be written
  /// without what came before.
  private func current() throws -> PostgreSQLSession {
    guard let session, session.isInTransaction else { throw ServerFailure.lost }
    onTheWay?(session)
    return session
  }

  /// A session that ended while nobody worked is replaced here: nothing was asked of it yet.
  private func begin(_ words: String) throws {
    lastWrites = []
    session?.limit = limit
    if let session, !session.isLost {
      guard clock.isDue else {
        session.owedBegin = words
        return
      }
      do { return try begin(words, session) } catch let failure as ServerFailure
        where failure.isLoss
      {}
    }
    session = nil
    let fresh = try handshake()
    session = fresh
    try begin(words, fresh)
  }

  /// The server's clock is asked on the same way.
  private func begin(_ words: String, _ session: PostgreSQLSession) throws {
    onTheWay?(session)
    guard clock.isDue else {
      try session.simply(words)
      return
    }
    let sent = BootClock.now()
    let answer = try session.simply("\(words); \(ServerClock.question)")
    guard case .int(let micros)? = try answer.rows(SQLRow.Columns([])).first?.first else { return }
    clock.set(to: Date(micros: micros), sent: sent, received: BootClock.now())
  }

  /// COMMIT of a transaction that failed on the way answers ROLLBACK.
  private func commit() throws {
    let (session, writes) = (try current(), lastWrites)
    lastWrites = []
    guard session.owedBegin == nil || !writes.isEmpty else {
      // Nothing was asked.
      (session.owedBegin, session.owesInsistence) = (nil, false)
      return
    }
    guard try session.commit(after: writes) == "COMMIT" else {
      throw ServerFailure(state: "25P02")
    }
    try onTheWayBack?()
  }

  private func rollBack() {
    lastWrites = []
    session?.owedBegin = nil
    guard let session, !session.isLost else {
      self.session = nil
      return
    }
    guard session.isInTransaction else { return }
    do { try session.simply("ROLLBACK") } catch { self.session = nil }
  }
}
