import ArgumentParser
import RecallConsole
import RecallDomain
import RecallReports

/// `recall outbox`: messages that wait, are sent, and were not sent.
struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Messages to patients: write, list, send.",
    discussion: """
      Examples:
        recall outbox
        recall outbox --send
      """,
    subcommands: [OutboxListCommand.self, OutboxRetryCommand.self, OutboxDropCommand.self],
    defaultSubcommand: OutboxListCommand.self)
}

/// Writes the messages whose step has come, lists those that wait, and with `--send` hands them
/// over. No command that only reads (worklist, notes, why) writes any.
struct OutboxListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "Write the messages that are due, and print those that wait, were kept back or not sent.",
    discussion: """
      A message is written when it is the next step of a recall's cadence, the patient consented to \
      a channel, its words are approved, and the caps and calling hours permit it; once, whoever \
      comes to it first. The console's `next` writes a few on its way too. --send hands each to the \
      command that clinic.yaml names for its channel (messages:), after consent, opt-outs, hours and \
      the recall itself were looked at once more.

      Examples:
        recall outbox
        recall outbox --all --json
        recall outbox --send
      """)

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "Hand each message to the clinic's own command, once.")
  var send = false

  @Flag(help: "Those too that were sent or stopped.")
  var all = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options, for: "outbox list")
    if send { try clinic.permit(.sendMessages) }
    try clinic.endDue()
    try clinic.settleDue()
    // An auditor only reads.
    let due = try dueMessages(clinic)
    let written = clinic.has(.sendMessages) ? try write(due, clinic) : MessagesWritten()
    if send { try checkCommands(clinic) }
    let report = send ? try MessageSender(clinic).send() : nil
    let kept: [KeptMessage]
    do { kept = try due.kept(in: clinic.store, at: clinic.clock.now()) } catch {
      throw Failure(error)
    }
    try list(clinic, written, kept, report)
    if let report, report.signal != 0 { throw ExitCode(128 + report.signal) }
    if let report, !report.resting.isEmpty { throw ExitCode(Failure.Code.tryAgain.rawValue) }
  }

  private func checkCommands(_ clinic: OpenClinic) throws {
    guard clinic.policy.messages.channels.isEmpty else { return }
    throw Failure(
      .configuration, "no message can be sent: clinic.yaml names no command for it",
      hint: "messages: { email: { command: [/usr/sbin/sendmail, -t, -i], from: … } }; `man "
        + "recall-clinic` shows more, and the messages wait meanwhile")
  }

  private func list(
    _ clinic: OpenClinic, _ written: MessagesWritten, _ kept: [KeptMessage],
    _ report: MessageSender.Report?
  ) throws {
    let states: Set<OutboxItem.State> = all ? Set(OutboxItem.State.allCases) : [.waiting, .sending]
    let (shown, failed): ([OutboxItem], [OutboxItem])
    do {
      shown = try clinic.store.outbox(states)
      failed = try clinic.store.outbox([.failed])
    } catch { throw Failure(error) }
    let letters = failed.filter { $0.failure != nil && $0.failure != .dropped }
    let isList = !send || all || json
    if isList, !(shown.isEmpty && letters.isEmpty && kept.isEmpty) {
      let patients = (shown + letters).map(\.patient) + kept.map(\.patient)
      try leaveTrace(clinic, showing: patients)
    }
    guard let phrases = try Desk.phrases(clinic, options) else { throw Failure.noConsoleTexts }
    if json {
      let document = OutboxDocument(zone: clinic.zone, phrases: phrases)
      let back = KeptMessageDocument(zone: clinic.zone, phrases: phrases)
      let known = Set(shown.map(\.key))
      let items = shown + letters.filter { !known.contains($0.key) }
      return Printing.json([
        "items": .array(items.map(document.json)), "count": .int(items.count),
        "kept_back": .array(kept.map(back.json)),
      ])
    }
    if isList { PagedOutput.shared.begin(options, clinic) }
    let told = OutboxText(phrases: phrases, zone: clinic.zone, policy: clinic.policy.messages)
    // What was just sent needs no list of what was waiting before.
    if report == nil || all { told.waiting(shown) }
    if let report { told.sent(report, left: shown) }
    told.written(written)
    told.kept(kept, isBrief: send && !all)
    told.letters(letters)
  }

  /// The trail says who has read addresses and words.
  private func leaveTrace(_ clinic: OpenClinic, showing patients: [PatientID]) throws {
    let moment = try NoteAccess(clinic: clinic, options: options).moment()
    do {
      try clinic.store.messagesRead(by: clinic.staff.id, showing: patients, at: moment)
    } catch { throw Failure(error) }
  }

  private func dueMessages(_ clinic: OpenClinic) throws -> DueMessages {
    DueMessages(
      policy: clinic.policy,
      shelf: ScriptShelf(try clinic.library(), policy: clinic.policy, kind: clinic.store.kind),
      kind: clinic.store.kind)
  }

  private func write(_ due: DueMessages, _ clinic: OpenClinic) throws -> MessagesWritten {
    var sum = MessagesWritten()
    while true {
      let round: MessagesWritten
      do {
        round = try due.write(into: clinic.store, at: clinic.clock.now(), limit: 64)
      } catch { throw Failure(error) }
      sum = sum + round
      // What colleagues have in hand at this moment is left to a later run.
      guard !round.isDone, round.hasMoved else { return sum }
    }
  }
}

/// `recall outbox retry KEY`: a dead letter is sent once more.
struct OutboxRetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Let a message that was given up be sent once more.",
    discussion: """
      Of a message that may have gone out, the patient may then have two. Consent, hours and the \
      recall are looked at again before it leaves.

      Examples:
        recall outbox retry KEY
      """)

  @Argument(help: ArgumentHelp("As `recall outbox` names it.", valueName: "key")) var key: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options, for: "outbox retry")
    do {
      try clinic.store.retryMessage(key, by: clinic.staff.id, at: clinic.clock.now())
    } catch { throw Failure(error, about: key) }
    Printing.line(try Desk.say("outbox.waits-again", ["key": key], clinic, options))
  }
}

/// `recall outbox drop KEY`: a dead letter that needs nothing more, or a message not wanted any more.
struct OutboxDropCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Lay a message aside that is not to be sent.",
    discussion: """
      Examples:
        recall outbox drop KEY
      """)

  @Argument(help: ArgumentHelp("As `recall outbox` names it.", valueName: "key")) var key: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options, for: "outbox drop")
    do {
      try clinic.store.dropMessage(key, by: clinic.staff.id, at: clinic.clock.now())
    } catch { throw Failure(error, about: key) }
    Printing.line(try Desk.say("outbox.laid-aside", ["key": key], clinic, options))
  }
}

extension Failure {
  fileprivate init(_ failure: StoreFailure, about key: String) {
    guard failure == .notFound else {
      self.init(failure)
      return
    }
    self.init(
      .findings, "no message of this name has been given up: \"\(TerminalText.clean(key))\"",
      hint: "`recall outbox` lists those that were; one that is being sent, or was sent, stays so")
  }
}
