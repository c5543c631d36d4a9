import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallStorage
import ScriptEngine

/// `recall store erase PATIENT`: one person's name, numbers and words, on a lawful request, in two steps:
/// what goes and what stays is shown, then a reason and the id are typed.
struct StoreEraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Erase one person, on a lawful request.",
    discussion: """
      Shows what goes and what must stay, and why; then asks for the reason, and for the id once more. \
      HIPAA gives nobody a right to have a record erased, some states' laws do for some of it: whoever \
      decides that it is lawful is named in the reason.

      Examples:
        recall store erase demo-0001
      """)

  @Argument(
    help: ArgumentHelp("The patient's id, as `recall notes` prints it.", valueName: "patient"))
  var patient: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options, for: "store erase")
    try ErasureRight(clinic).check()
    let id = PatientID(patient)
    let held: PersonHeld?
    do { held = try clinic.store.personHeld(id) } catch { throw Failure(error) }
    guard let held else {
      throw Failure(
        .findings, "there is no patient \"\(TerminalText.clean(patient))\"",
        hint: "`recall notes --json` and `recall worklist --json` name patients by their ids")
    }
    if held.isErased {
      // That run may have died before it came to this.
      do { try clinic.store.forgetErased() } catch { throw ErasureRight.explained(error) }
      return Printing.line(try CommandWords(clinic, options).say("erase.before"))
    }
    let words = try CommandWords(clinic, options)
    try show(held, words)
    guard let reason = try ask(clinic, words) else {
      throw Failure(
        .findings, "nothing was erased", hint: "type the reason, then the id as it stands")
    }
    try erase(id, reason, clinic)
    Printing.line(words.say("retain.done"))
  }

  // MARK: What is shown

  private func show(_ held: PersonHeld, _ words: CommandWords) throws {
    guard held.obstacles.isEmpty else {
      throw Failure(
        .findings, "this person cannot be erased yet: \(Self.sentence(held.obstacles[0]))",
        hint: (held.obstacles.dropFirst().map { "also: \(Self.sentence($0))" }
          + ["end that first, then ask again"]).joined(separator: "\n"))
    }
    for line in ErasedPerson(held: held, words: words).lines { Printing.line(line) }
  }

  static func sentence(_ obstacle: PersonHeld.Obstacle) -> String {
    switch obstacle {
    case .call: "a call of theirs is open: end it with `resume` at the console"
    case .items(let count):
      "\(count) queue item(s) of theirs are open: answer or close them with `recall inbox`"
    case .messages(let count):
      "\(count) message(s) to them are not sent yet: `recall outbox drop KEY`, or let them go out"
    case .openings(let count):
      "\(count) emergency opening(s) wait for a look: `recall review openings look ID`"
    }
  }

  // MARK: What is typed

  /// `nil`: something else was typed.
  private func ask(_ clinic: OpenClinic, _ words: CommandWords) throws -> String? {
    let (_, input) = Seat.take(options, ProcessInfo.processInfo.environment)
    Printing.line(words.say("erase.ask-reason"))
    guard
      case .line(let reason) = input.read(PromptRequest(name: "reason", discardsTypeahead: true)),
      !Self.trimmed(reason).isEmpty
    else { return nil }
    Printing.line(words.say("erase.ask-id"))
    guard case .line(let typed) = input.read(PromptRequest(name: "id", discardsTypeahead: true)),
      Self.trimmed(typed) == patient
    else { return nil }
    return Self.trimmed(reason)
  }

  private static func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespaces)
  }

  private func erase(_ id: PatientID, _ reason: String, _ clinic: OpenClinic) throws {
    let right = ErasureRight(clinic)
    do {
      let now = try clinic.store.moment(asked: options.now)
      let act = try right.act(at: now, notice: "note.erased-on-request")
      try clinic.store.erasePerson(id, because: reason, as: act)
      let between = BetweenCalls(policy: clinic.policy)
      try clinic.store.endByFacts(of: id, at: now) { between.overtaken($0, at: now) }
      try clinic.store.forgetErased()
      TrailKeeping(clinic.folder).seal(clinic.store, at: now)
    } catch let failure as StoreFailure { throw ErasureRight.explained(failure) }
  }
}

/// What goes of one person and what stays, and why.
struct ErasedPerson {
  let held: PersonHeld
  let words: CommandWords

  var lines: [String] {
    let heads = (words.say("erase.goes"), words.say("erase.stays"))
    let width = max(TerminalText.width(heads.0), TerminalText.width(heads.1)) + 2
    return Self.under(heads.0, goes, width) + Self.under(heads.1, stays, width)
  }

  private static func under(_ head: String, _ texts: [String], _ width: Int) -> [String] {
    texts.enumerated().map { place, text in
      let first = place == 0 ? head : ""
      return first + String(repeating: " ", count: width - TerminalText.width(first)) + text
    }
  }

  private var goes: [String] {
    let kinds = RetentionPolicy.Kind.allCases.map { kind in
      "\(words.say("retain.kind.\(kind.rawValue)")) (\(held.words[kind] ?? 0))"
    }
    return [
      words.say(
        "erase.goes.person",
        ["numbers": "\(held.numbers)", "representatives": "\(held.representatives)"]),
      words.say("erase.goes.words", ["kinds": kinds.joined(separator: ", ")]),
    ]
  }

  private var stays: [String] {
    let counts = ["recalls": "\(held.recalls)", "calls": "\(held.calls)"]
    return ["id", "history", "law", "opt-outs", "appointments", "backups"].map {
      words.say("erase.stays.\($0)", counts)
    }
  }
}
