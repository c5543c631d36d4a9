package import Foundation
import Synchronization

/// The one clock of a console (invariant 12): the server's of a shared store, else the machine's, or
/// one that a demo started elsewhere.
package struct Clock: Sendable {
  private let offset: TimeInterval
  private let other: (@Sendable () -> Date?)?
  private let ahead = Ahead()
  private let own: OwnTime

  /// The machine's own time.
  package init() { (offset, other, own) = (0, nil, OwnTime()) }

  /// A clock that is not the machine's; while it says nothing, the machine's.
  package init(of other: @escaping @Sendable () -> Date?) {
    (offset, self.other, own) = (0, other, OwnTime())
  }

  /// All of it in a simulation's hands.
  ///
  /// - Parameter boot: seconds since the computer started, which nobody sets.
  package init(
    of other: @escaping @Sendable () -> Date?, boot: @escaping @Sendable () -> Double
  ) {
    (offset, self.other, own) = (0, other, OwnTime(boot: boot))
  }

  /// Starts at `instant` and runs from there.
  package init(startingAt instant: Date) {
    (offset, other, own) = (instant.timeIntervalSinceNow, nil, OwnTime())
  }

  /// Stands still, for tests.
  package init(standingAt instant: Date) { self.init(of: { instant }) }

  package func now() -> Date {
    if let estimate = own.estimate() { return estimate }
    let told = other?() ?? Date(timeIntervalSince1970: Date().timeIntervalSince1970 + offset)
    return told.addingTimeInterval(ahead.seconds.withLock { $0 })
  }

  /// The store is away: from its last time on by this computer's boot clock, which nobody sets. What it
  /// says until then is an estimate.
  package func goByItself() { own.begin(at: now()) }

  /// The store is back. The clock never goes behind what was estimated.
  package func goByTheStore() {
    guard let last = own.estimate() else { return }
    own.end()
    catchUp(with: last)
  }

  /// Seconds since this computer started, which nobody sets: for what is done every so often.
  package var sinceStart: Double { own.sinceStart }

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

/// Time without a store: an instant, and the boot clock since.
private final class OwnTime: Sendable {
  private let start = Mutex<(instant: Date, boot: Double)?>(nil)
  private let boot: @Sendable () -> Double

  init(boot: @escaping @Sendable () -> Double = { OwnTime.sinceStart() }) { self.boot = boot }

  var sinceStart: Double { boot() }

  func begin(at instant: Date) { start.withLock { $0 = $0 ?? (instant, boot()) } }
  func end() { start.withLock { $0 = nil } }

  func estimate() -> Date? {
    start.withLock { $0.map { $0.instant.addingTimeInterval(boot() - $0.boot) } }
  }

  /// Seconds since this machine started, its sleep among them.
  private static func sinceStart() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }
}
