import RecallDomain

/// What one piece of the list adds to a report: each row names what it counts.
extension RecallMeasure {
  static func add(
    _ piece: MeasuredPiece, to report: inout MetricReport, _ question: MetricQuestion
  ) throws {
    for row in piece.rows {
      let answer = try Answer(row)
      switch answer.what {
      case "page": break
      case "left-out": report.leftOut += answer.count
      case "carried": addCarried(answer, to: &report)
      case "worked": addWorked(answer, to: &report)
      case "promised": report.waiting.promised += answer.count
      case "undecided" where report.caller == nil: report.waiting.undecided += answer.count
      case "unasked" where report.caller == nil: report.waiting.unasked += answer.count
      case "undecided", "unasked": break
      case "ended": addEnded(answer, to: &report)
      case "barriers":
        for barrier in Barrier.named(by: Int(answer.name) ?? 0) {
          report.barriers[barrier, default: 0] += answer.count
        }
      case "needs": report.languages[answer.name, default: 0] += answer.count
      case "week": addWeek(answer, to: &report)
      case "late:week", "took:week": addDays(answer, to: &report.total)
      default: try addGroup(answer, to: &report)
      }
    }
  }

  private struct Answer {
    let what: String
    let name: String
    let numbers: [Int]
    var count: Int { numbers[0] }

    init(_ row: SQLRow) throws {
      let fields = Fields(row, of: "measure")
      what = try fields.text("what")
      name = try fields.optionalText("name") ?? ""
      numbers = row.values.dropFirst(2).map { if case .int(let number) = $0 { number } else { 0 } }
    }

    var tally: MetricTally {
      zip(RecallFacts.summed, numbers).reduce(into: MetricTally()) { $0[$1.0] = $1.1 }
    }
  }

  private static func addCarried(_ answer: Answer, to report: inout MetricReport) {
    guard report.caller == nil, answer.count > 0 else { return }
    report.carriedOver += answer.count
    guard let due = CivilDate(iso: answer.name) else { return }
    report.earliestDue = min(report.earliestDue ?? due, due)
  }

  private static func addWorked(_ answer: Answer, to report: inout MetricReport) {
    report.worked.tried += answer.numbers[0]
    report.worked.reached += answer.numbers[1]
    report.worked.scheduled += answer.numbers[2]
    report.worked.declined += answer.numbers[3]
    report.worked.asked += answer.numbers[4]
  }

  private static func addEnded(_ answer: Answer, to report: inout MetricReport) {
    guard report.caller == nil else { return }
    if answer.name == RecallEnd.scheduled.rawValue {
      report.endings.scheduled += answer.count
    } else {
      report.endings.unreachable += answer.count
    }
  }

  private static func addWeek(_ answer: Answer, to report: inout MetricReport) {
    report.total += answer.tally
    guard let number = Int(answer.name) else { return }
    let week = ReportWeek(of: CivilDate(dayNumber: number * 7 - 3))
    report.byWeek[week, default: MetricTally()] += answer.tally
  }

  /// Days from the due date tell also who was scheduled in time.
  private static func addDays(_ answer: Answer, to tally: inout MetricTally) {
    let (days, count) = (answer.numbers[0], answer.numbers[1])
    if answer.what.hasPrefix("late") {
      tally.daysFromDue[days, default: 0] += count
      if days <= 0 { tally[.onTime] += count }
    } else {
      tally.daysFromFirst[days, default: 0] += count
    }
  }

  private static func addGroup(_ answer: Answer, to report: inout MetricReport) throws {
    let name = answer.what.split(separator: ":").last.map(String.init) ?? ""
    guard let grouping = MetricGrouping(rawValue: name) else {
      throw DamagedRow(place: "measure")
    }
    if !grouping.isOfPatients {
      let tries = TryTally(
        called: answer.numbers[0], reached: answer.numbers[1], scheduled: answer.numbers[2])
      report.tries[grouping, default: [:]][answer.name, default: TryTally()] += tries
    } else if answer.what == name {
      report.groups[grouping, default: [:]][answer.name, default: MetricTally()] += answer.tally
    } else {
      addDays(
        answer, to: &report.groups[grouping, default: [:]][answer.name, default: MetricTally()])
    }
  }
}
