import Foundation
import Testing

@testable import RecallDomain

@Suite("How long a recall rests")
struct DelayTests {
  func next(_ ending: Ending, _ policy: ClinicPolicy) -> Date? {
    AfterCall(policy: policy).decide(
      FinishedCall(
        call: CallID("c"), caller: "ana", number: "+16175550175", direction: .outbound,
        started: at("2026-11-23 10:00"), ended: at("2026-11-23 10:02"), ending: ending,
        gate: .closed), candidate()
    ).next.at
  }

  @Test("two business days after a message left; the clinic says otherwise by detail")
  func voicemail() {
    #expect(wall(next(.voicemail, clinic())) == "2026-11-25 12:00")
    #expect(
      wall(next(.voicemail, clinic { $0.delays[.voicemail] = .days(0) })) == "2026-11-24 12:00")
    #expect(
      wall(next(.voicemail, clinic { $0.delays[.voicemail] = .businessDays(3) }))
        == "2026-11-27 12:00")
  }

  @Test("an engaged line by the clinic's own minutes, a refusal by its own days")
  func others() {
    let policy = clinic {
      $0.delays[.busySignal] = .minutes(90)
      $0.delays[.forNow] = .days(2)
      $0.delays[.booked] = .days(9)
    }
    #expect(wall(next(.engaged, policy)) == "2026-11-23 11:32")
    #expect(wall(next(Ending(.declined, .forNow)!, policy)) == "2026-11-25 12:00")
    #expect(policy.delays[.booked] == nil)
  }
}
