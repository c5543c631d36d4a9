import Testing

@testable import RecallDomain

/// `ClinicPolicy.contradictions` takes what is shipped as proved: here it is proved.
@Suite("The shipped cadence fits the shipped limits and hours")
struct ShippedCadenceTests {
  @Test(
    "in every state, every step can come when it says",
    arguments: [nil] + StateZones.states.map { $0 as String? })
  func everywhere(_ state: String?) {
    for (cadence, leavesWord) in [(CadenceStep.defaults, true), (CadenceStep.sooner, false)] {
      let policy = clinic {
        $0.state = state
        $0.cadence = cadence
      }
      #expect(UnansweredCalls.contradictions(of: policy, leavesWord: leavesWord) == [])
      #expect(policy.contradictions == [])
    }
  }

  @Test("and with one contact a week less they would not")
  func nearMiss() {
    let policy = clinic { $0.limits.contactsPerWeek = 2 }
    #expect(
      policy.contradictions == [
        PolicyContradiction(segment: nil, what: .putOff(step: 2, after: 3, soonest: 6))
      ])
  }
}
