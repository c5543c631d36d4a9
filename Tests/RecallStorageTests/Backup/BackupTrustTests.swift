import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

@Suite("A backup is the store as it was at one instant")
struct BackupTrustTests {
  @Test("of either kind of store, verified, with everything in it")
  func whole() throws {
    try TrailBench.onBoth { bench in
      try fill(bench)
      let folder = try TemporaryFolder()
      let path = folder.path + "/backup"
      try StoreBackup.write(bench.store, to: path) { _ in }
      try expectWhole(try SQLiteStore.open(path: path), bench)
      #expect(try mode(path) == 0o600)
      // Never over a file that is there.
      #expect(throws: StoreFailure.self) {
        try StoreBackup.write(bench.store, to: path) { _ in }
      }
    }
  }

  @Test("while people write all the time")
  func live() throws {
    try withSQLite { bench, path in
      let store = try #require(bench.store as? SQLiteStore)
      let key = AuditKey.random()
      try store.foundTrail(key, at: Clinic.now)
      try bench.bring(40)
      let (folder, isOver) = (try TemporaryFolder(), Flag())
      let writers = (0..<3).map { writer in
        Thread {
          defer { isOver.end() }
          guard let own = try? SQLiteStore.open(path: path),
            let desk = try? StoreBench(own, another: { own })
          else { return }
          own.chainEntries(with: key)
          var round = 0
          while !isOver.isSet {
            round += 1
            if let (ticket, number) = try? desk.call("c-\(writer)-\(round)", by: "w\(writer)") {
              try? own.close(Clinic.closing(ticket, number: number), under: ticket, at: Clinic.now)
            } else {
              try? own.exported("round \(round)", by: "w\(writer)", at: Clinic.now)
            }
          }
        }
      }
      for writer in writers { writer.start() }
      for round in 0..<5 {
        let copy = folder.path + "/backup-\(round)"
        try StoreBackup.write(store, to: copy) { _ in }
        let backup = try SQLiteStore.open(path: copy)
        let verdict = try backup.verifyTrail(AuditKeyring(key))
        let isGood = try backup.isIntact() && backup.check().isEmpty && verdict.isWhole
        TrustLedger.count("backups verified", tried: 1, broken: isGood ? 0 : 1)
        #expect(isGood)
      }
      isOver.set()
      isOver.wait(for: writers.count)
    }
  }

  @Test(
    "a shared store comes back into another database, and work goes on there",
    .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
  func restored() throws {
    try TrailBench.onBoth { bench in
      try fill(bench)
      let (folder, cluster) = (try TemporaryFolder(), try Cluster.shared())
      let path = folder.path + "/backup"
      try StoreBackup.write(bench.store, to: path) { _ in }
      let database = try cluster.makeDatabase()
      defer { cluster.drop(database) }
      let address = try PostgreSQLAddress(cluster.url(database))
      let backup = try SQLiteStore.open(path: path)
      try StoreBackup.restore(backup, at: address) { _ in }
      let store = try PostgreSQLStore.open(address)
      try expectWhole(store, bench)
      store.chainEntries(with: bench.key)
      try store.beginEpoch(.restored, by: "lee", at: Clinic.now)
      let desk = try StoreBench(store) { try PostgreSQLStore.open(address) }
      let (ticket, number) = try desk.call("after", by: "cyn")
      try store.close(Clinic.closing(ticket, number: number), under: ticket, at: Clinic.now)
      #expect(try store.check() == [] && store.verifyTrail(bench.keys).isWhole)
      #expect(throws: StoreFailure.refused(constraint: "a store stands in this database already")) {
        try StoreBackup.restore(backup, at: address) { _ in }
      }
      store.leave()
    }
  }

  @Test("a life that was begun without the key is found")
  func forgedLife() throws {
    try TrailBench.onBoth { bench in
      try bench.fill()
      try bench.tamper(
        """
        INSERT INTO store_epoch (number, id, began, cause)
          VALUES (2, '0123456789abcdef0123456789abcdef', 1, 'restored')
        """)
      #expect(try bench.verdict().breaks.map(\.kind) == [.otherHistory])
    }
  }

  // MARK: What is in it

  private func fill(_ bench: TrailBench) throws {
    let desk = try StoreBench(bench.store) { try bench.another() }
    try desk.bring(5)
    try bench.fill()
    for caller in ["ana", "ben"] {
      let (ticket, number) = try desk.call("c-\(caller)", by: caller)
      let heard = try bench.store.append(
        Clinic.entry(2), effects: [.openItem(Clinic.item("i-\(caller)", under: ticket))],
        under: ticket, at: Clinic.now)
      guard caller == "ana" else { continue }
      try bench.store.close(Clinic.closing(heard, number: number), under: heard, at: Clinic.now)
    }
  }

  private func expectWhole(_ copy: any SharedActs, _ bench: TrailBench) throws {
    let (counts, live) = (try StoreBackup.counts(copy), try StoreBackup.counts(bench.store))
    #expect(counts.map(\.count) == live.map(\.count) && counts[0].count == 5)
    #expect(try copy.check() == [])
    #expect(try (copy as? SQLiteStore)?.isIntact() ?? true)
    let verdict = try copy.verifyTrail(bench.keys)
    #expect(try verdict.isWhole && verdict.entries == bench.verdict().entries)
    #expect(try copy.epoch() == bench.store.epoch() && copy.kind == bench.store.kind)
    #expect(try copy.notes(NoteQuery()) == bench.store.notes(NoteQuery()))
    #expect(copy.trailKey == bench.key.fingerprint)
    TrustLedger.count(
      "backups verified", tried: 1, broken: try copy.check().isEmpty && verdict.isWhole ? 0 : 1)
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}

/// Set by one thread, seen by others, and how many of them have ended.
private final class Flag: @unchecked Sendable {
  private let lock = NSLock()
  private let ended = DispatchSemaphore(value: 0)
  private var value = false

  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
  func end() { ended.signal() }
  func wait(for count: Int) { for _ in 0..<count { ended.wait() } }
}
