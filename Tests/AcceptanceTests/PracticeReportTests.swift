import Foundation
import RecallTestSupport
import Testing

@Suite("the practice store, its report, and the pass that a clinic may want")
struct PracticeReportTests {
  private let report = ["--clinic", "demo", "--now", Workplace.now, "practice", "report"]

  private func demo() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo()
    return place
  }

  /// Without the line breaks of the screen.
  private func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Nothing that opens it gets on.
  private func makeLiveStoreUnreadable(_ place: Workplace) throws {
    let live = place.home.appendingPathComponent("demo/recall.sqlite")
    try FileManager.default.removeItem(at: live)
    try FileManager.default.createDirectory(at: live, withIntermediateDirectories: false)
  }

  @Test("the report is told without the store of live calls, which cannot be read at all")
  func apart() throws {
    let place = try demo()
    let practice = try PracticeFile(place)
    try practice.keep("a", days: -30)
    try practice.keep("b", locale: "es")
    try makeLiveStoreUnreadable(place)
    #expect(try place.run(["--clinic", "demo", "worklist"]).status != 0)
    let table = try place.run(report)
    #expect(table.status == 0 && table.errors.isEmpty, "\(table.errors)")
    #expect(table.output.contains("2 practice calls kept"))
    #expect(table.output.contains("Ana Núñez (ana) · English"))
    let spanish = try place.run(report + ["--locale", "es", "--since", "2026-11-01"])
    #expect(spanish.output.contains("Ana Núñez (ana) · español"))
    #expect(spanish.output.contains("1 llamada de práctica desde esta fecha: "))
    let items = try place.json(report + ["--json"])["items"] as? [[String: Any]] ?? []
    #expect(items.map { $0["language"] as? String } == ["en", "es"])
  }

  @Test("the coverage of a script counts what was practised among its rehearsals")
  func coverage() throws {
    let place = try demo()
    try PracticeFile(place).keep("a")
    let coverage = try place.json(
      ["--clinic", "demo", "--now", Workplace.now, "script", "coverage", "--json"])
    let scripts = coverage["items"] as? [[String: Any]] ?? []
    let ways = scripts.first?["ways"] as? [[String: Any]] ?? []
    let practised = ways.filter { $0["rehearsal"] as? Int == 1 }
    #expect(Set(practised.compactMap { $0["exit"] as? String }) == ["patient", "/busy"])
  }

  @Test("nobody has practised: it says so, and makes no store")
  func nobody() throws {
    let place = try demo()
    let table = try place.run(report)
    #expect(table.status == 0 && table.output.contains("Nobody has practiced yet"))
    #expect(try place.json(report + ["--json"])["count"] as? Int == 0)
    let path = place.home.appendingPathComponent("demo/practice.sqlite").path
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("the page is its writer's alone; what cannot be written is 73, what is misspelt 64")
  func page() throws {
    let place = try demo()
    try PracticeFile(place).keep("a")
    #expect(try place.run(report + ["--html", "report.html"]).status == 0)
    let file = place.home.appendingPathComponent("report.html")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let page = try String(contentsOf: file, encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(try place.run(report + ["--html", "nowhere/report.html"]).status == 73)
    #expect(try place.run(report + ["--since", "yesterday"]).status == 64)
    #expect(try place.run(report + ["--json", "--html", "report.html"]).status == 64)
  }

  @Test("another store in the place of practice is refused, and left as it is")
  func otherStore() throws {
    let place = try demo()
    let live = place.home.appendingPathComponent("demo/recall.sqlite")
    let copy = place.home.appendingPathComponent("demo/copy.sqlite")
    try FileManager.default.copyItem(at: live, to: copy)
    let before = try Data(contentsOf: copy)
    for name in ["recall.sqlite", "./recall.sqlite", "copy.sqlite", live.path] {
      try place.setPractice("{ store: \"sqlite:\(name)\" }")
      let refused = try place.run(report)
      #expect(refused.status == 78, "\(name)")
      #expect(refused.errors.contains("practice"))
    }
    #expect(try Data(contentsOf: copy) == before)
  }

  @Test("where a pass is wanted nobody is called without it, and at once with it")
  func required() throws {
    let place = try demo()
    try place.setPractice("{ required: true }")
    let without = try place.console(["next", "quit"])
    #expect(plain(without.output).contains("practice overdue-follow-up en (English)"))
    #expect(!without.output.contains("dial>"))
    try PracticeFile(place).keep("a", passed: false)
    #expect(!(try place.console(["next", "quit"]).output.contains("dial>")))
    let practice = try PracticeFile(place, named: "passed.sqlite")
    try practice.keep("b")
    try place.setPractice("{ required: true, store: \"sqlite:passed.sqlite\" }")
    #expect(try place.console(["next", "skip other"]).output.contains("dial>"))
    let other = try place.run(
      ["--clinic", "demo", "--as", "ben", "--now", Workplace.now], lines: ["next"])
    #expect(!other.output.contains("dial>"), "a pass is its caller's own")
  }

  @Test("a rehearsal that is passed at the console counts for the very next patient")
  func passedInBetween() throws {
    let place = try Workplace()
    try place.demo()
    try place.setPractice("{ required: true }")
    let rehearsed = ["", "patient", "y", "1952-05-09", "ready", "1", ""]
    let told = try place.console(
      ["next", "practice glad-to-come en"] + rehearsed + ["next", "skip 1", "quit"])
    let (before, after) = told.output.parts(around: "Passed.")
    #expect(before.contains("Nobody can be called right now.") && !before.contains("\ndial>"))
    #expect(after.contains("\ndial> "), "\(told.output)\(told.errors)")
    let items = try place.json(report + ["--json"])["items"] as? [[String: Any]] ?? []
    #expect(items.map { $0["passed"] as? Int } == [1])
    #expect(items.map { $0["staff"] as? String } == ["ana"])
    let file = place.home.appendingPathComponent("demo/practice.sqlite").path
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test("results that cannot be read are said, by the console and by doctor; nobody is handed out")
  func unreadable() throws {
    let place = try demo()
    _ = try place.file("demo/practice.sqlite", "no store")
    try place.setPractice("{ required: true }")
    let said = try place.console(["next", "quit"])
    let times = plain(said.output).components(separatedBy: "recall doctor says why").count - 1
    #expect(times == 2, "at the start, and where a patient is asked for")
    #expect(!said.output.contains("dial>"))
    let doctor = try place.run(["--clinic", "demo", "doctor"])
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("BROKEN practice store: practice store: "))
  }

  @Test(
    "a team's results are on a server: made by migrate, shared by grant, refused where calls are",
    .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
  func server() throws {
    let (place, cluster) = (try demo(), try Cluster())
    let database = try cluster.makeDatabase()
    let url = cluster.url(database)
    try place.setPractice("{ store: \"\(url)\" }")
    let early = try place.run(report)
    #expect(early.status == 78 && early.errors.contains("holds no store yet"), "\(early.errors)")
    let made = try place.run(["--clinic", "demo", "store", "migrate"])
    #expect(made.output.contains("made the practice store"), "\(made.errors)")
    #expect(try place.run(["--clinic", "demo", "store", "grant", "ben"]).status == 0)
    try place.setPractice("{ store: \"\(cluster.url(database, as: "ben"))\" }")
    #expect(try place.run(report).output.contains("Nobody has practiced yet"))
    let add = """
      INSERT INTO recall.practice_result (id, staff, kind, script, locale, passed, started, body)
        VALUES ('a', 'ben', 'free', 'missed-visit', 'en', 0, 1, '{}')
      """
    try cluster.run(add, in: database, as: "ben")
    #expect(throws: PlainSession.Refused.self) {
      try cluster.run("DELETE FROM recall.practice_result", in: database, as: "ben")
    }
    try place.setPractice("{ store: \"\(url)\" }")
    #expect(try place.run(["--clinic", "demo", "store", "revoke", "ben"]).status == 0)
    let calls = try cluster.makeDatabase()
    let live = cluster.url(calls)
    #expect(try place.run(["init", "live", "--store", live]).status == 0)
    try place.setPractice("{ store: \"\(live)\" }")
    for command in [["practice", "report"], ["store", "migrate"], ["store", "grant", "ben"]] {
      let refused = try place.run(["--clinic", "demo"] + command)
      #expect(refused.status == 78 && refused.errors.contains("practice never uses"), "\(command)")
    }
  }
}

extension String {
  /// What stands before and after the first place of this text.
  fileprivate func parts(around text: String) -> (before: Substring, after: Substring) {
    guard let place = range(of: text) else { return (self[...], "") }
    return (self[..<place.lowerBound], self[place.upperBound...])
  }
}
