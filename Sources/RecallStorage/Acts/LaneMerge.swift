import RecallDomain

/// One line of all lanes: their sorted runs of ready entries, merged. A verdict that holds for a whole
/// lane closes it, so that nobody of it is looked at again.
final class LaneMerge {
  private let heads: LaneHeads
  /// Lanes the search has come to.
  private(set) var runs: [LaneRun] = []
  /// Segments whose lanes are closed, those not yet opened too.
  private var closedSegments: [String: ExclusionReason] = [:]
  private var marked: [String: Bool] = [:]

  init(segment: String?) { heads = LaneHeads(segment: segment) }

  /// The run whose first entry comes first of all; `nil` = nobody is left.
  func next(_ db: any Connection) throws -> LaneRun? {
    var best: LaneRun?
    for run in runs where !run.isClosed {
      guard let key = try run.first(db) else { continue }
      if let other = try best?.first(db), other <= key { continue }
      best = run
    }
    return try opened(before: best, db) ?? best
  }

  /// The next lane not yet opened, when its first entry comes before that of `best`.
  private func opened(before best: LaneRun?, _ db: any Connection) throws -> LaneRun? {
    while let key = try heads.first(db) {
      if let other = try best?.first(db), other <= key { return nil }
      let run = heads.take()
      runs.append(run)
      run.shut = marked[run.segment] ?? run.shut
      guard let reason = closedSegments[run.segment] else { return run }
      run.close(reason)
    }
    return nil
  }

  /// Closes what the verdict holds for: the segment, or the lane. `false` when it is the entry's own.
  @discardableResult
  func close(_ run: LaneRun, _ reason: ExclusionReason) -> Bool {
    switch reason {
    case .noScript:
      closedSegments[run.segment] = reason
      for other in runs where other.segment == run.segment { other.close(reason) }
    case .language: run.close(reason)
    case .outsideHours where !run.hours.isEmpty: run.close(reason)
    default: return false
    }
    return true
  }

  /// A segment's lanes are shut, or open again, from now on.
  func mark(_ segment: String, shut: Bool) {
    marked[segment] = shut
    for other in runs where other.segment == segment { other.shut = shut }
  }
}
