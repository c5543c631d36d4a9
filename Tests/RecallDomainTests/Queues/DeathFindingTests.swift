import Foundation
import Testing

@testable import RecallDomain

@Suite("What is asked of records when a call was told of a death")
struct DeathFindingTests {
  let now = at("2026-11-24 10:00")
  let between = BetweenCalls(policy: clinic())

  func told(_ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
    candidate {
      $0.patient.deceased = true
      $0.heldForDeath = true
      $0.entry.state = .review
      $0.attempts = [attempt("2026-11-20 10:00", Ending(.escalated, .deceased)!)]
      change(&$0)
    }
  }

  @Test("only the item of records in the recall that was told asks it")
  func asks() {
    #expect(told().asksAboutDeath(item(.records)))
    #expect(!told().asksAboutDeath(item(.clinical)))
    #expect(
      !told { $0.attempts = [] }.asksAboutDeath(item(.records)), "a number, in another recall")
    #expect(!told { $0.heldForDeath = false }.asksAboutDeath(item(.records)), "on record by now")
  }

  @Test("closing says that they died, calling again that they live, and nothing else settles it")
  func findings() {
    let finding = { DeathFinding(item(.records), $0, told()) }
    #expect(finding(.close) == .died && finding(.callAgain) == .lives && finding(.handled) == nil)
    #expect(DeathFinding(item(.clinical), .close, told()) == nil)
  }

  @Test("records is asked again once nobody is, and not twice")
  func again() {
    let again = between.overtaken(told(), at: now)
    #expect(again?.state == .review && again?.opens == [.records] && again?.end == nil)
    for queue in [QueueName.records, .clinical] {
      #expect(between.overtaken(told { $0.items = [item(queue)] }, at: now) == nil)
    }
    #expect(between.overtaken(told { $0.attempts = [] }, at: now) == nil, "another recall asks")
  }

  @Test("a time that the patient gave since, on the phone themselves, stands while records looks")
  func promised() {
    let window = CallbackWindow(
      date: CivilDate(year: 2026, month: 11, day: 25)!, moment: .part(.morning))
    let again = between.overtaken(told { $0.entry.callback = window }, at: now)
    #expect(again?.opens == [.records] && again?.callback == window)
  }

  @Test("no answer of another team ends or frees what waits for records")
  func others() {
    for verdict in QueueVerdict.allCases {
      let waiting = told { $0.items = [item(.clinical, .answered), item(.records)] }
      #expect(between.settled(item(.clinical, .answered), verdict, waiting, at: now) == nil)
      let handed = told { $0.items = [item(.frontDesk, .answered)] }
      let decision = between.settled(item(.frontDesk, .answered), verdict, handed, at: now)
      #expect(decision?.opens == [.records] && decision?.state == .review)
    }
  }

  @Test("another recall of the patient goes on by its own answers, and is called by nobody")
  func anotherRecall() {
    let other = told {
      $0.attempts = []
      $0.items = [item(.clinical, .answered)]
    }
    #expect(between.settled(item(.clinical, .answered), .callAgain, other, at: now)?.state == .open)
    let rules = CallRules(policy: clinic())
    var open = other
    open.entry.state = .open
    #expect(
      rules.judge(open, at: now, caller: nil, scripts: ["overdue"])
        == .excluded(.deceased, until: nil))
  }
}

@Suite("Who calls again, and what is planned, after a team's act")
struct AfterTheAnswerTests {
  let now = at("2026-11-24 10:00")
  let between = BetweenCalls(policy: clinic())

  @Test("a promised time stays with who promised it; an answer alone goes to who asked")
  func owner() {
    var promised = attempt("2026-11-20 10:00", .atTime)
    promised.gaveTime = true
    promised.caller = "ben"
    var asked = attempt("2026-11-19 10:00", Ending(.clinicalQuestion)!)
    asked.caller = "ana"
    var answered = item(.clinical, .answered)
    answered.call = asked.call
    let waiting = candidate {
      $0.attempts = [asked, promised]
      $0.entry.state = .review
      $0.items = [answered]
    }
    let owner = { (verdict: QueueVerdict, change: (inout Candidate) -> Void) in
      var candidate = waiting
      change(&candidate)
      return between.settled(answered, verdict, candidate, at: now)?.next.owner
    }
    let window = CallbackWindow(date: day("2026-11-30"), moment: .part(.morning))
    #expect(owner(.callAgain) { $0.entry.callback = window } == "ben")
    #expect(owner(.handled) { $0.entry.callback = window } == "ben")
    #expect(owner(.callAgain) { _ in } == "ana")
    #expect(owner(.handled) { _ in } == nil)
  }

  @Test("given back after its answer was told another way, what comes next is found out anew")
  func plannedAnew() {
    let anew = { (change: (inout Candidate) -> Void) in
      BetweenCalls.isPlannedAnew(
        candidate {
          $0.entry.stoodAs = .open
          $0.entry.nextAction = .call
          $0.items = [item(.frontDesk, .closed)]
          change(&$0)
        }, as: .open)
    }
    #expect(anew { _ in })
    #expect(anew { $0.entry.nextAction = .review })
    #expect(anew { $0.entry.stoodAs = .review }, "the review is over")
    #expect(!anew { $0.items = [] })
    #expect(!anew { $0.items.append(item(.clinical, .answered)) }, "still to be told in a call")
    #expect(!anew { $0.entry.nextAction = .message })
    let promise = CallbackWindow(date: day("2026-11-30"), moment: .part(.morning))
    #expect(!anew { $0.entry.callback = promise })
  }
}
