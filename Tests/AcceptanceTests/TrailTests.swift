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

  @Test("a list that is left after its first lines has told of all whom it showed, before it did")
  func cutShort() throws {
    let place = try place()
    let list = ["worklist", "--all", "--clinic", "demo", "--as", "ana", "--now", Workplace.now]
    let whole = try place.run(list + ["--json"])
    let before = try entries(place).count
    // Nobody reads: the pipe is closed after the first bytes, and the program finds it so.
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "\(Program.path) \(list.joined(separator: " ")) | head -c 40"]
    shell.currentDirectoryURL = place.home
    shell.environment = Program.environment(home: place.home)
    shell.standardOutput = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    let told = Set(try entries(place).dropFirst(before).flatMap(\.patients))
    #expect(told.count > 3)
    #expect(told.allSatisfy { whole.output.contains("\"\($0)\"") })
  }

  @Test("an export is found by each patient that it holds, and by nobody else, in few words")
  func exports() throws {
    let place = try place()
    let list = try place.run(["export", "-", "--csv", "recalls", "--clinic", "demo"])
    #expect(list.status == 0)
    let taken = try #require(try entries(place).last { $0.subject == "csv recalls" })
    #expect(taken.patients.count > 3)
    for patient in taken.patients { #expect(list.output.contains(patient)) }
    #expect(try place.run(["export", "-", "--fhir", "--clinic", "demo"]).status == 0)
    // Of everybody: one row, whose length is that of a number.
    let whole = try #require(try entries(place).last { $0.act == "exported" })
    #expect(whole.patients.isEmpty && whole.subject?.contains("fhir everybody") == true)
    let one = ["--act", "exported", "--patient", taken.patients[0]]
    #expect(try entries(place, one).map(\.subject) == ["csv recalls", whole.subject])
    // Whoever came later is in none of them.
    let late = try place.file(
      "late.csv",
      """
      patient_id,name,date_of_birth,phone,postal_code,reason,due_date
      P-LATE,Uma Late,1970-01-01,617 555 0190,02139,annual-visit,2026-11-01

      """)
    #expect(try place.run(["import", late, "--clinic", "demo"]).status == 0)
    let after = ["--act", "exported", "--patient", "P-LATE"]
    #expect(try entries(place, after).isEmpty)
    #expect(try place.run(["export", "-", "--fhir", "--clinic", "demo"]).status == 0)
    #expect(try entries(place, after).count == 1)
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

  @Test("in Spanish too: whole, and where it is broken first")
  func spanish() throws {
    let place = try place()
    _ = try place.console(["next", "skip later", "quit"])
    let verify = ["audit", "verify", "--clinic", "demo", "--locale", "es"]
    let whole = try place.run(verify)
    #expect(whole.status == 0 && whole.output.contains("todas las entradas están"), "\(whole)")
    try tamper("UPDATE audit SET who = 'eve' WHERE act = 'claimed'", place)
    let told = try place.run(verify)
    #expect(told.status == 1 && told.output.contains("PRIMER FALLO"), "\(told)")
    #expect(told.output.contains("no está como se escribió") && !told.output.contains("FIRST"))
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
