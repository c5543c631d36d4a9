package import RecallDomain

/// A store that is busy while somebody has words ready for it: it is asked again at each Enter, and the
/// words stay here until they are kept or somebody gives them up. Other failures go on to the caller.
package struct BusyStore {
  private let screen: Screen
  private let input: any LineInput
  private let words: String

  /// - Parameter words: what is said of it each time, in the reader's language.
  package init(screen: Screen, input: any LineInput, saying words: String) {
    self.screen = screen
    self.input = input
    self.words = words
  }

  /// - Parameter givesUp: whether the line that was typed says so.
  package func keep<Kept>(
    unless givesUp: (String) -> Bool, _ write: () throws(StoreFailure) -> Kept
  ) throws(StoreFailure) -> Kept {
    while true {
      do throws(StoreFailure) { return try write() } catch {
        guard case .busy = error else { throw error }
        screen.problem(words)
        guard goesOn(givesUp) else { throw error }
      }
    }
  }

  /// Ctrl-C empties the line, as at every prompt, and gives nothing up.
  private func goesOn(_ givesUp: (String) -> Bool) -> Bool {
    while true {
      switch input.read(PromptRequest(name: "again")) {
      case .line(let line): return !givesUp(line)
      case .interrupt: continue
      case .endOfInput, .terminated: return false
      }
    }
  }
}
