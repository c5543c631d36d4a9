import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

/// Where the lines of a result go: standard output, and on a terminal a pager before it when they are
/// more than the screen holds. Never in a pipe, and never for JSON, CSV and other files.
///
/// The text goes to the pager's standard input alone, and to no file: `less` is told to keep no history
/// and to open no other program (`LESSHISTFILE`, `LESSSECURE`).
final class PagedOutput: @unchecked Sendable {
  static let shared = PagedOutput()

  private let lock = NSLock()
  private var pager: Pager?

  /// To write to.
  var handle: FileHandle { lock.withLock { pager }?.entrance ?? .standardOutput }

  /// Other words on the terminal would run into the pager's screen.
  var isPaging: Bool { lock.withLock { pager }?.isShowing ?? false }

  /// From here on the result is one long text, until `finish`.
  func begin(_ options: GlobalOptions, _ clinic: OpenClinic) {
    let environment = ProcessInfo.processInfo.environment
    guard !options.noPager, !LinearMode.isOn, environment["TERM"] != "dumb",
      isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
      let command = PagerCommand(environment, else: options.own.pager)
    else { return }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 1 else { return }
    let screen = Pager.Screen(rows: Int(size.ws_row), columns: max(Int(size.ws_col), 1))
    let idle = Pager.Idle(
      closes: clinic.policy.idle.closesList,
      words: { (try? Desk.phrases(clinic, options))?.text("idle.left-list") ?? "" })
    lock.withLock { if pager == nil { pager = Pager(command, screen, idle) } }
  }

  /// The text is whole: shown, and read. Does nothing where there is no pager.
  func finish() {
    let begun = lock.withLock { pager }
    begun?.finish()
    lock.withLock { pager = nil }
    if let signal = begun?.endedBy { Foundation.exit(128 + signal) }
  }
}

/// `$PAGER`, else what the person's own file says, else `less -FRX`; its words stand as they are, and no shell reads them.
struct PagerCommand {
  let words: [String]
  let environment: [String]

  /// `nil`: none is wanted (`PAGER` is empty, or `cat`).
  init?(_ surroundings: [String: String], else own: String?) {
    let asked = surroundings["PAGER"] ?? own ?? "less -FRX"
    words = asked.split(separator: " ").map(String.init)
    guard let program = words.first, program != "cat" else { return nil }
    var own = surroundings
    own["LESSSECURE"] = "1"
    own["LESSHISTFILE"] = "-"
    own["LESSOPEN"] = nil
    if own["LESS"] == nil { own["LESS"] = "FRX" }
    environment = own.map { "\($0.key)=\($0.value)" }
  }
}
