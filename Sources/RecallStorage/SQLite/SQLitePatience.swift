import Foundation

/// For how long one store waits for its turn: less where somebody is on the line. Its connection asks
/// while the store's one thread is inside an act, so that nobody changes anything meanwhile.
///
/// Where others get on, one's turn comes, and it is worth waiting for; a file that nothing has happened to
/// since the first look is held by somebody who has stopped.
final class SQLitePatience: @unchecked Sendable {
  /// As wished for, in milliseconds.
  var milliseconds = SQLiteTurn.patience
  private let path: String
  private var atFirst: Moment?

  /// In a crowd that gets on, in milliseconds.
  private static let amongOthers = 3_000

  init(_ path: String) { self.path = path }

  /// - Parameter looks: how often it was looked in vain. `false`: given up.
  func wait(_ looks: Int) -> Bool {
    if looks == 0 { atFirst = Moment(of: path) }
    if SQLiteTurn.wait(looks, atMost: milliseconds) { return true }
    guard milliseconds < Self.amongOthers, Moment(of: path) != atFirst else { return false }
    return SQLiteTurn.wait(looks, atMost: Self.amongOthers)
  }

  /// When a file was last written.
  private struct Moment: Equatable {
    let seconds, nanoseconds: Int

    init?(of path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }
}
