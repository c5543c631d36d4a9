import Foundation
import GRDB
import RecallDomain
import Testing

@testable import RecallStorage

@Suite("A store of an earlier program")
struct GrowingTests {
  /// A store as the first program made it.
  private func firstShape(_ body: (String) throws -> Void) throws {
    try withSQLite { _, path throws in
      let old = path + ".old"
      try DatabaseQueue(path: old).writeWithoutTransaction { db in
        for statement in Schema.first(in: .sqlite) { try db.execute(sql: statement) }
        try db.execute(sql: "INSERT INTO meta (\"only\", kind) VALUES (1, 'demo')")
        try db.execute(sql: "PRAGMA application_id = \(SQLiteShape.application)")
        try db.execute(sql: "PRAGMA user_version = 1")
        try db.execute(
          sql: """
            INSERT INTO approval (script, structure, words, who, at)
              VALUES ('visit', 'sha256:s', '{"en":"b"}', 'lee', 1)
            """)
      }
      try body(old)
    }
  }

  @Test("opening it gives it the shape of today, and keeps what it holds")
  func grows() throws {
    try firstShape { path in
      let store = try SQLiteStore.open(path: path)
      let kept = try store.approvals(of: "visit")
      #expect(kept.map(\.by) == ["lee"] && kept[0].words == ["en": "b"])
      #expect(kept[0].edition == nil && kept[0].policy == nil)
      #expect(try store.check() == [])
      try store.saveEdition(hash: "sha256:a", compiled: Data([1]))
      try store.becomeKnown("sha256:a", of: "visit", to: "ana", at: Clinic.now)
      #expect(throws: (any Error).self) {
        try DatabaseQueue(path: path).write { try $0.execute(sql: "DELETE FROM approval") }
      }
      #expect(try SQLiteStore.open(path: path).approvals(of: "visit") == kept)
    }
  }

  @Test("one of version 8, which knew no practice results, keeps its kind and can hold some")
  func growsByPractice() throws {
    try firstShape { path in
      try DatabaseQueue(path: path).write { db in
        for step in Schema.steps(after: 1, in: .sqlite) where step.version <= 8 {
          for statement in step.statements { try db.execute(sql: statement) }
        }
        try db.execute(sql: "PRAGMA user_version = 8")
      }
      let store = try SQLiteStore.open(path: path)
      #expect(try store.practice(since: nil) == [])
      try store.keepPractice(Practised.call())
      #expect(try store.practice(since: nil) == [Practised.call()])
      #expect(try store.check() == [] && store.kind == .demo)
    }
  }

  @Test("a store of another kind than is wanted is refused before anything of it is changed")
  func otherKind() throws {
    try firstShape { path in
      let refused = StoreFailure.refused(constraint: "a store of another kind stands here")
      #expect(throws: refused) { try SQLiteStore.open(path: path, ofKind: .practice) }
      let version = try DatabaseQueue(path: path).read {
        try Int.fetchOne($0, sql: "PRAGMA user_version")
      }
      #expect(version == 1)
      #expect(try SQLiteStore.open(path: path, ofKind: .demo).kind == .demo)
    }
  }

  @Test("it has then the same tables as a new one")
  func alike() throws {
    let shape = { (path: String) in
      try DatabaseQueue(path: path).read { db in
        try String.fetchAll(
          db, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
      }
    }
    try firstShape { path in
      _ = try SQLiteStore.open(path: path)
      try withSQLite { _, new throws in #expect(try shape(path) == shape(new)) }
    }
  }
}
