import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

@Suite("A row that no program writes holds up nobody: not who seals the trail, nor who verifies it")
struct ForeignRowsTests {
  /// A row past the program, and what is said of it where another one is foreign beside it.
  struct Foreign: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var id: Int?
    var at = "at"
    var session = "session"
    var seq = "seq"
    var mac = "mac"

    /// Like the last entry but for what is wrong with it.
    var sql: String {
      """
      INSERT INTO audit (\(id == nil ? "" : "id, ")at, who, act, session, seq, mac)
        SELECT \(id.map { "\($0), " } ?? "")\(at), 'eve', act, \(session), \(seq), \(mac)
          FROM audit WHERE id = 18
      """
    }
  }

  private static let (lowest, highest) = ("-9223372036854775807", "9223372036854775807")

  static let numbers = [
    Foreign(testDescription: "a place below all", seq: lowest),
    Foreign(testDescription: "a place of nothing", seq: "0"),
    Foreign(testDescription: "a place above all", seq: highest),
    Foreign(testDescription: "a place above all that a program counts to", seq: "9007199254740993"),
    Foreign(testDescription: "a session below all", session: lowest),
    Foreign(testDescription: "a session of nothing", session: "0"),
    Foreign(testDescription: "a time before all times", at: lowest),
    Foreign(testDescription: "a time after all times", at: highest),
    Foreign(testDescription: "no session", session: "NULL"),
    Foreign(testDescription: "no place", seq: "NULL"),
    Foreign(testDescription: "no sum", mac: "NULL"),
  ]

  static let places = [
    Foreign(testDescription: "a number below all", id: Int.min),
    Foreign(testDescription: "a number before the first", id: 0),
    Foreign(testDescription: "a place far ahead", seq: "seq + 1000"),
    Foreign(testDescription: "the next place of somebody's session", seq: "seq + 1"),
    Foreign(testDescription: "a place that is taken"),
    Foreign(testDescription: "another's session", session: "session + 1"),
    Foreign(testDescription: "the highest session", session: highest),
  ]

  @Test("many of them are named, each of them, and everything else goes on")
  func many() throws {
    try TrailBench.onBoth { bench in
      try bench.fill()
      for foreign in Self.numbers { try bench.tamper(foreign.sql) }
      try bench.write(3, bench.store)
      let seal = try #require(try bench.store.sealTrail(bench.key, at: Clinic.minutes(2)))
      let breaks = try bench.verdict(seal).breaks
      TrustLedger.count(
        "audit tampering detected", tried: Self.numbers.count,
        broken: max(0, Self.numbers.count - breaks.count))
      #expect(breaks.map(\.kind) == Self.numbers.map { _ in .inserted })
      #expect(breaks.compactMap(\.entry) == Array(19..<19 + Self.numbers.count))
      let shown = try self.shown(bench.store)
      #expect(shown == 18 + Self.numbers.count + 3)
    }
  }

  private func shown(_ store: any SharedActs) throws -> Int {
    var count = 0
    try store.eachEntry(TrailQuery()) { _ in count += 1 }
    return count
  }

  @Test("it is named, and everything else goes on and is believed", arguments: places)
  func passed(_ foreign: Foreign) throws {
    try TrailBench.onBoth { bench in
      try bench.fill()
      try bench.tamper(foreign.sql)
      try bench.write(3, bench.store)
      let seal = try #require(try bench.store.sealTrail(bench.key, at: Clinic.minutes(2)))
      try bench.write(1, bench.store)
      let verdict = try bench.verdict(seal)
      let named = verdict.breaks.filter { $0.kind == .inserted || $0.kind == .beforeChain }
      let isNamed = verdict.breaks.count == 1 && named.count == 1
      TrustLedger.count("audit tampering detected", tried: 1, broken: isNamed ? 0 : 1)
      #expect(isNamed && seal.seal == 3, "\(verdict.breaks)")
      try bench.tamper("DELETE FROM audit WHERE who = 'eve'")
      // The seal may hold that it was there.
      #expect(try bench.verdict(seal).breaks.allSatisfy { $0.seal == 3 })
      try bench.tamper("DELETE FROM audit WHERE subject = 'part 3' AND id > 18")
      #expect(try bench.verdict(seal).breaks.contains { $0.kind == .removed || $0.kind == .cut })
    }
  }

  @Test("a seal past the program is named, and the next one stands behind the last good one")
  func seals() throws {
    for (number, upto) in [(3, Int.max), (3, 0), (Int.max, Int.max), (9, 1)] {
      try TrailBench.onBoth { bench in
        try bench.fill()
        try bench.tamper(
          """
          INSERT INTO audit_seal (number, at, upto, heads, fingerprint, mac)
            SELECT \(number), at, \(upto), '', fingerprint, mac FROM audit_seal WHERE number = 2
          """)
        let seal = try #require(try bench.store.sealTrail(bench.key, at: Clinic.minutes(2)))
        #expect(seal.seal == (number == 3 ? 4 : 3))
        try bench.write(2, bench.store)
        let next = try #require(try bench.store.sealTrail(bench.key, at: Clinic.minutes(3)))
        #expect(next.seal == seal.seal + 1)
        let found = try bench.verdict(next)
        #expect(found.breaks.map(\.kind) == [.seal] && found.breaks[0].seal == number)
        #expect(found.unsealed == 0)
        try bench.tamper("DELETE FROM audit WHERE id > 18")
        #expect(try bench.verdict(next).breaks.contains { $0.kind == .cut })
      }
    }
  }

  // MARK: What the database refuses

  @Test("the database takes no entry with a number out of the world")
  func refused() throws {
    try TrailBench.onBoth { bench in
      try bench.fill()
      for foreign in Self.numbers {
        #expect(throws: StoreFailure.refused(constraint: Self.sentence), "\(foreign)") {
          try bench.store.write("test") { db in _ = try db.run(foreign.sql) }
        }
      }
      #expect(try bench.verdict().isWhole)
    }
  }

  @Test("in a file an entry's number is the next, and a seal's on either store")
  func next() throws {
    try TrailBench.onBoth { bench in
      try bench.fill()
      for id in bench.store.isServed ? [] : [Int.min, 0, 20, 1_000, Int.max] {
        let foreign = Foreign(testDescription: "", id: id)
        #expect(throws: StoreFailure.refused(constraint: Self.sentence)) {
          try bench.store.write("test") { db in _ = try db.run(foreign.sql) }
        }
      }
      for (number, upto, at) in [(4, 18, 1), (3, 19, 1), (3, 18, -1), (Int.max, 1, 1)] {
        #expect(throws: StoreFailure.refused(constraint: Self.sentence)) {
          try bench.store.write("test") { db in
            _ = try db.run(
              """
              INSERT INTO audit_seal (number, at, upto, heads, fingerprint, mac)
                SELECT \(number), \(at), \(upto), '', fingerprint, mac FROM audit_seal
                  WHERE number = 2
              """)
          }
        }
      }
      _ = try bench.store.sealTrail(bench.key, at: Clinic.minutes(2))
      #expect(try bench.verdict().isWhole)
    }
  }

  private static let sentence = "no program writes such an entry of the trail"

  @Test(
    "on a server nobody gives a number, writes in another's session, or leaves out the chain",
    .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
  func ofLogins() throws {
    let team = try LiveTeam()
    let key = AuditKey.random()
    try team.cluster.run(
      "UPDATE recall.meta SET audit_key = '\(key.fingerprint)'", in: team.database)
    let store = try team.store(team.person(.caller))
    store.chainEntries(with: key)
    try store.exported("fhir", by: team.person(.caller), at: team.now)
    let session = try #require(store.chain?.last?.place.session)
    let mac = "decode(repeat('00', 32), 'hex')"
    for role in StaffRole.allCases {
      let me = team.person(role)
      var forbidden = [
        "INSERT INTO audit (id, at, who, act) VALUES (900, 1, '\(me)', 'closed')",
        "INSERT INTO audit (at, who, act) VALUES (1, '\(me)', 'closed')",
        "INSERT INTO audit (at, act, session, seq, mac) VALUES (1, 'closed', 5, 1, \(mac))",
      ]
      if role != .caller {
        forbidden.append(
          """
          INSERT INTO audit (at, who, act, session, seq, mac)
            VALUES (1, '\(me)', 'closed', \(session), 2, \(mac))
          """)
      }
      let plain = try team.session(me)
      for sql in forbidden {
        var state: String?
        do { try plain.run(sql) } catch let refused as PlainSession.Refused {
          state = refused.state
        }
        #expect(state == "42501", "\(me): \(sql)")
      }
      TrustLedger.count("forbidden actions refused", tried: forbidden.count, broken: 0)
    }
    try store.exported("csv", by: team.person(.caller), at: team.now)
    let chained = "SELECT count(*) FROM audit WHERE mac IS NOT NULL"
    #expect(try store.read("test") { try $0.int(chained) } == 2)
  }
}
