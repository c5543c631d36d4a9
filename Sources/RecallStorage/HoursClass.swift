package import RecallDomain

/// The classes of calling hours under a policy: same zones, same state, same hours. An
/// `outside-hours` verdict on one patient holds for all of their class at that instant.
package enum HoursClass {
  package static func under(_ policy: ClinicPolicy) -> (Patient) -> String? {
    { patient in
      let zones = PatientZones.candidates(of: patient, policy: policy).zones.map(\.identifier)
      return zones.sorted().joined(separator: " ") + " " + (PatientZones.state(of: patient) ?? "?")
    }
  }
}
