package import Foundation

/// What a reviewer asks of a note (MISSION 21). The order is that of the prompts.
package enum RubricQuestion: String, CaseIterable, Codable, Hashable, Sendable {
  /// Can a colleague act on it without asking?
  case actable
  /// Are the barrier and the next step named, with owner and day?
  case nextStep = "next-step"
  /// Are the patient's own words kept where they matter?
  case words
  /// Is it kind, about the patient and not against them?
  case tone
  /// Does the outcome fit what happened?
  case outcome

  /// Changes with the questions, so that grades are compared like with like.
  package static let edition = "recall-rubric/1"
}

package enum RubricAnswer: String, CaseIterable, Codable, Hashable, Sendable {
  case yes, partly, no

  /// Of one.
  package var points: Double {
    switch self {
    case .yes: 1
    case .partly: 0.5
    case .no: 0
    }
  }
}

/// One reviewer's judgement of one note. Never changed: who sees it otherwise later says so in the
/// next review.
package struct NoteGrade: Hashable, Sendable, Codable {
  package var note: NoteID
  package var reviewer: String
  package var rubric: String
  package var answers: [RubricQuestion: RubricAnswer]
  package var comment: String?
  package var at: Date

  package init(
    note: NoteID, reviewer: String, rubric: String = RubricQuestion.edition,
    answers: [RubricQuestion: RubricAnswer], comment: String?, at: Date
  ) {
    self.note = note
    self.reviewer = reviewer
    self.rubric = rubric
    self.answers = answers
    self.comment = comment
    self.at = at
  }
}

/// A grade with whose note it was, and when the call was.
package struct GradedNote: Hashable, Sendable {
  package var grade: NoteGrade
  package var caller: String
  package var segment: String
  package var outcome: Outcome
  package var ended: Date

  package init(
    grade: NoteGrade, caller: String, segment: String, outcome: Outcome, ended: Date
  ) {
    self.grade = grade
    self.caller = caller
    self.segment = segment
    self.outcome = outcome
    self.ended = ended
  }
}
