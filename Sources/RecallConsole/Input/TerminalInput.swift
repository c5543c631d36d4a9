import CReadline
import Foundation
import RecallDomain

/// Lines typed at a terminal, edited with readline.
package final class TerminalInput: LineInput {
  package init() {
    _ = recall_use_utf8()
    recall_take_signals()
    recall_guard_terminal()
    recall_take_only { value in
      Unicode.Scalar(value).map { TerminalText.kind(of: $0).rawValue } ?? 0
    }
  }

  package func read(_ request: PromptRequest) -> LineEvent {
    let completing = Completing(words: request.completions)
    let idling = Idling(request)
    recall_while_idle(
      { why, context in
        guard let why = Idling.Why(rawValue: why), let context else { return 0 }
        return Unmanaged<Idling>.fromOpaque(context).takeUnretainedValue().look(why)
      }, Unmanaged.passUnretained(idling).toOpaque(), Int32(UrgentAlerts.pause))
    defer { recall_while_idle(nil, nil, 0) }
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
      if request.keepsHistory, let kept = request.remembers(text) { recall_remember(kept) }
      return .line(text)
    case 2: return .interrupt
    case 3: return .terminated(recall_stop_signal())
    // As when the terminal hangs up: an open call can be resumed.
    case 4: return .terminated(SIGHUP)
    default:
      // A terminal that is closed ends the input and hangs up: which is seen first says nothing.
      let signal = recall_stop_signal()
      return signal == 0 ? .endOfInput : .terminated(signal)
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

/// Carries what happens while nobody types through C.
private final class Idling {
  private let request: PromptRequest

  init(_ request: PromptRequest) { self.request = request }

  /// The numbers are those of `recall_idler`.
  enum Why: Int32 {
    case timePassed = 0
    case stopping = 1
    case continued = 2
  }

  func look(_ why: Why) -> Int32 {
    switch why {
    case .stopping:
      request.idle?.stop()
      return 0
    case .timePassed, .continued: break
    }
    switch outcome(why) {
    case .shownAgain: recall_draw_prompt_again()
    case .left(let waiting): return waiting.rawValue
    case .goesOn where why == .continued: recall_draw_prompt_again()
    case .goesOn: break
    }
    return showNews()
  }

  private func outcome(_ why: Why) -> IdleScreen.Outcome {
    guard let idle = request.idle else { return .goesOn }
    let seconds = Int(recall_seconds_since_key())
    let waiting = { (most: Int?) in
      IdleScreen.Waiting(rawValue: recall_wait_for_enter(most.map(Int64.init) ?? -1)) ?? .ended
    }
    let isInCall = request.isOfACall
    return why == .continued
      ? idle.goOn(after: seconds, isInCall: isInCall, waiting: waiting)
      : idle.look(after: seconds, isInCall: isInCall, waiting: waiting)
  }

  private func showNews() -> Int32 {
    let lines = request.whileIdle?() ?? []
    if !lines.isEmpty { recall_above_prompt(lines.joined(separator: "\n")) }
    return 0
  }
}
