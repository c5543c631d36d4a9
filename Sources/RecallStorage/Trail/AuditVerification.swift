internal import Crypto
import Foundation
package import RecallDomain

extension SharedActs {
  /// Goes through the whole trail, chains and seals, and holds it against checkpoints that were kept
  /// elsewhere. Reads as it goes: a long trail takes no more memory than it has sessions.
  ///
  /// - Parameter step: called for each entry, to show how far it has come.
  package func verifyTrail(
    _ keys: AuditKeyring, against checkpoints: [AuditCheckpoint] = [], step: () -> Void = {}
  ) throws -> AuditVerdict {
    let isChained = try trailFingerprint() != nil
    let epochs = try epochs().map(\.id)
    var verification = AuditVerification(try allSeals(), keys, isChained: isChained)
    try eachAuditRow { row in
      step()
      verification.look(at: row)
    }
    return verification.verdict(against: checkpoints, epochs: epochs)
  }

  /// In short reads: there is one for each call.
  private func allSeals() throws -> [AuditSeal] {
    var seals: [AuditSeal] = []
    while true {
      let (after, first) = (seals.last?.number ?? 0, seals.isEmpty)
      let page = try read("trail") { db in
        try db.rows(
          """
          SELECT * FROM audit_seal \(first ? "" : "WHERE number > ?") ORDER BY number
            LIMIT \(sealsAtOnce)
          """, first ? [] : [after]
        ).map(AuditSeal.init)
      }
      seals += page
      if page.count < sealsAtOnce { return seals }
    }
  }

  /// Keys with which this trail was sealed and that are not among these.
  package func keysMissing(in keys: AuditKeyring?) throws(StoreFailure) -> [String] {
    let used = try read("trail") { db in
      try db.rows(
        """
        SELECT fingerprint FROM audit_seal UNION SELECT audit_key FROM meta
          WHERE audit_key IS NOT NULL ORDER BY 1
        """
      ).map { try Fields($0, of: "audit_seal").text("fingerprint") }
    }
    return used.filter { keys?.key($0) == nil }
  }
}

private let sealsAtOnce = 1_000

/// Looks at one entry after the other, in the order of their numbers.
struct AuditVerification {
  /// What a seal holds of a session, until it is met.
  private struct Sealed {
    let head: AuditSeal.Head
    let seal: AuditSeal
    /// Another entry stands in its place.
    var isOtherwise = false
  }

  /// Breaks that are told one by one; further ones are only more of the same.
  private static let breaksTold = 1_000

  private static let livesBegun = [AuditAct.storeCopied, .storeRestored].map(\.rawValue)

  private let keys: [SymmetricKey]
  private var replaced: ReplacedKeys
  private let isChained: Bool
  private let seals: [AuditSeal]
  private var blocks: ArraySlice<AuditSeal.Block>
  private var before: AuditBlocks
  private var chains: [Int: FollowedChain] = [:]
  /// What was sealed and has not been met yet.
  private var sealed: [AuditPlace: [Sealed]] = [:]
  /// Up to which entry somebody with a key has looked.
  private var sealedUpto = 0
  private var ofBefore: AuditSeal?
  private var found = AuditVerdict()
  private var lastID = 0
  private var lastOfBlock = 0
  /// Epochs that an entry of the chain tells of.
  private var livesTold: Set<String> = []

  init(_ seals: [AuditSeal], _ keys: AuditKeyring, isChained: Bool) {
    self.keys = keys.keys.reversed().map(\.forMaking)
    self.isChained = isChained
    replaced = ReplacedKeys(keys)
    self.seals = seals
    before = AuditBlocks(keys.current)
    blocks = []
    judge(seals, keys)
  }

  // MARK: Seals

  private mutating func judge(_ seals: [AuditSeal], _ keys: AuditKeyring) {
    found.seals = seals.count
    var chain = SealChain(keys)
    for seal in seals {
      if let key = chain.key(of: seal) {
        take(seal, key)
      } else {
        note(AuditBreak(.seal, seal: seal.number, at: AuditRow.instant(seal.at)))
      }
    }
    found.lastSeal = chain.last.map { Date(micros: $0.at) }
    found.lostKeys = chain.lost.sorted()
    for missing in replaced.missingSeals { note(AuditBreak(.seal, seal: missing)) }
  }

  private mutating func take(_ seal: AuditSeal, _ key: AuditKey) {
    sealedUpto = seal.upto
    let heads = seal.isOfBefore ? [] : seal.headList() ?? []
    replaced.take(seal, heads, key)
    guard seal.isOfBefore else {
      for head in heads {
        sealed[head.place, default: []].append(Sealed(head: head, seal: seal))
      }
      return
    }
    ofBefore = seal
    before = AuditBlocks(key)
    blocks = (seal.blockList() ?? [])[...]
  }

  // MARK: Entries

