package import RecallDomain

/// `recall report` on a terminal: what needs somebody today, then the figures, each with what it is
/// made of and a bar beside it. 80 columns are enough.
package struct MetricReportText {
  private let width: Int
  private let words: MetricWords
  private let bar: TextBar
  /// In a table of many columns.
  private let narrow: TextBar

  private let isLinear: Bool

  /// - Parameters:
  ///   - isPlain: ASCII alone.
  ///   - isLinear: one thing a line and no bars, for a screen reader.
  ///   - width: columns to write in.
  package init(
    _ words: MetricWords, isPlain: Bool = false, isLinear: Bool = false, width: Int = 79
  ) {
    (self.words, self.width) = (words, width)
    self.isLinear = isLinear
    bar = TextBar(columns: isLinear ? 0 : 14, isPlain: isPlain)
    narrow = TextBar(columns: isLinear ? 0 : 8, isPlain: isPlain)
  }

  /// - Parameter grouping: by what the patients are told apart, besides the weeks.
  package func lines(_ report: MetricReport, by grouping: MetricGrouping? = nil) -> [String] {
    var lines = head(report) + needsYou(report) + worked(report)
    if report.total.isEmpty { lines += [""] + wrapped(words.say("nobody-due")) }
    for section in MetricSection.allCases where !report.total.isEmpty {
      lines += ["", words.say("section.\(section.rawValue)")]
      lines += figures(report, section) + beside(report, section)
    }
    if report.caller == nil { lines += routed(report) }
    guard !report.total.isEmpty else { return lines.map { $0.trimmedAtEnd } }
    lines += trend(report)
    if let grouping { lines += groups(report, grouping) }
    return lines.map { $0.trimmedAtEnd }
  }

  // MARK: Head

  private func head(_ report: MetricReport) -> [String] {
    let whose = report.caller.map { words.say("own", ["name": words.caller($0)]) }
    let title = [words.say("title"), words.clinic] + [whose].compactMap { $0 }
    return wrapped(title.joined(separator: " · "), indent: "")
      + wrapped(words.period(report.period), indent: "")
      + wrapped(words.say("as-of", ["time": words.moment(report.asOf)]), indent: "")
      + wrapped(words.say("patients-not-calls"), indent: "")
  }

  /// What needs somebody today, alone: for the top of other lists.
  package func today(_ report: MetricReport) -> [String] {
    var report = report
    report.carriedOver = 0
    return Array(needsYou(report).dropFirst())
  }

  /// On top, because it cannot wait.
  private func needsYou(_ report: MetricReport) -> [String] {
    let needs = NeedsToday(report, words: words).lines
    guard report.caller == nil || !needs.isEmpty else { return [] }
    return ["", words.say("needs-you")]
      + (needs.isEmpty ? wrapped(words.say("needs-nothing")) : needs.flatMap { wrapped($0) })
  }

  // MARK: Figures

  private func figures(_ report: MetricReport, _ section: MetricSection) -> [String] {
    let freed = report.caller == nil ? report.freed : nil
    return figures(
      section.metrics.map { (words.name($0), report.total.value(of: $0, freed: freed)) })
  }

  private func figures(_ figures: [(String, Metric.Value)]) -> [String] {
    let rows = figures.map { name, value -> [String] in
      var drawn = ""
      if case .share(let part, let whole) = value { drawn = bar.bar(part, whole) }
      return [name, words.made(value), words.value(value), drawn]
    }
    if isLinear { return LinearTable.lines(["", "", "", ""], rows) }
    return Columns.lines(rows, widths: [33, 14, 9], width: width)
  }

  /// The work of these days, also of days on which nobody was due.
  private func worked(_ report: MetricReport) -> [String] {
    let rows = WorkFigures(report.worked).rows.map { (words.say("worked.\($0.name)"), $0.value) }
    return [""] + heading("endings") + figures(rows)
      + (report.caller == nil ? endings(report.endings) : [])
  }

  /// What belongs beside a section: barriers and languages by kind, questions by queue.
  private func beside(_ report: MetricReport, _ section: MetricSection) -> [String] {
    switch section {
    case .reach: return leftOut(report)
    case .scheduling, .afterwards: return []
    case .care:
      return kinds(report)
    }
  }

  private func leftOut(_ report: MetricReport) -> [String] {
    report.leftOut == 0 ? [] : wrapped(words.say("left-out", count: report.leftOut))
  }

  private func kinds(_ report: MetricReport) -> [String] {
    let barriers = report.barriers.sorted {
      ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
    }
    .map { "\(words.barrier($0.key)) \(words.number($0.value))" }
    let languages = report.languages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(words.language($0.key)) \(words.number($0.value))" }
    return fact("barriers-by-kind", barriers) + fact("languages-by-name", languages)
  }

  /// Each team's questions: a table of its own.
  private func routed(_ report: MetricReport) -> [String] {
    let rows = QueueName.allCases.compactMap { queue -> [String]? in
      guard let routed = report.routed[queue], routed != RoutedTally() else { return nil }
      return [words.queue(queue)] + words.routed(routed)
    }
    guard !rows.isEmpty else { return [] }
    let head = [words.say("column.queue")] + MetricWords.routedColumns.map { words.say($0) }
    return [""] + heading("routed")
      + table(head, rows, numbers: Set(1...MetricWords.routedColumns.count))
  }

  private func table(
    _ head: [String], _ rows: [[String]], numbers: Set<Int> = [1, 2, 3, 4, 5]
  ) -> [String] {
    isLinear
      ? LinearTable.lines(head, rows) : TextTable(head, rows, numbers: numbers).lines
  }

  private func fact(_ key: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : wrapped("\(words.say(key)): \(items.joined(separator: " · "))")
  }

  private func endings(_ endings: EndingTally) -> [String] {
    let facts = [
      ("scheduled", endings.scheduled), ("unreachable", endings.unreachable),
    ].map { words.say("ended.\($0.0)", count: $0.1) }
    return wrapped(words.say("ended", ["counts": facts.joined(separator: " · ")]))
  }

  // MARK: Tables

  private func trend(_ report: MetricReport) -> [String] {
    let rows = report.trend.map { week, tally in [words.week(week)] + columns(tally) }
    return [""] + heading("trend") + table(head("week"), rows)
  }

  private func groups(_ report: MetricReport, _ grouping: MetricGrouping) -> [String] {
    let title = heading("by.\(grouping.rawValue)")
    guard grouping.isOfPatients else { return [""] + title + tries(report, grouping) }
    let groups = MetricGroup.rows(
      report.groups[grouping] ?? [:], small: words.policy.report.smallGroup)
    let rows =
      groups.map { [words.label($0, grouping)] + columns($0.tally) }
      + [[words.say("total")] + columns(report.total)]
    return [""] + title + table(head(grouping.rawValue), rows)
  }

  private func head(_ first: String) -> [String] {
    [
      "column.\(first)", "column.due", "column.reached", "column.percent", "column.scheduled",
      "column.percent",
    ].map { words.say($0) } + [""]
  }

  private func columns(_ tally: MetricTally) -> [String] {
    [
      words.number(tally[.due]), words.number(tally[.reached]),
      words.share(tally[.reached], tally[.due]), words.number(tally[.scheduled]),
      words.share(tally[.scheduled], tally[.due]),
      narrow.bar(tally[.scheduled], tally[.due]),
    ]
  }

  private func tries(_ report: MetricReport, _ grouping: MetricGrouping) -> [String] {
    let steps = MetricSteps.rows(report.tries[grouping] ?? [:], grouping)
    let rows = steps.map { step -> [String] in
      let tally = step.tally
      return [
        words.label(step, grouping), words.number(tally.called), words.number(tally.reached),
        words.share(tally.reached, tally.called), words.number(tally.scheduled),
        words.share(tally.scheduled, tally.called), narrow.bar(tally.reached, tally.called),
      ]
    }
    let head =
      [
        "column.\(grouping.rawValue)", "column.called", "column.reached",
        "column.percent", "column.scheduled", "column.percent",
      ].map { words.say($0) } + [""]
    return table(head, rows)
      + wrapped(words.say("several-rows"))
  }

  private func heading(_ key: String) -> [String] { wrapped(words.say(key), indent: "") }

  private func wrapped(_ text: String, indent: String = "  ") -> [String] {
    TerminalText.wrap(TerminalText.clean(text), width: width, indent: indent)
  }
}

