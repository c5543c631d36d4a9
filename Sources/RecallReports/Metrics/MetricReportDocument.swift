package import RecallDomain

/// `recall report --json` and `--csv`: every figure by name, with what it is made of.
package struct MetricReportDocument {
  private let zone: Zone
  private let smallGroup: Int

  package init(policy: ClinicPolicy) {
    (zone, smallGroup) = (policy.zone, policy.report.smallGroup)
  }

  package func json(_ report: MetricReport, by grouping: MetricGrouping?) -> JSONValue {
    let items = report.metrics.map(json)
    var members: [JSONValue.Member] = [
      .init("items", .array(items)), .init("count", .int(items.count)),
      .init("format", "recall-report/1"),
      .init("from", .string(report.period.from.description)),
      .init("to", .string(report.period.to.description)),
      .init("as_of", .string(InstantText.rfc3339(report.asOf, in: zone))),
      .init("caller", .text(report.caller)),
    ]
    members += [
      .init("needs_today", Self.needsToday(report)), .init("in_these_days", Self.worked(report)),
    ]
    if report.caller == nil { members += wholeClinic(report) }
    members += [
      .init("needs_outcome", .int(report.needOutcome)),
      .init("barriers", .array(barriers(report))),
      .init("languages", .array(languages(report))),
      .init("weeks", .array(report.trend.map(week))),
    ]
    if let grouping {
      members += [
        .init("by", .string(grouping.rawValue)), .init("groups", .array(groups(report, grouping))),
      ]
    }
    return .object(members)
  }

  /// What waits for somebody at this moment, in counts.
  static func needsToday(_ report: MetricReport) -> JSONValue {
    let sum = { (count: (RoutedTally) -> Int) in
      JSONValue.int(report.routed.values.reduce(0) { $0 + count($1) })
    }
    return [
      "emergencies": sum(\.emergencies), "overdue_items": sum(\.overdue),
      "due_today": sum(\.dueToday), "callbacks_today": .int(report.waiting.promised),
      "needs_outcome": .int(report.needOutcome),
      "without_plan": .int(report.waiting.undecided),
      "records_not_asked": .int(report.waiting.unasked),
      "emergency_openings": .int(report.waiting.openings),
    ]
  }

  private static func worked(_ report: MetricReport) -> JSONValue {
    let work = report.worked
    let share = { (part: Int) -> JSONValue in
      [
        "numerator": .int(part), "denominator": .int(work.tried), "value": value(part, work.tried),
      ]
    }
    return [
      "tried": .int(work.tried), "reached": share(work.reached),
      "scheduled": share(work.scheduled), "declined": share(work.declined),
      "clinical_question": share(work.asked),
    ]
  }

  private func wholeClinic(_ report: MetricReport) -> [JSONValue.Member] {
    [
      .init("not_counted", .int(report.leftOut)),
      .init(
        "carried_over",
        [
          "count": .int(report.carriedOver), "since": .text(report.earliestDue?.description),
        ]),
      .init(
        "ended",
        [
          "scheduled": .int(report.endings.scheduled),
          "unreachable": .int(report.endings.unreachable),
          "declined": .int(report.endings.declined),
          "escalated": .int(report.endings.escalated),
        ]),
      .init("queues", .array(queues(report))),
    ]
  }

  // MARK: Figures

  private func json(_ metric: Metric) -> JSONValue {
    let name = JSONValue.Member("name", .string(metric.name.rawValue))
    switch metric.value {
    case .count(let count): return .object([name, .init("count", .int(count))])
    case .share(let part, let whole), .ratio(let part, let whole):
      return .object([
        name, .init("numerator", .int(part)), .init("denominator", .int(whole)),
        .init("value", Self.value(part, whole)),
      ])
    case .days(let spread):
      return .object([
        name, .init("count", .int(spread?.count ?? 0)),
        .init("median", spread.map { .int($0.median) } ?? .null),
        .init("p90", spread.map { .int($0.ninetieth) } ?? .null),
        .init("mean", spread.map { .double($0.mean) } ?? .null),
      ])
    }
  }

  /// Of none there is no value.
  private static func value(_ part: Int, _ whole: Int) -> JSONValue {
    whole == 0 ? .null : .double(Double(part) / Double(whole))
  }

  private func barriers(_ report: MetricReport) -> [JSONValue] {
    Barrier.allCases.map {
      ["barrier": .string($0.rawValue), "count": .int(report.barriers[$0] ?? 0)]
    }
  }

  private func languages(_ report: MetricReport) -> [JSONValue] {
    report.languages.sorted { $0.key < $1.key }.map {
      ["language": $0.key.isEmpty ? .null : .string($0.key), "count": .int($0.value)]
    }
  }

  private func queues(_ report: MetricReport) -> [JSONValue] {
    QueueName.allCases.map { queue in
      let routed = report.routed[queue] ?? RoutedTally()
      return [
        "queue": .string(queue.rawValue), "routed": .int(routed.opened),
        "answered": .int(routed.answered), "open": .int(routed.open),
        "overdue": .int(routed.overdue),
        "in_time": [
          "numerator": .int(routed.inTime), "denominator": .int(routed.dueByNow),
          "value": Self.value(routed.inTime, routed.dueByNow),
        ],
        "minutes_to_take": median(routed.minutesToTake),
        "minutes_to_answer": median(routed.minutesToAnswer),
      ]
    }
  }

  private func median(_ minutes: [Int: Int]) -> JSONValue {
    let spread = DaySpread(minutes)
    return [
      "count": .int(spread?.count ?? 0), "median": spread.map { .int($0.median) } ?? .null,
    ]
  }

  // MARK: Weeks and groups

  private func week(_ week: ReportWeek, _ tally: MetricTally) -> JSONValue {
    [
      "week": .string(week.description), "from": .string(week.monday.description),
      "metrics": .array(tally.metrics().filter(Self.isOfPatients).map(json)),
    ]
  }

  /// Appointments and their results belong to their own day, not to the week of the due date.
  private static func isOfPatients(_ metric: Metric) -> Bool {
    switch metric.name {
    case .noShow, .cancelled, .daysDueToScheduled, .daysFirstToScheduled, .scheduledOnTime: false
    default: true
    }
  }

  private func groups(_ report: MetricReport, _ grouping: MetricGrouping) -> [JSONValue] {
    guard grouping.isOfPatients else {
      return MetricSteps.rows(report.tries[grouping] ?? [:], grouping).map { step in
        .object(
          label(step) + [
            .init("called", .int(step.tally.called)), .init("reached", .int(step.tally.reached)),
            .init("scheduled", .int(step.tally.scheduled)),
          ])
      }
    }
    return MetricGroup.rows(report.groups[grouping] ?? [:], small: smallGroup).map { group in
      .object(
        label(group) + [
          .init("patients", .int(group.tally.patients)),
          .init("metrics", .array(group.tally.metrics().map(json))),
        ])
    }
  }

  /// `merged`: how many small groups are in it.
  private func label<Tally>(_ group: MetricGroup<Tally>) -> [JSONValue.Member] {
    switch group.label {
    case .named(let name): [.init("group", .string(name)), .init("merged", .null)]
    case .unknown: [.init("group", .null), .init("merged", .null)]
    case .other(let count): [.init("group", "other"), .init("merged", .int(count))]
    }
  }

  // MARK: Rows

  package static let csvHeader =
    "grouping,group,metric,numerator,denominator,value,count,median,p90"

  /// One row for each figure; cells that a spreadsheet would take for a formula begin with `'`.
  package func csv(_ report: MetricReport, by grouping: MetricGrouping?) -> [String] {
    var rows = report.metrics.map { row("all", "", $0) }
    rows += WorkFigures(report.worked).rows.map { name, value in
      let name = name == "asked" ? "clinical-question" : name
      return row("in-these-days", "", Metric(.due, value), name: name)
    }
    for (week, tally) in report.trend {
      rows += tally.metrics().filter(Self.isOfPatients).map { row("week", week.description, $0) }
    }
    guard let grouping else { return rows }
    guard grouping.isOfPatients else {
      return rows
        + MetricSteps.rows(report.tries[grouping] ?? [:], grouping).flatMap { step in
          let tally = step.tally
          return [
            row(
              grouping.rawValue, text(step),
              Metric(.reachedOfAttempted, .share(tally.reached, of: tally.called))),
            row(
              grouping.rawValue, text(step),
              Metric(.scheduledOfReached, .share(tally.scheduled, of: tally.called)),
              name: "scheduled-of-called"),
          ]
        }
    }
    return rows
      + MetricGroup.rows(report.groups[grouping] ?? [:], small: smallGroup).flatMap { group in
        group.tally.metrics().map { row(grouping.rawValue, text(group), $0) }
      }
  }

  private func text<Tally>(_ group: MetricGroup<Tally>) -> String {
    switch group.label {
    case .named(let name): name
    case .unknown: ""
    case .other(let count): "other (\(count))"
    }
  }

  private func row(
    _ grouping: String, _ group: String, _ metric: Metric, name: String? = nil
  ) -> String {
    var cells = [grouping, group, name ?? metric.name.rawValue]
    switch metric.value {
    case .count(let count): cells += ["", "", "", "\(count)", "", ""]
    case .share(let part, let whole), .ratio(let part, let whole):
      let value = whole == 0 ? "" : "\(Double(part) / Double(whole))"
      cells += ["\(part)", "\(whole)", value, "", "", ""]
    case .days(let spread):
      cells += [
        "", "", "", "\(spread?.count ?? 0)", spread.map { "\($0.median)" } ?? "",
        spread.map { "\($0.ninetieth)" } ?? "",
      ]
    }
    // Days may be negative: numbers of ours are no formulas.
    return cells.enumerated().map { $0.offset < 3 ? GuardedCell.text($0.element) : $0.element }
      .joined(separator: ",")
  }
}
