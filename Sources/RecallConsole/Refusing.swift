package import RecallDomain

/// What a role does not have is refused in one sentence, and stands in the trail.
extension Desk {
  func refuse(_ duty: StaffDuty) {
    let words = DutyWords(phrases: phrases)
    screen.problem(words.refusal(of: duty, to: caller) + ".")
    screen.aside(words.hint)
    noteRefusal(of: duty)
  }

  /// For a refusal that has a sentence of its own. A store that cannot be written at this moment
  /// refuses all the same.
  package func noteRefusal(of duty: StaffDuty) {
    guard store.kind != .practice else { return }
    try? store.refused(duty.rawValue, to: caller.id, at: now)
  }
}
