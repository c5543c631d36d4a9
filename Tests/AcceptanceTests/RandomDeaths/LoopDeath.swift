import Crowd
import Foundation

/// How a console of the kill loop comes to its end, and when.
struct LoopDeath {
  enum Means: String, CaseIterable {
    case killed = "killed"
    case terminated = "told to end"
    case hungUp = "hung up"
    case closed = "window closed"

    /// What the program must say to whoever waits for it.
    var status: Int32 {
      switch self {
      case .killed: 128 + SIGKILL
      case .terminated: 128 + SIGTERM
      case .hungUp, .closed: 128 + SIGHUP
      }
    }
  }

  enum Moment {
    /// Before the first prompt is there, and so many microseconds after it was started.
    case starting(UInt32)
    case atPrompt
    case halfTyped
    /// Stopped with Ctrl-Z.
    case stopped
    /// So many microseconds after Enter, in whatever the program does then.
    case working(UInt32)
  }

  let means: Means
  let moment: Moment

  /// - Parameter isStarting: there was no prompt yet.
  static func thrown(_ dice: inout SeededDice, isStarting: Bool) -> LoopDeath {
    let means: Means = dice.pick(byWeight: [
      (.killed, 6), (.terminated, 2), (.hungUp, 2), (.closed, 1),
    ])
    if isStarting { return LoopDeath(means: means, moment: .starting(wait(&dice))) }
    let moment: Moment = dice.pick(byWeight: [
      (.working(wait(&dice)), 10), (.atPrompt, 3), (.halfTyped, 2), (.stopped, 1),
    ])
    // Who is stopped hears nothing but a kill.
    if case .stopped = moment { return LoopDeath(means: .killed, moment: moment) }
    return LoopDeath(means: means, moment: moment)
  }

  /// As likely shorter as longer than most acts take: up to 0.13 s, each doubling alike.
  private static func wait(_ dice: inout SeededDice) -> UInt32 {
    UInt32(1 << dice.below(17)) + UInt32(dice.below(1 << 10))
  }
}
