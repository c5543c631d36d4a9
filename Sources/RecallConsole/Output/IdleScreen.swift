package import RecallDomain

/// A screen that nobody types at is hidden, and the call stays as it is; when it stays alone for long
/// the console closes, as if the terminal had hung up.
///
/// Enter shows it again, and nothing else does: keys that were meant for another window come to nothing
/// and are not seen. No word of its own is asked for. Who sits here was let in by the system's log-in
/// or the server, and a second secret, kept by this program and asked for in the middle of an emergency,
/// would be weaker than those and in the way. Whoever wants a log-in after an absence lets the console
/// be what the log-in starts (over SSH, say): when it closes, the session ends with it.
package final class IdleScreen {
  /// What somebody works at behind the hidden screen: it decides what they are told.
  package enum Work: Hashable, Sendable {
    case console, practice, review

    /// - Parameter isInCall: somebody is on the line, and the prompt belongs to their call.
    func hidden(isInCall: Bool) -> String {
      switch self {
      case .console: isInCall ? "idle.hidden-call" : "idle.hidden"
      case .practice: "idle.hidden"
      case .review: "idle.hidden-review"
      }
    }

    var left: String {
      switch self {
      case .console: "idle.left"
      case .practice: "idle.left-practice"
      case .review: "idle.left-review"
      }
    }
  }

  private let policy: IdlePolicy
  private let work: Work
  private let screen: Screen
  private let say: (String) -> String

  package init(
    _ policy: IdlePolicy, at work: Work, screen: Screen, say: @escaping (String) -> String
  ) {
    (self.policy, self.work) = (policy, work)
    self.screen = screen
    self.say = say
  }

  /// How waiting for Enter ended; the numbers are those of `recall_waiting`.
  package enum Waiting: Int32 {
    case entered = 0
    case ended = 1
    case stopped = 3
    case tookTooLong = 4
  }

  package enum Outcome: Equatable {
    case goesOn
    case shownAgain
    case left(Waiting)
  }

  /// - Parameters:
  ///   - seconds: without a key.
  ///   - waiting: for Enter, at most so many seconds; `nil` = for ever.
  package func look(
    after seconds: Int, isInCall: Bool, waiting: (_ most: Int?) -> Waiting
  ) -> Outcome {
    switch policy.step(after: seconds) {
    case .stays: return .goesOn
    case .leaves: return leave()
    case .blanks: break
    }
    screen.hide()
    screen.passing(say(work.hidden(isInCall: isInCall)))
    switch waiting(policy.leave.map { max(1, $0 - seconds) }) {
    case .entered, .stopped:
      screen.showAgain()
      return .shownAgain
    case .tookTooLong: return leave()
    case .ended: return .left(.ended)
    }
  }

  /// Before the program stops for the shell (Ctrl-Z): what stood here is not for whoever comes by.
  package func stop() { screen.hide() }

  /// When it goes on: the time in which it was stopped counts as time without a key.
  package func goOn(
    after seconds: Int, isInCall: Bool, waiting: (_ most: Int?) -> Waiting
  ) -> Outcome {
    let outcome = look(after: seconds, isInCall: isInCall, waiting: waiting)
    guard outcome == .goesOn else { return outcome }
    screen.showAgain()
    return .shownAgain
  }

  private func leave() -> Outcome {
    screen.leave(saying: say(work.left))
    return .left(.tookTooLong)
  }
}
