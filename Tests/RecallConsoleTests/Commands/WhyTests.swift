import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("why: one sentence for any patient")
struct WhyTests {
  typealias Change = @Sendable (inout Patient, inout RecallEntry) -> Void

  private func why(_ change: Change, locale: String = "en") throws -> String {
    let day = try ConsoleDay { change(&$0, &$1) }
    day.locale = locale
    let output = day.run(["why r-1"]).output.unwrapped
    let said = output.split(separator: "Rosa Delgado Ruiz ").last.map(String.init) ?? output
    return said.split(separator: " recall>").first.map(String.init) ?? said
  }

  static let cases: [(String, Change)] = [
    ("due Thu, Dec 3; the list takes it up on Thu, Dec 3 at 9:00 AM.", { $1.due = december(3) }),
    (
      "due Thu, Dec 3; the list takes it up on Thu, Dec 3 at 11:00 AM (9:00 AM there).",
      { patient, entry in
        entry.due = december(3)
        (patient.state, patient.postalCode) = ("AZ", "85004")
        patient.phones = [PatientPhone(number: "+16025550142", kind: .mobile, rank: 1)]
      }
    ),
    (
      "no telephone number is on record; one in the next import brings the patient back.",
      { patient, _ in patient.phones = [] }
    ),
    (
      "no number on record may be dialed any more: wrong, out of service, or asked for no calls; "
        + "a new one in the next import brings the patient back.",
      { patient, _ in
        patient.phones = [
          PatientPhone(number: "+16175550142", kind: .home, rank: 1, status: .disconnected)
        ]
      }
    ),
    (
      "asked not to be called, so nobody calls; only the patient can change that.",
      { patient, _ in patient.permissions.doNotContact = true }
    ),
    (
      "a minor with no guardian on record; the name of one in the next import brings the patient "
        + "back.", { patient, _ in patient.dateOfBirth = CivilDate(year: 2015, month: 3, day: 4) }
    ),
    (
      "reported as deceased, so nobody calls or writes; only records can correct it.",
      { patient, _ in patient.deceased = true }
    ),
    (
      "no longer a patient here; the next import brings them back if that is wrong.",
      { patient, _ in patient.inactive = true }
    ),
    (
      "asked to be reached only in this way: portal; so nobody calls.",
      { patient, _ in
        (patient.permissions.confidential, patient.contactMethod) = (true, .portal)
      }
    ),
    (
      "can be called now: due 12 days ago, priority 2, first attempt.", { _, _ in }
    ),
  ]

  private static func december(_ day: Int) -> CivilDate {
    CivilDate(year: 2026, month: 12, day: day)!
  }

  @Test("says what holds, until when, and what would change it", arguments: cases)
  func sentence(_ sentence: String, _ change: @escaping Change) throws {
    #expect(try why(change) == sentence)
  }

  @Test("a patient far away: what the clock shows there, and when both clocks permit it")
  func farAway() throws {
    let day = try ConsoleDay { patient, _ in
      (patient.state, patient.postalCode) = ("HI", "96813")
      patient.phones = [PatientPhone(number: "+18085550142", kind: .mobile, rank: 1)]
    }
    day.now = InstantText.read("2026-11-24T10:05:00-05:00")!
    let said = day.run(["why r-1"]).output.unwrapped
    #expect(
      said.contains(
        "it is 5:05 AM there, outside calling hours; can be called today at 2:00 PM "
          + "(9:00 AM there)."))
  }

  @Test("a place that is not certain is said, with what would settle it")
  func uncertain() throws {
    let day = try ConsoleDay { patient, _ in
      (patient.state, patient.postalCode) = ("TN", "37302")
    }
    day.now = InstantText.read("2026-11-24T09:05:00-05:00")!
    let said = day.run(["why r-1"]).output.unwrapped
    #expect(said.contains("where the patient is, is not certain"))
    #expect(said.contains("a ZIP code or state in the next import would settle it"))
  }

  @Test("after a call: what came of it, and from when the next attempt is due")
  func afterACall() throws {
    let day = try ConsoleDay()
    _ = day.run(["next", "", "no_answer", ""])
    let said = day.run(["why r-1"]).output.unwrapped
    #expect(
      said.contains("last called Tue, Nov 24 (no answer · rang out); the next attempt is due"))
  }

  @Test("a colleague's patient, a call without outcome: who, and what finishes it")
  func inOtherHands() throws {
    let day = try ConsoleDay()
    _ = try day.store.claimNext(by: "ben", segment: nil, at: day.now, lease: 1800) { _ in
      .callable(number: "+16175550142")
    }
    #expect(day.run(["why r-1"]).output.unwrapped.contains("ben has this patient right now."))
    let own = try ConsoleDay()
    _ = own.run(["next", "", "/park"])
    let said = own.run(["why r-1", "resume r-1"])
    #expect(
      said.output.unwrapped.contains(
        "a call by ana has no outcome yet; resume r-1 finishes it."))
    #expect(said.prompts.contains("opening"))
  }

  @Test("an appointment found later: when, and what would bring the patient back")
  func scheduled() throws {
    let day = try ConsoleDay()
    try day.store.addAppointments([
      BookedAppointment(
        id: "a-1", patient: PatientID("p-1"), start: day.now.addingTimeInterval(86_400 * 2),
        provider: "Dr. Okafor", specialty: nil, status: .booked)
    ])
    let said = day.run(["why r-1"]).output.unwrapped
    #expect(said.contains("there is an appointment on Thu, Nov 26 at 2:05 PM with Dr. Okafor;"))
  }

  @Test("the same in Spanish")
  func spanish() throws {
    let said = try why({ _, entry in entry.due = Self.december(3) }, locale: "es")
    #expect(said.hasPrefix("vence "))
    #expect(said.contains("entra en la lista: "))
  }

  @Test("every reason has a sentence of its own in both languages", arguments: ["en", "es"])
  func complete(_ locale: String) throws {
    let day = try ConsoleDay()
    let candidate = try #require(try day.store.candidate(RecallID("r-1")))
    let shelf = ScriptShelf(day.library, policy: day.policy, approvedOnly: false)
    let desk = Desk(
      store: day.store, policy: day.policy, caller: day.caller, clock: Clock(standingAt: day.now),
      shelf: shelf, input: TypedLines([]), screen: Screen(isTerminal: false, colour: false),
      consoleLocale: locale)
    let sentences = ExclusionReason.allCases.map {
      WhySentence(
        desk: desk, candidate: candidate, reason: $0, until: day.now.addingTimeInterval(7200)
      ).text
    }
    #expect(Set(sentences).count == ExclusionReason.allCases.count)
    #expect(sentences.filter { $0.contains("left.") || $0.contains("{") } == [])
  }

  @Test("before a message it says on which day the message goes out, and no hour of a call")
  func messageNext() throws {
    let day = try ConsoleDay { patient, _ in patient.permissions[.sms] = true }
    _ = day.run(["next", "", "no_answer", ""])
    day.now = InstantText.read("2026-11-25T10:05:00-05:00")!
    let told = day.run(["next", "", "no_answer", "", "why r-1"]).output.unwrapped
    #expect(told.contains("next a message goes out (Sat, Nov 28), and a call follows"), "\(told)")
    #expect(told.contains("Next: a message on Saturday, November 28, 2026, seen to by the team."))
    #expect(!told.contains("12:00 AM"))
  }
}
