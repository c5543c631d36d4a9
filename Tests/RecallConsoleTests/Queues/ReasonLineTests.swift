import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

/// An item may be opened by what a call came to, or by a rule, and hold no words of the patient's: the
/// line that stands for them says why it is there and what to do.
@Suite("Why there is an item without words")
struct ReasonLineTests {
  /// What stands for the words.
  private func line(
    _ queue: QueueName, after ending: Ending? = nil, tried: Bool = true, emergency: Bool = false,
    inReview: Bool = false, locale: String = "en"
  ) throws -> String? {
    let day = try ConsoleDay()
    day.locale = locale
    var candidate = try #require(try day.store.candidate(RecallID("r-1")))
    let call = CallID("c-1")
    if tried {
      candidate.attempts = [
        AttemptSummary(
          call: call, number: "+16175550142", started: day.now, caller: "ana",
          direction: .outbound, ending: ending)
      ]
    }
    if inReview { candidate.entry.state = .review }
    let item = QueueItem(
      id: QueueItemID("i-1"), queue: queue, recall: candidate.entry.id,
      patient: candidate.patient.id, call: tried ? call : nil, opened: day.now,
      due: day.now, urgent: emergency, owner: nil, question: nil, verified: false, callBack: nil,
      language: "en")
    let (output, problems) = (Paper(), Paper())
    let desk = day.desk(TypedLines([]), output, problems)
    return InboxWords(desk: desk).why(
      InboxItem(
        item: item, candidate: candidate, askedBy: "ana", note: nil, attempt: 1,
        isEmergency: emergency))
  }

  @Test("an emergency before its words were typed")
  func emergency() throws {
    #expect(try line(.clinical, emergency: true) == "an emergency was raised; no words yet")
  }

  @Test("what a call came to: no more calls, a death, a number that is dead")
  func callCameTo() throws {
    let stop = Ending(.declined, .doNotContact)
    #expect(try line(.clinical, after: stop) == "asked for no more calls")
    let died = Ending(.escalated, .deceased)
    #expect(try line(.records, after: died)?.contains("please confirm in the records") == true)
    let wrong = Ending(.wrongNumber, .disconnected)
    #expect(try line(.records, after: wrong)?.contains("please find another") == true)
  }

  @Test("a review that a rule asked for: before the first call, and before the recall closes")
  func review() throws {
    #expect(
      try line(.clinical, tried: false, inReview: true)
        == "result review before the first call")
    let unanswered = Ending(.noAnswer, .rangOut)
    #expect(
      try line(.clinical, after: unanswered, inReview: true)
        == "clinical review before the recall closes")
  }

  @Test("handed on, it says the same to whoever has it now")
  func handedOn() throws {
    #expect(
      try line(.frontDesk, tried: false, inReview: true) == "result review before the first call")
    #expect(
      try line(.records, tried: false, inReview: true) == "result review before the first call")
    let wrong = Ending(.wrongNumber, .notKnown)
    #expect(try line(.frontDesk, after: wrong)?.contains("please find another") == true)
  }

  @Test("any other: the outcome's own words")
  func outcome() throws {
    let urgent = Ending(.clinicalQuestion, .urgent)
    let said = try #require(try line(.clinical, after: urgent))
    #expect(said.contains("clinical question"), "\(said)")
    let cost = Ending(.authorizationReview, .cost)
    #expect(try line(.insurance, after: cost)?.contains("authorization") == true)
  }

  @Test("in Spanish they say the same, and no key or code shows through")
  func spanish() throws {
    let lines = [
      try line(.clinical, emergency: true, locale: "es"),
      try line(.clinical, after: Ending(.declined, .doNotContact), locale: "es"),
      try line(.records, after: Ending(.wrongNumber, .disconnected), locale: "es"),
      try line(.clinical, tried: false, inReview: true, locale: "es"),
      try line(.insurance, after: Ending(.authorizationReview, .cost), locale: "es"),
    ]
    for line in lines {
      let said = try #require(line)
      #expect(!said.contains("inbox.") && !said.contains("-"), "\(said)")
    }
    #expect(lines[1] == "pidió no recibir más llamadas")
  }
}
