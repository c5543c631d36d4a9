import Foundation
import RecallDomain
import Testing

/// The store with the rules it is run with: what one caller is refused is not written down for all.
extension StoreContract {
  static let rules: [StoreClause] = [
    StoreClause("an exact promise is its caller's a quarter of an hour before, then anybody's") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      let start = Clinic.minutes(1440)
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.callbackRequested, .atTime)!,
          next: NextAction(kind: .call, owner: "ana", at: start),
          callback: CallbackWindow(
            date: Clinic.today.adding(days: 1), moment: .time(TimeOfDay(hour: 14, minute: 5)!))),
        under: ticket, at: Clinic.now)
      let rules = CallRules(policy: Clinic.policy)
      let next = { (caller: String, minutes: Double) in
        let staff = StaffMember(id: caller, name: caller, roles: [.caller], languages: ["es"])
        return try bench.next(caller, at: Clinic.minutes(minutes)) {
          rules.judge(
            $0, at: Clinic.minutes(minutes), caller: staff, scripts: ["overdue-follow-up"])
        }
      }
      #expect(isNobody(try next("ben", 1430)))
      #expect(isNobody(try next("ana", 1424)))
      #expect(recall(try next("ana", 1430)) == "r1")
      let held = try #require(try bench.store.heldAtDial(by: "ana"))
      try bench.store.giveBack(held.ticket, reason: "", at: Clinic.minutes(1431))
      #expect(isNobody(try next("ben", 1439)))
      #expect(recall(try next("ben", 1440)) == "r1")
    },
    StoreClause("a case that waits for its language is a speaker's at once") { bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call("c1", by: "ben")
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.languageSupport)!, next: NextAction(kind: .call),
          writes: [.openItem(Clinic.item("i1", under: ticket, .language))]),
        under: ticket, at: Clinic.now)
      let tomorrow = Clinic.minutes(1440 * 7 - 210)
      let rules = CallRules(policy: Clinic.policy)
      let next = { (caller: String, language: String) in
        let staff = StaffMember(id: caller, name: caller, roles: [.caller], languages: [language])
        return try bench.next(caller, at: tomorrow) {
          rules.judge($0, at: tomorrow, caller: staff, scripts: ["overdue-follow-up"])
        }
      }
      guard case .nobody(let nobody) = try next("ben", "en") else { throw Unexpected() }
      #expect(nobody.blocked == [.waitingOnQueue: 1])
      #expect(recall(try next("ana", "es")) == "r1")
    },
    StoreClause("promises come by their time, before all others") { bench throws in
      try bench.bring(3)
      for (index, minutes) in [90.0, 30].enumerated() {
        let (ticket, number) = try bench.call("c\(index)")
        try bench.store.close(
          Clinic.closing(
            ticket, number: number, ending: Ending(.callbackRequested)!,
            next: NextAction(kind: .call, at: Clinic.minutes(minutes)),
            callback: CallbackWindow(date: Clinic.today, moment: .part(.evening))),
          under: ticket, at: Clinic.now)
      }
      let at = Clinic.minutes(120)
      #expect(recall(try bench.next("w1", at: at)) == "r2")
      #expect(recall(try bench.next("w2", at: at)) == "r1")
      #expect(recall(try bench.next("w3", at: at)) == "r3")
    },
  ]
}

extension Clinic {
  static let policy: ClinicPolicy = {
    var policy = ClinicPolicy(name: "Lakeside")
    policy.state = "MA"
    policy.segments["overdue-follow-up"] = SegmentPolicy(script: "overdue-follow-up")
    return policy
  }()
}
