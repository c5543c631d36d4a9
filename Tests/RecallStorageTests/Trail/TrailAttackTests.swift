import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

@Suite("Whoever owns the database, and has a key that was replaced, alters nothing unseen")
struct TrailAttackTests {
  /// A trail that went from one key to another, with a session of each, sealed to its end.
  struct Victim {
    let bench: TrailBench
    let keys: AuditKeyring
    let kept: AuditCheckpoint
    let entries: Int

    init(_ bench: TrailBench) throws {
      self.bench = bench
      try bench.fill()
      var keys = bench.keys
      keys.use(.random())
      keys.found()
      let later = try bench.another()
      later.chainEntries(with: keys.current)
      try bench.write(1, later)
      let first = try #require(
        try later.sealTrail(keys.current, knowing: keys, at: Clinic.minutes(2)))
      keys.end(before: first.seal)
      try bench.write(6, later)
      kept = try #require(
        try later.sealTrail(keys.current, knowing: keys, at: Clinic.minutes(3)))
      (self.keys, entries) = (keys, 25)
    }

    func verdict() throws -> AuditVerdict {
      try bench.store.verifyTrail(keys, against: [kept])
    }

    /// A session of somebody who has the old key.
    func forger() throws -> any SharedActs {
      let forger = try bench.another()
      forger.chainEntries(with: bench.key)
      return forger
    }
  }

  @Test("an entry under a key that was replaced is a forgery, and is named")
  func oldKey() throws {
    try TrailBench.onBoth { bench in
      let victim = try Victim(bench)
      #expect(try victim.verdict().isWhole)
      try bench.write(2, victim.forger())
      try bench.write(1, bench.store)
      let breaks = try victim.verdict().breaks
      #expect(breaks.map(\.kind) == [.oldKey, .oldKey, .oldKey])
      #expect(breaks.first?.entry == 26 && breaks.first?.act == "exported")
      TrustLedger.count(
        "audit tampering detected", tried: 1, broken: breaks.count == 3 ? 0 : 1)
    }
  }

  @Test("nor is a seal under it believed, also where all that came after was taken out")
  func oldSeals() throws {
    try TrailBench.onBoth { bench in
      let victim = try Victim(bench)
      let forger = try victim.forger()
      try bench.write(2, forger)
      _ = try forger.sealTrail(bench.key, at: Clinic.minutes(4))
      #expect(try victim.verdict().breaks.contains { $0.kind == .seal && $0.seal == 5 })
      try bench.tamper("DELETE FROM audit WHERE id > 18; DELETE FROM audit_seal WHERE number > 2")
      try bench.write(2, forger)
      _ = try forger.sealTrail(bench.key, at: Clinic.minutes(5))
      // Without a checkpoint: the key file alone says that there was another key.
      let breaks = try bench.store.verifyTrail(victim.keys).breaks
      #expect(breaks.contains { $0.kind == .seal && $0.seal == 3 })
      #expect(breaks.contains { $0.kind == .oldKey })
    }
  }

  @Test("a key file keeps when each key was replaced, and one of before reads as it did")
  func keyFile() throws {
    var keys = AuditKeyring(.random())
    #expect(AuditKeyring(text: keys.text) == keys && !keys.isFounded)
    keys.found()
    keys.use(.random())
    keys.end(before: 7)
    let read = try #require(AuditKeyring(text: keys.text))
    #expect(read == keys && read.isFounded && read.lastSeal(of: keys.keys[0]) == 6)
    #expect(read.lastSeal(of: keys.current) == nil)
    #expect(AuditKeyring(text: keys.text.replacing("seals-up-to:6", with: "seals-up-to:x")) == nil)
  }

  @Test("a store that is chained and holds nothing of a trail was emptied")
  func emptied() throws {
    try TrailBench.onBoth { bench in
      let victim = try Victim(bench)
      try bench.tamper("DELETE FROM audit; DELETE FROM audit_seal")
      #expect(try bench.verdict().breaks.map(\.kind) == [.seal])
      #expect(try victim.verdict().breaks.contains { $0.kind == .older })
    }
  }

  @Test("a session whose entries were taken out before its seal is missed all the same")
  func beforeItsSeal() throws {
    try TrailBench.onBoth { bench in
      let victim = try Victim(bench)
      let later = try bench.another()
      later.chainEntries(with: victim.keys.current)
      try bench.write(3, later)
      try bench.tamper("DELETE FROM audit WHERE id > 25")
      #expect(try victim.verdict().isWhole)
      _ = try later.sealTrail(victim.keys.current, knowing: victim.keys, at: Clinic.minutes(4))
      let first = try victim.verdict().breaks.first
      #expect(first?.seal == 5 && [.cut, .removed].contains(first?.kind))
    }
  }

  // MARK: At random

  @Test("nothing that is done at random goes unseen", arguments: 1...6)
  func atRandom(_ seed: Int) throws {
    var random = TrustDice(seed: UInt64(seed))
    try TrailBench.onSQLite { bench in
      let victim = try Victim(bench)
      try bench.tamper(
        "CREATE TABLE audit_was AS SELECT * FROM audit; "
          + "CREATE TABLE seal_was AS SELECT * FROM audit_seal")
      for _ in 0..<40 { try attack(victim, &random, seed) }
    }
    guard !Cluster.isToBeSkipped, seed == 1 else { return }
    try TrailBench.onPostgreSQL { bench in
      let victim = try Victim(bench)
      try bench.tamper(
        "CREATE TABLE audit_was AS SELECT * FROM audit; "
          + "CREATE TABLE seal_was AS SELECT * FROM audit_seal")
      for _ in 0..<10 { try attack(victim, &random, seed) }
    }
  }

  private func attack(_ victim: Victim, _ random: inout TrustDice, _ seed: Int) throws {
    let attack = Attack.random(victim.entries, &random)
    if attack.isRechained {
      let forger = try victim.forger()
      try victim.bench.tamper(attack.sql)
      try victim.bench.write(Int.random(in: 1...3, using: &random), forger)
      if Bool.random(using: &random) {
        _ = try forger.sealTrail(victim.bench.key, at: Clinic.minutes(5))
      }
    } else {
      try victim.bench.tamper(attack.sql)
    }
    let isFound = try !victim.verdict().isWhole
    TrustLedger.count("audit tampering detected", tried: 1, broken: isFound ? 0 : 1)
    #expect(isFound, "seed \(seed): \(attack.sql)")
    try victim.bench.tamper(
      "DELETE FROM audit; INSERT INTO audit SELECT * FROM audit_was; "
        + "DELETE FROM audit_seal; INSERT INTO audit_seal SELECT * FROM seal_was")
    #expect(try victim.verdict().isWhole, "seed \(seed): the trail was not put back")
  }
}

