import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports

/// `recall worklist`: today's list in order; `--all` adds those left out, with the reason.
struct WorklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worklist", abstract: "Print today's list in order, in blocks for one sitting.",
    discussion: """
      The counts at the end say how many are left out for which reason; --all lists them. A list of \
      any length is printed as it is read.

      Examples:
        recall worklist
        recall worklist --segment overdue-follow-up
        recall worklist --all --reason no-number
        recall worklist --csv >today.csv
      """)

  @Option(help: ArgumentHelp("Only this segment.", valueName: "segment"))
  var segment: String?

  @Flag(help: "Also those left out, with the reason and from when they can be called.")
  var all = false

  @Option(
    help: ArgumentHelp("Of those left out, only these, such as no-number.", valueName: "code"))
  var reason: ExclusionReason?

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "Rows for a spreadsheet.")
  var csv = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv are two forms of one list: choose one") }
  }

  func run() throws {
    let clinic = try OpenClinic(options, for: "worklist")
    if let segment, clinic.policy.segments[segment] == nil {
      throw Failure(
        .usage, "there is no segment \"\(TerminalText.clean(segment))\"",
        hint: "clinic.yaml has \(clinic.policy.segments.keys.sorted().joined(separator: ", "))")
    }
    // Whoever may only read sees the list all the same.
    try? clinic.endDue()
    if !json, !csv { PagedOutput.shared.begin(options, clinic) }
    let desk = try Desk(clinic, options)
    let progress = ReadingProgress { desk.say("list.progress", count: $0) }
    let wanted = LeftOutWanted(all: all || reason != nil, reason: reason)
    let access = NoteAccess(clinic: clinic, options: options)
    let shown = ShownOnRecord {
      access.leaveTrace(of: .listRead, segment ?? "all", showing: $0)
    }
    let output = LineOutput(progress: progress, recording: shown)
    let walk = WorklistWalk(
      store: clinic.store, list: try clinic.worklist(), segment: segment, wanted: wanted,
      now: clinic.clock.now(), progress: progress, shown: shown)
    defer { progress.clear() }
    access.leaveTrace(of: .listRead, segment ?? "all")
    do {
      try printing(desk, clinic, output).print(walk, wanted)
      try output.flush()
    } catch is LineOutput.Closed {
      return
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  private func printing(
    _ desk: Desk, _ clinic: OpenClinic, _ output: LineOutput
  ) -> any WorklistPrinting {
    let document = WorklistDocument(zone: clinic.zone, why: WhyWords(desk: desk).text)
    if json { return WorklistAsJSON(document: document, policy: clinic.policy, output: output) }
    if csv { return WorklistAsRows(document: document, policy: clinic.policy, output: output) }
    return WorklistAsText(
      view: WorklistView(desk: desk), policy: clinic.policy, output: output)
  }
}

extension ExclusionReason: ExpressibleByArgument {}

/// Which of those left out are printed.
struct LeftOutWanted {
  let all: Bool
  let reason: ExclusionReason?

  func includes(_ item: WorklistItem) -> Bool {
    guard all, let excluded = item.excluded else { return false }
    return reason.map { $0 == excluded } ?? true
  }
}

/// One form of the list.
protocol WorklistPrinting {
  func print(_ walk: WorklistWalk, _ wanted: LeftOutWanted) throws
}
