import Foundation

/// Work that goes on only while it has the turn. Consoles are written to wait for a line; so that
/// one scheduler can have many of them, each stands on a stack of its own, and exactly one of all
/// moves at any moment: what happens is decided by who is given the turn, never by the machine.
final class Strand: @unchecked Sendable {
  private let mine = DispatchSemaphore(value: 0)
  private let theirs = DispatchSemaphore(value: 0)
  private(set) var isOver = false

  /// Nothing of `body` happens before the first turn.
  init(_ body: @escaping (Strand) -> Void) {
    nonisolated(unsafe) let work = body
    let thread = Thread { [self] in
      mine.wait()
      work(self)
      isOver = true
      theirs.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Gives it the turn, until it rests or is over.
  func go() {
    guard !isOver else { return }
    mine.signal()
    theirs.wait()
  }

  /// Called on the strand itself: somebody else has the turn.
  func rest() {
    theirs.signal()
    mine.wait()
  }
}
