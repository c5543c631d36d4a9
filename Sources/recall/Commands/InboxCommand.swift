import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports

/// `recall inbox [QUEUE]`, and `recall inbox take|answer|… ID`: the console's `inbox`, from outside.
struct InboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox",
    abstract: "Print what waits in the queues; take, answer, hand on and close it.",
    usage: """
      recall inbox [QUEUE] [--overdue] [--json]
             recall inbox show|take|give-back|answer|done|close|note ID
             recall inbox hand ID QUEUE
      """,
    discussion: """
      The words of an answer are asked for, or read from standard input: none stands in an argument. \
      After answer comes a second line: call-again (or an empty line), close, handled.

      Examples:
        recall inbox
        recall inbox clinical --overdue
        recall inbox take 1
        recall inbox answer 1
        recall inbox hand 1 front-desk
      """)

  @Argument(help: ArgumentHelp("A queue; or an act, an item and more.", valueName: "what"))
  var what: [String] = []

  @Flag(help: "Only what should have been answered already.")
  var overdue = false

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options, for: "inbox")
    // A list asks nothing; the acts have prompts of their own.
    if !json, InboxRoom.isList(what) { PagedOutput.shared.begin(options, clinic) }
    let desk = try Desk(clinic, options)
    let room = InboxRoom(desk: desk, namesItems: true)
    do {
      guard json else {
        return try finish(room.obey(((overdue ? ["overdue"] : []) + what).joined(separator: " ")))
      }
      if what.count == 2, what[0] == "show" {
        guard let item = try room.find(what[1]) else { throw Failure(StoreFailure.notFound) }
        return print([item], clinic)
      }
      print(try room.items(listed(), overdue: overdue), clinic, openings: try room.openings().count)
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  /// The queue whose list is asked for as a document; `nil`: all of them.
  private func listed() throws -> QueueName? {
    guard let first = what.first else { return nil }
    if what.count == 1, let queue = QueueName(rawValue: first) { return queue }
    throw Failure(
      .usage,
      "--json prints a list, or what show prints; \"\(TerminalText.clean(first))\" is neither",
      hint: "queues are \(QueueName.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  /// - Parameter openings: what a manager looks at besides; named only where there is one.
  private func print(_ items: [InboxItem], _ clinic: OpenClinic, openings: Int = 0) {
    let document = InboxDocument(zone: clinic.zone, now: clinic.clock.now())
    let list: [JSONValue.Member] = [
      .init("items", .array(items.map(document.json))), .init("count", .int(items.count)),
    ]
    let more = openings > 0 ? [JSONValue.Member("emergency_openings", .int(openings))] : []
    Printing.json(.object(list + more))
  }

  /// What was not done was said; the exit code says it too.
  private func finish(_ outcome: InboxRoom.Outcome) throws {
    switch outcome {
    case .shown, .done, .left: return
    case .refused(.notYours): throw ExitCode(Failure.Code.notPermitted.rawValue)
    case .refused(.takenBy): throw ExitCode(Failure.Code.tryAgain.rawValue)
    case .refused, .notFound: throw ExitCode(Failure.Code.findings.rawValue)
    case .notUnderstood: throw ExitCode(Failure.Code.usage.rawValue)
    case .stopped(let signal): throw ExitCode(128 + signal)
    }
  }
}

extension QueueName: ExpressibleByArgument {}
