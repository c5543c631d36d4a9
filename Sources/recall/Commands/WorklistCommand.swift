import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports

/// `recall worklist`: today's list in order; `--all` adds those left out, with the reason.
struct WorklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worklist", abstract: "Print today's list in order.")

  @Option(help: ArgumentHelp("Only this segment.", valueName: "segment"))
  var segment: String?

  @Flag(help: "Also those left out, with the reason.")
  var all = false

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "Rows for a spreadsheet.")
  var csv = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options)
    if let segment, clinic.policy.segments[segment] == nil {
      throw Failure(
        .usage, "there is no segment \"\(TerminalText.clean(segment))\"",
        hint: "clinic.yaml has \(clinic.policy.segments.keys.sorted().joined(separator: ", "))")
    }
    let items = try self.items(clinic).filter { all || $0.excluded == nil }
    let words = WhyWords(desk: try Desk(clinic, options))
    let document = WorklistDocument(zone: clinic.zone, why: words.text)
    if json { return Printing.json(.list(items.map(document.json))) }
    if csv { return Printing.line(document.csv(items)) }
    Printing.line(document.text(items))
  }

  private func items(_ clinic: OpenClinic) throws -> [WorklistItem] {
    let (worklist, now) = (try clinic.worklist(), clinic.clock.now())
    var items: [WorklistItem] = []
    do {
      try clinic.store.eachCandidate(segment: segment) {
        items.append(worklist.item($0, at: now))
      }
    } catch let failure as StoreFailure { throw Failure(failure) }
    return Worklist.sorted(items)
  }
}
