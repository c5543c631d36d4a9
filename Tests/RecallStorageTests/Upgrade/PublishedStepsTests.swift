import Foundation
import GRDB
import RecallDomain
import Testing

@testable import RecallStorage

/// A step that somebody's store has taken is what it is: who alters it alters new stores alone, and the
/// two differ from then on. Also a list of words in a CHECK belongs to it: a word more wants a step.
@Suite("steps of the schema that have been published")
struct PublishedStepsTests {
  /// `version database sum`, a line for each; a new step adds its two lines.
  private static let published = """
    1 sqlite 76a3239f7fdbfaf6
    2 sqlite 633abc171fde48e7
    3 sqlite bbc701b36ebaaa94
    4 sqlite 33c05399129681b8
    5 sqlite 856ff8cc4559285e
    6 sqlite 481703b115809dc3
    7 sqlite 196750e95e23eb96
    8 sqlite b8847c634350eddf
    9 sqlite 720668b42aefbbbf
    10 sqlite f596cda306ba86c3
    11 sqlite 4fb7fc732065af69
    12 sqlite f5e04203ed5cb6c4
    13 sqlite 67851e47d0103c63
    14 sqlite 1f442a135ee83e53
    15 sqlite ddd7145d7aff24af
    16 sqlite 3583a53b865eb3d2
    17 sqlite e26c39fa3bfe08a6
    18 sqlite feb8e6f9f7738e6e
    19 sqlite 99c0fe5d31fcb447
    20 sqlite d1c39f95ef39794e
    21 sqlite 79df0b0d5267c33b
    22 sqlite 6944e518581f612c
    23 sqlite cff80760cd3fc33f
    24 sqlite 942dab0f8eface18
    1 postgresql 5dc15431b1b85fc
    2 postgresql ac9a3d415a6da5ae
    3 postgresql 7dd9198314777e45
    4 postgresql 39f55c757d0bf69f
    5 postgresql 856ff8cc4559285e
    6 postgresql affbefd60d77de41
    7 postgresql 816fd6cd89e1f570
    8 postgresql 9c86e5c6ad9a37ae
    9 postgresql 62c0e5046db8deb7
    10 postgresql d1d8c5394aa93400
    11 postgresql ba66b67a56a5ced4
    12 postgresql cbc05a6644320ca
    13 postgresql e0cd36d77d85fb09
    14 postgresql ea4b7eb4400513e9
    15 postgresql f0282be691c797df
    16 postgresql 9c1fc9cd1f2814b1
    17 postgresql 5e1645d5d473444e
    18 postgresql dfb2cacf0cce0352
    19 postgresql ad0ebbc30ee58a5b
    20 postgresql 40bbd1c3545bdecd
    21 postgresql 11430326698338c8
    22 postgresql 180a05df509bfecd
    23 postgresql edf0ac549b3573d1
    24 postgresql 25dc00339de5873d
    """.split(separator: "\n").map(String.init)

  @Test("stay as they were, word for word", arguments: [Dialect.sqlite, .postgresql])
  func unaltered(_ dialect: Dialect) {
    let published = Self.published.filter { $0.contains(" \(dialect) ") }
    let now = Self.sums(dialect)
    for (was, line) in zip(published, now) {
      #expect(
        was == line, "this step has been published: let a new one bring the change, or list it anew"
      )
    }
    let new = now.dropFirst(published.count)
    #expect(new.isEmpty, "a new step: list \(new.joined(separator: ", "))")
  }

  /// A store that lacks one would refuse to save the call.
  @Test("permit every ending that there is, wherever endings are kept")
  func endings() throws {
    let lists = try DatabaseQueue().write { db in
      try SQLiteShape.create(db, kind: .live)
      return try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE ?",
        arguments: ["%\(Schema.Step.lastPublished)%"])
    }.map { (table: $0["name"] as String, words: $0["sql"] as String) }
    #expect(lists.map(\.table).sorted() == ["attempt", "note_addition"])
    for ending in Outcome.allCases.flatMap(\.endings) {
      let missing = lists.filter { !$0.words.contains("'\(ending)'") }.map(\.table)
      #expect(
        missing == [],
        """
        \(ending) is new: add Step(version: \(Schema.known + 1), permitting: ["\(ending)"]) to the \
        steps of Schema.swift
        """)
    }
  }

  private static func sums(_ dialect: Dialect) -> [String] {
    let first = (1, Schema.first(in: dialect))
    let steps = Schema.steps(after: 1, in: dialect).map { ($0.version, $0.statements) }
    return ([first] + steps).map { version, statements in
      // Nobody forges it: any sum that changes with each word will do.
      let sum = StableSum(of: statements.joined(separator: ";\n"))
      return "\(version) \(dialect) \(String(sum.value, radix: 16))"
    }
  }
}

extension Outcome {
  fileprivate var endings: [Ending] { details.compactMap { Ending(self, $0) } }
}
