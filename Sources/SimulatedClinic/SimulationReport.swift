package import Foundation
package import RecallDomain

/// How much is simulated.
package struct SimulationSize: Sendable {
  package var patients: Int
  package var workingDays: Int
  package var callers: Int

  /// Days after which a recall that has not ended never will.
  static let longest = 700

  package init(patients: Int, workingDays: Int = 60, callers: Int? = nil) {
    self.patients = patients
    self.workingDays = workingDays
    // About eighty calls a day each, four for a patient.
    self.callers = callers ?? max(3, patients * 4 / (workingDays * 80))
  }
}

/// What happened, counted.
package struct SimulationTally: Sendable, Hashable {
  package internal(set) var dials = 0
  package internal(set) var contacts = 0
  package internal(set) var inbound = 0
  package internal(set) var messages = 0
  /// Written, and stopped before they left.
  package internal(set) var stopped = 0
  /// Recalls that a correction of the record gave back.
  package internal(set) var corrected = 0
  package internal(set) var items = 0
  /// Of them: given to another team, answered and told in a call, answered and told another way.
  package internal(set) var handedOn = 0
  package internal(set) var told = 0
  package internal(set) var toldOtherwise = 0
  /// Items that stood overdue in a list, by evenings.
  package internal(set) var overdueAtNight = 0
  package internal(set) var foundBookings = 0
  package internal(set) var outcomes: [Outcome: Int] = [:]
  package internal(set) var ends: [RecallEnd: Int] = [:]
  package internal(set) var keptBack: [ExclusionReason: Int] = [:]

  mutating func count(_ attempt: AttemptSummary) {
    if attempt.isContact { contacts += 1 }
    if let ending = attempt.ending { outcomes[ending.outcome, default: 0] += 1 }
  }
}

/// The whole of one simulation.
package struct SimulationReport: Sendable {
  package let tally: SimulationTally
  /// The first of them; `counts` has all.
  package let violations: [Violation]
  package let counts: [Violation.Kind: Int]
  package let first: Date
  package let last: Date
  package let people: Int
  package let recalls: Int

  package var violationCount: Int { counts.values.reduce(0, +) }

  /// For a terminal: figures in one column, their names beside them.
  package var text: String {
    let days = Int(last.timeIntervalSince(first) / 86_400)
    var lines: [(Int, String)] = [
      (people, "patients"), (recalls, "recalls"), (days, "days until the last of them ended"),
      (tally.dials, "dials"), (tally.contacts, "contacts"), (tally.messages, "messages"),
      (tally.stopped, "of them stopped in time"),
      (tally.corrected, "recalls given back by a correction"),
      (tally.inbound, "calls that came in"), (tally.items, "items for the queues"),
      (tally.handedOn, "of them handed on"), (tally.told, "answers told in a call"),
      (tally.toldOtherwise, "answers told another way"),
      (tally.overdueAtNight, "overdue in the evening, and listed so"),
      (tally.foundBookings, "bookings found later"),
    ]
    lines += Outcome.allCases.compactMap { outcome in
      tally.outcomes[outcome].map { ($0, "outcome \(outcome.rawValue)") }
    }
    lines += RecallEnd.allCases.compactMap { end in
      tally.ends[end].map { ($0, "ended: \(end.rawValue)") }
    }
    lines.append((violationCount, "violations"))
    lines += Violation.Kind.allCases.compactMap { kind in
      counts[kind].map { ($0, "violations: \(kind.rawValue)") }
    }
    let width = lines.map { String($0.0).count }.max() ?? 0
    let table = lines.map { number, name in
      String(repeating: " ", count: width - String(number).count) + "\(number)  \(name)"
    }
    return (table + violations.map(\.description)).joined(separator: "\n")
  }
}
