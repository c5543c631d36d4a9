import Foundation
import RecallDomain
import ScriptEngine

/// Where an act of a call has become durable.
enum KeptWhere { case inStore, onThisComputer }

/// Every act of a call goes this way: into the store, and while the store is away onto this computer,
/// so that the call goes on.
extension CallDesk {
  /// - Parameter write: the act in the store, and the ticket after it.
  func keep(
    _ act: KeptAct, _ write: (ClaimTicket) throws(StoreFailure) -> ClaimTicket
  ) throws(StoreFailure) -> KeptWhere {
    if desk.outage.isOn { return try keepBesideOthers(act, write) }
    let before = ticket
    guard desk.outage.mayKeep(before) else { return try keepInStore(act, write) }
    let failure: StoreFailure
    do throws(StoreFailure) {
      ticket = try desk.promptly { () throws(StoreFailure) in try write(before) }
      return .inStore
    } catch {
      askToLook(at: act, under: before, after: error)
      // A slot is nobody's before the store says so.
      guard error.mayBeKeptHere, !act.holdsSlot else { throw error }
      failure = error
    }
    do throws(StoreFailure) {
      ticket = try desk.outage.keep(act, under: before, because: failure)
      isEstimated = true
      return .onThisComputer
    } catch { return try keepInStore(act, write) }
  }

  /// As often as the caller wants to try.
  private func keepInStore(
    _ act: KeptAct, _ write: (ClaimTicket) throws(StoreFailure) -> ClaimTicket
  ) throws(StoreFailure) -> KeptWhere {
    ticket = try keeping { () throws(StoreFailure) in
      try expectStore()
      do throws(StoreFailure) { return try write(ticket) } catch {
        askToLook(at: act, under: ticket, after: error)
        throw error
      }
    }
    if act.endsTheCall, desk.emergencyIsOwed {
      screen.notice(desk.say("store.not-kept-emergency"))
    }
    return .inStore
  }

  /// The store has gone back behind this call, and knows the answer as one that stands beside: people
  /// are asked to look at it.
  private func askToLook(at act: KeptAct, under ticket: ClaimTicket, after failure: StoreFailure) {
    guard case .setAside = failure else { return }
    desk.outage.askToLook(at: act, under: ticket)
  }

  /// What is kept here already comes first. The new act joins it, and all go together when the store
  /// is back.
  private func keepBesideOthers(
    _ act: KeptAct, _ write: (ClaimTicket) throws(StoreFailure) -> ClaimTicket
  ) throws(StoreFailure) -> KeptWhere {
    guard !act.holdsSlot else {
      try expectStore()
      return try keep(act, write)
    }
    do throws(StoreFailure) { ticket = try desk.outage.keep(act, under: ticket) } catch {
      return try keepInStore(act, write)
    }
    let isLast = act.endsTheCall
    return try writtenBack(asksAgain: isLast) ? .inStore : .onThisComputer
  }

  /// `true`: the store has everything. Throws what stands in the way of this call's going on.
  ///
  /// - Parameter asksAgain: also when the store was found away a moment ago.
  func writtenBack(asksAgain: Bool = false) throws(StoreFailure) -> Bool {
    guard desk.outage.isOn else { return true }
    let patience = asksAgain ? desk.patience : nil
    guard let replayed = try desk.outage.writeBack(within: patience) else { return false }
    switch replayed {
    case .written(let reached):
      ticket = reached
      desk.announce(replayed.news)
      return true
    case .slotLost(let reached):
      ticket = reached
      throw .taken(.slot)
    case .setAside(let why): throw .setAside(why)
    }
  }

  /// For what only the store can do: a number that is to be dialled, a slot.
  func expectStore() throws(StoreFailure) {
    guard try writtenBack(asksAgain: true) else {
      throw .unreachable("the store is still away")
    }
  }

  /// An answer that goes onto this computer without asking the store once more.
  func keepHere(
    _ event: CallEvent, because failure: StoreFailure? = nil
  ) throws(StoreFailure) {
    let now = desk.now
    var next = run
    guard let effects = try? next.handle(event, at: now) else { return }
    let seq = ticket.lastSeq + 1
    var effort = CallWrites(
      call: self, id: ticket.call, run: next, items: items, setAside: setAside, now: now)
    let writes = effort.all(of: effects, seq: seq)
    let act = KeptAct.append(Journal.entry(event, seq: seq, at: now), writes)
    ticket = try desk.outage.keep(act, under: ticket, because: failure)
    isEstimated = true
    run = next
    (items, setAside) = (effort.items, effort.setAside)
  }
}

extension KeptAct {
  var holdsSlot: Bool { writes.contains(where: \.holdsSlot) }

  fileprivate var endsTheCall: Bool {
    switch self {
    case .close, .park: true
    case .begin, .append, .withdraw: false
    }
  }
}
