import Foundation
import RecallDomain

/// What was said in calls about how patients are reached: kept beside what sources say, in the
/// order in which it was said, and never overwritten. A "no" said in a call is undone by no import.
struct ContactWriting {
  let db: any Connection
  let now: Date

  /// - Parameter number: counts the changes of the call.
  func keep(
    _ change: ContactChange, of patient: PatientID, call: CallID, number: Int, on day: CivilDate
  ) throws {
    for part in Part.parts(of: change) {
      try db.run(
        """
        INSERT INTO contact_change (id, patient, call, number, what, name, place, value, said, at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
        """,
        [
          "\(call.rawValue)/contact-\(number)/\(part.name)", patient.rawValue, call.rawValue,
          number, part.what, part.name, part.place, part.value, day.description, now.micros,
        ])
    }
    if case .only(let only?) = change { try addNumber(only, of: patient) }
    if case .consent(let channels, let place?, false) = change {
      for channel in channels { try stop(channel, at: place) }
    }
    try recheck(patient)
    try db.audit(.contactChanged, by: nil, call: call, at: now)
  }

  func takeBack(number: Int, call: CallID) throws {
    let patient = try db.text(
      "SELECT patient FROM contact_change WHERE call = ? AND number = ? AND ended_at IS NULL",
      [call.rawValue, number])
    try db.run(
      """
      UPDATE contact_change SET ended_at = ? WHERE call = ? AND number = ? AND ended_at IS NULL
      """, [now.micros, call.rawValue, number])
    if let patient { try recheck(PatientID(patient)) }
    try db.audit(.contactTakenBack, by: nil, call: call, at: now)
  }

  /// A source has changed its mind since: what was said in calls about this ends, but for a "no".
  func superseded(_ what: String, name: String? = nil, place: String? = nil, of patient: PatientID)
    throws
  {
    try db.run(
      """
      UPDATE contact_change SET ended_at = ?1 WHERE patient = ?2 AND what = ?3 AND ended_at IS NULL
        AND (CAST(?4 AS TEXT) IS NULL OR name = ?4)
        AND (CAST(?5 AS TEXT) IS NULL OR place = ?5)
        AND NOT (what = 'consent' AND value = 'no')
      """, [now.micros, patient.rawValue, what, name, place])
  }

  /// A number that no source has named yet is on file from now on.
  private func addNumber(_ number: String, of patient: PatientID) throws {
    try db.run(
      """
      INSERT INTO phone (patient, number, kind, rank, status)
        SELECT ?1, ?2, 'other', 1 + coalesce(max(rank), 0), 'good' FROM phone WHERE patient = ?1
        ON CONFLICT (patient, number) DO UPDATE SET listed = 1
      """, [patient.rawValue, number])
  }

  // MARK: The outbox

  /// Waiting messages to this number are not sent, whoever's they are.
  func stop(_ channel: ConsentChannel, at place: String) throws {
    try outbox.stop(.optedOut, channel, "address", place)
  }

  func stopAll(of patient: PatientID, _ reason: MessageStop = .optedOut) throws {
    for channel in ConsentChannel.messages {
      try outbox.stop(reason, channel, "patient", patient.rawValue)
    }
  }

  /// Something about this patient has changed: waiting messages whose way is not permitted any more
  /// are stopped.
  ///
  /// - Parameter opens: a message that was not permitted before may be now.
  func recheck(_ patient: PatientID, opens: Bool = true) throws {
    try outbox.stopWhatIsNotPermitted(of: patient)
    if opens { try outbox.lookAgain(at: patient) }
  }

  /// The record was corrected: the patient lives, or is a patient here after all.
  func resumeMessages(to patient: PatientID) throws { try outbox.resume(for: patient) }

  private var outbox: MessageStopping { MessageStopping(db: db, now: now) }

  /// Where the record no longer permits it when it is written, it is kept as not to be sent.
  func queue(_ draft: OutboxDraft, call: CallID) throws {
    let obstacle = try outbox.obstacle(draft.channel, draft.address, to: draft.patient)
    try db.run(
      """
      INSERT INTO outbox (key, patient, call, channel, address, text, language, queued_at, state,
          reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
      """,
      [
        draft.key, draft.patient.rawValue, call.rawValue, draft.channel.rawValue, draft.address,
        draft.text, draft.language, now.micros, obstacle == nil ? "waiting" : "failed",
        obstacle?.rawValue,
      ])
  }

  /// One row of a change.
  private struct Part {
    let what: String
    /// Of a channel, a need, a way.
    let name: String
    let place: String
    let value: String

    static func parts(of change: ContactChange) -> [Part] {
      switch change {
      case .consent(let channels, let place, let allowed):
        channels.map {
          Part(
            what: "consent", name: $0.rawValue, place: place ?? "", value: allowed ? "yes" : "no")
        }
      case .only(let number):
        [Part(what: "only", name: "", place: number ?? "", value: number == nil ? "no" : "yes")]
      case .need(let need, let holds):
        [Part(what: "need", name: need.rawValue, place: "", value: holds ? "yes" : "no")]
      case .prefer(let method):
        [Part(what: "prefer", name: method.rawValue, place: "", value: "yes")]
      }
    }
  }
}

extension ContactChange {
  /// A row of `contact_change`, read.
  init(_ fields: Fields) throws {
    let (place, isYes) = (try fields.text("place"), try fields.text("value") == "yes")
    switch try fields.text("what") {
    case "consent":
      self = .consent(
        [try fields.word("name")], at: place.isEmpty ? nil : place, allowed: isYes)
    case "only": self = .only(number: isYes ? place : nil)
    case "need": self = .need(try fields.word("name"), isYes)
    case "prefer": self = .prefer(try fields.word("name"))
    default: throw fields.damaged("what")
    }
  }
}
