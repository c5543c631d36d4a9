import RecallDomain
import ScriptEngine

/// When the store cannot take a write now: the same write again, as often as the caller wants.
/// Every write carries its own key, so that repeating one that did land changes nothing
/// (invariant 11).
extension CallDesk {
  func keeping<Result>(
    _ write: () throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    while true {
      do {
        return try write()
      } catch {
        guard error.mayWorkLater, screen.isTerminal, askToTryAgain(error) else { throw error }
      }
    }
  }

  /// One calm sentence, then Enter tries again. What was typed is still here.
  private func askToTryAgain(_ failure: StoreFailure) -> Bool {
    screen.notice(StoreTrouble(desk: desk).sentence(for: failure))
    screen.aside(desk.say("store.try-again"))
    while true {
      let request = PromptRequest(
        name: "again", discardsTypeahead: true,
        completions: { CompletionWords.fitting(["leave"], $0) })
      switch desk.input.read(request) {
      case .line(let line):
        let typed = Folded.text(line)
        if typed.isEmpty { return true }
        if "leave".hasPrefix(typed) { return false }
      case .interrupt: continue
      case .endOfInput, .terminated: return false
      }
    }
  }
}

extension StoreFailure {
  /// Worth repeating as it is.
  var mayWorkLater: Bool {
    switch self {
    case .busy, .full, .readOnly, .unreachable, .failed: true
    case .stale, .taken, .notFound, .damaged, .newerSchema, .olderSchema, .refused: false
    }
  }
}

/// What the store's failures mean to the person at the console, and what to do.
struct StoreTrouble {
  let desk: Desk

  func sentence(for failure: StoreFailure) -> String {
    switch failure {
    case .stale: desk.say("store.stale")
    case .taken(let what): desk.say("store.taken.\(what.rawValue)")
    case .notFound: desk.say("store.not-found")
    case .busy: desk.say("store.busy")
    case .full: desk.say("store.full")
    case .readOnly: desk.say("store.read-only")
    case .unreachable: desk.say("store.unreachable")
    case .damaged: desk.say("store.damaged")
    case .newerSchema: desk.say("store.newer")
    case .olderSchema: desk.say("store.older")
    case .refused(let constraint): desk.say("store.refused", ["rule": constraint])
    case .failed(let code, let act): desk.say("store.failed", ["code": code, "act": act])
    }
  }

  /// sysexits, the same as those of every other command (INTERFACES, "Exit codes").
  static func exitCode(for failure: StoreFailure) -> Int32 {
    switch failure {
    case .busy, .stale, .taken: 75
    case .unreachable, .full, .damaged: 69
    case .readOnly: 77
    case .newerSchema, .olderSchema: 78
    case .notFound: 1
    case .refused, .failed: 70
    }
  }
}
