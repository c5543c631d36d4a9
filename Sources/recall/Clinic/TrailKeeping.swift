import Foundation
import RecallDomain
import RecallStorage

/// The trail of a clinic from outside its store: the key, the checkpoints, and when it is sealed.
struct TrailKeeping {
  let folder: ClinicFolder
  private var keyFile: AuditKeyFile { AuditKeyFile(folder: folder) }

  init(_ folder: ClinicFolder) { self.folder = folder }

  /// What is written from here on is chained. The trail of a store in a file begins its chain when it is
  /// first opened; that of a shared one when its owner makes it or brings it up to date.
  ///
  /// *Never* where this folder knows of one already: a store without a trail is then not a new one.
  func begin(_ store: any SharedActs) throws {
    defer { OpenTrails.shared.add(self, store) }
    guard let fingerprint = store.trailKey else {
      guard !store.isServed, store.kind != .practice, !(try knowsOfATrail()),
        let keys = try keyFile.make()
      else { return }
      do {
        let made = try store.foundTrail(keys.current, at: try store.moment(asked: nil))
        if let made { keep(made) }
      } catch StoreFailure.readOnly {}
      return
    }
    store.chainEntries(with: try key(fingerprint))
  }

  /// As `begin`, for whoever makes a store or brings it up to date: told when no key can be kept. A
  /// caller goes on without a chain until one can.
  func beginForSure(_ store: any SharedActs) throws {
    guard store.chain == nil else { return }
    _ = try keyFile.required()
    try begin(store)
  }

  /// The key was used, or a seal was noted.
  func knowsOfATrail() throws -> Bool {
    try keyFile.read()?.isFounded == true || !CheckpointFile(folder: folder).read().isEmpty
  }

  /// A key that was replaced while a console was open: what it writes from here on is chained with the
  /// one in use. Where this folder does not hold that one yet nothing changes, and the trail tells.
  func followKey(of store: any RecallStore) {
    guard let store = store as? any SharedActs, let chain = store.chain,
      let fingerprint = (try? store.trailFingerprint()) ?? nil, fingerprint != chain.fingerprint,
      let key = try? keyFile.read()?.key(fingerprint)
    else { return }
    store.chainEntries(with: key)
  }

  private func key(_ fingerprint: String) throws -> AuditKey {
    guard let key = try keyFile.read()?.key(fingerprint) else {
      throw Failure(
        .configuration,
        "this clinic folder does not hold the key of the clinic's audit trail (\(fingerprint))",
        hint:
          "copy \(AuditKeyFile.name) from the clinic folder of a colleague, or from its backup; "
          + "when it is lost, `recall audit key --new` begins with another, and says so in the trail"
      )
    }
    return key
  }

  /// For a shared store whose owner makes it, or brings it up to date; `nil` where no key can be kept.
  func keyOfNewChain() -> AuditKey? { (try? keyFile.make())?.current }

  /// Every key, for verifying.
  func keys() throws -> AuditKeyring? { try keyFile.read() }

  /// Seals the trail and notes the seal in the clinic folder. What goes wrong here breaks nothing: the
  /// next one seals.
  func seal(_ store: any RecallStore, at now: Date) {
    guard let store = store as? any SharedActs, store.kind != .practice else { return }
    _ = try? checkpoint(store, at: now)
  }

  /// At the end of a command and of a call: what was written since is sealed, so that no more than what
  /// goes on now can be cut off unseen. Nothing is asked of the store where nothing was written.
  func sealGrown(_ store: any RecallStore, at now: Date) {
    guard let chain = (store as? any SharedActs)?.chain, chain.unsealed > 0 else { return }
    seal(store, at: now)
    // Also when it fails: a store that is away is not asked at every command.
    chain.isSealed()
  }

  /// A copy that is made or brought back: its entries are chained where the store's are.
  func chain(_ copy: any SharedActs) throws {
    guard let fingerprint = try copy.trailFingerprint() else { return }
    copy.chainEntries(with: try key(fingerprint))
  }

  /// The key of a copy's trail, where this folder does not hold it; `nil`: it does.
  func missingKey(of copy: any SharedActs) throws -> String? {
    guard let fingerprint = try copy.trailFingerprint() else { return nil }
    return try keys()?.key(fingerprint) == nil ? fingerprint : nil
  }

  /// A copy whose key is lost goes on with one that this folder holds, and says so in its trail.
  func chainAnew(_ copy: any SharedActs, by who: String, at now: Date) throws {
    let key = try keyFile.required().current
    try copy.changeKey(to: key)
    copy.chainEntries(with: key)
    try copy.leaveTrace(of: .keyChanged, by: who, subject: key.fingerprint, at: now)
  }

  /// The seal of a copy is none of the live store's: the clinic folder does not note it.
  func sealCopy(_ copy: any SharedActs, at now: Date) throws {
    guard let fingerprint = try copy.trailFingerprint() else { return }
    _ = try copy.sealTrail(try key(fingerprint), knowing: try keyFile.read(), at: now)
  }

  /// The newest checkpoint; `nil`: the trail of this store is not chained.
  func checkpoint(_ store: any SharedActs, at now: Date) throws -> AuditCheckpoint? {
    guard let fingerprint = try store.trailFingerprint() else { return nil }
    let made = try store.sealTrail(
      try key(fingerprint), knowing: try keyFile.read(), at: now)
    if let made { keep(made) }
    return made
  }

  private func keep(_ made: AuditCheckpoint) {
    CheckpointFile(folder: folder).add(made)
    // From here on an empty trail is one that was emptied.
    guard var keys = (try? keyFile.read()) ?? nil, !keys.isFounded else { return }
    keys.found()
    try? keyFile.replace(with: keys)
  }
}

/// The stores that this process has opened. What it has written into their trails is sealed when its
/// command has ended, whichever way.
final class OpenTrails {
  nonisolated(unsafe) static let shared = OpenTrails()
  private var open: [(trail: TrailKeeping, store: any SharedActs)] = []

  func add(_ trail: TrailKeeping, _ store: any SharedActs) { open.append((trail, store)) }

  func sealAll() {
    for (trail, store) in open {
      guard (store.chain?.unsealed ?? 0) > 0, let now = try? store.moment(asked: nil) else {
        continue
      }
      trail.sealGrown(store, at: now)
    }
  }
}
