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
    let (seals, epochs) = try read("trail") { db in
      let rows = try db.rows("SELECT * FROM audit_seal ORDER BY number")
      return (
        try rows.map(AuditSeal.init),
        try db.rows("SELECT id FROM store_epoch ORDER BY number").map {
          try Fields($0, of: "store_epoch").text("id")
        }
      )
    }
    var verification = AuditVerification(seals, keys)
    try eachAuditRow { row in
      step()
      verification.look(at: row)
    }
    return verification.verdict(against: checkpoints, epochs: epochs)
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

/// Looks at one entry after the other, in the order of their numbers.
struct AuditVerification {
  /// One session's chain, as far as it was seen.
  private struct Chain {
    var key: Int
    var seq: Int
    var head: Mac
    var id: Int
    /// Places that were passed over, with the break that says so.
    var gaps: [Int: Int] = [:]
  }

  /// Breaks that are told one by one; further ones are only more of the same.
  private static let breaksTold = 1_000

  private static let livesBegun = [AuditAct.storeCopied, .storeRestored].map(\.rawValue)

  private let keys: [SymmetricKey]
  private let seals: [AuditSeal]
  private var blocks: ArraySlice<AuditSeal.Block>
  private var before: AuditBlocks
  private var chains: [Int: Chain] = [:]
  /// What was sealed and has not been met yet.
  private var sealed: [AuditPlace: (head: AuditSeal.Head, seal: AuditSeal)] = [:]
  private var ofBefore: AuditSeal?
  private var found = AuditVerdict()
  private var lastID = 0
  private var lastOfBlock = 0
  /// Epochs that an entry of the chain tells of.
  private var livesTold: Set<String> = []

  init(_ seals: [AuditSeal], _ keys: AuditKeyring) {
    self.keys = keys.keys.reversed().map(\.forMaking)
    self.seals = seals
    before = AuditBlocks(keys.current)
    blocks = []
    judge(seals, keys)
  }

  // MARK: Seals

  private mutating func judge(_ seals: [AuditSeal], _ keys: AuditKeyring) {
    found.seals = seals.count
    found.lastSeal = seals.last.map { Date(micros: $0.at) }
    var (previous, expected) = (Mac.none, 1)
    for seal in seals {
      let key = keys.key(seal.fingerprint)
      let isWhole =
        seal.number == expected && key.map { seal.sum(after: previous, $0) == seal.mac } == true
      if !isWhole {
        note(AuditBreak(.seal, seal: seal.number, at: Date(micros: seal.at)))
      } else {
        take(seal, key!)
      }
      (previous, expected) = (seal.mac, seal.number + 1)
    }
  }

  private mutating func take(_ seal: AuditSeal, _ key: AuditKey) {
    guard seal.isOfBefore else {
      for head in seal.headList() ?? [] { sealed[head.place] = (head, seal) }
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
    if var chain = chains[place.session] {
      // Taken out while it changes, so that it is not copied.
      chains[place.session] = nil
      follow(&chain, row, place, mac)
      chains[place.session] = chain
    } else {
      begin(row, place, mac)
    }
    meet(place, mac)
    if let subject = row.words.subject, Self.livesBegun.contains(row.words.act) {
      livesTold.insert(subject)
    }
    found.unsealed += row.id > (seals.last?.upto ?? 0) ? 1 : 0
  }

  private mutating func begin(_ row: AuditRow, _ place: AuditPlace, _ mac: Mac) {
    var chain = Chain(key: 0, seq: place.seq, head: mac, id: row.id)
    if place.seq == 1 {
      let fits = keys.indices.first { row.words.chained(place, after: .none, keys[$0]) == mac }
      if fits == nil { note(.changed, row) }
      chain.key = fits ?? 0
    } else {
      passOver(1..<max(place.seq, 1), &chain, row)
    }
    chains[place.session] = chain
  }

  private mutating func follow(
    _ chain: inout Chain, _ row: AuditRow, _ place: AuditPlace, _ mac: Mac
  ) {
    if place.seq <= chain.seq { return goBack(&chain, row, place) }
    if place.seq > chain.seq + 1 {
      passOver(chain.seq + 1..<place.seq, &chain, row)
    } else if row.words.chained(place, after: chain.head, keys[chain.key]) != mac {
      note(.changed, row)
    }
    (chain.seq, chain.head, chain.id) = (place.seq, mac, row.id)
  }

  /// An entry behind a later one: it was moved, or is one too many.
  private mutating func goBack(_ chain: inout Chain, _ row: AuditRow, _ place: AuditPlace) {
    guard let gap = chain.gaps.removeValue(forKey: place.seq) else { return note(.inserted, row) }
    guard gap < found.breaks.count else { return }
    found.breaks[gap] = AuditBreak(
      .reordered, entry: row.id, after: chain.id, at: Date(micros: row.words.at))
  }

  private mutating func passOver(_ seqs: Range<Int>, _ chain: inout Chain, _ row: AuditRow) {
    for seq in seqs.prefix(Self.breaksTold) { chain.gaps[seq] = found.breaks.count }
    note(
      AuditBreak(
        .removed, entry: row.id, after: chain.id == row.id ? nil : chain.id, count: seqs.count,
        at: Date(micros: row.words.at)))
  }

  /// What was sealed must be what stands there.
  private mutating func meet(_ place: AuditPlace, _ mac: Mac) {
    guard let (head, seal) = sealed.removeValue(forKey: place), head.mac != mac else { return }
    note(AuditBreak(.changed, entry: head.id, seal: seal.number, at: Date(micros: seal.at)))
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
    note(AuditBreak(kind, entry: row.id, at: Date(micros: row.words.at)))
  }

  private mutating func note(_ found: AuditBreak) {
    if self.found.breaks.count < Self.breaksTold { self.found.breaks.append(found) }
  }

  // MARK: The end

  mutating func verdict(against checkpoints: [AuditCheckpoint], epochs: [String]) -> AuditVerdict {
    while let block = blocks.first { close(block) }
    for (place, (head, seal)) in sealed {
      let kind: AuditBreak.Kind = head.id > lastID ? .cut : .removed
      note(
        AuditBreak(
          kind, entry: head.id, after: chains[place.session]?.id, seal: seal.number,
          at: Date(micros: seal.at)))
    }
    found.chains = chains.count
    if seals.isEmpty, !chains.isEmpty { note(AuditBreak(.seal, seal: 1)) }
    // A life that nobody who has the key began.
    if !seals.isEmpty, epochs.dropFirst().contains(where: { !livesTold.contains($0) }) {
      note(AuditBreak(.otherHistory))
    }
    for checkpoint in checkpoints { hold(against: checkpoint, epochs) }
    found.breaks.sort { ($0.entry ?? .max, $0.seal ?? 0) < ($1.entry ?? .max, $1.seal ?? 0) }
    return found
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
