import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite struct RoutingTests {
  private func route(_ effects: [CallEffect]) -> (QueueName, String?, Bool, Date?)? {
    guard effects.count == 1, case .route(let queue, _, let words, let urgent, let due) = effects[0]
    else { return nil }
    return (queue, words, urgent, due)
  }

  @Test("a node that asks writes nothing until there is an answer", arguments: Keeping.allCases)
  func asks(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.interrupted(.clinical))
    #expect(call.effects.isEmpty)
    call.send(.answered(.question, nil))
    #expect(call.effects.isEmpty && call.run.routed.isEmpty)
  }

  @Test(
    "one item per queue and call: later words revise it, back says the earlier ones again",
    arguments: Keeping.allCases)
  func revises(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.interrupted(.clinical), .answered(.question, .text("May I eat?")))
    #expect(route(call.effects)?.1 == "May I eat?" && route(call.effects)?.2 == false)
    call.send(.interrupted(.clinical), .answered(.question, .text("And drink?")))
    #expect(route(call.effects)?.1 == "May I eat? / And drink?")
    call.send(.back)
    #expect(route(call.effects)?.1 == "May I eat?")
    call.send(.back, .back)
    #expect(call.effects == [.withdraw(.clinical)])
  }

  @Test("a node that asks nothing routes on entering", arguments: Keeping.allCases)
  func entering(_ keeping: Keeping) {
    var call = GateTests.atGate(keeping)
    call.verify()
    call.send(.heard("ready"), .clinicBooks)
    #expect(route(call.effects)?.0 == .frontDesk)
  }

  @Test(
    "the interrupt urgent and an urgent end make the question due in half an hour",
    arguments: Keeping.allCases)
  func urgent(_ keeping: Keeping) {
    var raised = TestCall(keeping)
    raised.send(.interrupted(.urgent), .answered(.question, .text("bleeding")))
    #expect(route(raised.effects)?.2 == true)
    #expect(route(raised.effects)?.3 == TestCall.noon + 1802)
    var ended = TestCall(keeping)
    ended.send(.interrupted(.clinical), .answered(.question, .text("bleeding")))
    let routine = route(ended.effects)?.3
    ended.send(.heard("pressing"))
    #expect(route(ended.effects)?.2 == true)
    #expect(route(ended.effects)!.3! < routine!)
  }

  @Test("answer_by is that of the queue last routed to", arguments: Keeping.allCases)
  func answerBy(_ keeping: Keeping) {
    var call = TestCall(keeping, lines: ["noted": "by {answer_by}"])
    call.send(.interrupted(.upset), .answered(.complaint, .text("rude")))
    #expect(call.run.withheld.isEmpty && call.words.first?.hasPrefix("by ") == true)
  }

  @Test("what a node promised is promised again after an interrupt", arguments: Keeping.allCases)
  func promiseStands(_ keeping: Keeping) {
    var call = TestCall(keeping, script: Self.promise, lines: ["promised": "by {answer_by}"])
    call.send(.heard("papers"))
    let promised = call.words
    call.send(.interrupted(.urgent), .answered(.question, .text("Is it urgent?")))
    #expect(call.words == ["engine.resume"] + promised)
    #expect(call.run.routed == [.records, .clinical])
  }

  @Test(
    "an item says what it is about as soon as it opens, more closely with later words",
    arguments: Keeping.allCases)
  func concerns(_ keeping: Keeping) {
    func concerns(_ call: TestCall) -> [Concern] {
      call.effects.compactMap {
        if case .route(_, let concern, _, _, _) = $0 { concern } else { nil }
      }
    }
    var call = TestCall(keeping)
    call.send(.interrupted(.clinical), .answered(.question, .text("May I eat?")))
    #expect(concerns(call) == [.clinicalQuestion])
    call.send(.interrupted(.upset), .answered(.complaint, .text("You called twice.")))
    #expect(concerns(call) == [.complaint])
    call.send(.interrupted(.emergency), .answered(.emergencyWords, .text("chest pain")))
    #expect(concerns(call) == [.emergency])
  }

  @Test("a ride is due before the visit: the one on record, and the one that is booked after it")
  func rideBeforeVisit() {
    let noon = TestCall.noon
    func due(_ call: TestCall) -> Date? {
      call.effects.compactMap {
        if case .route(.transport, _, _, _, let due) = $0 { due } else { nil }
      }.last
    }
    // Over at the end of today, 7 PM, since the visit is tomorrow at noon.
    let evening = noon + 7 * 3600
    var start = TestCall.start()
    start.record.visits = [noon - 86_400, noon + 86_400]
    var known = TestCall(.reloaded, script: Self.ride, start: start)
    known.send(.heard("ride"), .answered(.transportNeed, .text("No car.")))
    #expect(due(known) == evening)

    var booked = TestCall(.reloaded, script: Self.ride)
    booked.send(.heard("ride"), .answered(.transportNeed, .text("No car.")))
    let usual = due(booked)
    #expect(usual == evening + 86_400)
    let visit = GivenAppointment(start: noon + 86_400, provider: nil, slot: nil)
    booked.send(.booked(visit))
    #expect(due(booked) == evening)
    booked.send(.back)
    #expect(due(booked) == usual)
    // A visit after the usual time moves nothing.
    booked.send(.booked(GivenAppointment(start: noon + 30 * 86_400, provider: nil, slot: nil)))
    #expect(due(booked) == nil)
  }

  private static let ride = """
    recall-script: 1
    id: test
    start: opening
    nodes:
      opening: { say: hi, hear: { ride: ride } }
      ride:
        route: transport
        say: ride
        ask: transport_need
        then: { given: offer, none: offer }
      offer:
        say: slots
        book: appointment
        then: { booked: confirm, none_suit: desk, clinic_books: desk }
      confirm: { say: booked, hear: { thanks: { end: scheduled, say: bye } } }
      desk: { route: front-desk, say: desk, end: callback-requested, detail: clinic-will-call }
    """

  private static let promise = """
    recall-script: 1
    id: test
    start: opening
    nodes:
      opening:
        say: hi
        hear: { papers: papers }
      papers:
        route: records
        say: promised
        hear: { thanks: { end: callback-requested, detail: clinic-will-call, say: bye } }
      question:
        route: clinical
        say: what
        ask: question
        then: { given: resume, none: resume }
    interrupts: { urgent: question }
    """
}

