import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallReports

@Suite("The practice report, as it is read")
struct PracticeReportTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let policy: ClinicPolicy = {
    var policy = ClinicPolicy(name: "Lakeside <Clinic>")
    policy.segments = ["missed-visit": SegmentPolicy(script: "missed-visit")]
    return policy
  }()

  private static let library = ScriptLibrary.read(
    files: ["scripts", "locales/en", "locales/es"].flatMap { folder -> [SourceFile] in
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: root.appending(path: folder).path)
      return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted().map { name in
        let url = root.appending(path: "\(folder)/\(name)")
        return SourceFile(
          path: "\(folder)/\(name)", bytes: Array((try? Data(contentsOf: url)) ?? Data()))
      }
    }, policy: policy)

  private let now = Date(timeIntervalSince1970: 1_795_547_100)

  private func summary(name: String = "Ana Núñez", calls: Int = 4, since: Date? = nil)
    -> PracticeSummary
  {
    let results = (0..<calls).map { call($0, name) }
    return PracticeSummary(results, since: since, library: Self.library)
  }

  private func call(_ number: Int, _ name: String) -> PracticeResult {
    let right = PracticeResult.Count(reached: number + 1, possible: 5)
    return PracticeResult(
      id: "\(number)", staff: "ana", name: name, kind: number == 0 ? .drill : .rehearsal,
      rehearsal: number == 0 ? nil : "as-planned", script: "missed-visit",
      segment: "missed-visit", locale: "es", started: now.addingTimeInterval(Double(number) * 60),
      ended: now, parts: ["responses": right], ways: ["opening · patient", "/busy"],
      passed: number == 3)
  }

  private func words(_ locale: String) throws -> PracticeWords {
    PracticeWords(
      phrases: try #require(Self.library.staffPhrases[locale]), policy: Self.policy, now: now)
  }

  private func text(_ locale: String, _ summary: PracticeSummary) throws -> String {
    PracticeReportText(try words(locale)).lines(summary).joined(separator: "\n")
  }

  @Test("the table says who has practised what, how it moves, and what is left")
  func table() throws {
    let text = try text("en", summary())
    #expect(text.contains("4 practice calls kept"))
    #expect(text.contains("Ana Núñez (ana) · Spanish"))
    #expect(text.contains(/missed visit to rebook +4 +1 +2 of \d+ +2026-11-24/))
    #expect(text.contains(/missed visit to rebook +answers that fit +6 of 15 +9 of 15/))
    #expect(text.contains("rehearsals: as-planned (3, passed)"))
    #expect(text.contains("interrupts practiced: cannot talk now"))
    #expect(text.contains("segments not yet: –"))
    #expect(text.contains(/what scripts share \(common\) +\d+ of \d+ +\d+ of \d+/))
  }

  @Test("in Spanish all of it is Spanish, and no line is wider than a screen")
  func spanish() throws {
    let text = try text("es", summary())
    #expect(text.contains("Ana Núñez (ana) · español"))
    #expect(text.contains(/respuestas adecuadas +6 de 15 +9 de 15/))
    for word in [" of ", "segment ", "calls", "not yet", "practiced"] {
      #expect(!text.contains(word), "\(word)")
    }
    for locale in ["en", "es"] {
      let long = try self.text(locale, summary(name: String(repeating: "Núñez ", count: 30)))
      for line in long.split(separator: "\n") { #expect(TerminalText.width(line) < 80, "\(line)") }
    }
  }

  @Test("nobody yet, and nobody since a day, are said so")
  func nobody() throws {
    #expect(try text("en", summary(calls: 0)).contains("Nobody has practiced yet"))
    #expect(try text("en", summary(calls: 0, since: now)).contains("since that day"))
    #expect(try text("en", summary(since: now)).contains("since Tuesday, November 24"))
  }

  @Test("every text of the report is there in both languages", arguments: ["en", "es"])
  func complete(_ locale: String) throws {
    let words = try words(locale)
    let shown =
      PracticeReportText(words).lines(summary()) + [
        PracticeReportHTML(summary(), words: words).document
      ]
    #expect(shown.filter { $0.contains("practice-report.") } == [])
    let parts = RehearsalScore.Part.allCases.map(\.rawValue) + ["pace"]
    #expect(parts.filter { words.part($0) == $0 } == [])
  }

  @Test("JSON has one item for each person, segment and language, in snake case")
  func json() throws {
    let document = PracticeReportDocument(zone: Zone("America/New_York")!).json(summary()).document
    let read = try #require(
      try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any])
    #expect(
      Set(read.keys) == ["items", "count", "calls", "since", "people", "unrehearsed"])
    let items = try #require(read["items"] as? [[String: Any]])
    #expect(items.count == 1 && read["count"] as? Int == 1 && read["since"] is NSNull)
    #expect(
      Set(items[0].keys) == [
        "staff", "name", "segment", "script", "language", "calls", "passed", "first_on", "last_on",
        "kinds", "rehearsals", "scores", "ways",
      ])
    #expect(items[0]["first_on"] as? String == "2026-11-24T14:05:00-05:00")
    #expect(items[0]["kinds"] as? [String: Int] == ["drill": 1, "rehearsal": 3])
  }

  @Test("the page is one file that runs and loads nothing, whatever a name holds")
  func page() throws {
    let name = "Ana <script>alert(1)</script> & \"Co\"\u{1B}[31m"
    let page = PracticeReportHTML(summary(name: name), words: try words("es")).document
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"es\">"))
    #expect(page.contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"))
    #expect(page.contains("Ana &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;"))
    #expect(page.contains("Lakeside &lt;Clinic&gt;"))
    for word in ["<script", "<link", "<img", "http://", "https://", "url(", "\u{1B}"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(!page.contains(/<[^>]* on[a-z]+=/), "no handler")
  }

  @Test("every bar stands beside its number, in a table with heads")
  func accessible() throws {
    let page = PracticeReportHTML(summary(), words: try words("en")).document
    #expect(page.contains("<caption>How the scores move</caption>"))
    #expect(page.contains("<th scope=\"col\">first three</th>"))
    #expect(page.contains("<th scope=\"row\">missed visit to rebook</th>"))
    let bars = page.matches(of: /<svg [^>]*>/)
    #expect(!bars.isEmpty && bars.allSatisfy { $0.output.contains("aria-hidden=\"true\"") })
    #expect(page.matches(of: /\d+ of \d+<\/span><svg/).count == bars.count)
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print"))
  }
}
