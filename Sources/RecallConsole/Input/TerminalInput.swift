import CReadline
import RecallDomain

/// Lines typed at a terminal, edited with readline.
package final class TerminalInput: LineInput {
  package init() {
    _ = recall_use_utf8()
    recall_take_signals()
  }

  package func read(_ request: PromptRequest) -> LineEvent {
    let completing = Completing(words: request.completions)
    let idling = request.whileIdle.map(Idling.init)
    if let idling {
      recall_while_idle(
        { context in
          guard let context else { return }
          let lines = Unmanaged<Idling>.fromOpaque(context).takeUnretainedValue().lines()
          if !lines.isEmpty { recall_above_prompt(lines.joined(separator: "\n")) }
        }, Unmanaged.passUnretained(idling).toOpaque(), Int32(UrgentAlerts.pause))
    }
    defer { if idling != nil { recall_while_idle(nil, nil, 0) } }
    var line: UnsafeMutablePointer<CChar>?
    let how = withExtendedLifetime((completing, idling)) {
      recall_read_line(
        request.text, hint(of: request), flags(of: request),
        { line, context in
          guard let line, let context else { return }
          let completing = Unmanaged<Completing>.fromOpaque(context).takeUnretainedValue()
          for word in completing.words(String(cString: line)) { recall_offer(word) }
        },
        Unmanaged.passUnretained(completing).toOpaque(), &line)
    }
    defer { recall_forget_line(line) }
    switch how {
    case 0:
      let text = line.map { String(cString: $0) } ?? ""
      if request.keepsHistory, !text.isEmpty { recall_remember(text) }
      return .line(text)
    case 2: return .interrupt
    case 3: return .terminated(recall_stop_signal())
    default: return .endOfInput
    }
  }

  private func flags(of request: PromptRequest) -> Int32 {
    (request.discardsTypeahead ? 1 : 0) | (request.erasesAfter ? 2 : 0)
      | (request.keepsHistory ? 4 : 0)
  }

  /// Only what fits beside the prompt: a wrapped hint could not be taken back.
  private func hint(of request: PromptRequest) -> String {
    let room = Int(recall_terminal_width()) - TerminalText.width(request.text) - 2
    let hint = TerminalText.clean(request.hint)
    return hint.isEmpty || TerminalText.width(hint) > room ? "" : "  " + hint
  }
}

/// Carries a prompt's completion through readline's C callback.
private final class Completing {
  let words: (String) -> [String]
  init(words: @escaping (String) -> [String]) { self.words = words }
}

/// Carries what is asked while nobody types through C.
private final class Idling {
  let lines: () -> [String]
  init(lines: @escaping () -> [String]) { self.lines = lines }
}
