import RecallDomain
import Testing

@Suite("what becomes of a terminal at which nobody types")
struct IdlePolicyTests {
  @Test("by itself it is hidden after 15 minutes and closed after 60")
  func defaults() {
    let policy = IdlePolicy()
    #expect(policy.step(after: 0) == .stays)
    #expect(policy.step(after: 15 * 60 - 1) == .stays)
    #expect(policy.step(after: 15 * 60) == .blanks)
    #expect(policy.step(after: 60 * 60 - 1) == .blanks)
    #expect(policy.step(after: 60 * 60) == .leaves)
    #expect(policy.step(after: .max) == .leaves)
  }

  @Test("either can be left out")
  func never() {
    let never = IdlePolicy(blank: nil, leave: nil)
    #expect(never.step(after: .max) == .stays)
    let hides = IdlePolicy(blank: 60, leave: nil)
    #expect(hides.step(after: .max) == .blanks)
    let closes = IdlePolicy(blank: nil, leave: 60)
    #expect(closes.step(after: 59) == .stays && closes.step(after: 60) == .leaves)
  }

  @Test("at one and the same time closing goes before hiding")
  func same() {
    #expect(IdlePolicy(blank: 60, leave: 60).step(after: 60) == .leaves)
  }

  @Test("a list closes at whichever comes first, and stays where both are never")
  func lists() {
    #expect(IdlePolicy().closesList == 15 * 60)
    #expect(IdlePolicy(blank: nil, leave: 120).closesList == 120)
    #expect(IdlePolicy(blank: 60, leave: nil).closesList == 60)
    #expect(IdlePolicy(blank: nil, leave: nil).closesList == nil)
  }
}
