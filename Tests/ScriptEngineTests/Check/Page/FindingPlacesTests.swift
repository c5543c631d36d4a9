import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// What every finding owes its reader: a place to go to, and for a name that is nearly right the
/// name that was meant.
@Suite("findings say where, and what was meant")
struct FindingPlacesTests {
  struct Slip: CustomTestStringConvertible, Sendable {
    let kind: String
    var file = "scripts/visit.yaml"
    let right: String
    let wrong: String
    let meant: String

    var testDescription: String { kind }
  }

  static let slips = [
    Slip(kind: "node", right: "ready: offer", wrong: "ready: offfer", meant: "offer"),
    Slip(kind: "start", right: "start: opening", wrong: "start: openin", meant: "opening"),
    Slip(
      kind: "interrupt's target", right: "  stop_calling: stop", wrong: "  stop_calling: sotp",
      meant: "stop"),
    Slip(
      kind: "line", right: "say: callback.when", wrong: "say: callback.wen", meant: "callback.when"),
    Slip(kind: "queue", right: "route: transport", wrong: "route: transprt", meant: "transport"),
    Slip(
      kind: "field", right: "ask: transport_need", wrong: "ask: transport_ned",
      meant: "transport_need"),
    Slip(
      kind: "outcome", right: "end: language-support", wrong: "end: language-suport",
      meant: "language-support"),
    Slip(kind: "detail", right: "detail: deceased", wrong: "detail: deceasd", meant: "deceased"),
    Slip(
      kind: "interrupt", right: "  other_person: other", wrong: "  other_persn: other",
      meant: "other_person"),
    Slip(kind: "barrier", right: "barrier: busy", wrong: "barrier: bussy", meant: "busy"),
    Slip(kind: "fragment", right: "use: [common]", wrong: "use: [comon]", meant: "common"),
    Slip(
      kind: "fact", file: "locales/en/visit.yaml", right: "all set for {appointment}",
      wrong: "all set for {apointment}", meant: "appointment"),
    Slip(
      kind: "count", file: "locales/en/visit.yaml", right: "count: weeks_since_visit",
      wrong: "count: weeks_since_vist", meant: "weeks_since_visit"),
  ]

  /// The clinic with a fragment, a barrier and a death besides.
  private static var clinic: ExampleClinic {
    var clinic = ExampleClinic(languages: ["en"])
    clinic.files["scripts/common.yaml"] = "recall-fragment: 1\nid: common\n"
    clinic.files["scripts/visit.yaml"] = clinic.files["scripts/visit.yaml"]!
      .replacing("id: visit\n", with: "id: visit\nuse: [common]\n")
      .replacing("  desk:\n", with: "  desk:\n    barrier: busy\n")
      .replacing(
        "  sorry:\n",
        with: "  gone: { say: close.thanks, end: escalated, detail: deceased }\n  sorry:\n"
      )
      .replacing("none: sorry }", with: "none: gone }")
    return clinic
  }

  @Test("an unknown name says where it stands and what was probably meant", arguments: slips)
  func didYouMean(_ slip: Slip) throws {
    #expect(Self.clinic.library.findings == [])
    var broken = Self.clinic
    let text = try #require(broken.files[slip.file])
    #expect(text.contains(slip.right))
    broken.files[slip.file] = text.replacing(slip.right, with: slip.wrong)
    let found = broken.library.findings.filter {
      $0.rule == .reference && $0.message.hasSuffix("; did you mean \"\(slip.meant)\"?")
    }
    let finding = try #require(found.first, "\(broken.library.findings.map(\.message))")
    let line = try #require(
      broken.files[slip.file]!.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.contains(slip.wrong) })
    #expect(finding.place.file == slip.file)
    // A line of a locale is told at its id, the line above its text.
    #expect((line...line + 1).contains(finding.place.line), "\(finding.place)")
    #expect(finding.place.column >= 1)
  }

  @Test("a finding about a conversation names a place that is in the file, on random scripts too")
  func places() {
    var conversations = 0
    for seed in CrossTests.seeds.prefix(100) {
      let files = CrossScript.files(seed: seed)
      guard let subject = CrossSubject(files) else { continue }
      for finding in subject.report.findings where finding.conversation != nil {
        conversations += 1
        let file = files.first { $0.path == finding.place.file }
        let lines = file.map { String(decoding: $0.bytes, as: UTF8.self) }?
          .split(separator: "\n", omittingEmptySubsequences: false)
        let isLine = lines.map { $0.indices.contains(finding.place.line - 1) } ?? false
        #expect(isLine, "\(finding.place)")
        guard isLine, let line = lines?[finding.place.line - 1] else { continue }
        #expect((1...line.count).contains(finding.place.column), "\(finding.place)")
      }
    }
    #expect(conversations > 50)
  }

  @Test("a word in a greeting, a day or a neutral phrase is told at its own line")
  func language() throws {
    let path = "locales/en/language.yaml"
    for (key, right, wrong) in [
      ("greeting \"0\"", "0: \"Hello\"", "0: \"Hello, biopsy\""),
      ("part \"evening\"", "evening: \"e\"", "evening: \"e after the biopsy\""),
      ("phrase without \"portal\"", "time: ", "without:\n  portal: \"a biopsy desk\"\ntime: "),
    ] {
      var clinic = ExampleClinic(languages: ["en"])
      clinic.files[path] = clinic.files[path]!.replacing(right, with: wrong)
      let finding = try #require(clinic.library.findings.first { $0.rule == .wordBeforeIdentity })
      let lines = clinic.files[path]!.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(finding.message.hasPrefix(key))
      #expect(finding.place.file == path)
      #expect(lines[finding.place.line - 1].contains("biopsy"))
      #expect(finding.place.column > 1)
    }
  }

  @Test(
    "every finding of the examples names its file, and a line and column that exist",
    arguments: RuleID.allCases.filter { $0 != .approval })
  func examples(_ rule: RuleID) throws {
    let clinic = ExampleClinic().breaking(rule.page.example)
    for finding in clinic.library.findings {
      let text = try #require(clinic.files[finding.place.file], "\(finding.place)")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.indices.contains(finding.place.line - 1), "\(finding.place)")
    }
  }
}
