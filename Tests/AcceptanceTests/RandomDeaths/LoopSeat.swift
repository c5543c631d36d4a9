import Crowd
import Foundation

/// One terminal with the person before it.
final class LoopSeat {
  let terminal: WatchedTerminal
  var person: RandomCaller
  var hands: RestlessHands
  let name: String
  /// Started in Spanish, or switched to it.
  var isSpanish: Bool

  /// What was typed last, at which prompt, and the call under way, as the store names it.
  var move = Move("")
  var asked = ""
  var call: String?
  /// Enter was pressed, and no prompt has come since; so at the start.
  private(set) var isWorking = true

  /// Where the picture stood at Enter.
  private var mark = (row: 0, newlines: -1, erasures: 0)

  init(
    _ terminal: WatchedTerminal, _ person: RandomCaller, _ hands: RestlessHands, name: String,
    isSpanish: Bool
  ) {
    (self.terminal, self.person, self.hands) = (terminal, person, hands)
    (self.name, self.isSpanish) = (name, isSpanish)
  }

  var hasStarted: Bool { mark.newlines >= 0 }

  /// What has come onto the screen since Enter.
  var fresh: String {
    let picture = terminal.picture
    return picture.text(from: picture.erasures == mark.erasures ? mark.row : 0)
  }

  /// The prompt that has come since Enter, if one stands there; drawn, with nothing after it.
  var prompt: String? {
    let picture = terminal.picture
    let line = picture.beforeCursor
    guard picture.newlines > mark.newlines, line.hasSuffix("> ") else { return nil }
    let name = line.dropLast(2)
    let isName = name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
    return !name.isEmpty && isName ? String(name) : nil
  }

  /// What stands at the prompt, typed or not.
  var line: String {
    let row = String(terminal.picture.rows[terminal.picture.row])
    return String(row.dropFirst(asked.count + 2).reversed().drop { $0 == " " }.reversed())
  }

  /// Waits until the line stands there as it is meant, so that all of it has been read.
  func shows(_ meant: String) -> Bool {
    // A line that takes two rows is drawn in ways that are nobody's business here.
    guard asked.count + 2 + meant.count < RestlessHands.narrowest else { return true }
    let meant = String(meant.reversed().drop { $0 == " " }.reversed())
    for _ in 0..<240 {
      if meant.isEmpty || line == meant { return true }
      terminal.look(for: 250)
    }
    return false
  }

  // MARK: Keys

  /// From here on a new prompt is waited for.
  private func begin() {
    let picture = terminal.picture
    mark = (picture.row, picture.newlines, picture.erasures)
    isWorking = true
  }

  func enter() {
    begin()
    terminal.type("\r")
  }

  /// Ctrl-C or Ctrl-D.
  func press(_ key: String) {
    begin()
    terminal.type(key)
  }

  // MARK: Waiting

  enum News: Equatable {
    case prompt(String)
    case ended(Int32)
    /// Neither within a minute.
    case nothing
  }

  func wait() -> News {
    for _ in 0..<240 {
      if let prompt {
        // Something may still be drawn behind what looks like a prompt.
        if terminal.look(for: 20) { continue }
        isWorking = false
        return .prompt(prompt)
      }
      if terminal.look(for: 250) { continue }
      // A program that has left its terminal is about to end.
      if let status = terminal.end(within: terminal.isLeft ? 60_000 : 0) {
        drain()
        return .ended(status)
      }
    }
    return .nothing
  }

  /// Until something is drawn.
  func lookForSomething() {
    for _ in 0..<240 {
      if terminal.look(for: 250) { return }
    }
  }

  /// All that the program had still written.
  func drain() { while terminal.look(for: 0) {} }
}
