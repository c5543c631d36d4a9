import Foundation
import Synchronization

/// Ctrl-Z in the middle of a transaction would lock everybody else out of the file for as long as the
/// program stands still: it stops when the transaction is over.
package enum StopSignal {
  /// From now on; whoever started the program without such a signal keeps it so.
  package static func waitsForTransactions() {
    // Made before a handler touches them.
    writing.store(0, ordering: .sequentiallyConsistent)
    asked.store(0, ordering: .sequentiallyConsistent)
    let before = signal(SIGTSTP) { _ in
      if writing.load(ordering: .sequentiallyConsistent) > 0 {
        asked.store(1, ordering: .sequentiallyConsistent)
      } else {
        raise(SIGSTOP)
      }
    }
    if unsafeBitCast(before, to: Int.self) == 1 { signal(SIGTSTP, SIG_IGN) }
  }

  static func hold() { writing.add(1, ordering: .sequentiallyConsistent) }

  static func letGo() {
    let left = writing.subtract(1, ordering: .sequentiallyConsistent).newValue
    guard left == 0, asked.exchange(0, ordering: .sequentiallyConsistent) != 0 else { return }
    raise(SIGSTOP)
  }
}

/// Transactions that are open, and whether somebody has asked to stop meanwhile.
private let writing = Atomic<Int>(0)
private let asked = Atomic<Int>(0)
