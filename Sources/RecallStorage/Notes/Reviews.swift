package import Foundation
package import RecallDomain

/// What reviewers said of notes. A grade is added and never changed.
extension SharedActs {
  package func reviewableNotes(
    since: Date?, by reviewer: String
  ) throws(StoreFailure) -> [ReviewableNote] {
    try read("reviewableNotes") { db in
      try db.rows(
        """
        SELECT note.id, note.caller, attempt.outcome FROM note
          JOIN attempt ON attempt.call = note.call
          WHERE note.caller NOT IN ('\(MessageStep.author)', ?1)
            AND (CAST(?2 AS BIGINT) IS NULL OR note.ended >= ?2)
            AND note.id NOT IN (SELECT note FROM note_grade WHERE reviewer = ?1)
          ORDER BY note.ended, note.id
        """, [reviewer, since?.micros]
      ).map { row in
        let fields = Fields(row, of: "note")
        return ReviewableNote(
          id: NoteID(try fields.text("id")), caller: try fields.text("caller"),
          outcome: try fields.word("outcome"))
      }
    }
  }

  package func keepGrade(_ grade: NoteGrade) throws(StoreFailure) -> Bool {
    try write("keepGrade") { db in
      guard let call = try db.text("SELECT call FROM note WHERE id = ?", [grade.note.rawValue])
      else { throw StoreFailure.notFound }
      let kept = try db.run(
        """
        INSERT INTO note_grade (note, reviewer, rubric, answers, comment, at)
          VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (note, reviewer) DO NOTHING
        """,
        [
          grade.note.rawValue, grade.reviewer, grade.rubric, try Whole.text(grade.words),
          grade.comment, grade.at.micros,
        ])
      guard kept == 1 else { return false }
      try db.audit(
        .noteGraded, by: grade.reviewer, call: CallID(call), subject: grade.note.rawValue,
        at: grade.at)
      return true
    }
  }

  package func grades(
    since: Date?, of caller: String?
  ) throws(StoreFailure) -> [GradedNote] {
    try read("grades") { db in
      try db.rows(
        """
        SELECT note_grade.*, note.caller, note.ended, recall.segment, attempt.outcome
          FROM note_grade JOIN note ON note.id = note_grade.note
            JOIN attempt ON attempt.call = note.call JOIN recall ON recall.id = attempt.recall
          WHERE (CAST(?1 AS BIGINT) IS NULL OR note.ended >= ?1)
            AND (CAST(?2 AS TEXT) IS NULL OR note.caller = ?2)
          ORDER BY note_grade.at, note_grade.note, note_grade.reviewer
        """, [since?.micros, caller]
      ).map { try Self.graded(Fields($0, of: "note_grade")) }
    }
  }

  private static func graded(_ fields: Fields) throws -> GradedNote {
    var answers: [RubricQuestion: RubricAnswer] = [:]
    let words: [String: String] = try fields.optionalJSON("answers") ?? [:]
    for (question, answer) in words {
      guard let question = RubricQuestion(rawValue: question),
        let answer = RubricAnswer(rawValue: answer)
      else { throw fields.damaged("answers") }
      answers[question] = answer
    }
    let grade = NoteGrade(
      note: NoteID(try fields.text("note")), reviewer: try fields.text("reviewer"),
      rubric: try fields.text("rubric"), answers: answers,
      comment: try fields.optionalText("comment"), at: try fields.instant("at"))
    return GradedNote(
      grade: grade, caller: try fields.text("caller"), segment: try fields.text("segment"),
      outcome: try fields.word("outcome"), ended: try fields.instant("ended"))
  }
}

extension NoteGrade {
  fileprivate var words: [String: String] {
    Dictionary(uniqueKeysWithValues: answers.map { ($0.key.rawValue, $0.value.rawValue) })
  }
}
