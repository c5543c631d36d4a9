import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

@Suite("words that are not kept any longer, in a file")
struct SQLiteErasureTests {
  @Test("hold", arguments: ErasureContract.clauses)
  func holds(_ clause: StoreClause) throws {
    try withSQLite { bench, _ in try StoreContract.verify(clause, on: bench) }
  }

  @Test("no byte of them is left in the file or beside it")
  func bytes() throws {
    try withSQLite { bench, path in
      let work = try ErasedWork(bench)
      #expect(try Self.places(of: ErasedWork.canary, beside: path) == ["recall.sqlite"])
      for kind in RetentionPolicy.Kind.allCases {
        _ = try bench.store.eraseWords(kind, work.old, as: work.act)
      }
      try bench.store.forgetErased()
      #expect(try Self.places(of: ErasedWork.canary, beside: path) == [])
      #expect(try bench.store.check() == [])
    }
  }

  @Test("nor of an erased person: name, number, birth date")
  func person() throws {
    try withSQLite { bench, path in
      let work = try ErasedWork(bench)
      let number = try #require(
        try bench.store.candidate(RecallID("r1"))?.patient.phones.first?.number)
      let marks = [ErasedWork.canary, "Núñez", "1961-03-04", number]
      for mark in marks { #expect(try Self.places(of: mark, beside: path) == ["recall.sqlite"]) }
      try bench.store.erasePerson(PatientID("p1"), because: "asked for it", as: work.act)
      try bench.store.forgetErased()
      for mark in marks { #expect(try Self.places(of: mark, beside: path) == [], "\(mark)") }
    }
  }

  /// Files of the store's folder that hold the word.
  private static func places(of word: String, beside path: String) throws -> [String] {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in
      try Data(contentsOf: folder.appendingPathComponent(name)).range(of: Data(word.utf8)) != nil
    }.map { $0.hasSuffix(".sqlite") ? "recall.sqlite" : $0 }
  }
}

@Suite(
  "words that are not kept any longer, on a server",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct PostgreSQLErasureTests {
  private func asOwner(_ body: (StoreBench, String) throws -> Void) throws {
    try withPostgreSQL { bench, database in
      let address = try PostgreSQLAddress(Cluster.shared().url(database))
      let owner = try PostgreSQLStore.open(address)
      try body(StoreBench(owner) { try PostgreSQLStore.open(address) }, database)
      owner.leave()
    }
  }

  @Test("hold", arguments: ErasureContract.clauses)
  func holds(_ clause: StoreClause) throws {
    try asOwner { bench, _ in try StoreContract.verify(clause, on: bench) }
  }

  @Test("whoever does not own the store is refused, whatever they say they do")
  func others() throws {
    try asOwner { bench, database in
      let work = try ErasedWork(bench)
      let url = try Cluster.shared().url(database, as: "contract_ana")
      let ana = try PostgreSQLStore.open(PostgreSQLAddress(url))
      #expect(throws: StoreFailure.notPermitted) {
        try ana.eraseWords(.notes, work.old, as: work.act)
      }
      // The word that opens it for the owner opens nothing for anybody else, with every right there is.
      let session = try PlainSession(Cluster.shared().url(database))
      try session.run("GRANT UPDATE, DELETE ON recall.note, recall.call_event TO contract_ana")
      let plain = try PlainSession(url)
      try plain.run("SET recall.erasing = 'words'")
      for sql in ["UPDATE recall.note SET body = '{}'", "DELETE FROM recall.call_event"] {
        #expect(throws: PlainSession.Refused.self) { try plain.run(sql) }
      }
      #expect(try bench.store.notes(NoteQuery()).first?.summary == "No answer.")
    }
  }

  @Test("dead rows go with a vacuum, and the next act finds its way again")
  func vacuum() throws {
    try asOwner { bench, _ in
      let work = try ErasedWork(bench)
      _ = try bench.store.eraseWords(.notes, work.old, as: work.act)
      try bench.store.forgetErased()
      #expect(try bench.store.notes(NoteQuery()).first?.summary == "gone")
    }
  }
}
