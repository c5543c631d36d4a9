import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports
import ScriptEngine

/// `recall review openings`: who opened which patient in an emergency, and why; `look ID…` says that
/// somebody who answers for it has seen it.
struct ReviewOpeningsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openings", abstract: "Patients opened in an emergency, to be looked at.",
    discussion: """
      Examples:
        recall review openings
        recall review openings --all --json
      """,
    subcommands: [ReviewOpeningsListCommand.self, ReviewOpeningsLookCommand.self],
    defaultSubcommand: ReviewOpeningsListCommand.self)
}

struct ReviewOpeningsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Who opened which recall, when and why.",
    discussion: """
      Examples:
        recall review openings
        recall review openings --all
      """)

  @Flag(help: "Those too that were looked at.")
  var all = false

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options, for: "review openings list")
    let openings: [EmergencyOpening]
    do { openings = try clinic.store.openings(waitingOnly: !all) } catch { throw Failure(error) }
    if json { return Printing.json(.list(openings.map { document($0, clinic.zone) })) }
    guard let phrases = try Desk.phrases(clinic, options) else { throw Failure.noConsoleTexts }
    if openings.isEmpty { return Printing.line(phrases.text("openings.none")) }
    for opening in openings {
      let time = LocalTime(opening.at, in: clinic.zone)
      let head = [opening.id, "\(time.date) \(time.time)", opening.who, opening.recall.rawValue]
      Printing.line(TerminalText.clean(head.joined(separator: " · ")))
      Printing.line("  " + TerminalText.clean(opening.because))
      if let by = opening.lookedAtBy {
        Printing.line("  " + phrases.text("openings.looked", ["who": TerminalText.clean(by)]))
      }
    }
    if openings.contains(where: { $0.lookedAt == nil }) {
      Printing.line(phrases.text("openings.hint"))
    }
  }

  private func document(_ opening: EmergencyOpening, _ zone: Zone) -> JSONValue {
    [
      "id": .string(opening.id), "recall": .string(opening.recall.rawValue),
      "who": .string(opening.who), "because": .string(opening.because),
      "at": .string(InstantText.rfc3339(opening.at, in: zone)),
      "looked_at_by": .text(opening.lookedAtBy),
      "looked_at": .text(opening.lookedAt.map { InstantText.rfc3339($0, in: zone) }),
    ]
  }
}

struct ReviewOpeningsLookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "look", abstract: "Say that you have looked at them; not at your own.",
    discussion: """
      Examples:
        recall review openings look ID
      """)

  @Argument(help: ArgumentHelp("As the list names them.", valueName: "id"))
  var ids: [String]

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options, for: "review openings look")
    for id in ids {
      let done: Bool
      do {
        done = try clinic.store.lookAtOpening(id, by: clinic.staff.id, at: clinic.clock.now())
      } catch { throw Failure(error) }
      guard done else {
        throw Failure(
          .findings, "nothing of this name waits for you: \"\(TerminalText.clean(id))\"",
          hint: "`recall review openings` lists what does; your own wait for somebody else")
      }
      Printing.line(try Desk.say("openings.looked-at", ["id": id], clinic, options))
    }
  }
}
