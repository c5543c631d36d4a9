import Foundation

/// The one clock of live work on a shared store (invariant 12): the server's `clock_timestamp()`,
/// carried on by this machine's boot clock between two looks, so that a wall clock that is wrong or
/// set here changes nothing.
final class ServerClock: @unchecked Sendable {
  /// Seconds between two looks; the boot clocks of two machines differ by less than a millisecond
  /// in that time.
  private static let rests: Double = 20

  static let question =
    "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)"

  private let lock = NSLock()
  private var server: Date?
  /// This machine's boot clock at that instant, in seconds.
  private var at = 0.0

  var isDue: Bool {
    lock.withLock { server == nil || BootClock.now() - at > Self.rests }
  }

  /// The server answered somewhere between: half of the way is the best guess.
  func set(to instant: Date, sent: Double, received: Double) {
    lock.withLock { (server, at) = (instant, (sent + received) / 2) }
  }

  /// `nil` until the server has been asked.
  func now() -> Date? {
    lock.withLock { server?.addingTimeInterval(BootClock.now() - at) }
  }
}
