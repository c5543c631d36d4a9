import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports

/// `recall review weekly`: everyone who is due and still unscheduled, why, for how long and what next,
/// by segment; on top what needs somebody today, and the week in counts.
struct ReviewWeeklyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weekly",
    abstract: "List everyone who is due and still unscheduled: why, how long, what next.",
    discussion: """
      Those who need a decision come first in each segment; those who can simply be called are \
      counted, and named with --all, --json or --csv. A list of any length is printed as it is read.

      Examples:
        recall review weekly
        recall review weekly --segment missed-visit --csv
      """)

  @Option(help: ArgumentHelp("Only this segment.", valueName: "segment"))
  var segment: String?

  @Flag(help: "Name also those who can simply be called.")
  var all = false

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "Rows for a spreadsheet.")
  var csv = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv are two forms of one list: choose one") }
  }

  func run() throws {
    let clinic = try OpenClinic(options, for: "review weekly")
    if let segment, clinic.policy.segments[segment] == nil {
      throw Failure(
        .usage, "there is no segment \"\(TerminalText.clean(segment))\"",
        hint: "clinic.yaml has \(clinic.policy.segments.keys.sorted().joined(separator: ", "))")
    }
    try? clinic.endDue()
    if !json, !csv { PagedOutput.shared.begin(options, clinic) }
    let desk = try Desk(clinic, options)
    let progress = ReadingProgress { desk.say("list.progress", count: $0) }
    defer { progress.clear() }
    let (access, asked) = (
      NoteAccess(clinic: clinic, options: options), "weekly review, \(segment ?? "all")"
    )
    access.leaveTrace(of: .listRead, asked)
    let shown = ShownOnRecord { access.leaveTrace(of: .listRead, asked, showing: $0) }
    let output = LineOutput(progress: progress, recording: shown)
    do {
      try review(clinic, desk, progress, shown).print(form(clinic, desk, output))
      try output.flush()
    } catch is LineOutput.Closed {
      return
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  private func review(
    _ clinic: OpenClinic, _ desk: Desk, _ progress: ReadingProgress, _ shown: ShownOnRecord
  ) throws -> WeeklyReview {
    let now = clinic.clock.now()
    let today = LocalTime(now, in: clinic.zone).date
    let week = ReportPeriod.week(of: today, zone: clinic.zone)
    return WeeklyReview(
      store: clinic.store, list: try clinic.worklist(),
      segments: segment.map { [$0] } ?? clinic.policy.segments.keys.sorted(),
      report: try clinic.store.measure(MetricQuestion(week, at: now), for: clinic.staff),
      today: today, now: now, progress: progress, isBrief: isBrief,
      shown: shown)
  }

  private var isBrief: Bool { !all && !json && !csv }

  private func form(
    _ clinic: OpenClinic, _ desk: Desk, _ output: LineOutput
  ) throws -> any WeeklyReviewForm {
    let view = UnscheduledView(desk: desk)
    let document = WeeklyReviewDocument(zone: clinic.zone)
    if json { return WeeklyReviewAsJSON(view: view, document: document, output: output) }
    if csv { return WeeklyReviewAsRows(view: view, document: document, output: output) }
    let words = try ReportCommand.words(clinic, options, now: clinic.clock.now())
    return WeeklyReviewAsText(view: view, words: words, output: output, isBrief: isBrief)
  }
}
