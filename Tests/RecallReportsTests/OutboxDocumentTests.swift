import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallReports

@Suite("Messages as the office reads them")
struct OutboxDocumentTests {
  private let now = Date(timeIntervalSince1970: 1_795_547_100)

  private func item(_ change: (inout OutboxItem) -> Void = { _ in }) -> OutboxItem {
    var item = OutboxItem(
      key: "message/demo-r-0001/3", recall: RecallID("demo-r-0001"),
      patient: PatientID("demo-0001"), channel: .portal, address: "LC100001",
      text: String(repeating: "Hello, please call us when it suits you. ", count: 6),
      language: "en", queued: now, state: .waiting)
    change(&item)
    return item
  }

  private func phrases(_ locale: String = "en") throws -> StaffPhrases {
    try ReportFixture.phrases(locale)
  }

  private func document(_ locale: String = "en") throws -> OutboxDocument {
    OutboxDocument(zone: Zone("America/New_York")!, phrases: try phrases(locale))
  }

  @Test("every part is named, and no line is wider than a terminal")
  func named() throws {
    let lines = try document().text(item()).split(separator: "\n")
    #expect(lines.allSatisfy { TerminalText.width($0) <= 80 })
    #expect(lines[0].hasSuffix("· portal message to record LC100001"))
    #expect(lines[1] == "  patient demo-0001 · recall demo-r-0001 · language en")
    let spanish = try document("es").text(item()).split(separator: "\n")
    #expect(spanish[0].hasSuffix("· mensaje del portal al expediente LC100001"))
    #expect(spanish[1] == "  paciente demo-0001 · caso demo-r-0001 · idioma en")
  }

  @Test("what keeps one back is said in words")
  func words() throws {
    let document = try document()
    let text = document.text(
      item {
        ($0.reason, $0.tries, $0.notBefore) = ("not-taken", 1, now.addingTimeInterval(600))
      })
    #expect(text.contains("its command could not take it yet; tried once; not before 20"))
    for reason in ExclusionReason.allCases {
      let text = document.text(item { ($0.reason, $0.notBefore) = (reason.rawValue, now) })
      #expect(!reason.rawValue.contains("-") || !text.contains(reason.rawValue))
    }
    for reason in MessageStop.allCases {
      let text = document.text(item { ($0.reason, $0.state) = (reason.rawValue, .failed) })
      #expect(!reason.rawValue.contains("-") || !text.contains(reason.rawValue))
    }
  }

  @Test("a dead letter says whether it may have gone out, and its key stays whole")
  func letters() throws {
    let document = try document()
    let standing = OutboxStanding(zone: Zone("America/New_York")!, phrases: try phrases())
    for failure in MessageFailure.allCases where failure != .dropped {
      let lines = document.letter(
        item { ($0.reason, $0.state, $0.tries) = (failure.rawValue, .failed, 2) })
      let doubt = failure.mayHaveGoneOut ? "the patient may have it" : "it did not go out"
      let text = lines.map { $0.drop { $0 == " " } }.joined(separator: " ")
      #expect(text.contains(doubt))
      #expect(standing.toDo(failure).map { text.contains($0) } == true)
      #expect(lines.last == "    KEY: message/demo-r-0001/3")
      #expect(lines.allSatisfy { TerminalText.width($0) <= 80 })
    }
  }

  @Test("each message that is kept back is told: which, why, until when, and what to do")
  func kept() throws {
    let entry = RecallEntry(
      id: RecallID("demo-r-0001"), patient: PatientID("demo-0001"), segment: "overdue-follow-up",
      reason: nil, due: CivilDate(iso: "2026-11-12")!, priority: 3)
    let patient = Patient(
      id: PatientID("demo-0001"), firstName: "Rosa", lastName: "Ruiz", dateOfBirth: nil)
    let candidate = Candidate(entry: entry, patient: patient)
    let document = KeptMessageDocument(
      zone: Zone("America/New_York")!, phrases: try phrases())
    let reasons =
      ExclusionReason.allCases.map { KeptMessage.Reason.rule($0) } + [.noWords, .nextRun]
    for reason in reasons {
      for until in [nil, now] {
        let kept = KeptMessage(candidate, channel: .sms, reason: reason, until: until)
        let lines = document.text(kept)
        #expect(lines.allSatisfy { TerminalText.width($0) <= 80 })
        #expect(lines[0] == "  recall demo-r-0001 · patient demo-0001 · text")
        #expect(lines.joined().contains("until") == (until != nil))
        // Whoever reads it knows when it goes by itself, or what to do.
        #expect(until != nil || document.toDo(kept) != nil, "\(reason)")
        #expect(!reason.code.contains("-") || !lines[1].contains(reason.code))
        #expect(!lines.joined().contains("Rosa"))
      }
    }
  }

  @Test("in Spanish nothing of it is English, and no key shows through", arguments: ["en", "es"])
  func languages(_ locale: String) throws {
    let (document, english) = (try document(locale), try self.document())
    for failure in MessageFailure.allCases {
      for tries in [1, 3] {
        let dead = item { ($0.reason, $0.state, $0.tries) = (failure.rawValue, .failed, tries) }
        let text = document.letter(dead).joined(separator: " ")
        #expect(!text.contains("outbox."), "\(text)")
        #expect((text == english.letter(dead).joined(separator: " ")) == (locale == "en"))
      }
    }
    for reason in MessageStop.allCases {
      let stopped = item { ($0.reason, $0.state) = (reason.rawValue, .failed) }
      #expect(!document.text(stopped).contains("outbox."))
    }
    let entry = RecallEntry(
      id: RecallID("r-1"), patient: PatientID("p-1"), segment: "overdue-follow-up", reason: nil,
      due: CivilDate(iso: "2026-11-12")!, priority: 3)
    let patient = Patient(id: PatientID("p-1"), firstName: "R", lastName: "R", dateOfBirth: nil)
    let kept = KeptMessageDocument(
      zone: Zone("America/New_York")!, phrases: try phrases(locale))
    for reason in ExclusionReason.allCases.map({ KeptMessage.Reason.rule($0) }) + [.noWords] {
      let message = KeptMessage(
        Candidate(entry: entry, patient: patient), channel: .email, reason: reason, until: now)
      #expect(!kept.text(message).joined().contains("outbox."), "\(reason)")
    }
  }
}
