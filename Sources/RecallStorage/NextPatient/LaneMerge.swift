import Foundation
import RecallDomain

/// One line of all lanes: their sorted runs of ready entries, merged. A verdict that holds for a whole
/// lane closes it, so that nobody of it is looked at again.
final class LaneMerge {
  private let heads: LaneHeads
  private(set) var runs: [LaneRun] = []
  private var lanes: Set<Int> = []
  /// What is closed, for lanes not yet read too.
  private var closed: [LaneRun.Shared: ExclusionReason] = [:]
  private var marked: [String: Bool] = [:]

  init(segment: String?, at now: Date, under classes: HoursClasses, depth: Int = 1) {
    heads = LaneHeads(segment: segment, at: now, under: classes, depth: depth)
  }

  /// The first lanes, for whoever asks for something else with them; `begin` takes their answer.
  func firstRead(in dialect: Dialect) -> Read { heads.firstRead(in: dialect) }

  func begin(with rows: [SQLRow]) throws { open(try heads.begin(with: rows)) }

  /// The run whose first entry comes first of all; `nil` = nobody is left.
  func next(_ db: any Connection) throws -> LaneRun? {
    while true {
      var best: LaneRun?
      for run in runs where !run.isClosed {
        guard let key = try run.first(db) else { continue }
        if let other = best?.known.first, other < key { continue }
        best = run
      }
      if heads.cover(best?.known.first) { return best }
      open(try heads.more(db))
    }
  }

  /// The next entries in line, at most so many, as far as they are known without asking: at least the
  /// first of all. Only after `next`.
  func ahead(_ count: Int) -> [(run: LaneRun, entry: LaneRun.Key)] {
    let open = runs.filter { !$0.isClosed }
    // Who is not known yet may stand anywhere behind these.
    let end = (open.compactMap(\.bound) + (heads.isAll ? [] : [heads.last].compactMap { $0 })).min()
    let known = open.flatMap { run in run.known.map { (run: run, entry: $0) } }
      .sorted { $0.entry < $1.entry }
    let sure = known.prefix { entry in end.map { entry.entry <= $0 } ?? true }.count
    return Array(known.prefix(min(count, max(1, sure))))
  }

  private func open(_ found: [LaneRun]) {
    for run in found where lanes.insert(run.lane).inserted {
      runs.append(run)
      run.shut = marked[run.segment] ?? run.shut
      if let reason = run.shared.lazy.compactMap({ self.closed[$0] }).first { run.close(reason) }
    }
  }

  /// Closes all lanes that the verdict holds for: those of the segment, of the language, of the segment
  /// in one language, or of the segment's with the same hours. `false` when it is the entry's own.
  @discardableResult
  func close(_ run: LaneRun, _ reason: ExclusionReason) -> Bool {
    let shared: LaneRun.Shared
    switch reason {
    case .noScript: shared = .segment(run.segment)
    case .language: shared = .language(run.language)
    case .notPractised: shared = .practice(segment: run.segment, language: run.language)
    case .outsideHours where !run.hours.isEmpty:
      shared = .hours(run.hours, segment: run.segment)
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