  mutating func look(at row: AuditRow) {
    found.entries += 1
    defer { lastID = row.id }
    guard let place = row.place, let mac = row.mac else { return lookBefore(row) }
    guard row.isPossible else { return note(.inserted, row) }
    // Taken out while it changes, so that it is not copied.
    var chain = chains.removeValue(forKey: place.session) ?? FollowedChain(place.session)
    let breaks = chain.look(at: row, place, mac, keys)
    chains[place.session] = chain
    judge(chain, row, place)
    if breaks.isEmpty {
      if let subject = row.words.subject, Self.livesBegun.contains(row.words.act) {
        livesTold.insert(subject)
      }
    } else {
      if let healed = chain.healed { heal(healed) }
      for one in breaks { note(one) }
    }
    if !sealed.isEmpty { meet(place, mac) }
    found.unsealed += row.id > sealedUpto ? 1 : 0
  }

  /// An entry of a key that was replaced before.
  private mutating func judge(_ chain: FollowedChain, _ row: AuditRow, _ place: AuditPlace) {
    guard keys.count > 1, let key = chain.key, key > 0, chain.id == row.id,
      let last = replaced.lastPlace(of: place.session, rank: keys.count - 1 - key),
      place.seq > last
    else { return }
    note(.oldKey, row)
  }

  /// What was missing before an entry was moved, and stands elsewhere.
  private mutating func heal(_ entry: Int) {
    let told = found.breaks.firstIndex {
      $0.kind == .removed && $0.entry == entry && $0.seal == nil
    }
    guard let told, let count = found.breaks[told].count else { return }
    if count == 1 { found.breaks.remove(at: told) } else { found.breaks[told].count = count - 1 }
  }

  /// What was sealed must be what stands there.
  private mutating func meet(_ place: AuditPlace, _ mac: Mac) {
    guard let there = sealed[place] else { return }
    let others = there.filter { $0.head.mac != mac }
    // Of two that were sealed in one place the other one is still to come.
    sealed[place] =
      others.isEmpty
      ? nil
      : others.map { one in
        var one = one
        one.isOtherwise = others.count == there.count || one.isOtherwise
        return one
      }
  }

  private mutating func lookBefore(_ row: AuditRow) {
    // Where nothing was ever sealed the chain has not begun.
    guard let ofBefore else {
      // Nor can anything be said of it without its seal, which is told of itself.
      if chains.isEmpty { found.beforeChain += 1 } else { note(.inserted, row) }
      return
    }
    guard row.id <= ofBefore.upto, row.place == nil, row.mac == nil else {
      return note(.inserted, row)
    }
    found.beforeChain += 1
    while let block = blocks.first, row.id > block.last { close(block) }
    before.add(row)
    if let block = blocks.first, row.id == block.last { close(block) }
  }

  private mutating func close(_ block: AuditSeal.Block) {
    before.close()
    if before.done.last != block {
      note(
        AuditBreak(.beforeChain, entry: block.last, after: lastOfBlock, count: block.count, seal: 1)
      )
    }
    before.forget()
    lastOfBlock = block.last
    blocks = blocks.dropFirst()
  }

  private mutating func note(_ kind: AuditBreak.Kind, _ row: AuditRow) {
    note(
      AuditBreak(kind, entry: row.id, at: AuditRow.instant(row.words.at), act: row.words.act))
  }

  private mutating func note(_ found: AuditBreak) {
    if self.found.breaks.count < Self.breaksTold { self.found.breaks.append(found) }
  }

  // MARK: The end

  mutating func verdict(against checkpoints: [AuditCheckpoint], epochs: [String]) -> AuditVerdict {
    while let block = blocks.first { close(block) }
    let held = Set(sealed.keys.map(\.session))
    for (session, chain) in chains {
      var chain = chain
      for one in chain.end(isKnown: held.contains(session)) { note(one) }
      chains[session] = chain
    }
    for one in sealed.values.joined() { note(unmet(one)) }
    found.chains = chains.values.count { $0.seq > 0 }
    if seals.isEmpty, isChained || !chains.isEmpty { note(AuditBreak(.seal, seal: 1)) }
    // A life that nobody who has the key began.
    if !seals.isEmpty, epochs.dropFirst().contains(where: { !livesTold.contains($0) }) {
      note(AuditBreak(.otherHistory))
    }
    for checkpoint in checkpoints { hold(against: checkpoint, epochs) }
    found.breaks.sort { ($0.entry ?? .max, $0.seal ?? 0) < ($1.entry ?? .max, $1.seal ?? 0) }
    return found
  }

  private func unmet(_ one: Sealed) -> AuditBreak {
    let kind: AuditBreak.Kind =
      one.isOtherwise ? .changed : one.head.id > lastID ? .cut : .removed
    return AuditBreak(
      kind, entry: one.head.id, after: one.isOtherwise ? nil : chains[one.head.place.session]?.id,
      seal: one.seal.number, at: AuditRow.instant(one.seal.at))
  }

  private mutating func hold(against checkpoint: AuditCheckpoint, _ epochs: [String]) {
    found.against = max(found.against ?? checkpoint.instant, checkpoint.instant)
    let seal = seals.first { $0.number == checkpoint.seal }
    let kind: AuditBreak.Kind? =
      if !epochs.contains(checkpoint.epoch) {
        .otherHistory
      } else if let seal {
        seal.mac.hex == checkpoint.mark ? nil : .otherHistory
      } else { .older }
    guard let kind else { return }
    note(AuditBreak(kind, seal: checkpoint.seal, at: checkpoint.instant))
  }
}
