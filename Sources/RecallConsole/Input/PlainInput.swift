import CReadline

/// Lines of a pipe or a file: no editing, no echo, no colour; the prompt is written and flushed
/// before each line is read (INTERFACES, "Plain mode").
package final class PlainInput: LineInput {
  private let screen: Screen

  package init(screen: Screen) {
    self.screen = screen
    _ = recall_use_utf8()
    recall_take_signals()
  }

  package func read(_ request: PromptRequest) -> LineEvent {
    screen.prompt(request.text)
    // Nobody is asked to speak words that nobody sees.
    guard !screen.isCutOff else { return .endOfInput }
    var line: UnsafeMutablePointer<CChar>?
    let how = recall_read_plain(&line)
    // Nobody's Enter has ended the prompt's line.
    screen.endPrompt()
    defer { recall_forget_line(line) }
    switch how {
    case 0: return .line(line.map { String(cString: $0) } ?? "")
    case 2: return .terminated(2)
    case 3: return .terminated(recall_stop_signal())
    default: return .endOfInput
    }
  }
}
