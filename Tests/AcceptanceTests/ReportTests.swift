import Foundation
import Testing

@Suite("the manager's report and the weekly review")
struct ReportTests {
  private let demo = ["--clinic", "demo", "--now", Workplace.now]

  /// A demo in which ana has booked one patient.
  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.demo()
    let called = try place.console(
      ["next", "", "patient", "y", "1961-03-04", "ready", "1", "", "quit"])
    guard called.output.contains("saved") else { throw Trouble(called.output + called.errors) }
    return place
  }

  private func metric(_ name: String, in report: [String: Any]) -> [String: Any]? {
    (report["items"] as? [[String: Any]])?.first { $0["name"] as? String == name }
  }

  @Test("each figure has a name and what it is made of; of none there is no value")
  func json() throws {
    let place = try place()
    let report = try place.json(
      demo + ["report", "--json", "--from", "2026-08-01", "--by", "caller"])
    let reached = try #require(metric("reached-of-due", in: report))
    #expect(reached["numerator"] as? Int == 1)
    #expect((reached["denominator"] as? Int ?? 0) > 20)
    #expect((reached["value"] as? Double ?? 0) > 0)
    #expect(Set(reached.keys) == ["name", "numerator", "denominator", "value"])
    let due = try #require(metric("due", in: report))
    #expect(Set(due.keys) == ["name", "count"])
    let noShow = try #require(metric("no-show-after-recall", in: report))
    #expect(noShow["denominator"] as? Int == 0 && noShow["value"] is NSNull)
    #expect((report["ended"] as? [String: Int])?["scheduled"] == 1)
    #expect(report["count"] as? Int == (report["items"] as? [Any])?.count)
    let groups = report["groups"] as? [[String: Any]] ?? []
    let patients = groups.compactMap { $0["patients"] as? Int }.reduce(0, +)
    #expect(patients == due["count"] as? Int)
  }

  @Test("on a terminal what needs somebody stands first; in Spanish it is Spanish")
  func text() throws {
    let place = try place()
    let english = try place.run(demo + ["report", "--by", "segment"])
    #expect(english.status == 0 && english.errors.isEmpty)
    #expect(english.output.contains("NEEDS YOU TODAY") && english.output.contains("BY SEGMENT"))
    let words = english.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("the last four weeks and this one"))
    let spanish = try place.run(demo + ["report", "--locale", "es"])
    #expect(spanish.output.contains("REQUIERE SU ATENCIÓN HOY"))
    for word in ["reached", "scheduled", "none yet", " of "] {
      #expect(!spanish.output.contains(word), "\(word)")
    }
    let plain = try place.run(demo + ["report"], environment: ["LANG": "C"])
    #expect(plain.output.contains("..........") && !plain.output.contains("··"))
    let console = try place.console(["report", "quit"])
    #expect(console.output.contains("NEEDS YOU TODAY"))
    let asked = try place.console(
      ["report by segment", "report --from 2026-11-01", "report soon", "quit"])
    #expect(asked.output.contains("BY SEGMENT") && asked.output.contains("from Sun, Nov 1 to"))
    let all = (asked.output + asked.errors).split(whereSeparator: \.isWhitespace)
    #expect(all.joined(separator: " ").contains("“soon” is not understood here"))
  }

  @Test("rows for a spreadsheet; a page that is its writer's alone, and over no other file")
  func files() throws {
    let place = try place()
    let rows = try place.run(demo + ["report", "--csv"]).output
    #expect(
      rows.hasPrefix("grouping,group,metric,numerator,denominator,value,count,median,p90\r\n"))
    #expect(try place.run(demo + ["report", "--html", "page.html"]).status == 0)
    let file = place.home.appendingPathComponent("page.html")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let page = try String(contentsOf: file, encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") && page.hasSuffix("</html>\n"))
    let again = try place.run(demo + ["report", "--html", "page.html", "--locale", "es"])
    #expect(again.status == 73 && again.errors.contains("--overwrite"))
    #expect(try String(contentsOf: file, encoding: .utf8) == page)
    let over = try place.run(
      demo + ["report", "--html", "page.html", "--locale", "es", "--overwrite"])
    #expect(over.status == 0)
    #expect(try String(contentsOf: file, encoding: .utf8).contains("<html lang=\"es\">"))
    #expect(try place.run(demo + ["report", "--html", "no/page.html"]).status == 73)
    #expect(try place.run(demo + ["report", "--json", "--csv"]).status == 64)
    #expect(try place.run(demo + ["report", "--by", "weather"]).status == 64)
    #expect(try place.run(demo + ["report", "--from", "yesterday"]).status == 64)
    let turned = try place.run(
      demo + ["report", "--from", "2026-11-02", "--to", "2026-11-01"])
    #expect(turned.status == 64)
  }

  @Test("a caller sees their own patients, and no colleague's; the review is for managers")
  func roles() throws {
    let place = try place()
    for (id, role) in [("ana", "caller"), ("ben", "caller"), ("mia", "manager")] {
      let added = try place.run(demo + ["--as", "lee", "staff", "add", id, id, "--roles", role])
      #expect(added.status == 0, "\(added.errors)")
    }
    let from = ["report", "--json", "--from", "2026-08-01"]
    let ana = try place.json(demo + ["--as", "ana"] + from)
    #expect(metric("due", in: ana)?["count"] as? Int == 1 && ana["caller"] as? String == "ana")
    #expect(ana["queues"] == nil && ana["carried_over"] == nil)
    let ben = try place.json(demo + ["--as", "ben"] + from)
    #expect(metric("due", in: ben)?["count"] as? Int == 0)
    let colleagues = try place.run(demo + ["--as", "ana", "report", "--by", "caller"])
    #expect(colleagues.status == 77 && colleagues.output.isEmpty)
    #expect(try place.run(demo + ["--as", "mia", "report", "--by", "caller"]).status == 0)
    let review = try place.run(demo + ["--as", "ana", "review", "weekly"])
    #expect(review.status == 77 && review.output.isEmpty)
    #expect(try place.run(demo + ["--as", "mia", "review", "weekly"]).status == 0)
  }

  @Test("the review names everyone who is due and unscheduled, why, and what next")
  func weekly() throws {
    let place = try place()
    let review = try place.json(demo + ["review", "weekly", "--json"])
    let items = review["items"] as? [[String: Any]] ?? []
    #expect(items.count > 20 && review["count"] as? Int == items.count)
    for item in items {
      let next = try #require(item["next"] as? [String: Any])
      #expect(["call", "message", "review", "none"].contains(next["action"] as? String))
      #expect((item["why"] as? String)?.isEmpty == false)
      #expect((item["due"] as? String ?? "9") <= "2026-11-24")
    }
    #expect((review["week"] as? [String: Any])?["scheduled"] as? Int == 1)
    let segments = review["segments"] as? [[String: Any]] ?? []
    let counted = segments.compactMap { $0["unscheduled"] as? Int }.reduce(0, +)
    #expect(counted == items.count)
    let text = try place.run(demo + ["review", "weekly"])
    #expect(text.errors.isEmpty && text.output.contains("NEEDS YOU TODAY"))
    #expect(text.output.contains("All segments"))
    #expect(text.output.contains("ready to be called: nothing stands in the way (--all"))
    let named = try place.run(demo + ["review", "weekly", "--all"])
    #expect(named.output.count > text.output.count && !named.output.contains("(--all"))
    for line in text.output.split(separator: "\n") { #expect(line.count < 80, "\(line)") }
    let spanish = try place.run(demo + ["review", "weekly", "--locale", "es"])
    #expect(spanish.output.contains("Revisión semanal") && !spanish.output.contains("overdue"))
    let one = try place.json(demo + ["review", "weekly", "--json", "--segment", "missed-visit"])
    let ofOne = one["items"] as? [[String: Any]] ?? []
    #expect(ofOne.allSatisfy { $0["segment"] as? String == "missed-visit" })
    let rows = try place.run(demo + ["review", "weekly", "--csv"]).output
    #expect(rows.split(separator: "\r\n").count == items.count + 1)
    #expect(try place.run(demo + ["review", "weekly", "--segment", "zzz"]).status == 64)
  }
}
