import Foundation
import Testing

/// As a list preparer in the morning: the export comes in, the list is looked at, everybody left out
/// has a reason, and the first call begins.
@Suite("a list preparer's morning")
struct MorningTests {
  private static let export = """
    patient_id,name,date_of_birth,phone,postal_code,reason,due_date,do_not_contact,provider
    A1,Rose Delaney,1961-03-04,617 555 0142,02139,annual-visit,2026-11-12,,Dr. Okafor
    A2,"=cmd()",1950-01-02,617 555 0143,02139,annual-visit,2026-11-13,,
    A3,Walter Brooks,1948-05-06,,02139,annual-visit,2026-11-13,,
    A4,Joan Hanley,1970-07-08,617 555 0144,02139,annual-visit,2026-12-03,,
    A5,Marcus Lee,1980-09-10,617 555 0145,02139,annual-visit,2026-11-01,yes,
    A6,Ruth Ames,1955-11-12,808 555 0146,96813,annual-visit,2026-11-02,,
    """

  private static let now = "2026-11-24T10:05:00-05:00"

  private func clinic() throws -> Workplace {
    let place = try Workplace()
    try place.demo(patients: 0, now: Self.now)
    let file = try place.file("export.csv", Self.export + "\n")
    let imported = try place.run(["import", file] + Self.global)
    guard imported.status == 0 else { throw Trouble(imported.errors) }
    return place
  }

  private static let global = ["--clinic", "demo", "--as", "ana", "--now", now]

  @Test("the list comes in sittings, and says how many are left out for which reason")
  func list() throws {
    let list = try clinic().run(["worklist"] + Self.global)
    #expect(list.status == 0 && list.errors.isEmpty)
    #expect(
      list.output.holds([
        "overdue follow-up · 2 patients", "1  Rose Delaney · Dr. Okafor",
        "2 can be called now: overdue follow-up 2.", "4 are left out:",
        "recall worklist --all",
      ]))
    #expect(!list.output.contains("Walter Brooks"))
  }

  @Test("everybody left out has a reason, and an instant where the clock alone decides")
  func leftOut() throws {
    let place = try clinic()
    let document = try place.json(["worklist", "--all", "--json"] + Self.global)
    let items = try #require(document["items"] as? [[String: Any]])
    #expect(document["count"] as? Int == 6 && items.count == 6)
    let reasons = items.map { ($0["excluded"] as? String) ?? "-" }
    #expect(
      Set(reasons) == ["-", "no-number", "not-yet-due", "do-not-contact", "outside-hours"])
    #expect(reasons.prefix(2) == ["-", "-"], "those who can be called come first")
    let far = try #require(items.first { $0["excluded"] as? String == "outside-hours" })
    #expect(far["callable_from"] as? String == "2026-11-24T14:00:00-05:00")
    #expect((document["left_out"] as? [[String: Any]])?.count == 4)
    let one = try place.run(["worklist", "--reason", "no-number"] + Self.global)
    #expect(one.output.contains("Walter Brooks") && !one.output.contains("Marcus Lee"))
  }

  @Test("rows for a spreadsheet hold no formula")
  func rows() throws {
    let rows = try clinic().run(["worklist", "--all", "--csv"] + Self.global).output
    #expect(rows.split(separator: "\r\n").count == 7)
    #expect(rows.contains(",'=cmd()"))
  }

  @Test("two forms at once, a segment or a reason that is not there: said, with what there is")
  func usage() throws {
    let place = try clinic()
    #expect(try place.run(["worklist", "--json", "--csv"] + Self.global).status == 64)
    let segment = try place.run(["worklist", "--segment", "zzz"] + Self.global)
    #expect(segment.status == 64 && segment.errors.contains("overdue-follow-up"))
    #expect(try place.run(["worklist", "--reason", "zzz"] + Self.global).status == 64)
  }

  @Test("the first call is two words away, and why explains everybody")
  func calling() throws {
    let place = try clinic()
    let typed = ["worklist", "why 2", "next", "skip 4", "next", "skip 4", "next", "quit"]
    let morning = try place.console(typed, now: Self.now)
    #expect(
      morning.output.holds([
        "2 ready · 1 later today", "  1  Rose Delaney", "can be called now: due",
        "dial +1 617 555 0142",
        "dial +1 617 555 0143",
        "Nobody can be called right now.", "2 more that you gave back",
        "The next one can be called today at 10:35 AM",
      ]))
  }
}
