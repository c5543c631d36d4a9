package import Foundation
package import RecallDomain

extension SharedActs {
  package func replay(
    _ kept: KeptCall, at now: Date, item: (ReplayConflict) -> QueueItem?
  ) throws(StoreFailure) -> Replayed {
    do {
      return try replay(kept.acts, of: kept, at: now, item)
    } catch .taken(.slot) where kept.closing != nil {
      // All or nothing of a booking: the call is there, and its outcome is still owed.
      return try replay(kept.acts.dropLast(), of: kept, at: now, item)
    }
  }

  package func notesSetAside(of patient: PatientID) throws(StoreFailure) -> [CallNote] {
    try read("notesSetAside") { db in
      try db.rows(
        "SELECT body FROM note_set_aside WHERE patient = ? ORDER BY at, id", [patient.rawValue]
      ).map { row in
        let fields = Fields(row, of: "note_set_aside")
        guard let note: CallNote = try fields.optionalJSON("body") else {
          throw fields.damaged("body")
        }
        return note
      }
    }
  }

  private func replay(
    _ acts: some Collection<KeptAct>, of kept: KeptCall, at now: Date,
    _ item: (ReplayConflict) -> QueueItem?
  ) throws(StoreFailure) -> Replayed {
    try write("replay") { db in
      try Replaying(db: db, kept: kept, classes: classes, now: now).write(Array(acts), item)
    }
  }
}

/// What was kept of one call on its caller's computer, written as if it had come in at its time: in
/// order, under the claim's own fence, and once.
struct Replaying {
  let db: any Connection
  let kept: KeptCall
  let classes: HoursClasses
  /// When the store was back.
  let now: Date

  func write(
    _ acts: [KeptAct], _ item: (ReplayConflict) -> QueueItem?
  ) throws -> Replayed {
    let digest = KeptDigest.of(kept)
    // Before the numbers and claims of the acts, each of which may take it once more.
    try Locks(db: db).patient(
      try ClaimReading(db: db).claim(kept.ticket.claim)?.patient ?? kept.ticket.patient)
    let why = WhyStale(db: db, ticket: kept.ticket)
    if let before = try happened(digest, why) { return before }
    if try why.conflict(of: kept.call) == .erased { return try setAside(.erased, item, digest) }
    guard try ClaimKeys(db: db).isOfThisLife(kept.ticket.claim, token: kept.ticket.token) else {
      let isKnown = try why.knowsThePatient()
      return try setAside(isKnown ? .restored : .unknownPatient, item, digest)
    }
    var (ticket, isStale) = (kept.ticket, false)
    for act in acts {
      // Of one claim and token: when one is stale, those after it are.
      let written = try CallActs(db: db, classes: classes, now: act.entry.at)
        .act(act, under: ticket)
      isStale = isStale || written == nil
      ticket = written ?? ticket.after(act)
    }
    if isStale {
      return try finish(.setAside(try why.conflict(of: kept.call)), item, digest)
    }
    let isWhole = acts.count == kept.acts.count
    return try finish(isWhole ? .written(ticket) : .slotLost(ticket), item, digest)
  }

  /// Nothing of it is written as the call's own: the store has gone back behind it.
  private func setAside(
    _ why: ReplayConflict, _ item: (ReplayConflict) -> QueueItem?, _ digest: String
  ) throws -> Replayed {
    var ticket = kept.ticket
    for act in kept.acts {
      let after = ticket.after(act)
      defer { ticket = after }
      guard let call = after.call ?? ticket.call else { continue }
      let at = act.entry.at
      if case .close(let closing) = act {
        try SetAside(db: db, ticket: ticket, now: at).keep(closing, of: call)
      } else {
        try Journal(db: db, ticket: ticket, now: at)
          .keepStale(act.entry, of: call, effects: act.writes)
      }
    }
    return try finish(.setAside(why), item, digest)
  }

  // MARK: Once

  /// The very same was written before: what became of it then.
  private func happened(_ digest: String, _ why: WhyStale) throws -> Replayed? {
    let result = try db.text(
      "SELECT result FROM replay WHERE claim = ? AND token = ? AND digest = ?",
      [kept.ticket.claim, kept.ticket.token, digest])
    switch result {
    case nil: return nil
    case "written": return .written(kept.reached)
    case "slot-lost": return .slotLost(withoutClosing)
    case let word?:
      if try why.conflict(of: kept.call) == .erased { return .setAside(.erased) }
      guard ReplayConflict(rawValue: word) == .restored else { return .setAside(.movedOn) }
      return .setAside(try why.knowsThePatient() ? .restored : .unknownPatient)
    }
  }

  private var withoutClosing: ClaimTicket {
    kept.acts.dropLast().reduce(kept.ticket) { $0.after($1) }
  }

  private func finish(
    _ replayed: Replayed, _ item: (ReplayConflict) -> QueueItem?, _ digest: String
  ) throws -> Replayed {
    let call = kept.call?.rawValue ?? ""
    let isNew =
      try db.run(
        """
        INSERT INTO replay (claim, token, call, caller, first_seq, last_seq, digest, since, at, result)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        [
          kept.ticket.claim, kept.ticket.token, call, kept.ticket.caller,
          kept.acts.first?.entry.seq ?? 0, kept.acts.last?.entry.seq ?? 0, digest,
          kept.since.micros, now.micros, replayed.row,
        ]) == 1
    guard isNew else { return replayed }
    if case .setAside(let why) = replayed, let item = item(why) { try ask(item) }
    try db.audit(
      .replayed, by: kept.ticket.caller, recall: kept.ticket.recall, call: kept.call,
      subject: replayed.word, at: now)
    return replayed
  }

  /// People are asked to look; of a call that this store does not know, without it.
  private func ask(_ item: QueueItem) throws {
    let known = "SELECT 1 FROM recall WHERE id = ? AND patient = ?"
    guard try db.exists(known, [item.recall.rawValue, item.patient.rawValue]) else { return }
    var item = item
    if let call = item.call,
      try !db.exists("SELECT 1 FROM attempt WHERE call = ?", [call.rawValue])
    {
      item.call = nil
    }
    try CallWriting(db: db, call: item.call ?? CallID(""), key: "", now: now)
      .apply(.openItem(item))
  }
}

extension Replayed {
  /// As the trail has it.
  fileprivate var word: String {
    switch self {
    case .written: "written"
    case .slotLost: "slot-lost"
    case .setAside(let why): why.rawValue
    }
  }

  /// As the table of replays has it, which knows two ways of being set aside.
  fileprivate var row: String {
    switch self {
    case .written, .slotLost, .setAside(.movedOn), .setAside(.restored): word
    case .setAside(.unknownPatient): ReplayConflict.restored.rawValue
    case .setAside(.erased): ReplayConflict.movedOn.rawValue
    }
  }
}
