import ArgumentParser
import Foundation
import RecallDomain

/// Options that may stand before or after the command (INTERFACES, "Commands"). None takes a
/// patient's data.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The clinic folder.", valueName: "dir"))
  var clinic: String?

  @Option(name: .customLong("as"), help: ArgumentHelp("Who is working.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("Language of the console.", valueName: "tag"))
  var locale: String?

  @Flag(name: .customLong("no-color"), help: "No colour, whatever the terminal can do.")
  var noColor = false

  @Flag(
    inversion: .prefixedNo,
    help: "One thing a line, for screen readers: no columns, bars or redrawing; or not.")
  var linear: Bool?

  @Flag(
    name: .customLong("no-pager"),
    help: "Long lists go straight to the terminal, not through $PAGER (less).")
  var noPager = false

  @Option(
    help: ArgumentHelp(
      "Where the clock starts (RFC 3339); demo and practice stores only.", valueName: "instant"),
    transform: { text in
      guard let instant = InstantText.read(text) else {
        throw ValidationError("'\(text)' is no instant such as 2026-11-24T14:05:00-05:00")
      }
      return instant
    })
  var now: Date?
}

/// Moves the global options behind the command, so that they may stand anywhere: the parser wants
/// a command's options after its name.
enum GlobalOptionOrder {
  private static let valued: Set<String> = ["--clinic", "--as", "--locale", "--now"]
  private static let flags: Set<String> = ["--no-color", "--no-pager", "--linear", "--no-linear"]

  static func commandFirst(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    var (globals, others): ([String], [String]) = ([], [])
    var index = 0
    while index < end {
      let argument = arguments[index]
      let name = argument.split(separator: "=", maxSplits: 1).first.map(String.init) ?? argument
      if valued.contains(argument), index + 1 < end {
        globals += arguments[index...(index + 1)]
        index += 1
      } else if flags.contains(argument) || (valued.contains(name) && name != argument) {
        globals.append(argument)
      } else {
        others.append(argument)
      }
      index += 1
    }
    return others + globals + arguments[end...]
  }
}
