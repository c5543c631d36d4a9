package import Foundation

/// The classes of calling hours under a policy: same zones, same state, same hours. An
/// `outside-hours` verdict on one patient holds for all of their class at that instant.
package enum HoursClass {
  /// The name of a patient's class: the zones they may be in, and the state whose hours apply.
  package static func under(_ policy: ClinicPolicy) -> (Patient) -> String? {
    { patient in
      let zones = PatientZones.candidates(of: patient, policy: policy).zones.map(\.identifier)
      return zones.sorted().joined(separator: " ") + " "
        + (PatientZones.state(of: patient, policy: policy) ?? "?")
    }
  }

  /// The first instant from `now` on at which patients of the class so named may be called; `nil` =
  /// none is in sight. A name that says nothing keeps nobody back.
  package static func opening(of name: String, from now: Date, hours: CallingHours) -> Date? {
    let words = name.split(separator: " ").map(String.init)
    guard let state = words.last else { return now }
    return hours.nextOpening(
      after: now, zones: words.dropLast().compactMap { Zone($0) },
      state: state == "?" ? nil : state)
  }
}
