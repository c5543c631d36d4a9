package import Foundation

/// How the clinic's command for one message came to its end.
package enum CommandEnd: Hashable, Sendable {
  case exit(Int32)
  case signal(Int32)
  /// It took longer than its time, and was ended.
  case outOfTime
  /// It never ran: there is no such program, or it may not be started.
  case notStarted
}

/// Why a message in the outbox is not sent again by itself: a dead letter, for a person to look at.
package enum MessageFailure: String, CaseIterable, Codable, Hashable, Sendable {
  /// Nobody is reached there. It did not go out.
  case badAddress = "bad-address"
  /// The command would not take it. It did not go out.
  case refused
  /// Handed over as often as may be, and never taken. It did not go out.
  case gaveUp = "gave-up"
  /// The command failed in a way that does not say whether it had taken the message.
  case unclear
  /// The command was ended by a signal.
  case killed
  case outOfTime = "out-of-time"
  /// Whoever was sending it has not said how it went.
  case lost
  /// It waited when a backup was made, and that backup was brought back: since then it may have left.
  case restored
  /// A person has laid it aside.
  case dropped

  /// Whether the patient may have it all the same.
  package var mayHaveGoneOut: Bool {
    switch self {
    case .unclear, .killed, .outOfTime, .lost, .restored: true
    case .badAddress, .refused, .gaveUp, .dropped: false
    }
  }
}

/// What the end of a command says about its message, by the exit codes of sysexits.h, which
/// sendmail-compatible programs give.
package enum HandOver: Hashable, Sendable {
  /// The command has taken it. What becomes of it from there is not known here.
  case sent
  /// Certainly not taken: to be handed over again later.
  case later
  /// The same, because the command itself is not in order: nothing else is given to it now.
  case outOfOrder
  /// Never to be handed over again by itself.
  case dead(MessageFailure)

  package init(_ end: CommandEnd) {
    self =
      switch end {
      case .exit(0): .sent
      // EX_TEMPFAIL, EX_UNAVAILABLE, EX_OSERR, EX_CANTCREAT
      case .exit(75), .exit(69), .exit(71), .exit(73): .later
      // EX_USAGE, EX_OSFILE, EX_NOPERM, EX_CONFIG; what a shell and `env` say of a missing program
      case .exit(64), .exit(72), .exit(77), .exit(78), .exit(126), .exit(127), .notStarted:
        .outOfOrder
      // EX_DATAERR, EX_NOINPUT
      case .exit(65), .exit(66): .dead(.refused)
      // EX_NOUSER, EX_NOHOST
      case .exit(67), .exit(68): .dead(.badAddress)
      case .exit: .dead(.unclear)
      case .signal: .dead(.killed)
      case .outOfTime: .dead(.outOfTime)
      }
  }
}

/// What becomes of a message after one try to send it.
package enum AfterHandOver: Hashable, Sendable {
  case sent
  case again(at: Date)
  case dead(MessageFailure)
}

/// When a message is handed over again, and when no more.
package struct SendingPlan: Hashable, Sendable {
  /// After the first try, the second, and so on: 1, 5 and 30 minutes, 2 hours, a day.
  package static let rests: [TimeInterval] = [60, 300, 1_800, 7_200, 86_400]

  package let attempts: Int
  /// The command sends no message twice, however often it is handed over.
  package let isIdempotent: Bool

  package init(attempts: Int, isIdempotent: Bool) {
    self.attempts = attempts
    self.isIdempotent = isIdempotent
  }

  /// - Parameter tries: made so far, this one included.
  package func after(_ handOver: HandOver, tries: Int, at now: Date) -> AfterHandOver {
    switch handOver {
    case .sent: .sent
    case .later: again(tries, now) ?? .dead(.gaveUp)
    // Whoever keeps the command mends it: no message suffers for that.
    case .outOfOrder: .again(at: now.addingTimeInterval(rest(tries)))
    case .dead(let failure) where failure.mayHaveGoneOut && isIdempotent:
      again(tries, now) ?? .dead(failure)
    case .dead(let failure): .dead(failure)
    }
  }

  private func again(_ tries: Int, _ now: Date) -> AfterHandOver? {
    tries < attempts ? .again(at: now.addingTimeInterval(rest(tries))) : nil
  }

  private func rest(_ tries: Int) -> TimeInterval {
    Self.rests[min(max(tries, 1), Self.rests.count) - 1]
  }
}
