package import Foundation
import RecallDomain
import ScriptEngine

/// What one console keeps on its computer while the store is away, from the first act that the store
/// did not take to the transaction that takes them all. A caller holds one patient, so that there is
/// one call in it.
final class Outage {
  private unowned let desk: Desk
  private var journal: (any OutageJournal)?
  /// Why the store does not take what is kept, where waiting alone does not help.
  private(set) var trouble: StoreFailure?
  /// The note that went to the store last.
  private var written: NoteID?
  private var toldTrouble: StoreFailure?

  init(desk: Desk) { self.desk = desk }

  /// Something is kept here that the store does not have yet.
  var isOn: Bool { journal != nil }

  func mayKeep(_ ticket: ClaimTicket) -> Bool { desk.outages != nil && ticket.key != nil }

  /// On this computer's disk when it returns; said the first time, and only then.
  ///
  /// - Parameter failure: why the store did not take it.
  func keep(
    _ act: KeptAct, under ticket: ClaimTicket, because failure: StoreFailure? = nil
  ) throws(StoreFailure) -> ClaimTicket {
    let act = act.awayFromTheStore
    guard let place = desk.outages else { throw .unreachable("nothing is kept here") }
    if let journal {
      self.journal = try place.keep(act, in: journal)
    } else {
      journal = try place.begin(ticket, since: desk.now, with: act)
      desk.clock.goByItself()
      desk.announce(failure.map(\.beginsOutage) ?? "outage.began")
      noteTrouble(failure)
      toldTrouble = trouble
    }
    return ticket.after(act)
  }

  private func noteTrouble(_ failure: StoreFailure?) {
    trouble = failure.flatMap { $0.mayPassByItself ? nil : $0 }
  }

  /// Why there is no next patient yet.
  var whyItWaits: String {
    guard let trouble else { return desk.say("outage.next-waits") }
    return desk.say(
      "outage.next-stands", ["why": StoreTrouble(desk: desk).sentence(for: trouble)])
  }

  /// An answer that the store keeps beside its call, because it has gone back behind it: a supervisor is
  /// asked to look.
  func askToLook(at act: KeptAct, under ticket: ClaimTicket) {
    let kept = KeptCall(ticket: ticket, since: desk.now, acts: [act])
    _ = try? desk.promptly { () throws(StoreFailure) in
      try desk.store.replay(kept, at: desk.now) { ConflictItem(desk: desk, kept: kept).item($0) }
    }
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
      guard error.mayBeKeptHere else { throw error }
      noteTrouble(error)
      return nil
    }
    journal.remove()
    self.journal = nil
    (trouble, toldTrouble, written) = (nil, nil, kept.closing?.note.id)
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
    acknowledge(replayed)
    return true
  }

  /// Before the main prompt is drawn.
  func tellWhenBack() {
    guard isOn else { return }
    guard let replayed = try? writeBack() else { return tellTrouble() }
    desk.announce(replayed.news)
    acknowledge(replayed)
  }

  /// What does not pass by itself is said once, with whom to tell.
  private func tellTrouble() {
    guard let trouble, trouble != toldTrouble else { return }
    toldTrouble = trouble
    desk.announce(text: whyItWaits)
  }

  /// While nobody types at the main prompt: the line to show when the store is back.
  func linesWhenBack() -> [String] {
    guard isOn, let replayed = try? writeBack() else { return [] }
    acknowledge(replayed)
    return [desk.say(replayed.news)]
  }

  /// It was seen that the note is in the store: the next start need not tell.
  private func acknowledge(_ replayed: Replayed) {
    guard case .written = replayed, let written else { return }
    _ = try? desk.promptly { () throws(StoreFailure) in
      try desk.store.savesSeen([written], by: desk.caller.id)
    }
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

extension StoreFailure {
  /// What staff read where an answer is kept on this computer for the first time: a key of
  /// `console.yaml`. Where somebody must do something it says what is the matter.
  fileprivate var beginsOutage: String {
    switch self {
    case .full: "outage.began-full"
    case .readOnly: "outage.began-read-only"
    case .damaged: "outage.began-damaged"
    case .notPermitted, .unverified: "outage.began-not-permitted"
    case .newerSchema, .olderSchema: "outage.began-version"
    case .refused: "outage.began-refused"
    case .busy, .unreachable, .failed, .stale, .setAside, .taken, .notFound, .erased:
      "outage.began"
    }
  }
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
    announce(text: say(key, values, count: count))
  }

  func announce(text: String) {
    if screen.isTerminal { screen.notice(text) } else { screen.problem(text) }
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