@Suite struct EndingByHandTests {
  @Test(
    "what an outcome requires must be asked, and the refusal lists it", arguments: Keeping.allCases)
  func requires(_ keeping: Keeping) {
    var call = TestCall(keeping)
    let question = Ending(.clinicalQuestion)!
    #expect(call.refusal(of: .ended(question)) == .outcomeNeeds(question, [.question]))
    call.send(.answered(.question, .text("May I eat?")))
    #expect(call.prompt == "opening" && call.words == ["hi"])
    call.send(.ended(question))
    #expect(call.prompt == "save clinical-question/routine" && call.run.routed == [.clinical])
    #expect(call.run.prompt == .save(nil, question) && call.path == ["opening:/end"])
    call.send(.back)
    #expect(call.effects == [.withdraw(.clinical)] && call.prompt == "opening")
  }

  @Test("what needs an act cannot be claimed", arguments: Keeping.allCases)
  func acts(_ keeping: Keeping) {
    var call = TestCall(keeping)
    for detail in [OutcomeDetail.voicemail, .withPerson, .sent] {
      let ending = Ending(.leftMessage, detail)!
      #expect(call.refusal(of: .ended(ending)) == .outcomeNeedsAct(ending))
    }
    call.send(.heard("patient"))
    call.verify()
    let booked = Ending(.scheduled, .booked)!
    #expect(call.refusal(of: .ended(booked)) == .outcomeNeedsAct(booked))
  }

  @Test("gate levels hold", arguments: Keeping.allCases)
  func levels(_ keeping: Keeping) {
    var call = TestCall(keeping)
    let final = Ending(.declined, .final)!
    #expect(call.refusal(of: .ended(final)) == .outcomeNeedsGate(final))
    call.send(.heard("patient"))
    call.verify()
    let wrong = Ending(.wrongNumber)!
    #expect(call.refusal(of: .ended(wrong)) == .outcomeNeedsGate(wrong))
  }
}
