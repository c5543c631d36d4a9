import RecallDomain

/// Stops a list of the console at each screenful, on a terminal alone: Enter goes on, `q` ends the list.
///
/// The stop is a prompt like any other: it is hidden when nobody types, Ctrl-C and the end of the input
/// are understood, and keys typed before it was drawn are thrown away, so that no impatient Enter turns a
/// page, and none runs on into the prompt behind the list. How high the terminal is counts anew at each
/// line. Another prompt on the way, such as that of an answer, begins a new screenful.
final class PageStop {
  /// `false`: the rest is not wanted.
  private let goesOn: () -> Bool
  private let size: () -> (rows: Int, columns: Int)
  private var used = 0
  private var isLeft = false
  private var isAsking = false

  init(size: @escaping () -> (rows: Int, columns: Int), goesOn: @escaping () -> Bool) {
    self.size = size
    self.goesOn = goesOn
  }

  /// Whether a line is still to be shown; asks first where the screen is full.
  func makesRoom(for line: String) -> Bool {
    // What is drawn at the stop itself, such as an emergency, is never kept back.
    guard !isAsking else { return true }
    guard !isLeft else { return false }
    let (rows, columns) = size()
    let height = max(1, (Self.width(of: line) + columns - 1) / max(columns, 1))
    if used > 0, used + height > rows - 1 {
      isAsking = true
      defer { isAsking = false }
      isLeft = !goesOn()
      used = 0
      guard !isLeft else { return false }
    }
    used += height
    return true
  }

  /// Somebody has read what stands on the screen, and answers something else.
  func otherPrompt() {
    guard !isAsking else { return }
    (used, isLeft) = (0, false)
  }

  /// Without the sequences that make it bold or dim.
  private static func width(of line: String) -> Int {
    guard line.contains("\u{1B}") else { return TerminalText.width(line) }
    return TerminalText.width(line.replacing(#/\u{1B}\[[0-9;]*m/#, with: ""))
  }
}

extension Desk {
  /// Shows a list page by page, where this console stops lists at all.
  func inPages<Answer>(
    _ body: () throws(StoreFailure) -> Answer
  ) throws(StoreFailure) -> Answer {
    guard screen.isTerminal, !screen.isLinear, stopsAtPages else { return try body() }
    screen.pages = PageStop(
      size: { [screen] in screen.size }, goesOn: { [unowned self] in askForMore() })
    defer { screen.pages = nil }
    return try body()
  }

  private func askForMore() -> Bool {
    while true {
      let request = PromptRequest(
        name: "more", discardsTypeahead: true, erasesAfter: true, hint: say("page.hint"))
      let event = input.read(request)
      // Enter has put the cursor below the prompt, which is of no use any more.
      screen.eraseLineAbove()
      switch event {
      case .line(let line):
        let typed = Folded.text(line.trimmed)
        if typed.isEmpty { return true }
        if "quit".hasPrefix(typed) || begins("leave", typed) { return false }
      case .endOfInput, .interrupt, .terminated: return false
      }
    }
  }
}
