import Dispatch
import Foundation
import Synchronization

/// The scripts of a desk: proved, or in proof while the first prompt stands there already.
package enum DeskScripts: Sendable {
  case proved(ScriptShelf)
  /// - Parameter words: of the console, which needs no script to ask for a command.
  case inProof(ScriptProof, words: StaffWords)

  /// Waits where it has to.
  var shelf: ScriptShelf {
    switch self {
    case .proved(let shelf): shelf
    case .inProof(let proof, _): proof.shelf
    }
  }

  var words: StaffWords {
    switch self {
    case .proved(let shelf): shelf.words
    case .inProof(_, let words): words
    }
  }

  var standing: ScriptStanding {
    switch self {
    case .proved(let shelf): shelf.standing
    case .inProof(let proof, _): proof.expected
    }
  }
}

/// Scripts that are read and proved behind the first prompt, on a thread of their own.
///
/// *Never* is a script handed out before its proof is through: whoever needs one waits here.
package final class ScriptProof: Sendable {
  /// As they stood when the very same files were proved the last time: what is shown until then.
  package let expected: ScriptStanding
  private let proved = Mutex<ScriptShelf?>(nil)
  private let isThrough = DispatchSemaphore(value: 0)

  package init(expecting: ScriptStanding, _ prove: @escaping @Sendable () -> ScriptShelf) {
    expected = expecting
    let thread = Thread { [self] in
      let shelf = prove()
      proved.withLock { $0 = shelf }
      isThrough.signal()
    }
    // As much as the main thread has: a long script is walked deep.
    thread.stackSize = 16 << 20
    Self.withoutSignals { thread.start() }
  }

  /// What a person's keys and the system send is for the main thread, which waits for it.
  private static func withoutSignals(_ start: () -> Void) {
    var (sent, before) = (sigset_t(), sigset_t())
    sigemptyset(&sent)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT, SIGPIPE] {
      sigaddset(&sent, signal)
    }
    pthread_sigmask(SIG_BLOCK, &sent, &before)
    start()
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  /// Waits for the proof.
  package var shelf: ScriptShelf {
    isThrough.wait()
    isThrough.signal()
    return proved.withLock { $0! }
  }
}
