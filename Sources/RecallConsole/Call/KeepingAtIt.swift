import CReadline
import Foundation
import RecallDomain
import ScriptEngine

/// When the store cannot take a write now: the same write again, as often as the caller wants.
/// Every write carries its own key, so that repeating one that did land changes nothing
/// (invariant 11).
extension CallDesk {
  func keeping<Result>(
    _ write: () throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try desk.keeping(write)
  }
}

extension Desk {
  func keeping<Result>(
    _ write: () throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try keeping(nil, trying: "store.try-again", write)
  }

  /// - Parameters:
  ///   - words: what somebody typed and the write would keep; shown again while it is not kept.
  ///   - hint: the staff text of what can be done.
  func keeping<Result>(
    _ words: String?, trying hint: String, _ write: () throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    var waiting: Waiting?
    while true {
      do {
        let result = try write()
        if waiting != nil { tellThatItIsBack() }
        return result
      } catch {
        guard error.mayWorkLater else { throw error }
        let tried = waiting ?? Waiting()
        if let words, waiting == nil || screen.isTerminal {
          screen.aside(say("last.not-kept", ["words": words]))
        }
        let again =
          screen.isTerminal ? askToTryAgain(error, hint) : wait(tried, error, waiting == nil)
        guard again else { throw error }
        waiting = tried
      }
    }
  }

  /// What is kept on this computer is in the store. Where nobody can be asked, a server that is being
  /// restarted is waited for.
  func isBack() throws(StoreFailure) -> Bool {
    let waiting = Waiting()
    while try !outage.isOver() {
      guard !screen.isTerminal, store.isServed, outage.trouble == nil, !waiting.isOver,
        recall_stop_signal() == 0
      else { return false }
      waiting.rest()
    }
    return true
  }

  /// Said only after the write has landed.
  private func tellThatItIsBack() {
    let text = say("store.back")
    if screen.isTerminal { screen.aside(text) } else { screen.problem(text) }
  }

  /// In a pipe nobody can be asked. A server that is being restarted is waited for; a file that is
  /// gone does not come back by itself.
  private func wait(_ waiting: Waiting, _ failure: StoreFailure, _ isFirst: Bool) -> Bool {
    guard store.isServed, failure.mayPassByItself, !waiting.isOver, recall_stop_signal() == 0
    else { return false }
    if isFirst { screen.problem(StoreTrouble(desk: self).sentence(for: failure)) }
    waiting.rest()
    return true
  }

  /// One calm sentence, then Enter tries again. What was typed is still here.
  private func askToTryAgain(_ failure: StoreFailure, _ hint: String) -> Bool {
    screen.notice(StoreTrouble(desk: self).sentence(for: failure))
    screen.aside(say(hint))
    let words = offered("word", "leave")
    while true {
      let request = PromptRequest(
        name: "again", discardsTypeahead: true,
        completions: { CompletionWords.fitting(words, $0) })
      switch input.read(request) {
      case .line(let line):
        let typed = Folded.text(line)
        if typed.isEmpty { return true }
        if begins("leave", typed) { return false }
        // Whoever is on the line comes first, also while nothing can be kept.
        if line.trimmed == "!" {
          EmergencyNumbers(desk: self).show()
          emergencyIsOwed = true
        }
      case .interrupt: continue
      case .endOfInput, .terminated: return false
      }
    }
  }
}

/// How long a console without a person waits for its server.
private struct Waiting {
  private static let seconds: UInt64 = 60
  private let began = DispatchTime.now().uptimeNanoseconds

  var isOver: Bool {
    DispatchTime.now().uptimeNanoseconds - began > Self.seconds * 1_000_000_000
  }

  func rest() { usleep(300_000) }
}

extension StoreFailure {
  /// Nobody needs to do anything but wait.
  var mayPassByItself: Bool {
    switch self {
    case .busy, .unreachable: true
    default: false
    }
  }

  /// Whoever is on the line comes first: whatever is the matter with the store, an answer is kept on
  /// this computer and the call goes on. Not where the store itself has said what became of it.
  var mayBeKeptHere: Bool {
    switch self {
    case .stale, .setAside, .taken, .notFound, .erased: false
    case .busy, .full, .readOnly, .unreachable, .damaged, .newerSchema, .olderSchema,
      .notPermitted, .unverified, .refused, .failed:
      true
    }
  }

  /// What was typed stands in the store, beside the call.
  var isKeptBeside: Bool {
    switch self {
    case .stale, .setAside: true
    default: false
    }
  }

  /// Worth repeating as it is.
  var mayWorkLater: Bool {
    switch self {
    case .busy, .full, .readOnly, .unreachable, .failed: true
    case .stale, .setAside, .taken, .notFound, .erased, .damaged, .newerSchema, .olderSchema,
      .notPermitted, .unverified, .refused:
      false
    }
  }
}

/// What the store's failures mean to the person at the console, and what to do.
struct StoreTrouble {
  let desk: Desk

  func sentence(for failure: StoreFailure) -> String {
    switch failure {
    case .stale: desk.say("store.stale")
    case .setAside(let why): desk.say("outage.set-aside.\(why.rawValue)")
    case .taken(let what): desk.say("store.taken.\(what.rawValue)")
    case .notFound: desk.say("store.not-found")
    case .erased: desk.say("store.erased")
    case .busy: desk.say("store.busy")
    case .full: desk.say("store.full")
    case .readOnly: desk.say("store.read-only")
    case .unreachable: desk.say("store.unreachable")
    case .damaged: desk.say("store.damaged")
    case .newerSchema: desk.say("store.newer")
    case .olderSchema: desk.say("store.older")
    case .notPermitted: desk.say("store.not-permitted")
    case .unverified: desk.say("store.unverified")
    case .refused(let constraint): desk.say("store.refused", ["rule": constraint])
    case .failed(let code, let act): desk.say("store.failed", ["code": code, "act": act])
    }
  }

  /// sysexits, the same as those of every other command (INTERFACES, "Exit codes").
  static func exitCode(for failure: StoreFailure) -> Int32 {
    switch failure {
    case .busy, .stale, .setAside, .taken: 75
    case .unreachable, .full, .damaged: 69
    case .readOnly, .notPermitted: 77
    case .newerSchema, .olderSchema, .unverified: 78
    case .notFound, .erased: 1
    case .refused, .failed: 70
    }
  }
}
