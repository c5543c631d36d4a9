import Foundation
import RecallDomain
import RecallStorage
import Testing

/// Acts that share one commit, as an import does while nobody is calling.
@Suite("a sitting: several acts with one commit, in a file")
struct SittingTests {
  private func bring(_ id: String, in store: any RecallStore) throws -> [ImportVerdict] {
    try store.importBatch(
      ImportBatch(source: "test", rows: [Clinic.row("r\(id)", of: Clinic.patient("p\(id)"))]),
      at: Clinic.now)
  }

  private func isThere(_ id: String, in store: any RecallStore) throws -> Bool {
    try store.candidate(RecallID("r\(id)")) != nil
  }

  @Test("each act sees those before it, others see none of them before the end")
  func together() throws {
    try withSQLite { bench, _ in
      let other = try bench.another()
      var verdicts: [[ImportVerdict]?] = []
      var seen: [Bool?] = []
      try bench.store.inOneSitting {
        verdicts = ["1", "2", "1"].map { try? bring($0, in: bench.store) }
        seen = [try? isThere("1", in: bench.store), try? isThere("1", in: other)]
      }
      #expect(verdicts == [[.added], [.added], [.unchanged]])
      #expect(seen == [true, false])
      #expect(try isThere("1", in: other) && isThere("2", in: other))
      #expect(try bench.store.check() == [])
    }
  }

  @Test("when one of them fails none has happened, and nothing more is done after it")
  func failing() throws {
    try withSQLite { bench, _ in
      var unknown = Clinic.row("r2", of: Clinic.patient("p2"))
      unknown.patient.phones[0].number = "no number"
      var later: [ImportVerdict]?
      try bench.store.inOneSitting {
        _ = try? bring("1", in: bench.store)
        _ = try? bench.store.importBatch(
          ImportBatch(source: "test", rows: [unknown]), at: Clinic.now)
        later = try? bring("3", in: bench.store)
      }
      #expect(later == nil)
      for id in ["1", "2", "3"] { #expect(try !isThere(id, in: bench.store)) }
      #expect(try bring("1", in: bench.store) == [.added])
      #expect(try bench.store.check() == [])
    }
  }

  @Test("nobody else writes while it lasts")
  func alone() throws {
    try withSQLite { bench, _ in
      let other = try #require(try bench.another() as? SQLiteStore)
      try other.waitNoLonger()
      var refused: StoreFailure?
      try bench.store.inOneSitting {
        do { _ = try bring("1", in: other) } catch { refused = error as? StoreFailure }
      }
      #expect(refused == .busy)
    }
  }
}
