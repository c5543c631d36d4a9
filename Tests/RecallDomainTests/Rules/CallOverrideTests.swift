import Foundation
import Testing

@testable import RecallDomain

@Suite("A limit set aside by somebody who may")
struct CallOverrideTests {
  let now = at("2026-11-24 14:05")

  func verdict(
    at instant: Date? = nil, _ policy: ClinicPolicy = clinic(),
    _ change: (inout Candidate) -> Void
  ) -> Callability {
    CallRules(policy: policy).judgeOverriding(
      candidate(change), at: instant ?? now, scripts: ["overdue"])
  }

  func isCallable(_ verdict: Callability) -> Bool {
    if case .callable = verdict { true } else { false }
  }

  @Test("what the clinic itself has decided gives way")
  func clinicsOwn() {
    #expect(isCallable(verdict { $0.entry.due = day("2027-03-01") }))
    #expect(isCallable(verdict { $0.entry.nextAt = at("2026-12-24 10:00") }))
    #expect(isCallable(verdict { $0.attempts = [attempt("2026-11-24 10:00", .voicemail)] }))
    #expect(
      isCallable(
        verdict {
          $0.attempts = (1...9).map { attempt("2026-11-0\($0) 10:00", .rangOut) }
        }))
    #expect(
      isCallable(
        verdict {
          $0.entry.callback = CallbackWindow(
            date: day("2026-12-01"), moment: .time(TimeOfDay("10:00")!))
          $0.entry.owner = "ben"
        }))
    #expect(isCallable(verdict { $0.items = [item(.insurance), item(.supervisor)] }))
    #expect(isCallable(verdict { $0.duplicateOf = PatientID("p2") }))
  }

  @Test("the clinic's hours and holidays give way to the law's floor, never beyond it")
  func floor() {
    #expect(isCallable(verdict(at: at("2026-11-24 08:05")) { _ in }))
    #expect(isCallable(verdict(at: at("2026-11-26 11:00")) { _ in }))
    #expect(isCallable(verdict(at: at("2026-11-29 11:00")) { _ in }))
    for instant in [at("2026-11-24 07:55"), at("2026-11-24 21:00"), at("2026-11-24 03:00")] {
      #expect(!isCallable(verdict(at: instant) { _ in }))
    }
  }

  @Test("the floor holds in every zone the patient may be in, and so do the states' hours")
  func zones() {
    let eightInBoston = at("2026-11-24 08:30")
    #expect(
      !isCallable(verdict(at: eightInBoston) { $0.patient.postalCode = "37302" }),
      "Tennessee lies in two zones")
    #expect(!isCallable(verdict(at: at("2026-11-24 20:30")) { _ in }), "Massachusetts: to 8 p.m.")
  }

  @Test("what the law, the patient, a colleague or the clinical team has decided never gives way")
  func never() {
    let kept: [(ExclusionReason, (inout Candidate) -> Void)] = [
      (.doNotContact, { $0.patient.permissions.doNotContact = true }),
      (
        .restricted,
        { ($0.patient.permissions.confidential, $0.patient.contactMethod) = (true, .mail) }
      ),
      (.claimed, { $0.heldBy = "ben" }), (.needsOutcome, { $0.unfinishedBy = "ben" }),
      (.clinicalReview, { $0.entry.state = .review }),
      (.waitingOnQueue, { $0.items = [item(.clinical)] }),
      (.noNumber, { $0.patient.phones = [] }), (.deceased, { $0.patient.deceased = true }),
      (.inactive, { $0.patient.inactive = true }), (.closed, { $0.entry.state = .closed }),
      (.alreadyScheduled, { $0.entry.state = .scheduled }),
      (.noGuardian, { $0.patient.dateOfBirth = day("2015-03-04") }),
    ]
    for (reason, change) in kept {
      #expect(verdict(clinic(), change) == .excluded(reason, until: nil), "\(reason)")
    }
  }

  @Test("a duplicate who opted out stays opted out: every reason is looked at")
  func several() {
    let both = verdict {
      $0.duplicateOf = PatientID("p2")
      $0.patient.phones = []
    }
    #expect(both == .excluded(.noNumber, until: nil))
  }

  @Test("only managers and leads may")
  func roles() {
    for role in StaffRole.allCases {
      let member = StaffMember(id: "x", name: "X", roles: [role], languages: [])
      #expect(member.mayOverride == [.manager, .lead].contains(role))
    }
  }
}
