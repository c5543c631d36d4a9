import Foundation
import RecallDomain

/// Pieces of SQL that depend on the question alone: the clinic's days, and by what is grouped.
struct MeasureWords {
  let question: MetricQuestion
  /// In the order of `MetricGrouping.allCases`.
  let groupings: [MetricGrouping]

  init(_ question: MetricQuestion) {
    self.question = question
    groupings = MetricGrouping.allCases.filter { question.groupings.contains($0) }
  }

  var ofPatients: [MetricGrouping] { groupings.filter(\.isOfPatients) }
  var ofTries: [MetricGrouping] { groupings.filter { !$0.isOfPatients } }

  /// Whose work a patient is: asked only where it is told.
  var needsCredit: Bool { question.caller != nil || question.groupings.contains(.caller) }

  /// The clinic's day, as a number, of an instant: every change of its clocks since a year before the
  /// period is in it.
  func day(of instant: String) -> String {
    let period = question.period
    let pieces = period.zone.pieces(
      from: period.start.addingTimeInterval(-366 * 86_400),
      to: max(period.end, question.now).addingTimeInterval(86_400))
    let shifts = pieces.dropLast().map { piece in
      "WHEN \(instant) < \(piece.until.micros) THEN \(piece.offset * 1_000_000)"
    }
    let last = (pieces.last?.offset ?? 0) * 1_000_000
    let shift =
      shifts.isEmpty ? "\(last)" : "CASE \(shifts.joined(separator: " ")) ELSE \(last) END"
    return "((\(instant) + \(shift)) / 86400000000)"
  }

  /// The identity results that mean that the right person was spoken with.
  static let reached: String = {
    let results: [CallNote.Identity.Result] = [.verified, .representative, .helper]
    return "IN (\(results.map { "'\($0.rawValue)'" }.joined(separator: ", ")))"
  }()

  /// Spoken with in this call, as 0 or 1.
  static func reached(in attempt: String) -> String {
    "CASE WHEN \(attempt).identity \(reached) THEN 1 ELSE 0 END"
  }

  /// The name of a group, of a row that has these columns.
  static func key(_ grouping: MetricGrouping) -> String {
    switch grouping {
    case .segment: "segment"
    case .provider: "coalesce(provider, '')"
    case .language: "coalesce(language, '')"
    case .caller: "credit"
    case .attempt: "CAST(attempt AS TEXT)"
    case .partOfDay: "coalesce(part, '')"
    }
  }

  /// The recall was wanted for a time that somebody had left free.
  static let recovering = "segment IN ('missed-visit', 'delayed-scheduling')"

  /// Days within which a booking follows from a contact, in microseconds.
  static let attributable = 14 * 86_400_000_000
}
