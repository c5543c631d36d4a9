import ArgumentParser
import CReadline
import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

/// `recall` and `recall console`.
struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Work the recall list, one call at a time (the default).",
    discussion: """
      Examples:
        recall --as ana
        recall --clinic lakeside --as ana --locale es
      """)

  @OptionGroup var options: GlobalOptions

  func run() throws { throw ExitCode(try ConsoleOpening(options).run()) }
}

/// Opens the console on a clinic folder: on a terminal with line editing, in a pipe plainly.
struct ConsoleOpening {
  private let clinic: OpenClinic
  private let options: GlobalOptions
  private let environment = ProcessInfo.processInfo.environment

  /// What facts on record end, and what teams are asked then, stands at the first prompt already, however
  /// long it takes: in a pipe, and in a clinic that was just made.
  private let settlesFirst: Bool

  init(_ options: GlobalOptions, settlingFirst: Bool = false) throws {
    self.options = options
    settlesFirst = settlingFirst || !Seat.isTerminal
    clinic = try OpenClinic(options, for: "console")
  }

  func run() throws -> Int32 {
    if settlesFirst { try clinic.endDue() } else { try clinic.endOnLastDay() }
    let desk = try Desk(clinic, options, promptsFirst: Seat.isTerminal, environment: environment)
    // A thread that still proves would be cut off in the middle of something.
    defer { _ = desk.shelf }
    if clinic.clockWasMoved {
      let start = desk.dates.dayAndTime(desk.now, in: clinic.zone)
      desk.tell("start.demo-clock", ["time": start])
    }
    RecallrcWords(desk: desk, file: RecallrcReading.current).tell()
    let trail = TrailKeeping(clinic.folder)
    var wasCleared = settlesFirst
    desk.beforeCommand = { [clinic] in
      // Files that bring such facts have ended the recalls themselves; what may be left waits for nobody
      // at the first prompt. A store that does not answer says so to the command.
      if !wasCleared, clinic.staff.may(.moveTheList) { try? clinic.endByFacts() }
      wasCleared = true
      trail.followKey(of: clinic.store)
    }
    desk.betweenCommands = { [clinic] in
      trail.sealGrown(clinic.store, at: clinic.clock.now())
    }
    defer { trail.sealGrown(clinic.store, at: clinic.clock.now()) }
    return Console(desk: desk).run()
  }
}

extension Desk {
  /// The desk of whoever is working: their clinic, terminal and languages.
  ///
  /// - Parameter promptsFirst: scripts that are as they were the last time are proved behind the prompt.
  convenience init(
    _ clinic: OpenClinic, _ options: GlobalOptions, promptsFirst: Bool = false,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    let watch = FolderWatch(clinic.folder)
    let scripts =
      try promptsFirst
      ? ScriptsBehindThePrompt(clinic, environment).scripts()
      : .proved(Self.shelf(try clinic.library(), clinic))
    let (screen, input) = Seat.take(options, environment)
    // The patients of a demo are invented; their numbers may be somebody's.
    screen.hasLinks =
      clinic.store.kind == .live && screen.isTerminal
      && TerminalLinks.areKnown(environment, wanted: options.own.links)
    self.init(
      store: clinic.store, policy: clinic.policy, caller: clinic.staff, clock: clinic.clock,
      scripts: scripts, input: input, screen: screen,
      consoleLocale: Self.locale(clinic, options, environment),
      reread: {
        guard watch.hasChanged(), let fresh = clinic.reread() else { return nil }
        return try? Self.shelf(fresh, clinic)
      },
      passes: PassesReading(clinic).passes)
    if clinic.store.kind != .practice, let patience = OutageRoom.patience(environment) {
      outages = OutageRoom(clinic.folder, clinic.policy, environment: environment).place
      self.patience = patience
    }
    if clinic.store.kind == .live, options.own.dial ?? true,
      let command = DialCommand(clinic.policy, clinic.folder)
    {
      dialOut = command.dial
    }
    stopsAtPages =
      !options.noPager && environment["TERM"] != "dumb"
      && PagerCommand(environment, else: options.own.pager) != nil
    if clinic.store.kind != .practice { blocks = BlockFile(clinic, environment).keeping }
    usualBlock = options.own.block
    practice = { try? PracticeOpening(folder: clinic.folder, options: options).room() }
    report = { (desk, words) throws(StoreFailure) in
      try ReportAtTheConsole(desk: desk).lines(words)
    }
  }

