package import RecallDomain

/// What cannot wait for the figures, each in one sentence with what to do about it; the weightiest first.
package struct NeedsToday {
  package let lines: [String]

  package init(_ report: MetricReport, words: MetricWords) {
    let queues = { (key: String, count: (RoutedTally) -> Int) -> String? in
      let found = QueueName.allCases.compactMap { queue in
        report.routed[queue].map { (queue, count($0)) }.flatMap { $0.1 > 0 ? $0 : nil }
      }
      guard !found.isEmpty else { return nil }
      let names = found.map { "\(words.queue($0.0)) \(words.number($0.1))" }
      return words.say(
        key, ["queues": names.joined(separator: ", ")], count: found.reduce(0) { $0 + $1.1 })
    }
    let counted = { (key: String, count: Int) in count > 0 ? words.say(key, count: count) : nil }
    let waiting = report.waiting
    lines =
      [
        queues("emergencies", \.emergencies), queues("overdue", \.overdue),
        counted("openings", waiting.openings), queues("due-today", \.dueToday),
        counted("promised", waiting.promised),
        Self.unfinished(report, words), counted("undecided", waiting.undecided),
        counted("unasked", waiting.unasked), Self.carriedOver(report, words),
      ].compactMap { $0 }
  }

  /// Whose, and since when: only that person can tell what was said.
  private static func unfinished(_ report: MetricReport, _ words: MetricWords) -> String? {
    guard report.needOutcome > 0 else { return nil }
    let whose = report.unfinished.map { calls in
      words.say(
        "unfinished",
        [
          "name": words.caller(calls.caller), "number": words.number(calls.count),
          "time": words.moment(calls.since),
        ])
    }
    return words.say(
      "need-outcome", ["whose": whose.joined(separator: ", ")], count: report.needOutcome)
  }

  private static func carriedOver(_ report: MetricReport, _ words: MetricWords) -> String? {
    guard report.carriedOver > 0, let earliest = report.earliestDue else { return nil }
    return words.say(
      "carried-over", ["day": words.day(earliest), "date": earliest.description],
      count: report.carriedOver)
  }
}

/// What was done in the days of a report, with what each figure is made of.
struct WorkFigures {
  let rows: [(name: String, value: Metric.Value)]

  init(_ work: WorkTally) {
    rows = [
      ("tried", .count(work.tried)), ("reached", .share(work.reached, of: work.tried)),
      ("scheduled", .share(work.scheduled, of: work.tried)),
      ("declined", .share(work.declined, of: work.tried)),
      ("asked", .share(work.asked, of: work.tried)),
    ]
  }
}
