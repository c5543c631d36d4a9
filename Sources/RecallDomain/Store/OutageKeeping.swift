package import Foundation

/// Seals what a computer keeps of one claim while the store is away. The store makes it with the
/// claim; it is held in memory, and in a row that the claim's owner alone may read.
package struct ClaimKey: Hashable, Sendable, CustomStringConvertible {
  /// Bytes of a key.
  package static let length = 32

  package let bytes: Data

  /// `nil` for anything but 32 bytes.
  package init?(_ bytes: Data) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  package var description: String { "a claim's key" }
}

/// One act of a call that waits to be written.
package enum KeptAct: Sendable, Codable {
  /// A call that was under way when it should have begun: they called us, or the number had been
  /// dialled. With the compiled script.
  case begin(CallBeginning, compiled: Data)
  case append(JournalEntry, [CallWrite])
  case withdraw(JournalEntry)
  case park(JournalEntry)
  case close(CallClosing)

  package var entry: JournalEntry {
    switch self {
    case .begin(let beginning, _): beginning.entry
    case .append(let entry, _), .withdraw(let entry), .park(let entry): entry
    case .close(let closing): closing.entry
    }
  }

  /// What it changes for others.
  package var writes: [CallWrite] {
    switch self {
    case .begin(let beginning, _): beginning.writes
    case .append(_, let writes): writes
    case .withdraw, .park: []
    case .close(let closing): closing.writes
    }
  }

  /// The same act as it is kept while the store is away: its time is an estimate, and no slot is held,
  /// since nobody can say whether it is free.
  package var awayFromTheStore: KeptAct {
    func marked(_ entry: JournalEntry) -> JournalEntry {
      var marked = entry
      marked.isEstimated = true
      return marked
    }
    switch self {
    case .begin(var beginning, let compiled):
      beginning.entry = marked(beginning.entry)
      return .begin(beginning, compiled: compiled)
    case .append(let entry, let writes):
      return .append(marked(entry), writes.filter { !$0.holdsSlot })
    case .withdraw(let entry): return .withdraw(marked(entry))
    case .park(let entry): return .park(marked(entry))
    case .close(var closing):
      closing.entry = marked(closing.entry)
      closing.note.estimated = true
      return .close(closing)
    }
  }
}

extension CallWrite {
  package var holdsSlot: Bool {
    if case .holdSlot = self { true } else { false }
  }
}

extension ClaimTicket {
  /// How it stands once this act is written.
  package func after(_ act: KeptAct) -> ClaimTicket {
    switch act {
    case .begin(let beginning, _): moved(to: beginning.entry.seq, in: beginning.call)
    case .withdraw: moved(to: 0, in: nil)
    case .append, .park, .close: moved(to: act.entry.seq, in: call)
    }
  }

  private func moved(to seq: Int, in call: CallID?) -> ClaimTicket {
    ClaimTicket(
      claim: claim, recall: recall, patient: patient, caller: caller, token: token, lastSeq: seq,
      call: call, key: key)
  }
}

/// What was kept of one call while its store was away.
package struct KeptCall: Sendable {
  /// As it stood before the first act.
  package let ticket: ClaimTicket
  /// When the store was first found away, by the clock of the call.
  package let since: Date
  package private(set) var acts: [KeptAct]

  package init(ticket: ClaimTicket, since: Date, acts: [KeptAct] = []) {
    self.ticket = ticket
    self.since = since
    self.acts = acts
  }

  package mutating func keep(_ act: KeptAct) { acts.append(act) }

  /// As it stands after the last act.
  package var reached: ClaimTicket { acts.reduce(ticket) { $0.after($1) } }

  package var call: CallID? {
    ticket.call ?? acts.lazy.compactMap { ticket.after($0).call }.first
  }

  /// The note, when the call ended here.
  package var closing: CallClosing? {
    if case .close(let closing)? = acts.last { closing } else { nil }
  }
}

