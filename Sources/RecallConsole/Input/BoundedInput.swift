import RecallDomain

/// The door for whatever is typed: text from outside, since callers paste out of mails and charts.
///
/// Escape sequences and invisible characters go before anybody reads a line, so that a line of nothing
/// else is an empty line. A line longer than a note, a journal and a screen can bear is a paste by
/// mistake: it is refused whole, with a sentence, and the prompt is asked again; nothing of it is kept.
final class BoundedInput: LineInput {
  /// Characters of one line at any prompt; the longest remark anybody types has a few hundred.
  static let most = 4_000

  private let base: any LineInput
  private let refuse: () -> Void

  init(_ base: any LineInput, refuse: @escaping () -> Void) {
    self.base = base
    self.refuse = refuse
  }

  func read(_ request: PromptRequest) -> LineEvent {
    while true {
      let event = base.read(request)
      guard case .line(let line) = event else { return event }
      if line.unicodeScalars.count <= Self.most { return .line(TerminalText.clean(line)) }
      refuse()
    }
  }
}
