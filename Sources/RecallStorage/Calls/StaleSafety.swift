import Foundation
import RecallDomain

/// What keeps people safe of an answer that could not become its call's own: in force all the same
/// (invariant 3), also where the store came back from a copy that knows nothing of the call.
struct StaleSafety {
  let db: any Connection
  let ticket: ClaimTicket
  let recall: RecallID
  let patient: PatientID
  let call: CallID
  /// Of the answer.
  let now: Date

  func apply(_ effects: [CallWrite], of seq: Int) throws {
    let writing = CallWriting(
      db: db, call: call, key: "\(call.rawValue)/\(seq)/\(ticket.token)", now: now)
    let isKnown = try db.exists("SELECT 1 FROM patient WHERE id = ?", [patient.rawValue])
    for effect in effects {
      switch effect {
      case .silence, .doNotContact: try writing.apply(effect)
      // A try at the gate is never given back.
      case .identityTry: if isKnown { try writing.apply(effect) }
      case .contact(let change, _, _, _):
        if isKnown, change.isOptOut { try writing.apply(effect) }
      case .emergency(let raised): try emergency(raised, writing)
      // A death or a wrong number holds calls back until the records are looked at.
      case .openItem(let item):
        guard item.queue == .clinical || item.queue == .records else { continue }
        try open(item, writing)
        // With the words the bare alarm has done its part.
        if item.queue == .clinical { try withdraw(alarm, writing) }
      case .reviseItem(let id, let question, let urgent, let due, let concern):
        try revise(id, question: question, urgent: urgent, due: due, concern, writing)
      case .withdrawItem(let id):
        try withdraw(own(id), writing)
      // About a line, and nobody's safety; the words are kept with the answer.
      case .tellAnswer, .holdSlot, .releaseSlot, .message, .contactTakenBack, .stumble: break
      }
    }
  }

  /// Of a person whose words were erased: that they want no more calls, and not a word.
  func silence(_ effects: [CallWrite]) throws {
    let writing = CallWriting(db: db, call: call, key: "", now: now)
    for effect in effects {
      switch effect {
      case .doNotContact: try writing.apply(effect)
      // A number that was theirs alone is known by its hash already, and is not written down again.
      case .silence(let number):
        if try db.exists("SELECT 1 FROM phone WHERE number = ?", [number]) {
          try writing.apply(effect)
        }
      default: break
      }
    }
  }

  // MARK: An emergency

  /// The console that pressed it does not go on with the call, and whoever does has not pressed it: the
  /// clinical team is told at once, before there are any words.
  private func emergency(_ raised: Bool, _ writing: CallWriting) throws {
    guard raised else { return try withdraw(alarm, writing) }
    try writing.apply(.emergency(raised: true))
    try open(
      QueueItem(
        id: QueueItemID("\(call.rawValue)-emergency"), queue: .clinical, recall: recall,
        patient: patient, call: call, opened: now, due: now, urgent: true, verified: false,
        concern: .emergency), writing)
  }

  private var alarm: QueueItemID { own(QueueItemID("\(call.rawValue)-emergency")) }

  // MARK: Items

  /// An item of its own: the console that went on with the call may have raised one under the same id.
  private func own(_ id: QueueItemID) -> QueueItemID {
    QueueItemID("\(id.rawValue)-kept-\(ticket.token)")
  }

  private func withdraw(_ id: QueueItemID, _ writing: CallWriting) throws {
    if try exists(id) { try writing.apply(.withdrawItem(id)) }
  }

  private func exists(_ id: QueueItemID) throws -> Bool {
    try db.exists("SELECT 1 FROM queue_item WHERE id = ?", [id.rawValue])
  }

  /// Of a call that the store does not know, without it.
  private func open(_ item: QueueItem, _ writing: CallWriting) throws {
    guard try WhyStale(db: db, ticket: ticket).knowsThePatient() else { return }
    var item = item
    item.id = own(item.id)
    let known = "SELECT 1 FROM attempt WHERE call = ?"
    if let call = item.call, try !db.exists(known, [call.rawValue]) { item.call = nil }
    try writing.apply(.openItem(item))
  }

  /// New words for an item that was acknowledged in the call never stand in the item as others go on
  /// with it: they are an item of their own.
  private func revise(
    _ id: QueueItemID, question: String?, urgent: Bool, due: Date?, _ concern: Concern?,
    _ writing: CallWriting
  ) throws {
    let own = own(id)
    guard try !exists(own) else {
      return try writing.apply(
        .reviseItem(own, question: question, urgent: urgent, due: due, concern: concern))
    }
    let before = try db.row("SELECT * FROM queue_item WHERE id = ?", [id.rawValue])
      .map { try QueueItemReading.item(Fields($0, of: "queue_item")) }
    // What the store has lost is known by the name that the console gave it.
    let isClinical = before.map { $0.queue == .clinical } ?? id.rawValue.contains("-clinical-")
    guard isClinical, question != nil || urgent else { return }
    try withdraw(alarm, writing)
    try open(
      QueueItem(
        id: id, queue: .clinical, recall: recall, patient: patient, call: call, opened: now,
        due: due ?? before?.due, urgent: urgent || before?.urgent ?? false, owner: before?.owner,
        question: question ?? before?.question, verified: before?.verified ?? false,
        callBack: before?.callBack, language: before?.language,
        concern: concern ?? before?.concern ?? .clinicalQuestion), writing)
  }
}
