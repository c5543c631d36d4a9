package import Foundation

/// Reviewing notes: which may be drawn, and what reviewers said of them.
package protocol NoteReviewing: AnyObject {
  /// Notes of calls that people made and ended since then, and that this reviewer has not graded;
  /// their own are never theirs to judge.
  func reviewableNotes(
    since: Date?, by reviewer: String
  ) throws(StoreFailure) -> [ReviewableNote]
  /// Keeps a grade; the same reviewer's second of one note changes nothing, and answers `false`.
  func keepGrade(_ grade: NoteGrade) throws(StoreFailure) -> Bool
  /// Grades of calls that ended since then, oldest first.
  ///
  /// - Parameter caller: of their notes alone.
  func grades(since: Date?, of caller: String?) throws(StoreFailure) -> [GradedNote]
}
