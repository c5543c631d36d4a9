import RecallConsole
import RecallDomain
import RecallReports

/// For a person's eyes: what needs them today, the week, then segment after segment.
struct WeeklyReviewAsText: WeeklyReviewForm {
  let view: UnscheduledView
  let words: MetricWords
  let output: LineOutput
  let isBrief: Bool

  mutating func begin(_ report: MetricReport) throws {
    try output.line(view.title())
    try output.lines(view.week(report.period.from, report.endings))
    try output.lines([""] + MetricReportText(words, width: LaidOut.width).today(report))
  }

  mutating func begin(segment: String) throws { try output.lines(["", view.heading(segment)]) }

  mutating func entry(_ entry: Unscheduled, _ item: WorklistItem) throws {
    try output.lines(view.lines(entry, why: view.why(entry, item)))
  }

  mutating func end(segment: String, _ tally: UnscheduledTally) throws {
    if isBrief { try output.lines(view.ready(tally)) }
    try output.lines(view.summary(tally))
  }

  mutating func end(_ report: MetricReport, _ segments: [(String, UnscheduledTally)]) throws {
    guard segments.count != 1 else { return }
    let whole = segments.reduce(into: UnscheduledTally()) { $0 += $1.1 }
    try output.lines([""] + view.whole(whole))
  }
}

/// One JSON document.
struct WeeklyReviewAsJSON: WeeklyReviewForm {
  let view: UnscheduledView
  let document: WeeklyReviewDocument
  let output: LineOutput
  private var pieces = JSONListPieces()

  init(view: UnscheduledView, document: WeeklyReviewDocument, output: LineOutput) {
    (self.view, self.document, self.output) = (view, document, output)
  }

  mutating func begin(_ report: MetricReport) throws {
    try output.piece(JSONListPieces.beginning)
  }

  mutating func entry(_ entry: Unscheduled, _ item: WorklistItem) throws {
    try output.piece(pieces.item(document.json(entry, why: view.why(entry, item))))
  }

  mutating func end(_ report: MetricReport, _ segments: [(String, UnscheduledTally)]) throws {
    try output.piece(pieces.end(document.end(report, segments: segments)))
  }
}

/// Rows for a spreadsheet.
struct WeeklyReviewAsRows: WeeklyReviewForm {
  let view: UnscheduledView
  let document: WeeklyReviewDocument
  let output: LineOutput

  mutating func begin(_ report: MetricReport) throws {
    try output.piece(WeeklyReviewDocument.csvHeader + "\r\n")
  }

  mutating func entry(_ entry: Unscheduled, _ item: WorklistItem) throws {
    try output.piece(document.csv(entry, why: view.why(entry, item)) + "\r\n")
  }

  mutating func end(_ report: MetricReport, _ segments: [(String, UnscheduledTally)]) throws {}
}
