import Foundation
import GRDB
import RecallDomain
import RecallTestSupport
import Testing

@Suite("what the trail of a clinic tells, from outside")
struct TrailTests {
  private struct Entries: Decodable {
    struct Entry: Decodable {
      let act: String
      let subject: String?
      let patients: [String]
    }
    let items: [Entry]
  }

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo()
    return place
  }

  private func entries(_ place: Workplace, _ more: [String] = []) throws -> [Entries.Entry] {
    let shown = try place.run(["audit", "show", "--clinic", "demo", "--json"] + more)
    return try JSONDecoder().decode(Entries.self, from: Data(shown.output.utf8)).items
  }

  private func verify(_ place: Workplace) throws -> Ended {
    try place.run(["audit", "verify", "--clinic", "demo"])
  }

  private func tamper(_ sql: String, _ place: Workplace) throws {
    try DatabaseQueue(path: place.home.appendingPathComponent("demo/recall.sqlite").path).write {
      for trigger in try String.fetchAll(
        $0, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      {
        try $0.execute(sql: "DROP TRIGGER \(trigger)")
      }
      try $0.execute(sql: sql)
    }
  }

  @Test("whoever was shown is named, by their opaque id, in one row for each look")
  func named() throws {
    let place = try place()
    _ = try place.console(["worklist", "why 1", "promises", "quit"])
    let looks = try entries(place).filter { !$0.patients.isEmpty }
    #expect(looks.contains { $0.act == "list-read" && $0.patients.count > 3 })
    let why = try #require(looks.first { $0.act == "looked-up" })
    #expect(why.patients.count == 1)
    let about = try entries(place, ["--patient", why.patients[0]])
    #expect(about.contains { $0.act == "list-read" } && about.contains { $0.act == "looked-up" })
    _ = try place.run(["worklist", "--clinic", "demo", "--as", "ana", "--now", Workplace.now])
    #expect(try entries(place).last { $0.act == "list-read" }?.patients.isEmpty == false)
  }

  @Test("what a command has written is sealed when it has ended")
  func sealed() throws {
    let place = try place()
    _ = try place.run(["worklist", "--clinic", "demo", "--as", "ana", "--now", Workplace.now])
    #expect(try !verify(place).output.contains("since the last seal"))
    try tamper("DELETE FROM audit WHERE act = 'list-read'", place)
    let told = try verify(place)
    #expect(told.status == 1 && told.output.contains("FIRST BROKEN"))
  }

  @Test("a trail that was emptied is broken, whatever else is taken out of the store")
  func emptied() throws {
    let place = try place()
    try tamper(
      "DELETE FROM audit; DELETE FROM audit_seal; UPDATE meta SET audit_key = NULL", place)
    let told = try verify(place)
    #expect(told.status == 1 && told.output.inOneLine.contains("the store holds none"))
    // Nor is it begun anew, also where the checkpoints are gone too.
    try FileManager.default.removeItem(
      at: place.home.appendingPathComponent("demo/audit.checkpoints"))
    #expect(try verify(place).status == 1)
  }

  @Test("the first broken entry is told by its number, its time and its act")
  func first() throws {
    let place = try place()
    _ = try place.console(["next", "skip later", "quit"])
    try tamper("UPDATE audit SET who = 'eve' WHERE act = 'claimed'", place)
    let told = try verify(place)
    #expect(told.status == 1)
    let line = told.output.inOneLine
    #expect(
      line.contains(/FIRST BROKEN\s+entry \d+ \(2026-[0-9: -]+, claimed\) is not as/), "\(line)")
  }

  @Test("a key that others may read is named, with what to do")
  func openKey() throws {
    let place = try place()
    #expect(try !verify(place).output.contains("NOTE"))
    let key = place.home.appendingPathComponent("demo/audit.key").path
    #expect(chmod(key, 0o644) == 0)
    let told = try verify(place)
    #expect(told.status == 0 && told.output.inOneLine.contains("chmod 600"))
  }

  @Test("a key that was replaced goes on verifying, and is believed no further")
  func replaced() throws {
    let place = try place()
    _ = try place.console(["next", "skip later", "quit"])
    #expect(try place.run(["audit", "key", "--new", "--clinic", "demo"]).status == 0)
    _ = try place.console(["next", "skip later", "quit"])
    let whole = try verify(place)
    #expect(whole.status == 0, "\(whole.output)")
    let key = try String(
      contentsOf: place.home.appendingPathComponent("demo/audit.key"), encoding: .utf8)
    #expect(key.contains("founded") && key.contains("seals-up-to:"))
  }
}
