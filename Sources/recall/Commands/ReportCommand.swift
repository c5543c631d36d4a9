import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports
import ScriptEngine

/// `recall report`: whether care is reached, in figures with what they are made of (MISSION 20).
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell whether care is reached: patients due, reached, scheduled, and what needs you.",
    discussion: """
      Without dates: the last four full weeks and this one. Managers, leads, trainers and auditors \
      see the whole clinic; everybody else sees their own patients.

      Examples:
        recall report
        recall report --from 2026-11-01 --to 2026-11-30 --by segment
        recall report --html november.html --from 2026-11-01
      """)

  @Option(help: ArgumentHelp("Patients due on or after this day.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("Patients due on or before this day.", valueName: "date"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "Told apart by segment, provider, language, caller, attempt or part-of-day.",
      valueName: "grouping"))
  var by: MetricGrouping?

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "Rows for a spreadsheet.")
  var csv = false

  @Option(
    help: ArgumentHelp(
      "Write a page for a browser and its printer into this new file.", valueName: "file"))
  var html: String?

  @Flag(help: "Write the page over a file that is there.")
  var overwrite = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard [json, csv, html != nil].count(where: { $0 }) < 2 else {
      throw ValidationError("--json, --csv and --html are forms of one report: choose one")
    }
  }

  func run() throws {
    let clinic = try OpenClinic(options, for: "report")
    let access = ReportAccess(clinic.staff)
    if by == .caller, access.caller != nil { try clinic.refuse(.seeAllFigures) }
    let now = clinic.clock.now()
    let question = MetricQuestion(
      try period(clinic, now: now), by: groupings(access), of: access.caller, at: now)
    let report: MetricReport
    do { report = try clinic.store.measure(question, for: clinic.staff) } catch {
      throw Failure(error)
    }
    let document = MetricReportDocument(policy: clinic.policy)
    if json { return Printing.json(document.json(report, by: by)) }
    if csv {
      return Printing.rows([MetricReportDocument.csvHeader] + document.csv(report, by: by))
    }
    let words = try Self.words(clinic, options, now: now)
    if let html {
      let page = MetricReportHTML(report, words: words).document
      return try PrivateFile.write(page, to: html, overwriting: overwrite)
    }
    PagedOutput.shared.begin(options, clinic)
    MetricReportText(
      words, isPlain: !TerminalLetters.hasBlocks, isLinear: LaidOut.tellsRows, width: LaidOut.width
    )
    .lines(report, by: by)
    .forEach(Printing.line)
  }

  /// A page has them all; colleagues are told apart for those who may see everybody.
  private func groupings(_ access: ReportAccess) -> Set<MetricGrouping> {
    guard html != nil else { return Set([by].compactMap { $0 }) }
    return Set(MetricGrouping.allCases.filter { $0 != .caller || access.caller == nil })
  }

  static func words(
    _ clinic: OpenClinic, _ options: GlobalOptions, now: Date
  ) throws -> MetricWords {
    guard let phrases = try Desk.phrases(clinic, options) else { throw Failure.noConsoleTexts }
    let staff = (try? clinic.store.staff()) ?? []
    return MetricWords(phrases: phrases, policy: clinic.policy, staff: staff, now: now)
  }

  private func period(_ clinic: OpenClinic, now: Date) throws -> ReportPeriod {
    let today = LocalTime(now, in: clinic.zone).date
    let usual = ReportPeriod.usual(today: today, zone: clinic.zone)
    let last = try to.map(Self.day) ?? max(today, try from.map(Self.day) ?? today)
    let first = try from.map(Self.day) ?? min(usual.from, last)
    guard let period = ReportPeriod(from: first, to: last, zone: clinic.zone) else {
      throw Failure(
        .usage, "the report would end before it begins", hint: "put the earlier day behind --from")
    }
    let years = ReportPeriod.mostYears
    guard !period.isTooLong else {
      throw Failure(
        .usage,
        "the report would tell of \(first) to \(last): more than \(years) years",
        hint: "check the years behind --from and --to; longer times are told in several reports")
    }
    return period
  }

  private static func day(_ text: String) throws -> CivilDate {
    try TypedDay(text).date
  }
}

extension MetricGrouping: ExpressibleByArgument {}

/// Whose figures somebody may see.
struct ReportAccess {
  /// The only person whose patients are counted; `nil`: everybody's.
  let caller: String?

  init(_ staff: StaffMember) {
    caller = staff.may(.seeAllFigures) ? nil : staff.id
  }
}

/// What the terminal, or whoever reads the pipe, can show.
enum TerminalLetters {
  /// Block characters need UTF-8; `LC_ALL`, else `LC_CTYPE`, else `LANG` says whether that is spoken.
  static var hasBlocks: Bool {
    let environment = ProcessInfo.processInfo.environment
    guard environment["TERM"] != "dumb" else { return false }
    let spoken = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    let name = spoken?.lowercased() ?? ""
    return name.contains("utf-8") || name.contains("utf8")
  }
}
