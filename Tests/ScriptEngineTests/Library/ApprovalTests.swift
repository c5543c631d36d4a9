import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("Approval of exactly this content")
struct ApprovalTests {
  private let clinic = LocaleFixture()
  private let now = InstantText.read("2026-11-24T14:05:00-05:00")!

  private func edition(
    _ clinic: LocaleFixture, _ policy: ClinicPolicy = ClinicPolicy(name: "x")
  ) -> Edition {
    let script = ScriptReader.read(clinic.sources).scripts[0]
    let books = LocaleReader.read(clinic.sources, languages: policy.languages).locales.mapValues {
      $0.phrasebook(for: script)
    }
    return EditionMaker(policy: policy).edition(of: script, books)
  }

  private func approval(
    _ edition: Edition, _ policy: ClinicPolicy = ClinicPolicy(name: "x"), locales: [String]? = nil
  ) -> Approval {
    Approval(
      script: "visit", structure: edition.structureHash,
      policy: PolicyHash.of(policy, script: "visit"), rules: 1, by: "Ana \"A\"", at: now,
      words: edition.wordsHashes.filter { locales?.contains($0.key) ?? true }.mapValues {
        Approval.Words(hash: $0, by: "ana", at: now)
      })
  }

  private func verdict(
    _ changed: LocaleFixture, policy: ClinicPolicy = ClinicPolicy(name: "x")
  ) -> ApprovalVerdict {
    edition(changed, policy).verdict(
      of: approval(edition(clinic)), policyHash: PolicyHash.of(policy, script: "visit"))
  }

  @Test("an approval is read back as it was written")
  func roundTrip() throws {
    let approval = approval(edition(clinic))
    let file = ApprovalFile.text(of: approval)
    #expect(file.path == "approvals/visit.yaml")
    let read = ApprovalFile.read(file, script: "visit")
    #expect(read.findings.isEmpty && read.approval == approval)
    #expect(approval.structure.hasPrefix("sha256:") && approval.structure.count == 71)
  }

  @Test(
    "a broken or foreign approval file is no approval",
    arguments: [
      ("recall-approval: 1", "recall-approval: 2"), ("script: visit", "script: other"),
      ("structure: \"sha256:", "structure: \"sha1:"), ("at: \"2026", "at: \"26"), ("by:", "bye:"),
    ])
  func broken(old: String, new: String) {
    let file = ApprovalFile.text(of: approval(edition(clinic)))
    let text = String(decoding: file.bytes, as: UTF8.self).replacing(old, with: new)
    let read = ApprovalFile.read(
      SourceFile(path: file.path, bytes: Array(text.utf8)), script: "visit")
    #expect(read.approval == nil && !read.findings.isEmpty)
  }

  @Test("comments, layout, order, notes, labels and hashes of translations do not void it")
  func stands() {
    #expect(verdict(clinic) == .approved)
    let (en, es) = ("locales/en/visit.yaml", "locales/es/visit.yaml")
    let changes = [
      clinic.changing("scripts/visit.yaml", "nodes:", "# a comment\n\nnodes:"),
      clinic.changing(en, "{ text: \"May I", "{ note: \"kind\", text: \"May I"),
      clinic.changing(en, "it is the patient", "the patient"),
      clinic.changing(
        es, "identity.ask: { of: \"", "identity.ask: { of: \"000000000000\", note: \""
      ).changing(
        "scripts/shared.yaml", "recall-fragment: 1\nid: shared", "id: shared\nrecall-fragment: 1"),
      clinic.changing(
        "locales/en/language.yaml", "syllables_per_second: 5", "syllables_per_second: 6"),
      clinic.changing(en, "I am at work.", "I am busy."),
    ]
    for changed in changes { #expect(verdict(changed) == .approved) }
  }

  @Test(
    "a changed word voids the language it is in",
    arguments: [
      ("locales/es/visit.yaml", "Le llamo", "Lo llamo"),
      ("locales/es/visit.yaml", "su visita anual", "la visita anual"),
      ("locales/es/engine.yaml", "engine.again {clinic}", "again {clinic}"),
      ("locales/es/messages.yaml", "message.sms {clinic}", "sms {clinic}"),
      ("locales/es/language.yaml", "Good day", "Buenas"),
      ("locales/es/language.yaml", "h:mm a", "H:mm"),
      ("locales/es/language.yaml", "your doctor", "su médico"),
    ])
  func words(path: String, old: String, new: String) {
    #expect(verdict(clinic.changing(path, old, new)) == .wordsNotApproved(["es"]))
  }

  @Test(
    "a changed step voids it all",
    arguments: [
      ("refused: close", "refused: told"), ("detail: rang-out", "detail: machine"),
      ("at_most_seconds: 6", "at_most_seconds: 7"),
      ("[told.weeks, told.when]", "[told.when, told.weeks]"),
      (
        "      no_answer: { end: no-answer, detail: rang-out }",
        "      no_answer: { end: no-answer, detail: rang-out, say: close.thanks }"
      ),
    ])
  func structure(old: String, new: String) {
    #expect(verdict(clinic.changing("scripts/visit.yaml", old, new)) == .structureChanged)
  }

  @Test("the policy it depends on voids it, other policy does not")
  func policy() {
    var policy = ClinicPolicy(name: "another name")
    policy.limits.contactsPerDay = 2
    #expect(verdict(clinic, policy: policy) == .approved)
    policy.segments["s"] = SegmentPolicy(script: "elsewhere", sensitive: true)
    #expect(verdict(clinic, policy: policy) == .approved)
    policy.disclosure = ["patient_name": .open]
    #expect(verdict(clinic, policy: policy) == .policyChanged)
    policy.disclosure = [:]
    policy.identity.tries = 3
    #expect(verdict(clinic, policy: policy) == .policyChanged)
    policy.identity.tries = 2
    policy.segments["t"] = SegmentPolicy(script: "visit", sensitive: true)
    #expect(verdict(clinic, policy: policy) == .policyChanged)
  }

  @Test("one language alone may be approved")
  func oneLanguage() {
    let edition = edition(clinic)
    let policy = PolicyHash.of(ClinicPolicy(name: "x"), script: "visit")
    let approval = approval(edition, locales: ["en"])
    #expect(edition.verdict(of: approval, policyHash: policy) == .wordsNotApproved(["es"]))
    #expect(edition.languages(approvedBy: approval) == ["en"])
    #expect(edition.verdict(of: nil, policyHash: policy) == .never)
  }
}
