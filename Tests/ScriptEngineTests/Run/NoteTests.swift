import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite struct NoteTests {
  private func compose(
    _ call: TestCall, booked: Bool = false, texts: [String: String] = [:]
  ) -> CallNote {
    let sheet = NoteSheet(
      recall: RecallID("r"), patient: PatientID("p"), segment: "overdue-follow-up", attempt: 2,
      mode: .demo, caller: "ana", ended: TestCall.noon + 60,
      routed: [], bookedBefore: booked,
      next: NextAction(kind: .call, owner: "ana", at: TestCall.noon + 86_400))
    let phrases = StaffPhrases(
      locale: "en", language: TestScript.language, texts: texts.mapValues(StaffPhrase.plain),
      labels: [:])
    return NoteComposer(run: call.run, sheet: sheet, phrases: phrases).compose()
  }

  @Test(
    "a note holds what stands after back, and nothing typed at the gate",
    arguments: Keeping.allCases)
  func composed(_ keeping: Keeping) {
    var call = GateTests.atGate(keeping)
    call.verify()
    call.send(.heard("later"), .back, .interrupted(.busy), .heard("later"))
    call.send(.answered(.callbackWindow, nil), .locale("es"))
    let note = compose(call)
    #expect(
      note.path.map(\.answer) == ["patient", "verified", "/busy", "later", "none"])
    #expect(note.barriers == [.busy] && note.fields == [.callbackWindow: nil])
    #expect(note.identity.result == .verified && note.spokenLanguages == ["en", "es"])
    #expect(note.ending == Ending(.callbackRequested, .patientWillCall) && note.also == nil)
    #expect(note.id.rawValue == "call-1" && note.script.words.keys.sorted() == ["en", "es"])
  }

  @Test("an appointment on record makes the note scheduled, and the end stands beside it")
  func scheduled() {
    var call = TestCall(.live)
    call.send(.heard("wrong"))
    let note = compose(call, booked: true)
    #expect(note.ending == Ending(.scheduled, .alreadyBooked) && note.also == Ending(.wrongNumber))
  }

  @Test("the summary says the words of the question and the next action with owner and date")
  func summary() {
    var call = TestCall(.live)
    call.send(.interrupted(.clinical), .answered(.question, .text("May I eat?")), .heard("enough"))
    let note = compose(
      call,
      texts: [
        "note.ending.clinical-question.routine": "A question.", "note.field.question": "“{value}”",
        "note.barriers": "In the way: {barriers}.", "note.barrier.clinical": "a question",
        "note.spoken": "", "note.next.call.dated": "Next: {owner}, {date}.",
      ])
    #expect(
      note.summary
        == "A question. In the way: a question. “May I eat?” "
        + "Next: Ana, Wednesday, November 25, 12:00 PM.")
  }
}
