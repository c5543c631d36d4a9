import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("The library of a clinic folder")
struct ScriptLibraryTests {
  private let policy = ClinicPolicy(name: "Test")

  @Test("the shipped words are complete, present and fillable in every offered language")
  func shippedWords() throws {
    let files = try ShippedFolder.files()
    let read = LocaleReader.read(files, languages: policy.languages)
    let scripts = ScriptReader.readFolder(files).sources.compactMap(\.script)
    let findings = LocaleCheck.findings(
      scripts: scripts, folders: read.locales, languages: policy.languages)
    #expect(read.findings == [])
    #expect(findings.filter { !$0.place.file.hasSuffix("/console.yaml") } == [])
  }

  @Test("an empty folder is an error, not a success")
  func empty() {
    let library = ScriptLibrary.read(files: [], policy: policy)
    #expect(library.findings.contains { $0.message == "folder \"scripts\" holds no script" })
    #expect(library.editions.isEmpty && library.reports.isEmpty)
  }

  @Test("a script with errors has a report and no edition, also when it cannot be read at all")
  func broken() {
    var clinic = LocaleFixture()
    clinic.files["scripts/other.yaml"] = "recall-script: 1\nid: other\nnodes: ["
    let library = ScriptLibrary.read(files: clinic.sources, policy: policy)
    #expect(Set(library.reports.keys) == ["visit", "other"])
    #expect(library.reports["other"]?.findings.map(\.rule) == [.format])
    #expect(library.reports["visit"]?.isSafe == false)
    #expect(library.editions.isEmpty)
    #expect(library.findings == library.findings.sortedByPlace())
    #expect(library.approvals(by: "ana", at: Date(timeIntervalSince1970: 0)).isEmpty)
    #expect(library.staffPhrases["es"]?.label("queue.clinical") == "x")
  }

  @Test("of a file that cannot be read that is said, and not what would follow from it")
  func unread() {
    for (name, broken) in [
      ("en/visit", "lines: ["), ("en/visit", "linez:"), ("es/shared", "\u{202E}"),
    ] {
      let path = "locales/\(name).yaml"
      let clinic = LocaleFixture().changing(path, "lines:", broken)
      let told = ScriptLibrary.read(files: clinic.sources, policy: policy).findings
      #expect(told.contains { $0.rule == .format && $0.place.file == path }, "\(name)")
      let companions: Set<RuleID> = [.localeMissing, .localeOrphan, .localeLabel, .reference]
      let names = ["visit", "shared"]
      let other = told.filter { finding in
        companions.contains(finding.rule)
          && names.contains { finding.place.file.hasSuffix("\($0).yaml") }
      }
      #expect(other == [], "\(name)")
    }
  }

  @Test("a text of marks alone, or of what leaves nothing on the screen, says nothing")
  func blanks() {
    for text in ["…", "?!", "\\u3164", "\\u2800"] {
      let clinic = LocaleFixture().changing("locales/en/visit.yaml", "May I ask your name?", text)
      let told = ScriptLibrary.read(files: clinic.sources, policy: policy).findings
      #expect(
        told.contains { $0.rule == .format && $0.message.contains("identity.ask") }, "\(text)")
    }
  }

  @Test("a finding in a language's file is told of every script that speaks from it")
  func attribution() {
    let clinic = LocaleFixture().changing(
      "locales/es/shared.yaml", "Gracias.", "Gracias, {clinic}.")
    let library = ScriptLibrary.read(files: clinic.sources, policy: policy)
    #expect(library.reports["visit"]!.findings.contains { $0.rule == .localePlaceholders })
  }

  @Test("a safe script is approved, used live, and not any more when a word changes")
  func approved() throws {
    let clinic = SafeClinic().fixture
    let library = ScriptLibrary.read(files: clinic.sources, policy: policy)
    #expect(library.findings.filter { $0.severity == .error } == [])
    #expect(library.verdicts["visit"] == .never && library.editions["visit"]?.approved == false)
    #expect(library.approvalFinding(for: "visit")?.rule == .approval)
    var live = clinic
    for file in library.approvals(by: "ana", at: Date(timeIntervalSince1970: 0)).map(\.file) {
      live.files[file.path] = String(decoding: file.bytes, as: UTF8.self)
    }
    let approved = ScriptLibrary.read(files: live.sources, policy: policy)
    #expect(approved.verdicts["visit"] == .approved && approved.editions["visit"]!.approved)
    #expect(approved.approvalFinding(for: "visit") == nil)
    let edited = live.changing("locales/es/shared.yaml", "Gracias.", "Muchas gracias.")
    let later = ScriptLibrary.read(files: edited.sources, policy: policy)
    #expect(later.verdicts["visit"] == .wordsNotApproved(["es"]))
    #expect(later.approvedLanguages(of: "visit") == ["en"])
    let told = later.approvalFinding(for: "visit")?.message ?? ""
    #expect(told.contains("\"es\" are not approved") && told.contains("recall script diff visit"))
    let again = later.approvals(
      by: "ben", at: Date(timeIntervalSince1970: 9), scripts: ["visit"], locales: ["es"])
    let approval = try #require(ApprovalFile.read(again[0].file, script: "visit").approval)
    #expect(approval.words["en"]?.by == "ana" && approval.words["es"]?.by == "ben")
    #expect(approval.by == "ana" && approval.at == Date(timeIntervalSince1970: 0))
    #expect(again[0].newWords.keys.sorted() == ["es"])
    #expect(again[0].notApproved == [])
    var spoiled = live
    spoiled.files["approvals/visit.yaml"] = "recall-approval: 1"
    let unreadable = ScriptLibrary.read(files: spoiled.sources, policy: policy)
    #expect(unreadable.verdicts["visit"] == .unreadable)
    #expect(unreadable.findings.contains { $0.place.file == "approvals/visit.yaml" })
  }
}

/// The small clinic with every interrupt answered, so that its proof passes.
private struct SafeClinic {
  var fixture: LocaleFixture {
    var clinic = LocaleFixture()
    clinic.files["scripts/visit.yaml"] = """
      recall-script: 1
      id: visit
      use: [shared]
      start: opening
      nodes:
        opening:
          say: opening.greeting
          at_most_seconds: 6
          hear:
            patient: identity
            no_answer: { end: no-answer, detail: rang-out }
        identity:
          say: identity.ask
          verify: identity
          then: { verified: told, failed: close, refused: close }
        told:
          say: [told.weeks]
          go: close
        stop: { say: close.thanks, end: declined, detail: do-not-contact }
        to_clinical: { route: clinical, say: close.thanks, go: close }
        to_insurance: { route: insurance, say: close.thanks, go: close }
        to_language: { route: language, say: close.thanks, go: close }
        to_transport: { route: transport, say: close.thanks, go: close }
        to_supervisor: { route: supervisor, say: close.thanks, go: close }
        emergency: { ask: emergency_words, then: { given: where, none: where } }
        where: { ask: emergency_location, then: { given: advice, none: advice } }
        advice: { ask: agreed_911, then: { given: handed, none: handed } }
        handed: { ask: handed_to, then: { given: over, none: over } }
        over: { say: close.thanks, end: escalated, detail: emergency }
      interrupts:
        busy: close
        hesitant: close
        context: close
        clinical: to_clinical
        results: to_clinical
        urgent: to_clinical
        insurance: to_insurance
        language: to_language
        transport: to_transport
        upset: to_supervisor
        already_booked: close
        declines: close
        stop_calling: stop
        other_person: close
        emergency: emergency
        dropped: close
      """
    return clinic
  }
}
