import Foundation
import Testing

@testable import RecallDomain

@Suite("Facts on record that end a recall")
struct ClosingFactTests {
  let now = at("2026-11-24 10:00")
  let between = BetweenCalls(policy: clinic())

  static let facts: [(ClosingFact, @Sendable (inout Candidate) -> Void)] = [
    (.death, { $0.patient.deceased = true }), (.left, { $0.patient.inactive = true }),
    (.optOut, { $0.patient.permissions.doNotContact = true }),
  ]

  @Test("each closes it for its own reason, and keeps how it stood and what was planned")
  func ends() {
    for (fact, change) in Self.facts {
      let decision = between.overtaken(candidate(change), at: now)
      #expect(decision?.state == .closed && decision?.end == fact.end, "\(fact)")
      #expect(decision?.stoodAs == .open, "\(fact)")
    }
    let review = candidate {
      $0.entry.state = .review
      $0.patient.deceased = true
    }
    #expect(between.overtaken(review, at: now)?.stoodAs == .review)
  }

  @Test("a segment on hold asks the clinical team once, and is called after the answer")
  func release() {
    var policy = clinic()
    policy.segments["overdue"]?.clinicalReview = .hold
    let held = BetweenCalls(policy: policy)
    var entry = candidate()
    let asked = held.overtaken(entry, at: now)
    #expect(asked?.state == .review && asked?.opens == [.clinical] && asked?.end == nil)
    #expect(asked?.next.kind == .review && asked?.next.owner == "clinical")
    (entry.entry.state, entry.items) = (.review, [item(.clinical)])
    #expect(held.overtaken(entry, at: now) == nil)
    entry.items = [item(.clinical, .answered)]
    let released = held.answered(.clinical, .callAgain, entry, at: now)
    #expect(released.state == .open && released.next.kind == .call)
    // Advice holds nothing, and death comes first.
    policy.segments["overdue"]?.clinicalReview = .advise
    #expect(BetweenCalls(policy: policy).overtaken(candidate(), at: now) == nil)
    #expect(held.overtaken(candidate { $0.patient.deceased = true }, at: now)?.end == .deceased)
  }

  @Test("closed by it, the list says which fact it is, and no more than closed without one")
  func reasons() {
    let rules = CallRules(policy: clinic())
    for (fact, change) in Self.facts {
      var ended = candidate(change)
      (ended.entry.state, ended.entry.stoodAs) = (.closed, .open)
      #expect(
        rules.judge(ended, at: now, caller: nil, scripts: ["overdue"])
          == .excluded(fact.reason, until: nil))
      ended.entry.stoodAs = nil
      #expect(
        rules.judge(ended, at: now, caller: nil, scripts: ["overdue"])
          == .excluded(.closed, until: nil))
    }
  }

  @Test("one channel's opt-out, a silenced number, a death only told: none of them ends anything")
  func none() {
    for channel in ConsentChannel.allCases {
      let refused = candidate { $0.patient.permissions.settle(Consent(channel, allowed: false)) }
      #expect(refused.closingFact == nil && between.overtaken(refused, at: now) == nil)
    }
    let all = candidate { candidate in
      for channel in ConsentChannel.allCases {
        candidate.patient.permissions.settle(Consent(channel, allowed: false))
      }
      candidate.patient.phones = [phone("+16175550175", status: .silenced)]
    }
    #expect(between.overtaken(all, at: now) == nil)
    let told = candidate { ($0.patient.deceased, $0.heldForDeath) = (true, true) }
    #expect(told.closingFact == nil && between.overtaken(told, at: now) == nil)
  }

  @Test("a sensitive recall is reviewed before an opt-out closes it, though nobody ever called")
  func sensitive() {
    let opted = candidate {
      $0.patient.sensitive = true
      $0.patient.permissions.doNotContact = true
    }
    let decision = between.overtaken(opted, at: now)
    #expect(decision?.state == .review && decision?.opens == [.clinical])
    #expect(decision?.stoodAs == .open)
    var answered = opted
    (answered.entry.state, answered.entry.stoodAs) = (.review, .open)
    answered.items = [item(.clinical, .closed)]
    let end = between.answered(.clinical, .close, answered, at: now)
    #expect(end.end == .optedOut && end.stoodAs == .open)
  }

  @Test("a correction gives back what the fact had ended, unless another fact holds")
  func corrected() {
    let closed = candidate {
      ($0.entry.state, $0.entry.stoodAs) = (.closed, .review)
      $0.items = [item(.clinical)]
    }
    #expect(BetweenCalls.corrected(closed) == .review)
    var answered = closed
    answered.items = [item(.clinical, .answered)]
    #expect(BetweenCalls.corrected(answered) == .open, "nobody is asked any more")
    #expect(BetweenCalls.corrected(candidate { $0.entry.state = .closed }) == nil)
    for (_, change) in Self.facts {
      var other = closed
      change(&other)
      #expect(BetweenCalls.corrected(other) == nil)
    }
  }
}
