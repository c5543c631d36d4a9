import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("How a clinic documents") struct DocumentationTests {
  private func read(_ text: String) -> (policy: ClinicPolicy?, findings: [String]) {
    let (policy, findings) = ClinicFileReader.read(
      source("recall-clinic: 1\nname: Lakeside\n" + text, path: "clinic.yaml"))
    return (policy, findings.map { "\($0.place): \($0.message)" })
  }

  @Test("language, required fields by outcome and by detail, and the time for corrections")
  func whole() throws {
    let policy = try #require(
      read(
        """
        languages: [en, es]
        documentation:
          language: es
          required: { declined: [decline_reason], no-answer: { machine: [new_number] } }
          correct_within: 2 business days

        """
      ).policy)
    #expect(policy.documentationLanguage == "es")
    #expect(policy.documentation.correctWithin == .businessDays(2))
    for detail in Outcome.declined.details {
      #expect(policy.documentation.required(for: Ending(.declined, detail)!) == [.declineReason])
    }
    #expect(policy.documentation.required(for: Ending(.noAnswer, .machine)!) == [.newNumber])
    #expect(policy.documentation.required(for: Ending(.noAnswer)!).isEmpty)
  }

  @Test("left out: the source language, nothing more required, the same day")
  func defaults() throws {
    let policy = try #require(read("").policy)
    #expect(policy.documentationLanguage == "en" && policy.documentation.required.isEmpty)
    #expect(policy.documentation.correctWithin == .businessDays(0))
  }

  @Test(
    "what cannot be meant is named, with its place",
    arguments: [
      (
        "documentation: { language: fr }",
        "clinic.yaml:3:28: language \"fr\" is not offered: \"languages\" has en, es"
      ),
      (
        "documentation: { required: { declind: [question] } }",
        "clinic.yaml:3:30: outcome \"declind\" is not known; did you mean \"declined\"?"
      ),
      (
        "documentation: { required: { declined: { machine: [question] } } }",
        "clinic.yaml:3:42: outcome \"declined\" has no detail \"machine\""
      ),
      (
        "documentation: { required: { declined: [appointment] } }",
        "clinic.yaml:3:41: field \"appointment\" cannot be asked: only a booking gives it"
      ),
      (
        "documentation: { correct_within: a while }",
        "clinic.yaml:3:34: key \"correct_within\" must be \"same-day\" or a time such as "
          + "\"2 business days\", 90 days at most, not \"a while\""
      ),
    ])
  func refused(_ text: String, _ problem: String) {
    let (policy, findings) = read(text)
    #expect(policy == nil && findings.map { $0.prefix(problem.count) } == [problem[...]])
  }

  @Test("who saved a note corrects it within the time; a lead at any time; nobody else")
  func whoMay() throws {
    let now = InstantText.read("2026-11-24T14:05:00-05:00")!
    var policy = ClinicPolicy(name: "Lakeside")
    let note = CallNote(
      id: NoteID("n"), call: CallID("n"), recall: RecallID("r"), patient: PatientID("p"),
      segment: "s", attempt: 1, direction: .outbound, mode: .live, caller: "ana", number: "",
      started: now, ended: now, identity: .init(result: .notAsked), preferredLanguage: nil,
      spokenLanguages: [], interpreter: nil,
      script: .init(id: "", structure: "", words: [:], approved: true), path: [], barriers: [],
      fields: [:], ending: Ending(.noAnswer)!, also: nil, next: NextAction(kind: .call),
      routed: [], remarks: [], summary: "")
    func staff(_ id: String, _ roles: Set<StaffRole>) -> StaffMember {
      StaffMember(id: id, name: id, roles: roles, languages: ["en"])
    }
    let (ana, ben) = (staff("ana", [.caller]), staff("ben", [.caller]))
    let lead = staff("lee", [.lead])
    let day = 86_400.0
    #expect(policy.mayCorrect(note, by: ana, at: now + day / 4))
    #expect(!policy.mayCorrect(note, by: ana, at: now + day))
    #expect(!policy.mayCorrect(note, by: ben, at: now))
    #expect(policy.mayCorrect(note, by: lead, at: now + 90 * day))
    policy.documentation.correctWithin = .businessDays(2)
    // Thanksgiving is no business day: Tuesday, Wednesday, Friday.
    #expect(policy.mayCorrect(note, by: ana, at: now + 3 * day))
    #expect(!policy.mayCorrect(note, by: ana, at: now + 4 * day))
    policy.documentation.correctWithin = .days(1)
    #expect(policy.mayCorrect(note, by: ana, at: now + day))
    #expect(!policy.mayCorrect(note, by: ana, at: now + 2 * day))
  }
}
