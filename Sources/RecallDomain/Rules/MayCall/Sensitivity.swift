/// Sensitive and strict belong to the reason and the patient, with the segment as default
/// (SCRIPT-FORMAT, `clinic.yaml`). Whoever of them says so makes it so: nothing loosens another.
extension ClinicPolicy {
  /// One identifier more at the gate, no messages left, never closed unreviewed.
  package func isSensitive(_ entry: RecallEntry, _ patient: Patient) -> Bool {
    patient.sensitive || reason(of: entry)?.sensitive ?? false
      || segments[entry.segment]?.sensitive ?? false
  }

  /// Even the word appointment, and the clinic's name, are too much.
  package func isStrict(_ entry: RecallEntry, _ patient: Patient) -> Bool {
    patient.strict || reason(of: entry)?.strict ?? false
      || segments[entry.segment]?.strict ?? false
  }

  private func reason(of entry: RecallEntry) -> ReasonPolicy? {
    entry.reason.flatMap { reasons[$0] }
  }

  /// The place of a new entry in the list, 1 first: what the source says, else the reason's
  /// priority, else the segment's (3 for one unknown). A provider of priority 1 takes it one place
  /// ahead, one of 2 leaves it where it is, as one without, each number more puts it a place behind; a
  /// sensitive reason goes one place ahead. Given once, when the entry comes in, so that the list and
  /// `next` follow one order that the store can index.
  package func listPriority(
    given: Int?, segment: String, reason: String?, provider: String?, sensitive: Bool = false
  ) -> Int {
    if let given { return max(1, given) }
    let policy = reason.flatMap { reasons[$0] }
    var place = policy?.priority ?? segments[segment]?.priority ?? 3
    if let provider = provider.flatMap({ self.provider(named: $0) }) {
      place += (providers[provider] ?? Self.usualProvider) - Self.usualProvider
    }
    if policy?.priority == nil, sensitive || policy?.sensitive ?? false { place -= 1 }
    return max(1, place)
  }

  /// The priority of a provider of whom the clinic says nothing.
  private static let usualProvider = 2
}
