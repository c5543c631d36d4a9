import Foundation
import Testing

@testable import RecallDomain

@Suite("What an item of a queue is about")
struct ConcernTests {
  @Test("a call's end says it closely where a team is asked because of it")
  func ending() throws {
    func concern(
      _ queue: QueueName, _ outcome: Outcome, _ detail: OutcomeDetail
    ) throws -> Concern {
      Concern(of: queue, after: try #require(Ending(outcome, detail)))
    }
    #expect(try concern(.insurance, .authorizationReview, .cost) == .cost)
    #expect(try concern(.insurance, .authorizationReview, .authorization) == .authorization)
    #expect(try concern(.records, .escalated, .deceased) == .death)
    #expect(try concern(.records, .wrongNumber, .notKnown) == .number)
    #expect(try concern(.clinical, .escalated, .emergency) == .emergency)
    #expect(try concern(.clinical, .clinicalQuestion, .urgent) == .clinicalQuestion)
    #expect(try concern(.clinical, .declined, .doNotContact) == .noMoreCalls)
    #expect(try concern(.clinical, .declined, .final) == .reviewBeforeClosing)
    #expect(try concern(.clinical, .leftMessage, .sent) == .reviewBeforeClosing)
    #expect(try concern(.frontDesk, .callbackRequested, .clinicWillCall) == .booking)
    #expect(try concern(.supervisor, .escalated, .complaint) == .complaint)
  }

  @Test("of two the weightier counts, whichever came first")
  func joined() {
    for (one, other, both) in [
      (Concern.results, Concern.clinicalQuestion, Concern.clinicalQuestion),
      (.clinicalQuestion, .emergency, .emergency), (.number, .death, .death),
      (.insurance, .cost, .cost), (.ride, .ride, .ride),
    ] {
      #expect(one.joined(with: other) == both)
      #expect(other.joined(with: one) == both)
    }
  }

  @Test("an item of an earlier program says it by how its call ended")
  func earlier() throws {
    func concern(_ queue: QueueName, after ending: Ending?, emergency: Bool = false) -> Concern? {
      let call = CallID("c-1")
      var asked = candidate()
      asked.attempts = [
        AttemptSummary(
          call: call, number: "+16175550142", started: at("2026-11-24 14:05"), caller: "ana",
          direction: .outbound, ending: ending)
      ]
      let item = QueueItem(
        id: QueueItemID("i-1"), queue: queue, recall: asked.entry.id,
        patient: asked.patient.id, call: call, opened: at("2026-11-24 14:05"), due: nil,
        question: "words", verified: true)
      return InboxItem(
        item: item, candidate: asked, askedBy: "ana", note: nil, attempt: 1,
        isEmergency: emergency
      ).concern
    }
    #expect(concern(.clinical, after: nil, emergency: true) == .emergency)
    #expect(concern(.records, after: Ending(.escalated, .deceased)) == .death)
    #expect(concern(.frontDesk, after: Ending(.wrongNumber)) == .number)
    #expect(concern(.supervisor, after: Ending(.declined, .doNotContact)) == .noMoreCalls)
    #expect(concern(.insurance, after: Ending(.authorizationReview)) == .insurance)
    #expect(concern(.transport, after: nil) == .ride)
  }
}
