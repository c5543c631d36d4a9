import RecallDomain
import RecallStorage

/// What goes wrong with one act of a store.
enum ActFault: Equatable {
  /// Nothing of it has happened, and it is said why.
  case refused(StoreFailure)
  /// All of it has happened; the answer never came.
  case answerLost(StoreFailure)
  /// The console ended before the act, or with the act done and nobody told.
  case diesBefore, diesAfter
}

/// The real store of one console, with a look before each act: that is where others have their turn,
/// and where the seed lets something go wrong.
final class WatchedStore: SharedActs {
  let inner: any SharedActs
  /// The console is gone: nothing of it reaches the store any more.
  private(set) var isDead = false
  /// Asked before each act, by its name, and whether it may write.
  var beforeAct: (_ act: String, _ writes: Bool) -> ActFault? = { _, _ in nil }

  init(_ inner: any SharedActs) { self.inner = inner }

  func die() { isDead = true }

  /// Its session at the server, where there is one, ends with it.
  func leave() { (inner as? PostgreSQLStore)?.leave() }

  func write<Result>(
    _ act: String, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    let fault = try meet(act, writes: true)
    let result = try inner.write(act, body)
    if let fault { throw fault }
    return result
  }

  func read<Result>(
    _ act: String, _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    let fault = try meet(act, writes: false)
    let result = try inner.read(act, body)
    if let fault { throw fault }
    return result
  }

  func erasing<Result>(
    _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    guard !isDead else { throw Self.gone }
    return try inner.erasing(body)
  }

  /// Throws what keeps the act from happening; answers what is said after it has.
  private func meet(_ act: String, writes: Bool) throws(StoreFailure) -> StoreFailure? {
    guard !isDead else { throw Self.gone }
    let fault = beforeAct(act, writes)
    guard !isDead else { throw Self.gone }
    switch fault {
    case nil: return nil
    case .refused(let failure)?: throw failure
    case .answerLost(let failure)?: return failure
    case .diesBefore?:
      die()
      throw Self.gone
    case .diesAfter?:
      die()
      return Self.gone
    }
  }

  static let gone = StoreFailure.unreachable("this console is no more")

  // MARK: What the acts need to know

  var kind: StoreKind { inner.kind }
  var classes: HoursClasses { inner.classes }
  var trailKey: String? { inner.trailKey }
  var searchDepth: Int {
    get { inner.searchDepth }
    set { inner.searchDepth = newValue }
  }
  var chain: AuditChain? {
    get { inner.chain }
    set { inner.chain = newValue }
  }
  var relookFrom: String {
    get { inner.relookFrom }
    set { inner.relookFrom = newValue }
  }
  func describe() throws(StoreFailure) -> [StoreFact] { try inner.describe() }
  func forgetErased() throws(StoreFailure) { try inner.forgetErased() }
}
