import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("What was approved last, and the report on it")
struct ApprovedVersionTests {
  private let clinic = LocaleFixture()
  private let now = InstantText.read("2026-11-24T14:05:00-05:00")!
  private let zone = Zone("America/New_York")!

  private func approval(
    _ edition: Edition, _ locales: [String], by: String, _ minutes: Double, kept: String?
  ) -> RecordedApproval {
    RecordedApproval(
      script: "visit", structure: edition.structureHash,
      policy: PolicyHash.of(DiffFixture.policy, script: "visit"),
      words: edition.wordsHashes.filter { locales.contains($0.key) }, edition: kept, by: by,
      at: now.addingTimeInterval(minutes * 60))
  }

  private func library(_ clinic: LocaleFixture) -> ScriptLibrary {
    ScriptLibrary.read(files: clinic.sources, policy: DiffFixture.policy)
  }

  @Test("each language's words are those approved last, the steps those of the last approval")
  func perLanguage() throws {
    let first = try DiffFixture.edition(clinic)
    let later = clinic.changing(DiffFixture.es, "Le llamo", "Lo llamo").changing(
      DiffFixture.en, "I will call", "I shall call")
    let second = try DiffFixture.edition(later)
    let version = try #require(
      ApprovedVersion(
        [
          approval(first, ["en", "es"], by: "lee", 0, kept: "1"),
          approval(second, ["es"], by: "mar", 1, kept: "2"),
        ], edition: { $0 == "1" ? first : second }))
    #expect(version.steps.by == "lee" && version.steps.at == now)
    #expect(version.words["en"]?.by == "lee" && version.words["es"]?.by == "mar")
    let diff = ScriptDiff(from: version.content, to: try DiffFixture.content(later))
    #expect(
      DiffFixture.told(diff) == [
        "told words-changed told.when en: I will call {callback_window}. → "
          + "I shall call {callback_window}."
      ])
  }

  @Test("without content that was kept there is no version")
  func notKept() throws {
    let edition = try DiffFixture.edition(clinic)
    let approvals = [approval(edition, ["en"], by: "lee", 0, kept: nil)]
    #expect(ApprovedVersion(approvals, edition: { _ in edition }) == nil)
    #expect(
      ApprovedVersion(
        [approval(edition, ["en"], by: "lee", 0, kept: "1")], edition: { _ in nil }) == nil)
  }

  private func text(
    _ clinic: LocaleFixture, approved: LocaleFixture? = nil, locale: String? = nil,
    colour: Bool = false
  ) throws -> String {
    let edition = try DiffFixture.edition(approved ?? clinic)
    let approvals =
      approved == nil ? [] : [approval(edition, ["en", "es"], by: "lee", 0, kept: "1")]
    let report = try #require(
      ScriptDiffReport(
        of: "visit", in: library(clinic), approvals: approvals, locale: locale,
        edition: { _ in edition }))
    return ScriptDiffText(zone: zone, colour: colour).text(report)
  }

  @Test("it says plainly that a script was never approved, or that nothing has changed")
  func plainly() throws {
    #expect(try text(clinic).hasPrefix("visit: never approved, so there is nothing to compare"))
    let same = try text(clinic, approved: clinic)
    #expect(
      same.hasPrefix(
        "visit: nothing has changed since lee approved it on 2026-11-24 at 14:05"))
    let spanish = try text(clinic, approved: clinic, locale: "es")
    #expect(spanish.hasPrefix("visit: nothing has changed in Spanish since lee approved it"))
  }

  @Test("an approval whose words this store does not hold is said so, with whose it was")
  func elsewhere() throws {
    let edition = try DiffFixture.edition(clinic)
    var folder = clinic
    let file = ApprovalFile.text(
      of: Approval(
        script: "visit", structure: edition.structureHash,
        policy: PolicyHash.of(DiffFixture.policy, script: "visit"), rules: 1, by: "lee", at: now,
        words: edition.wordsHashes.mapValues { Approval.Words(hash: $0, by: "lee", at: now) }))
    folder.files[file.path] = String(decoding: file.bytes, as: UTF8.self)
    let text = try text(folder)
    #expect(text.hasPrefix("visit: lee approved it on 2026-11-24 at 14:05, but the words of"))
    let folded = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(folded.contains("of that time are not kept in this store"))
  }

  @Test("it fits 80 columns, with old and new words one under the other")
  func layout() throws {
    let long = String(repeating: "Le llamo muy pronto, ", count: 9)
    let text = try text(
      clinic.changing(DiffFixture.es, "Le llamo", "\(long)le llamo"), approved: clinic)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.allSatisfy { TerminalText.width($0) < 80 })
    #expect(lines.contains("  told, after patient, verified"))
    #expect(lines.contains("    other words in Spanish: told.when"))
    #expect(lines.contains("      was  Le llamo {callback_window}."))
    #expect(lines.contains { $0.hasPrefix("      now  Le llamo muy pronto,") })
    #expect(!text.contains("\u{1B}"))
  }

  @Test("colour is only added, and what comes from a file cannot steer the terminal")
  func colour() throws {
    let changed = clinic.changing(DiffFixture.es, "Le llamo", "Le \\e[31mllamo")
    let (plain, coloured) = (
      try text(changed, approved: clinic), try text(changed, approved: clinic, colour: true)
    )
    let codes = ["\u{1B}[1m", "\u{1B}[31m", "\u{1B}[32m", "\u{1B}[0m"]
    #expect(codes.reduce(coloured) { $0.replacing($1, with: "") } == plain)
    #expect(!plain.contains("\u{1B}"))
  }

  @Test("a script with errors is compared all the same, and said not to be usable")
  func broken() throws {
    let text = try text(clinic.changing(DiffFixture.es, "Le llamo", "Lo llamo"), approved: clinic)
    #expect(text.contains("It has findings, so it can be neither approved nor used"))
    #expect(text.contains("  recall script check visit"))
  }
}
