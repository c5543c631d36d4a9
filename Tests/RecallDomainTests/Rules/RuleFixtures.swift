import Foundation

@testable import RecallDomain

/// What the tests of the rules share: short spellings of days, instants, patients.
let boston = Zone("America/New_York")!
let chicago = Zone("America/Chicago")!

func day(_ iso: String) -> CivilDate { CivilDate(iso: iso)! }

/// `2026-11-24 14:05` on the wall of a zone.
func at(_ text: String, _ zone: Zone = boston) -> Date {
  let parts = text.split(separator: " ")
  return LocalTime(date: day(String(parts[0])), time: TimeOfDay(parts[1])!).instant(in: zone)
}

/// How a wall clock shows an instant: `2026-11-24 14:05`.
func wall(_ instant: Date?, _ zone: Zone = boston) -> String {
  guard let instant else { return "never" }
  let local = LocalTime(instant, in: zone)
  return "\(local.date) \(local.time)"
}

func window(_ text: String) -> TimeWindow {
  let ends = text.split(separator: "-").map { TimeOfDay($0)! }
  return TimeWindow(from: ends[0], to: ends[1])
}

func phone(
  _ number: String, rank: Int = 1, kind: PatientPhone.Kind = .mobile,
  status: PatientPhone.Status = .good
) -> PatientPhone {
  PatientPhone(number: number, kind: kind, rank: rank, status: status)
}

/// An adult of Massachusetts with one Boston number.
func patient(_ id: String = "p1", _ change: (inout Patient) -> Void = { _ in }) -> Patient {
  var patient = Patient(
    id: PatientID(id), firstName: "Rosa", lastName: "Delgado Ruiz", dateOfBirth: day("1961-03-04"))
  patient.state = "MA"
  patient.postalCode = "02139"
  patient.phones = [phone("+16175550175")]
  change(&patient)
  return patient
}

/// A clinic in Boston with one segment, `overdue`, whose script exists.
func clinic(_ change: (inout ClinicPolicy) -> Void = { _ in }) -> ClinicPolicy {
  var policy = ClinicPolicy(name: "Lakeside")
  policy.state = "MA"
  policy.segments = ["overdue": SegmentPolicy(script: "overdue")]
  change(&policy)
  return policy
}

func entry(_ id: String = "r1", _ change: (inout RecallEntry) -> Void = { _ in }) -> RecallEntry {
  var entry = RecallEntry(
    id: RecallID(id), patient: PatientID("p1"), segment: "overdue", reason: nil,
    due: day("2026-11-12"), priority: 3)
  change(&entry)
  return entry
}

func attempt(
  _ started: String, _ ending: Ending?, number: String = "+16175550175",
  direction: CallDirection = .outbound
) -> AttemptSummary {
  AttemptSummary(
    call: CallID("c-\(started)"), number: number, started: at(started), caller: "ana",
    direction: direction, ending: ending)
}

func item(
  _ queue: QueueName, _ state: QueueItem.State = .open, language: String? = nil
) -> QueueItem {
  var item = QueueItem(
    id: QueueItemID("q"), queue: queue, recall: RecallID("r1"), patient: PatientID("p1"),
    call: CallID("c"), opened: at("2026-11-20 10:00"), due: nil, verified: true,
    language: language)
  item.state = state
  return item
}

func candidate(_ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
  var candidate = Candidate(entry: entry(), patient: patient())
  change(&candidate)
  return candidate
}

func caller(_ id: String = "ana", _ languages: [String] = ["en"]) -> StaffMember {
  StaffMember(id: id, name: id, roles: [.caller], languages: languages)
}

/// Every outcome with each of its details.
let everyEnding = Outcome.allCases.flatMap { outcome in
  outcome.details.map { Ending(outcome, $0)! }
}

extension Ending {
  static let rangOut = Ending(.noAnswer, .rangOut)!
  static let engaged = Ending(.noAnswer, .busySignal)!
  static let dropped = Ending(.noAnswer, .dropped)!
  static let voicemail = Ending(.leftMessage, .voicemail)!
  static let atTime = Ending(.callbackRequested, .atTime)!
  static let wrong = Ending(.wrongNumber, .notKnown)!
}
