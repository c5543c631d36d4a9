import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("the pages of the rules")
struct RulePageTests {
  @Test("the clinic of the examples breaks no rule, in one language or two")
  func sound() {
    for languages in [["en"], ["en", "es"]] {
      let library = ExampleClinic(languages: languages).library
      #expect(library.findings.map { "\($0.place) \($0.message)" } == [])
      #expect(library.editions.count == 1)
    }
  }

  @Test(
    "each example breaks its rule and those it names, where it says; repaired it passes",
    arguments: RuleID.allCases.filter { $0 != .approval })
  func examples(_ rule: RuleID) throws {
    let page = rule.page
    let isTranslation = page.example.file.hasPrefix("locales/es/")
    let clinic = ExampleClinic(languages: isTranslation ? ["en", "es"] : ["en"])
    let findings = clinic.breaking(page.example).library.findings
    #expect(
      Set(findings.map(\.rule)) == Set([rule] + page.example.also),
      "\(findings.map { "\($0.rule.rawValue) \($0.place) \($0.message)" })")
    let own = findings.filter { $0.rule == rule }
    #expect(own.allSatisfy { $0.severity == page.severity })
    // What is said too early is told where the script says it.
    #expect(own.contains { [page.example.file, "scripts/visit.yaml"].contains($0.place.file) })
    #expect(clinic.library.findings == [])
  }

  @Test("the example of approval voids an approval, and repaired leaves it as it stands")
  func approval() throws {
    var clinic = ExampleClinic(languages: ["en"])
    let given = clinic.library.approvals(by: "ana", at: Date(timeIntervalSince1970: 0))
    for file in given.map(\.file) {
      clinic.files[file.path] = String(decoding: file.bytes, as: UTF8.self)
    }
    let changed = clinic.breaking(RuleID.approval.page.example)
    #expect(clinic.library.approvalFinding(for: "visit") == nil)
    #expect(changed.library.findings == [])
    #expect(changed.library.approvalFinding(for: "visit")?.rule == .approval)
  }

  @Test("a page is of its own rule, and says all it has to say", arguments: RuleID.allCases)
  func whole(_ rule: RuleID) {
    let page = rule.page
    #expect(page.rule == rule)
    #expect(page.title.first?.isLowercase == true && page.title.last != ".")
    for text in [page.demands, page.why, page.source, page.repair] { #expect(text.count > 20) }
    #expect(page.example.broken != page.example.repaired)
  }

  /// An id is checked by being that of a `StillRule` or a `WalkedRule`; these few are found elsewhere,
  /// and a forced loop beside the dead ends.
  @Test("every id is checked by its rule, or found by what reads the files")
  func listed() {
    let checked =
      Rules.still.map { $0.page.rule } + Rules.walked.map { $0.page.rule }
      + [.unreachable, .forcedLoop]
    let others: [RuleID] = [.format, .approval]
    let elsewhere = RuleID.allCases.filter {
      $0.rawValue.hasPrefix("locale/") || $0.rawValue.hasPrefix("rehearsal/")
    }
    let unchecked = Set(RuleID.allCases).subtracting(checked + others + elsewhere)
    #expect(unchecked == [], "let it be a StillRule or a WalkedRule")
  }

  @Test("as text a page fits 80 columns, and the list has a line for each rule")
  func text() {
    for rule in RuleID.allCases {
      let lines = RulePageText.text(rule.page).split(separator: "\n")
      let wide = lines.filter { TerminalText.width($0) > 80 }
      #expect(wide == [], "\(rule.rawValue): lines of its example wrap, or are shorter")
      #expect(lines[0].hasPrefix(rule.rawValue))
    }
    let list = RulePageText.list().split(separator: "\n")
    #expect(list.allSatisfy { TerminalText.width($0) <= 80 })
    #expect(list.count == RuleID.allCases.count)
  }

  @Test("as Markdown each rule has a heading, and the table leads to it")
  func markdown() {
    let text = RulePageMarkdown.text(RuleID.allCases.map(\.page))
    for rule in RuleID.allCases { #expect(text.contains("\n## \(rule.rawValue)\n")) }
    #expect(text.contains("[`act/gate`](#actgate)"))
    #expect(text.contains("```yaml\n  hesitant:\n"))
  }

  @Test("scripts/RULES.md is what `recall script explain --all --format markdown` prints")
  func document() throws {
    let file = ShippedFolder.root.appending(path: "scripts/RULES.md")
    let text = RulePageMarkdown.text(RuleID.allCases.map(\.page)) + "\n"
    if ProcessInfo.processInfo.environment["RECALL_GOLDEN"] == "write" {
      try Data(text.utf8).write(to: file)
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(kept == text, "make golden writes it anew; read the diff")
  }

  @Test("a rule is found by its id or the end of it; a slip is told what was meant")
  func names() {
    #expect(RuleID.named("privacy/never") == .neverFact)
    #expect(RuleID.named("missing-field") == .outcomeMissingField)
    #expect(RuleID.named("missing") == nil)
    #expect(RuleID.nearest(to: "privacy/nevr") == .neverFact)
    #expect(RuleID.nearest(to: "flow/missing-feild") == .outcomeMissingField)
    #expect(RuleID.nearest(to: "weather") == nil)
  }
}