/// What became of a call that was kept.
package enum Replayed: Sendable {
  /// Every act stands in the store, once.
  case written(ClaimTicket)
  /// All but the note: the time of its appointment was given to somebody else meanwhile. The call needs
  /// an outcome.
  case slotLost(ClaimTicket)
  /// Nothing of it is the call's: it stands beside, for people to look at. What keeps the patient safe
  /// is in force.
  case setAside(ReplayConflict)
}

/// Why a call that was kept could not become the call's own.
package enum ReplayConflict: String, CaseIterable, Sendable {
  /// The call went on at another console.
  case movedOn = "moved-on"
  /// The store came back from a backup that is older than what was kept.
  case restored
  /// The same, and the backup knows nothing of the patient: nobody can be asked there to look.
  case unknownPatient = "unknown-patient"
  /// The words of the call, or of its patient, were erased meanwhile: nothing of them comes back. A
  /// request to stop is in force.
  case erased
}

/// The store's part in an outage.
package protocol OutageKeeping: AnyObject {
  /// For how long an act may be waited for, in seconds, where somebody is on the line; `nil`: as long
  /// as the store's own settings say. A store that let it pass is not asked again for a short while.
  var patience: TimeInterval? { get set }
  /// The next act asks again, whatever the last one found.
  func lookAgain()
  /// The key of a claim, for whoever owns it; `nil` for anybody else, and when there is none.
  func claimKey(_ claim: String, token: Int) throws(StoreFailure) -> ClaimKey?
  /// The claim was made in this very store, in the life that it is in.
  func isOfThisLife(_ claim: String, token: Int) throws(StoreFailure) -> Bool
  /// Notes that stand beside those that count, oldest first: of consoles whose call had moved on.
  func notesSetAside(of patient: PatientID) throws(StoreFailure) -> [CallNote]
  /// Writes what was kept, in one transaction; the same again changes nothing.
  ///
  /// - Parameter item: asks people to look at what could not be written; pure.
  func replay(
    _ kept: KeptCall, at now: Date, item: (ReplayConflict) -> QueueItem?
  ) throws(StoreFailure) -> Replayed
}

/// Where this computer keeps calls while the store is away.
package protocol OutagePlace: AnyObject {
  /// A journal for this claim with its first act, on the disk when it returns; the claim's key seals it.
  func begin(
    _ ticket: ClaimTicket, since: Date, with act: KeptAct
  ) throws(StoreFailure) -> any OutageJournal
  /// The next act, on the disk when it returns: in this journal, or, where it has no room any more, in
  /// another that holds all of it.
  func keep(
    _ act: KeptAct, in journal: any OutageJournal
  ) throws(StoreFailure) -> any OutageJournal
  /// Journals that no console is writing at this moment.
  func waiting() -> [WaitingJournal]
  /// One of them, opened with its key.
  func take(_ waiting: WaitingJournal, key: ClaimKey) throws(StoreFailure) -> any OutageJournal
}

/// One call as it is kept on this computer.
package protocol OutageJournal: AnyObject {
  var kept: KeptCall { get }
  /// On the disk when it returns.
  func keep(_ act: KeptAct) throws(StoreFailure)
  /// It is in the store: nothing of it stays here.
  func remove()
}

/// What anybody may know of a journal that waits: opaque ids, who and since when.
package struct WaitingJournal: Hashable, Sendable {
  package let path: String
  package let claim: String
  package let token: Int
  package let caller: String
  package let since: Date
  /// It lies where another clinic's calls are kept, or this one's as it was named before: whose it is
  /// says its claim alone.
  package let isElsewhere: Bool

  package init(
    path: String, claim: String, token: Int, caller: String, since: Date,
    isElsewhere: Bool = false
  ) {
    self.isElsewhere = isElsewhere
    self.path = path
    self.claim = claim
    self.token = token
    self.caller = caller
    self.since = since
  }
}
