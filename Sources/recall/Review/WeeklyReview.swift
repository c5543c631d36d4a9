import Foundation
import RecallDomain

/// Walks everyone who is due and unscheduled, segment by segment in the order of the list. Nothing is
/// kept but counts: the list may have a million entries.
struct WeeklyReview {
  let store: any RecallStore
  let list: Worklist
  let segments: [String]
  /// This week in counts.
  let report: MetricReport
  let today: CivilDate
  let now: Date
  let progress: ReadingProgress
  /// Those who can simply be called are counted, not named, and who needs a decision comes first.
  let isBrief: Bool
  let shown: ShownOnRecord

  func print(_ form: any WeeklyReviewForm) throws {
    var (form, tallies) = (form, [(String, UnscheduledTally)]())
    try form.begin(report)
    for segment in segments {
      var tally = UnscheduledTally()
      try each(in: segment) { entry, item in
        if tally.count == 0 { try form.begin(segment: segment) }
        tally.count(entry)
        if !isBrief || entry.needsDecision {
          shown.show(item.patient)
          try form.entry(entry, item)
        }
      }
      if isBrief, tally.others > 0 {
        try each(in: segment) { entry, item in
          guard !entry.needsDecision, !entry.isReady else { return }
          shown.show(item.patient)
          try form.entry(entry, item)
        }
      }
      guard tally.count > 0 else { continue }
      try form.end(segment: segment, tally)
      tallies.append((segment, tally))
    }
    try form.end(report, tallies)
  }

  private func each(
    in segment: String, _ body: (Unscheduled, WorklistItem) throws -> Void
  ) throws {
    try store.eachCandidate(segment: segment, at: now) { candidate in
      progress.step()
      let item = list.item(candidate, at: now)
      guard let entry = Unscheduled(candidate, item, today: today, now: now) else { return }
      try body(entry, item)
    }
  }
}

/// One form of the review.
protocol WeeklyReviewForm {
  mutating func begin(_ report: MetricReport) throws
  mutating func begin(segment: String) throws
  mutating func entry(_ entry: Unscheduled, _ item: WorklistItem) throws
  mutating func end(segment: String, _ tally: UnscheduledTally) throws
  mutating func end(_ report: MetricReport, _ segments: [(String, UnscheduledTally)]) throws
}

extension WeeklyReviewForm {
  mutating func begin(segment: String) throws {}
  mutating func end(segment: String, _ tally: UnscheduledTally) throws {}
}
