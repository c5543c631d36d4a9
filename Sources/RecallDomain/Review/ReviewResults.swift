package import Foundation

/// What reviews say of one caller over time: by question, by month, and where to begin.
package struct ReviewResults: Hashable, Sendable {
  /// Of one question, or of all: points of at most so many.
  package struct Share: Hashable, Sendable {
    package var points = 0.0
    package var of = 0

    package init() {}

    /// `nil` where nothing was asked.
    package var value: Double? { of == 0 ? nil : points / Double(of) }

    mutating func add(_ answer: RubricAnswer) {
      points += answer.points
      of += 1
    }
  }

  package struct Month: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package var share: Share
  }

  package let caller: String
  package private(set) var notes = 0
  package private(set) var all = Share()
  package private(set) var byQuestion: [RubricQuestion: Share] = [:]
  /// Of the calls, not of the reviews; oldest first.
  package private(set) var months: [Month] = []
  /// Newest first.
  package private(set) var comments: [(Date, String)] = []
  /// Questions below this share want practice.
  package static let enough = 0.8
  /// Fewer answers say nothing yet.
  package static let fewest = 3

  /// - Parameter grades: of this caller alone, in any order.
  package init(of caller: String, _ grades: [GradedNote], zone: Zone) {
    self.caller = caller
    notes = Set(grades.map(\.grade.note)).count
    var byMonth: [Int: Share] = [:]
    for graded in grades {
      let day = LocalTime(graded.ended, in: zone).date
      for (question, answer) in graded.grade.answers {
        all.add(answer)
        byQuestion[question, default: Share()].add(answer)
        byMonth[day.year * 12 + day.month - 1, default: Share()].add(answer)
      }
    }
    months = byMonth.sorted { $0.key < $1.key }.map {
      Month(year: $0.key / 12, month: $0.key % 12 + 1, share: $0.value)
    }
    comments = grades.compactMap { graded in graded.grade.comment.map { (graded.grade.at, $0) } }
      .sorted { ($1.0, $0.1) < ($0.0, $1.1) }
  }

  /// The weakest first.
  package var toPractise: [RubricQuestion] {
    RubricQuestion.allCases.filter { question in
      guard let share = byQuestion[question], share.of >= Self.fewest else { return false }
      return (share.value ?? 1) < Self.enough
    }.sorted { (byQuestion[$0]?.value ?? 1) < (byQuestion[$1]?.value ?? 1) }
  }

  package static func == (left: ReviewResults, right: ReviewResults) -> Bool {
    left.caller == right.caller && left.notes == right.notes && left.all == right.all
      && left.byQuestion == right.byQuestion && left.months == right.months
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(caller)
    hasher.combine(notes)
  }
}
