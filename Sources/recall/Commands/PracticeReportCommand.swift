import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports
import ScriptEngine

/// `recall practice …`: a practice call, or what a trainer wants to know of them.
struct PracticeCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "practice", abstract: "Rehearse calls with invented patients; see who has.",
    discussion: """
      `recall practice call --help` tells of rehearsing, which `recall practice` does without a word \
      behind it. Nothing of practice reaches the live list.

      Examples:
        recall practice
        recall practice report
      """,
    subcommands: [PracticeCommand.self, PracticeReportCommand.self],
    defaultSubcommand: PracticeCommand.self)
}

/// `recall practice report`: who has practised what, how the scores move, what is still unrehearsed.
/// Reads the practice store and the scripts, never the store of live calls.
struct PracticeReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell who has practised what, how scores move, and what is still unrehearsed.",
    discussion: """
      A table in the console's language, one JSON document, or a page for a browser and its printer.

      Examples:
        recall practice report --since 2026-11-01
        recall practice report --html practice.html --overwrite
      """)

  @Flag(help: "One JSON document.")
  var json = false

  @Option(help: ArgumentHelp("Write a page for a browser into this file.", valueName: "file"))
  var html: String?

  @Flag(help: "Write the page over a file that is there.")
  var overwrite = false

  @Option(help: ArgumentHelp("Only practice calls on or after this day.", valueName: "date"))
  var since: String?

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard !json || html == nil else {
      throw ValidationError("--json and --html exclude each other")
    }
  }

  func run() throws {
    let folder = try ClinicFolder.find(named: options.clinic)
    let policy = try OpenClinic.policy(of: folder)
    let start = try start(in: policy.zone)
    let results = try Self.results(since: start, policy, folder)
    let library = try folder.library(policy, rehearsals: false)
    let summary = PracticeSummary(results, since: start, library: library)
    if json {
      return Printing.json(PracticeReportDocument(zone: policy.zone).json(summary))
    }
    let words = try words(library, policy)
    guard let html else {
      return PracticeReportText(words, isLinear: LaidOut.tellsRows, width: LaidOut.width)
        .lines(summary).forEach(Printing.line)
    }
    try PrivateFile.write(
      PracticeReportHTML(summary, words: words).document, to: html, overwriting: overwrite)
  }

  private static func results(
    since start: Date?, _ policy: ClinicPolicy, _ folder: ClinicFolder
  ) throws -> [PracticeResult] {
    let store = try PracticePlace(policy: policy, folder: folder).openIfMade()
    do throws(StoreFailure) {
      return try store?.practice(since: start) ?? []
    } catch { throw PracticePlace.explained(error) }
  }

  private func start(in zone: Zone) throws -> Date? {
    try since.map { try TypedDay($0).begin(in: zone) }
  }

  /// `--locale`, else `LANG`, else the source: who a trainer is only the live store knows.
  private func words(_ library: ScriptLibrary, _ policy: ClinicPolicy) throws -> PracticeWords {
    guard !library.staffPhrases.isEmpty else {
      throw Failure(
        .configuration, "the clinic folder has no console texts: locales/*/console.yaml",
        hint: "copy them from the folder that comes with recall")
    }
    let environment = ProcessInfo.processInfo.environment
    let lang = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let spoken = lang.flatMap { $0 == "POSIX" || $0.hasPrefix("C") ? nil : $0 }
    let shelf = ScriptShelf(
      editions: [:], staff: library.staffPhrases, languages: policy.languages)
    let locale = shelf.words.staffLocale(for: options.locale ?? spoken ?? policy.sourceLanguage)
    return PracticeWords(
      phrases: shelf.words.phrases(in: locale), policy: policy, now: options.now ?? Date())
  }
}
