package import RecallDomain

/// `recall review weekly` for other programs, one patient at a time: JSON, or rows for a spreadsheet.
package struct WeeklyReviewDocument {
  private let zone: Zone

  package init(zone: Zone) { self.zone = zone }

  package func json(_ entry: Unscheduled, why: String) -> JSONValue {
    [
      "recall": .string(entry.recall.rawValue), "patient": .string(entry.patient.rawValue),
      "name": .string(entry.name), "segment": .string(entry.segment),
      "due": .string(entry.due.description), "days_overdue": .int(entry.daysOverdue),
      "attempts": .int(entry.attempts), "last": last(entry),
      "reason": .text(entry.reason?.rawValue), "why": .string(why),
      "next": [
        "action": .string(entry.next.kind.rawValue), "owner": .text(entry.next.owner),
        "concern": .text(entry.concern?.rawValue),
        "on": .text(entry.next.at.map { InstantText.rfc3339($0, in: zone) }),
      ],
    ]
  }

  private func last(_ entry: Unscheduled) -> JSONValue {
    guard let last = entry.last else { return .null }
    return [
      "started": .string(InstantText.rfc3339(last.started, in: zone)),
      "caller": .string(last.caller), "outcome": .text(last.ending?.outcome.rawValue),
      "detail": .text(last.ending?.detail.rawValue),
    ]
  }

  /// What stands behind the list: the week in counts, and what needs somebody today.
  package func end(
    _ report: MetricReport, segments: [(String, UnscheduledTally)]
  ) -> [(String, JSONValue)] {
    let endings = report.endings
    return [
      ("as_of", .string(InstantText.rfc3339(report.asOf, in: zone))),
      (
        "week",
        [
          "from": .string(report.period.from.description),
          "to": .string(report.period.to.description), "scheduled": .int(endings.scheduled),
          "unreachable": .int(endings.unreachable), "declined": .int(endings.declined),
          "escalated": .int(endings.escalated),
        ]
      ),
      (
        "needs_today", MetricReportDocument.needsToday(report)
      ),
      (
        "segments",
        .array(
          segments.map { segment, tally in
            [
              "segment": .string(segment), "unscheduled": .int(tally.count),
              "longest_days_overdue": .int(tally.longest),
              "waiting_for_review": .int(tally.next[.review] ?? 0),
              "without_next_action": .int(tally.next[.none] ?? 0),
            ]
          })
      ),
    ]
  }

  package static let csvHeader =
    "recall,patient,name,segment,due,days_overdue,attempts,last,outcome,detail,reason,why,"
    + "next_action,next_owner,next_on,concern"

  package func csv(_ entry: Unscheduled, why: String) -> String {
    [
      entry.recall.rawValue, entry.patient.rawValue, entry.name, entry.segment,
      entry.due.description, "\(entry.daysOverdue)", "\(entry.attempts)",
      entry.last.map { InstantText.rfc3339($0.started, in: zone) } ?? "",
      entry.last?.ending?.outcome.rawValue ?? "", entry.last?.ending?.detail.rawValue ?? "",
      entry.reason?.rawValue ?? "", why, entry.next.kind.rawValue, entry.next.owner ?? "",
      entry.next.at.map { InstantText.rfc3339($0, in: zone) } ?? "",
      entry.concern?.rawValue ?? "",
    ].map(GuardedCell.text).joined(separator: ",")
  }
}
