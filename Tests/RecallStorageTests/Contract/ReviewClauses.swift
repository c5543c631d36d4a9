import Foundation
import RecallDomain
import Testing

/// Reviews of notes: what may be drawn, and grades that stay.
extension StoreContract {
  static let reviews: [StoreClause] = [
    StoreClause("a reviewer draws from notes of others' calls that they have not graded") {
      bench throws in
      try bench.noted(3, by: ["ana", "ben", "lee"])
      try bench.waitForMessage(7...7)
      _ = try bench.writeMessages()
      let first = try bench.store.reviewableNotes(since: nil, by: "lee")
      #expect(first.map(\.caller) == ["ana", "ben"])
      #expect(first.map(\.outcome) == [.leftMessage, .leftMessage])
      #expect(try bench.store.keepGrade(Clinic.grade(first[0].id)))
      #expect(try bench.store.reviewableNotes(since: nil, by: "lee").map(\.caller) == ["ben"])
      #expect(try bench.store.reviewableNotes(since: nil, by: "max").count == 3)
      #expect(try bench.store.reviewableNotes(since: Clinic.minutes(600), by: "max").isEmpty)
    },
    StoreClause("a grade is kept once for each reviewer, and is never another") { bench throws in
      try bench.noted(1, by: ["ana"])
      let note = try #require(try bench.store.reviewableNotes(since: nil, by: "lee").first).id
      #expect(try bench.store.keepGrade(Clinic.grade(note)))
      #expect(try !bench.store.keepGrade(Clinic.grade(note, .no)))
      #expect(try bench.store.keepGrade(Clinic.grade(note, .no, by: "max")))
      let grades = try bench.store.grades(since: nil, of: nil)
      #expect(grades.map(\.grade) == [Clinic.grade(note), Clinic.grade(note, .no, by: "max")])
      #expect(grades.map(\.caller) == ["ana", "ana"])
      #expect(try bench.store.grades(since: nil, of: "ben").isEmpty)
      #expect(throws: StoreFailure.notFound) {
        _ = try bench.store.keepGrade(Clinic.grade(NoteID("nothing")))
      }
    },
  ]
}

extension Clinic {
  fileprivate static func grade(
    _ note: NoteID, _ answer: RubricAnswer = .yes, by reviewer: String = "lee"
  ) -> NoteGrade {
    NoteGrade(
      note: note, reviewer: reviewer,
      answers: Dictionary(
        uniqueKeysWithValues: RubricQuestion.allCases.map { ($0, answer) }),
      comment: "Clear.", at: now)
  }
}

extension StoreBench {
  /// One whole call by each of these.
  fileprivate func noted(_ count: Int, by callers: [String]) throws {
    try bring(count)
    for caller in callers {
      let (ticket, number) = try call("c-\(caller)", by: caller)
      try store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.leftMessage)!), under: ticket,
        at: Clinic.now)
    }
  }
}