/// One thing done to a trail past the program.
struct Attack {
  let sql: String
  var isRechained = false

  private static let words = "at, who, act, recall, call, subject, session, seq, mac"

  static func random(_ entries: Int, _ random: inout TrustDice) -> Attack {
    let one = Int.random(in: 1...entries, using: &random)
    let other = one == entries ? one - 1 : one + 1
    let far = [-5, 0, 1, 7, 1 << 40, Int.max - 1].randomElement(using: &random)!
    switch Int.random(in: 0..<10, using: &random) {
    case 0:
      let set = [
        "who = 'eve'", "at = at + 1", "act = 'closed'", "recall = 'r'", "call = 'c'",
        "subject = 'x'", "patients = ' p '",
      ].randomElement(using: &random)!
      return Attack(sql: "UPDATE audit SET \(set) WHERE id = \(one)")
    case 1:
      return Attack(
        sql: "DELETE FROM audit WHERE id BETWEEN \(one) AND \(other)"
          + " OR id BETWEEN \(other) AND \(one)")
    case 2:
      return Attack(
        sql: "INSERT INTO audit (\(words)) SELECT at, who, act, recall, call, subject, session, "
          + "\(far), mac FROM audit WHERE id = \(max(4, one))")
    case 3:
      // Two that follow each other in one session; how sessions lie among each other is nobody's word.
      let first = [4...7, 9...12, 19...24].randomElement(using: &random)!
        .randomElement(using: &random)!
      return Attack(
        sql: "UPDATE audit SET id = 9000 WHERE id = \(first); UPDATE audit SET id = \(first) "
          + "WHERE id = \(first + 1); UPDATE audit SET id = \(first + 1) WHERE id = 9000")
    case 4: return Attack(sql: "DELETE FROM audit WHERE id >= \(one)")
    case 5:
      return Attack(
        sql: "DELETE FROM audit WHERE id >= \(max(19, one)); "
          + "DELETE FROM audit_seal WHERE number > \(Int.random(in: 0...3, using: &random))")
    case 6: return Attack(sql: "UPDATE audit SET seq = seq + 1 WHERE id >= \(max(4, one))")
    case 7:
      let set = ["upto = upto + 1", "heads = ''", "at = at - 1", "fingerprint = 'x'"]
        .randomElement(using: &random)!
      return Attack(
        sql: "UPDATE audit_seal SET \(set) WHERE number = \(Int.random(in: 1...4, using: &random))")
    case 8:
      return Attack(
        sql: "DELETE FROM audit WHERE id >= \(max(19, one)); "
          + "DELETE FROM audit_seal WHERE number > 2", isRechained: true)
    default: return Attack(sql: "SELECT 1", isRechained: true)
    }
  }
}
