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
