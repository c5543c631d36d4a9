package import RecallDomain

/// One answer of a trainee, and what would have been right there.
package struct RehearsalMoment: Hashable, Sendable {
  package enum Verdict: String, Hashable, Sendable {
    case best
    /// Acceptable too.
    case good
    case other
    /// Off the road nothing was expected.
    case free

    init(_ word: String, expected: [String]) {
      switch expected.firstIndex(of: word) {
      case 0?: self = .best
      case _?: self = .good
      case nil: self = expected.isEmpty ? .free : .other
      }
    }
  }

  /// Counted from 0; `nil` where no turn was waiting for an answer.
  package let turn: Int?
  package let node: NodeID?
  /// What they had heard.
  package let heard: Saying?
  /// The best first.
  package let expected: [String]
  package let did: String
  package let verdict: Verdict
  /// Undone by `/back`: noticed by the trainee, so not held against them.
  package var isTakenBack = false
}

/// How a rehearsed call went: what was expected where, and whether it ended as it should.
package struct RehearsalReview: Hashable, Sendable {
  /// In the order of the call, those taken back too.
  package let moments: [RehearsalMoment]
  /// Turns that were never answered as they should be, with what would have been best.
  package let missed: [Missed]
  package let expectedEnd: Rehearsal.ExpectedEnd
  /// `nil` when the call was left before its end.
  package let ending: Ending?
  package let hungUp: Bool

  package struct Missed: Hashable, Sendable {
    /// Counted from 0.
    package let turn: Int
    package let best: String
  }

  package var endedAsExpected: Bool { ending.map(expectedEnd.allows) ?? false }

  /// Answers that stand.
  package var standing: [RehearsalMoment] { moments.filter { !$0.isTakenBack } }

  package func count(_ verdict: RehearsalMoment.Verdict) -> Int {
    standing.count { $0.verdict == verdict }
  }
}

extension SimulatedPatient {
  /// What can be told after the call.
  package func review(of run: CallRun) -> RehearsalReview {
    let done = Set(
      moments.filter { !$0.isTakenBack && $0.verdict != .other }.compactMap(\.turn))
    return RehearsalReview(
      moments: moments,
      missed: rehearsal.turns.indices.filter { !done.contains($0) }.map {
        RehearsalReview.Missed(turn: $0, best: rehearsal.turns[$0].best.word)
      },
      expectedEnd: rehearsal.ends, ending: run.ending, hungUp: hasHungUp)
  }
}
