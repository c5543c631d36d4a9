import Foundation
import GRDB
import RecallTestSupport
import Testing

@Suite("words that are not kept any longer, by command")
struct ErasureTests {
  private static let canary = "Zanzibar"

  /// A demo in which one call has left a note with a remark, and the id of its patient.
  private func called() throws -> (Workplace, patient: String) {
    let place = try Workplace()
    try place.smallDemo(patients: 12)
    let call = ["next", "", "4", Self.canary, "", "quit"]
    let console = try place.run(
      ["--clinic", "demo", "--as", "ana", "--now", Workplace.now], lines: call)
    #expect(console.output.contains("saved"), "\(console.output)")
    let notes = try place.run(["notes", "--json", "--clinic", "demo"])
    let found = try JSONSerialization.jsonObject(with: Data(notes.output.utf8)) as? [String: Any]
    let items = try #require(found?["items"] as? [[String: Any]])
    return (place, try #require(items.first?["patient"] as? String))
  }

  private func holdsCanary(_ place: Workplace) throws -> Bool {
    let folder = place.home.appendingPathComponent("demo")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("recall.sqlite") }
      .contains { name in
        let data = try Data(contentsOf: folder.appendingPathComponent(name))
        return data.range(of: Data(Self.canary.utf8)) != nil
      }
  }

  /// As if the work on every recall had ended.
  private func close(_ place: Workplace) throws {
    let path = place.home.appendingPathComponent("demo/recall.sqlite").path
    try DatabaseQueue(path: path).write { db in
      try db.execute(
        sql: "UPDATE recall SET state = 'closed', phase = 'off', kept_back = NULL, callback = NULL")
    }
  }

  private func report(_ place: Workplace) throws -> String {
    try place.run([
      "report", "--json", "--from", "2026-10-01", "--to", "2026-11-24", "--clinic", "demo",
    ])
    .output
  }

  @Test("counted, then erased: figures, store and trail are as they were, and no byte is left")
  func retain() throws {
    let (place, _) = try called()
    try #require(try holdsCanary(place))
    let later = ["--now", "2038-01-04T10:00:00-05:00"]
    // The recall may still be worked on: then its words stay, however old they are.
    let young = try place.run(["store", "retain", "--clinic", "demo"])
    #expect(young.status == 0 && young.output.hasSuffix("nothing is to be erased\n"), "\(young)")
    try close(place)
    let before = try report(place)
    let counted = try place.run(["store", "retain", "--clinic", "demo"] + later)
    #expect(
      counted.output.contains("notes     10 years   1 to erase, from 2026-11-24 to 2026-11-24"))
    #expect(counted.output.hasSuffix("nothing was changed: --apply erases this\n"))
    #expect(try holdsCanary(place))
    let erased = try place.run(["store", "retain", "--apply", "--clinic", "demo"] + later)
    #expect(erased.status == 0 && erased.output.hasSuffix("not to be read any more\n"), "\(erased)")
    #expect(try !holdsCanary(place))
    let again = try place.run(["store", "retain", "--apply", "--json", "--clinic", "demo"] + later)
    #expect(again.output.contains("\"erased\": 0") || again.output.contains("\"erased\":0"))
    #expect(try place.run(["store", "check", "--clinic", "demo"]).status == 0)
    #expect(try place.run(["audit", "verify", "--clinic", "demo"]).status == 0)
    #expect(
      try place.run(["notes", "--clinic", "demo"]).output.contains("were erased on 2038-01-04"))
    #expect(try figures(before) == figures(report(place)))
  }

  /// Without the instant at which it was made.
  private func figures(_ report: String) -> [Substring] {
    report.split(separator: "\n").filter { !$0.contains("\"as_of\"") }
  }

  @Test("one person, in two steps: a wrong id erases nothing, the right one all of it")
  func person() throws {
    let (place, patient) = try called()
    let erase = ["store", "erase", patient, "--clinic", "demo"]
    let nobody = try place.run(["store", "erase", "nobody", "--clinic", "demo"])
    #expect(nobody.status == 1 && nobody.errors.contains("there is no patient"))
    let wrong = try place.run(erase, lines: ["decided by the office", "other"])
    #expect(wrong.status == 1 && wrong.errors.contains("nothing was erased"), "\(wrong)")
    #expect(wrong.output.contains("GOES   name") && wrong.output.contains("STAYS  the id"))
    #expect(try holdsCanary(place))
    let right = try place.run(erase, lines: ["decided by the office", patient])
    #expect(right.status == 0 && right.output.contains("erased, and not to be read"), "\(right)")
    #expect(try !holdsCanary(place))
    #expect(try place.run(erase).output.contains("was erased before"))
    #expect(try place.run(["store", "check", "--clinic", "demo"]).status == 0)
    #expect(try place.run(["audit", "verify", "--clinic", "demo"]).status == 0)
    let list = try place.run([
      "worklist", "--all", "--json", "--clinic", "demo", "--now", Workplace.now,
    ])
    #expect(list.status == 0 && list.output.contains("do-not-contact"))
    let trail = try place.run([
      "audit", "show", "--act", "person-erased", "--json", "--clinic", "demo",
    ])
    #expect(trail.output.contains("person 1") && !trail.output.contains("office"))
  }
}
