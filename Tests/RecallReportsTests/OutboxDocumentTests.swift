import Foundation
import RecallDomain
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

  private var document: OutboxDocument { OutboxDocument(zone: Zone("America/New_York")!) }

  @Test("every part is named, and no line is wider than a terminal")
  func named() {
    let lines = document.text(item()).split(separator: "\n")
    #expect(lines.allSatisfy { TerminalText.width($0) <= 80 })
    #expect(lines[0].hasSuffix("· portal message to record LC100001"))
    #expect(lines[1] == "  patient demo-0001 · recall demo-r-0001 · language en")
  }

  @Test("what keeps one back is said in words")
  func words() {
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
  func letters() {
    for failure in MessageFailure.allCases where failure != .dropped {
      let lines = document.letter(
        item { ($0.reason, $0.state, $0.tries) = (failure.rawValue, .failed, 2) })
      let doubt = failure.mayHaveGoneOut ? "the patient may have it" : "it did not go out"
      let text = lines.map { $0.drop { $0 == " " } }.joined(separator: " ")
      #expect(text.contains(doubt))
      #expect(OutboxStanding.toDo(failure).map { text.contains($0) } == true)
      #expect(lines.last == "    KEY: message/demo-r-0001/3")
      #expect(lines.allSatisfy { TerminalText.width($0) <= 80 })
    }
  }

  @Test("each message that is kept back is told: which, why, until when, and what to do")
  func kept() {
    let entry = RecallEntry(
      id: RecallID("demo-r-0001"), patient: PatientID("demo-0001"), segment: "overdue-follow-up",
      reason: nil, due: CivilDate(iso: "2026-11-12")!, priority: 3)
    let patient = Patient(
      id: PatientID("demo-0001"), firstName: "Rosa", lastName: "Ruiz", dateOfBirth: nil)
    let candidate = Candidate(entry: entry, patient: patient)
    let document = KeptMessageDocument(zone: Zone("America/New_York")!)
    let reasons =
      ExclusionReason.allCases.map { KeptMessage.Reason.rule($0) } + [.noWords, .nextRun]
    for reason in reasons {
      for until in [nil, now] {
        let kept = KeptMessage(candidate, channel: .sms, reason: reason, until: until)
        let lines = document.text(kept)
        #expect(lines.allSatisfy { TerminalText.width($0) <= 80 })
        #expect(lines[0] == "  recall demo-r-0001 · patient demo-0001 · sms")
        #expect(lines.joined().contains("until") == (until != nil))
        // Whoever reads it knows when it goes by itself, or what to do.
        #expect(until != nil || KeptMessageDocument.toDo(kept) != nil, "\(reason)")
        #expect(!reason.code.contains("-") || !lines[1].contains(reason.code))
        #expect(!lines.joined().contains("Rosa"))
      }
    }
  }
}
