package import Foundation
import RecallDomain
import ScriptEngine

/// What one console keeps on its computer while the store is away, from the first act that the store
/// did not take to the transaction that takes them all. A caller holds one patient, so that there is
/// one call in it.
final class Outage {
  private unowned let desk: Desk
  private var journal: (any OutageJournal)?

  init(desk: Desk) { self.desk = desk }

  /// Something is kept here that the store does not have yet.
  var isOn: Bool { journal != nil }

  func mayKeep(_ ticket: ClaimTicket) -> Bool { desk.outages != nil && ticket.key != nil }

  /// On this computer's disk when it returns; said the first time, and only then.
  func keep(_ act: KeptAct, under ticket: ClaimTicket) throws(StoreFailure) -> ClaimTicket {
    let act = act.awayFromTheStore
    if let journal {
      try journal.keep(act)
    } else {
      guard let place = desk.outages else { throw .unreachable("nothing is kept here") }
      let new = try place.begin(ticket, since: desk.now)
      do throws(StoreFailure) { try new.keep(act) } catch {
        new.remove()
        throw error
      }
      journal = new
      desk.clock.goByItself()
      desk.announce("outage.began")
    }
    return ticket.after(act)
  }

  /// Writes all that is kept; `nil`: the store is still away.
  ///
  /// - Parameter patience: seconds that may pass; `nil`: as long as a call waits.
  func writeBack(within patience: TimeInterval? = nil) throws(StoreFailure) -> Replayed? {
    guard let journal else { return nil }
    let (kept, now) = (journal.kept, desk.now)
    let replayed: Replayed
    do throws(StoreFailure) {
      if patience != nil { desk.store.lookAgain() }
      replayed = try desk.waiting(atMost: patience ?? desk.patience) { () throws(StoreFailure) in
        try desk.store.replay(kept, at: now) { ConflictItem(desk: desk, kept: kept).item($0) }
      }
    } catch {
      guard error.mayWorkLater else { throw error }
      return nil
    }
    journal.remove()
    self.journal = nil
    desk.clock.goByTheStore()
    return replayed
  }

  /// The same where no call is under way; says what became of it. `false`: still away.
  func isOver(within patience: TimeInterval = OutagePatience.betweenCalls) throws(StoreFailure)
    -> Bool
  {
    guard isOn else { return true }
    guard let replayed = try writeBack(within: patience) else { return false }
    desk.announce(replayed.news)
    desk.acknowledge(replayed)
    return true
  }

  /// Before the main prompt is drawn.
  func tellWhenBack() {
    guard isOn, let replayed = try? writeBack() else { return }
    desk.announce(replayed.news)
    desk.acknowledge(replayed)
  }

  /// While nobody types at the main prompt: the line to show when the store is back.
  func linesWhenBack() -> [String] {
    guard isOn, let replayed = try? writeBack() else { return [] }
    desk.acknowledge(replayed)
    return [desk.say(replayed.news)]
  }
}

/// For how long somebody waits for a store, in seconds.
package enum OutagePatience {
  /// In a call: the next words come within a second, whatever the store does.
  package static let inCalls: TimeInterval = 0.9
  /// Before a number is dialled, when a colleague may hold what is asked for a while.
  package static let beforeDialling: TimeInterval = 12
  /// Between two calls: longer than a server lets a console that vanished hold on to a call.
  package static let betweenCalls: TimeInterval = 6
}

extension Replayed {
  /// What staff read of it: a key of `console.yaml`.
  var news: String {
    switch self {
    case .written: "outage.back"
    case .slotLost: "outage.slot-lost"
    case .setAside(let why): "outage.set-aside.\(why.rawValue)"
    }
  }
}

extension Desk {
  /// One calm line: on a terminal among the words, in a pipe beside them.
  func announce(_ key: String, _ values: [String: String] = [:], count: Int? = nil) {
    let text = say(key, values, count: count)
    if screen.isTerminal { screen.notice(text) } else { screen.problem(text) }
  }

  /// It was seen that the note is in the store: the next start need not tell.
  func acknowledge(_ replayed: Replayed) {
    guard case .written = replayed else { return }
    _ = try? promptly { () throws(StoreFailure) in try store.unseenSaves(by: caller.id) }
  }

  func waiting<Result>(
    atMost seconds: TimeInterval?, _ body: () throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    let before = store.patience
    store.patience = seconds
    defer { store.patience = before }
    return try body()
  }

  /// As long as somebody on the line can wait; where nothing is kept here, as long as it takes.
  func promptly<Result>(
    _ body: () throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try waiting(atMost: outages == nil ? store.patience : patience, body)
  }
}