  /// The staff texts alone, for a command that prints and asks nothing; `nil` = the folder has none.
  static func phrases(_ clinic: OpenClinic, _ options: GlobalOptions) throws -> StaffPhrases? {
    let library = try clinic.library()
    guard !library.staffPhrases.isEmpty else { return nil }
    let shelf = try shelf(library, clinic)
    let locale = locale(clinic, options, ProcessInfo.processInfo.environment)
    return shelf.words.phrases(in: shelf.words.staffLocale(for: locale))
  }

  /// One staff text, for a command that says no more than that.
  static func say(
    _ key: String, _ values: [String: String], _ clinic: OpenClinic, _ options: GlobalOptions
  ) throws -> String {
    guard let phrases = try phrases(clinic, options) else { throw Failure.noConsoleTexts }
    return phrases.text(key, values.mapValues(TerminalText.clean))
  }

  /// A demo shows what a live clinic does: only what is approved is used.
  private static func shelf(_ library: ScriptLibrary, _ clinic: OpenClinic) throws -> ScriptShelf {
    guard !library.staffPhrases.isEmpty else {
      throw Failure.unreadableConsoleTexts(library.findings)
    }
    return ScriptShelf(
      library, policy: clinic.policy, approvedOnly: clinic.store.kind != .practice)
  }

  private static func locale(
    _ clinic: OpenClinic, _ options: GlobalOptions, _ environment: [String: String]
  ) -> String {
    options.consoleLocale(of: clinic.staff, environment) ?? clinic.policy.sourceLanguage
  }
}

extension GlobalOptions {
  /// `--locale`, else that of their `.recallrc`, else what the staff list has, else `LANG`; `nil` = the
  /// source.
  func consoleLocale(of staff: StaffMember?, _ environment: [String: String]) -> String? {
    let lang = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let spoken = lang.flatMap { $0 == "POSIX" || $0.hasPrefix("C") ? nil : $0 }
    return locale ?? own.locale ?? staff?.consoleLocale ?? spoken
  }

  /// For a command whose `--locale` is the language that it works on, and not the console's.
  var withoutLocale: GlobalOptions {
    var options = self
    options.locale = nil
    return options
  }
}

/// Where somebody sits: on a terminal with line editing, in a pipe plainly.
enum Seat {
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  static func take(
    _ options: GlobalOptions, _ environment: [String: String]
  ) -> (screen: Screen, input: any LineInput) {
    let isTerminal = isTerminal
    let plain =
      options.noColor || !(environment["NO_COLOR"] ?? "").isEmpty || options.own.color == false
    let screen = Screen(
      isTerminal: isTerminal, colour: !plain && environment["TERM"] != "dumb",
      output: PagedOutput.shared.handle, mostWidth: options.own.width ?? 100,
      isLinear: LinearMode.isOn)
    return (screen, isTerminal ? TerminalInput() : PlainInput(screen: screen))
  }
}

extension Failure {
  static let noConsoleTexts = Failure(
    .configuration, "the clinic folder has no console texts: locales/*/console.yaml",
    hint: "copy them from the folder that comes with recall")

  /// Where there are some that cannot be read, the first place that says why.
  static func unreadableConsoleTexts(_ findings: [Finding]) -> Failure {
    let wrong = findings.filter {
      $0.severity == .error && $0.place.file.hasSuffix("/console.yaml")
    }
    return wrong.first.map { Failure(wrong, in: $0.place.file) } ?? noConsoleTexts
  }
}