/// The parts of a report, in the order in which they are read.
enum MetricSection: String, CaseIterable {
  case reach, scheduling, afterwards, care

  var metrics: [MetricName] {
    switch self {
    case .reach:
      [.due, .attempted, .reachedOfDue, .reachedOfAttempted, .attemptsPerReached]
    case .scheduling:
      [
        .scheduledOfDue, .scheduledOfReached, .attributable, .scheduledOnTime,
        .daysDueToScheduled, .daysFirstToScheduled,
      ]
    case .afterwards: [.noShow, .cancelled, .recovered]
    case .care:
      [
        .languageNeeds, .barriers, .wrongContact, .declined, .unreachable, .optedOut,
        .identityFailed,
      ]
    }
  }
}

/// Steps of a scale in their own order: attempts by number, parts of the day as they come.
enum MetricSteps {
  static func rows(
    _ tries: [String: TryTally], _ grouping: MetricGrouping
  ) -> [MetricGroup<TryTally>] {
    MetricGroup.steps(tries) { name in
      if grouping == .attempt { return Int(name) ?? .max }
      let parts = PartOfDay.allCases.map(\.rawValue)
      return parts.firstIndex(of: name) ?? parts.count
    }
  }
}

/// Rows whose first columns have a fixed width: figure under figure from section to section. A text
/// that is too long pushes what follows to the right.
enum Columns {
  static func lines(_ rows: [[String]], widths: [Int], width: Int) -> [String] {
    rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let text = TerminalText.clean(cell)
        let space = column < widths.count ? widths[column] - TerminalText.width(text) : 0
        line += "  " + text + String(repeating: " ", count: max(0, space))
      }
      return TerminalText.truncate(line.trimmedAtEnd, to: width)
    }
  }
}

extension String {
  /// Without spaces at its end.
  var trimmedAtEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
