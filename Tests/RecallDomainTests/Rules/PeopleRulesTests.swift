import Foundation
import Testing

@testable import RecallDomain

@Suite("Whom the caller asks for")
struct AskForTests {
  let today = day("2026-11-24")

  func asked(_ born: String?, _ representatives: [Representative]) -> String? {
    AskFor.name(
      patient("p") {
        $0.dateOfBirth = born.map { day($0) }
        $0.representatives = representatives
      }, today)
  }

  let mother = Representative(name: "Elena Ruiz", relationship: "Mother", isGuardian: false)

  @Test("an adult is asked for by first name, whoever is on record")
  func adult() {
    #expect(asked("1961-03-04", []) == "Rosa")
    #expect(asked("1961-03-04", [mother]) == "Rosa")
    #expect(asked(nil, []) == "Rosa")
  }

  @Test("for a minor it is the guardian or parent; a parent's authority ends on the 18th birthday")
  func minor() {
    #expect(asked("2008-11-25", [mother]) == "Elena")
    #expect(asked("2008-11-24", [mother]) == "Rosa")
    #expect(asked("2012-01-01", []) == nil)
    #expect(
      asked("2012-01-01", [Representative(name: "Luz", relationship: "aunt", isGuardian: false)])
        == nil)
    #expect(
      asked("2012-01-01", [Representative(name: "Luz", relationship: "aunt", isGuardian: true)])
        == "Luz")
  }

  @Test("an adult under guardianship is asked for through the guardian, not through an attorney")
  func guardianship() {
    let kind = { (words: String) in
      Representative(name: "Elena Ruiz", relationship: words, isGuardian: false)
    }
    #expect(asked("1961-03-04", [kind("legal guardian")]) == "Elena")
    #expect(asked("2000-01-01", [kind("mother (legal guardian)")]) == "Elena")
    #expect(asked("2000-01-01", [kind("Parent/Guardian")]) == "Rosa")
    #expect(asked("1961-03-04", [kind("power of attorney")]) == "Rosa")
  }

  @Test(
    "authority follows the record's words, in both languages and as codes",
    arguments: [
      ("Madre", nil, Authority.parent), ("PRN", nil, .parent),
      ("tutora legal", .guardian, .guardian),
      ("Power of Attorney", .powerOfAttorney, .powerOfAttorney),
      ("HPOWATT", .powerOfAttorney, .powerOfAttorney),
      ("sister", .other, .other),
    ] as [(String, Authority?, Authority?)])
  func authority(_ words: String, adult: Authority?, minor: Authority?) {
    let representative = Representative(name: "E", relationship: words, isGuardian: false)
    #expect(representative.authority(over: patient("p"), on: today) == adult)
    let child = patient("p") { $0.dateOfBirth = day("2012-01-01") }
    #expect(representative.authority(over: child, on: today) == minor)
  }
}

@Suite("What may be left or sent")
struct ContactRulesTests {
  func permits(
    _ attempts: [AttemptSummary] = [], policy: ClinicPolicy = clinic(),
    _ change: (inout Patient) -> Void = { _ in }
  ) -> ContactPermits {
    ContactRules(policy: policy).permits(patient("p", change), entry(), attempts: attempts)
  }

  @Test("voicemail needs no yes, messages do")
  func silence() {
    #expect(permits() == ContactPermits(voicemail: true, withPerson: true, message: nil))
    #expect(
      permits { $0.permissions.voicemail = false }
        == ContactPermits(voicemail: false, withPerson: false, message: nil))
  }

  @Test("nothing is left for a sensitive, strict or confidential patient, nor for one who refused")
  func quiet() {
    let quiet: [(inout Patient) -> Void] = [
      { $0.sensitive = true }, { $0.strict = true }, { $0.permissions.confidential = true },
      { $0.permissions.doNotContact = true },
    ]
    for change in quiet {
      #expect(!permits([], change).voicemail)
      #expect(!permits([], change).withPerson)
    }
    let segment = clinic { $0.segments["overdue"]?.sensitive = true }
    #expect(!permits(policy: segment).voicemail)
  }

  @Test("one message is left in a round and two in a recall")
  func rounds() {
    let left = [attempt("2026-11-10 10:00", .voicemail)]
    #expect(!permits(left).voicemail)
    let reached = left + [attempt("2026-11-12 10:00", .atTime)]
    #expect(permits(reached).voicemail)
    let again = reached + [attempt("2026-11-13 10:00", Ending(.leftMessage, .withPerson)!)]
    #expect(!permits(again).voicemail)
    #expect(!permits(again + [attempt("2026-11-20 10:00", .atTime)]).voicemail)
  }

  @Test("a message goes by the patient's own channel when consented, else by another consented one")
  func channels() {
    let all: (inout Patient) -> Void = {
      ($0.permissions.sms, $0.permissions.email, $0.permissions.portal) = (true, true, true)
      $0.email = "rosa@example.org"
    }
    #expect(permits([], all).message == .portal)
    for method in [ContactMethod.sms, .email, .portal] {
      #expect(
        permits {
          all(&$0)
          $0.contactMethod = method
        }.message == method)
    }
    #expect(
      permits {
        $0.permissions.sms = true
        $0.contactMethod = .email
      }.message == .sms)
  }

  @Test("a channel without an address is no channel; a strict patient has only the portal")
  func limits() {
    #expect(permits { $0.permissions.email = true }.message == nil)
    #expect(
      permits {
        $0.permissions.sms = true
        $0.phones = [phone("+16175550175", kind: .home)]
      }.message == nil)
    #expect(
      permits {
        ($0.permissions.sms, $0.strict) = (true, true)
      }.message == nil)
    #expect(
      permits {
        ($0.permissions.portal, $0.strict) = (true, true)
      }.message == .portal)
    #expect(
      permits {
        $0.permissions.portal = true
        $0.permissions.confidential = true
      }.message == nil)
  }
}
