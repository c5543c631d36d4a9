import RecallDomain

/// What any simulated patient says off the road of their rehearsal, when the caller did something
/// else than they expected. The words stand under `rehearsals` in `common.rehearsals.yaml`; a clinic
/// without them has patients who fall silent there.
enum PatientManners {
  /// They do not follow.
  static let puzzled: [LineID] = ["patient.puzzled_a", "patient.puzzled_b", "patient.puzzled_c"]
  /// Before they hang up: out of patience, out of time.
  static let impatient: [LineID] = ["patient.impatient_a", "patient.impatient_b"]
  static let outOfTime: [LineID] = ["patient.out_of_time_a", "patient.out_of_time_b"]
  /// A time is offered.
  static let booking: [LineID] = ["patient.booking_a", "patient.booking_b"]
  /// Asked for something that no turn has an answer for.
  static func answer(to field: CallField) -> [LineID] { ["patient.\(field.rawValue)"] }

  static let allLines: Set<LineID> = Set(
    puzzled + impatient + outOfTime + booking + CallField.askable.flatMap(answer))
}
