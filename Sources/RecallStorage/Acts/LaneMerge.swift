import Foundation
import RecallDomain

/// One line of all lanes: their sorted runs of ready entries, merged. A verdict that holds for a whole
/// lane closes it, so that nobody of it is looked at again.
final class LaneMerge {
  private let heads: LaneHeads
  /// Lanes the search has come to.
  private(set) var runs: [LaneRun] = []
  /// What is closed, for lanes not yet opened too.
  private var closed: [LaneRun.Shared: ExclusionReason] = [:]
  private var marked: [String: Bool] = [:]

  init(segment: String?, at now: Date) { heads = LaneHeads(segment: segment, at: now) }

  /// The first lanes, for whoever asks for something else with them; `begin` takes their answer.
  func firstRead(in dialect: Dialect) -> Read { heads.firstRead(in: dialect) }

  func begin(with rows: [SQLRow]) throws { try heads.begin(with: rows) }

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

  /// The next entries in line, at most so many, as far as they are known without asking.
  func ahead(_ count: Int, _ db: any Connection) throws -> [(run: LaneRun, entry: LaneRun.Key)] {
    let open = runs.filter { !$0.isClosed }
    // Behind the last known entry of a run there may be one that comes before those of others.
    var end = try heads.first(db)
    for run in open where !run.known.isAll {
      guard let last = run.known.keys.last else { return [] }
      end = end.map { min($0, last) } ?? last
    }
    let known = open.flatMap { run in run.known.keys.map { (run: run, entry: $0) } }
    let sure = known.filter { entry in end.map { entry.entry <= $0 } ?? true }
    return Array(sure.sorted { $0.entry < $1.entry }.prefix(count))
  }

  /// The next lane not yet opened, when its first entry comes before that of `best`.
  private func opened(before best: LaneRun?, _ db: any Connection) throws -> LaneRun? {
    while let key = try heads.first(db) {
      if let other = try best?.first(db), other <= key { return nil }
      let run = heads.take()
      runs.append(run)
      run.shut = marked[run.segment] ?? run.shut
      guard let reason = run.shared.lazy.compactMap({ self.closed[$0] }).first else { return run }
      run.close(reason)
    }
    return nil
  }

  /// Closes all lanes that the verdict holds for: those of the segment, of the language, or of the same
  /// hours. `false` when it is the entry's own.
  @discardableResult
  func close(_ run: LaneRun, _ reason: ExclusionReason) -> Bool {
    let shared: LaneRun.Shared
    switch reason {
    case .noScript: shared = .segment(run.segment)
    case .language: shared = .language(run.language)
    case .outsideHours where !run.hours.isEmpty: shared = .hours(run.hours)
    default: return false
    }
    closed[shared] = reason
    for other in runs where !other.isClosed && other.shared.contains(shared) { other.close(reason) }
    return true
  }

  /// A segment's lanes are shut, or open again, from now on.
  func mark(_ segment: String, shut: Bool) {
    marked[segment] = shut
    for other in runs where other.segment == segment { other.shut = shut }
  }
}
