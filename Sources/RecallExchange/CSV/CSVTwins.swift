internal import RecallDomain

/// Recalls that stand in one list twice and say different things, such as two days by which one visit is
/// due. The row before counts: taken one after the other they would change each other with every import.
final class CSVTwins {
  /// Of the rows before, so many at least are remembered, in 2 MiB: an export has the rows of one patient
  /// near each other, and hardly a clinic's list is longer.
  private static let most = 49_000
  static let problem = "the same recall stands in the list before, otherwise; the row before counts"

  /// What makes a recall the same, to all else that a row says of it: of the last rows, and of as many
  /// before them.
  private var seen: [UInt64: UInt64] = [:]
  private var seenBefore: [UInt64: UInt64] = [:]

  /// A recall of a row before this one, with other words. Reading the same row once more, after a batch
  /// that was refused, changes nothing.
  func isOtherwise(_ entry: RecallEntry, named: Bool) -> Bool {
    let (same, said) = (Self.identity(entry, named), Self.rest(entry))
    if let before = seen[same] ?? seenBefore[same] { return before != said }
    if seen.count >= Self.most {
      swap(&seen, &seenBefore)
      seen.removeAll(keepingCapacity: true)
    }
    seen[same] = said
    return false
  }

  private static func identity(_ entry: RecallEntry, _ named: Bool) -> UInt64 {
    var key = StableKey()
    key.add(entry.patient.rawValue)
    key.add(named ? entry.id.rawValue : entry.segment)
    key.add(named ? "" : entry.reason ?? "-")
    key.add(named ? "named" : "unnamed")
    return key.value
  }

  private static func rest(_ entry: RecallEntry) -> UInt64 {
    var key = StableKey()
    for text in [
      entry.segment, entry.reason, entry.due.description, entry.dueEnd?.description, entry.provider,
      entry.specialty, entry.location, entry.lastAppointment?.description, entry.authorization,
      String(entry.priority), entry.owner,
    ] { key.add(text ?? "") }
    return key.value
  }
}
