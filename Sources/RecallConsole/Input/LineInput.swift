import RecallDomain

/// Where typed lines come from: readline on a terminal, the bare lines of a pipe, or a test's list.
package protocol LineInput: AnyObject {
  /// Reads one line at a prompt. What was typed is in the answer and nowhere else.
  func read(_ request: PromptRequest) -> LineEvent
}

/// One prompt, as the input needs it.
package struct PromptRequest {
  /// The prompt's name; what stands on the screen is `NAME> `. Never translated.
  package var name: String
  /// `PRACTICE ` in practice mode.
  package var prefix: String
  /// Words of the main prompt may be walked with Up and Down; no answer ever is.
  package var keepsHistory: Bool
  /// What of a line Up may bring back, once it was read; `nil` = nothing.
  package var remembers: (String) -> String? = { _ in nil }
  /// On a terminal, keys typed before the prompt was drawn are thrown away: an impatient Enter
  /// never dials or saves.
  package var discardsTypeahead: Bool
  /// What was typed goes from the screen with Enter.
  package var erasesAfter: Bool
  /// Stands beside the prompt until the next key (a date as it was read); terminals only.
  package var hint: String
  /// The text before the cursor → the words that would complete its last word.
  package var completions: (String) -> [String]
  /// Asked every few seconds while nobody types, on a terminal: lines to draw above the prompt.
  package var whileIdle: (() -> [String])?
  /// What becomes of the screen when nobody types for long; terminals only.
  package var idle: IdleScreen?
  /// Somebody may be on the line: a screen that is hidden says that the call goes on.
  package var isOfACall = false

  package init(
    name: String, prefix: String = "", keepsHistory: Bool = false, discardsTypeahead: Bool = false,
    erasesAfter: Bool = false, hint: String = "",
    completions: @escaping (String) -> [String] = { _ in [] }
  ) {
    self.name = name
    self.prefix = prefix
    self.keepsHistory = keepsHistory
    self.discardsTypeahead = discardsTypeahead
    self.erasesAfter = erasesAfter
    self.hint = hint
    self.completions = completions
  }

  /// What stands before the cursor; made safe, so that no name can break it.
  package var text: String { TerminalText.clean(prefix + name) + "> " }
}

/// How one reading ended.
package enum LineEvent: Equatable, Sendable {
  case line(String)
  /// Ctrl-D on an empty line, or the end of the pipe.
  case endOfInput
  /// Ctrl-C: the line was cleared.
  case interrupt
  /// SIGTERM, SIGHUP, or SIGINT in a pipe.
  case terminated(Int32)
}
