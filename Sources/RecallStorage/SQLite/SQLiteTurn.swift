import Foundation

/// Waiting for one's turn at a file that somebody else is writing. SQLite's own waiting grows to a
/// tenth of a second between looks, so that whoever has waited longest looks least often and, with
/// eight consoles at work, may starve; here everybody looks again every few milliseconds.
package enum SQLiteTurn {
  /// How long a writer waits for another before `StoreFailure.busy`, in milliseconds.
  static let patience = 6_000
  private static let eager = 10
  private static let pause = 3

  /// Longer than anybody waits between two looks, in microseconds.
  private static let leave = useconds_t(pause + 1) * 1_000

  /// Whoever writes one batch after the other leaves the file alone in between, or those who look for
  /// their turn every few milliseconds would hardly ever find it free.
  static func leaveToOthers() { usleep(leave) }

  /// - Parameter looks: how often it was looked in vain. `false`: given up.
  @Sendable package static func wait(_ looks: Int) -> Bool { wait(looks, atMost: patience) }

  static func wait(_ looks: Int, atMost most: Int) -> Bool {
    let waited = looks < eager ? looks : eager + (looks - eager) * pause
    guard waited < most else { return false }
    usleep(looks < eager ? 1_000 : useconds_t(pause) * 1_000)
    return true
  }
}
