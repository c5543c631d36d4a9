package import Foundation
import Synchronization

/// The one clock of a console (invariant 12): the server's of a shared store, else the machine's, or
/// one that a demo started elsewhere.
package struct Clock: Sendable {
  private let offset: TimeInterval
  private let other: (@Sendable () -> Date?)?
  private let ahead = Ahead()

  /// The machine's own time.
  package init() { (offset, other) = (0, nil) }

  /// A clock that is not the machine's; while it says nothing, the machine's.
  package init(of other: @escaping @Sendable () -> Date?) { (offset, self.other) = (0, other) }

  /// Starts at `instant` and runs from there.
  package init(startingAt instant: Date) { (offset, other) = (instant.timeIntervalSinceNow, nil) }

  /// Stands still, for tests.
  package init(standingAt instant: Date) { self.init(of: { instant }) }

  package func now() -> Date {
    let told = other?() ?? Date(timeIntervalSince1970: Date().timeIntervalSince1970 + offset)
    return told.addingTimeInterval(ahead.seconds.withLock { $0 })
  }

  /// Never goes behind what the store has recorded: this console stood still while its caller went on
  /// at another one, or its machine's clock was set back. From there it runs as before.
  package func catchUp(with recorded: Date) {
    let behind = recorded.timeIntervalSince(now())
    if behind > 0 { ahead.seconds.withLock { $0 += behind } }
  }
}

/// By how much a clock was found behind, seconds; all copies of the clock share it.
private final class Ahead: Sendable {
  let seconds = Mutex<TimeInterval>(0)
}
