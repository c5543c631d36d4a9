import Foundation
import RecallDomain

/// One row of `claim`.
struct ClaimRow {
  let id: String
  let recall: RecallID
  let patient: PatientID
  let number: String
  let caller: String
  let token: Int
  let lastSeq: Int
  let call: CallID?
  let opened: Date
  let leaseEnds: Date
  let ended: Bool
  /// Why a limit of the clinic was set aside for it.
  let because: String?

  init(_ row: SQLRow) throws {
    let fields = Fields(row, of: "claim")
    id = try fields.text("id")
    recall = RecallID(try fields.text("recall"))
    patient = PatientID(try fields.text("patient"))
    number = try fields.text("number")
    caller = try fields.text("caller")
    token = try fields.int("token")
    lastSeq = try fields.int("last_seq")
    call = try fields.optionalText("call").map { CallID($0) }
    opened = try fields.instant("opened_at")
    leaseEnds = try fields.instant("lease_ends")
    ended = try fields.optionalInt("ended_at") != nil
    because = try fields.optionalText("because")
  }

  var ticket: ClaimTicket {
    ClaimTicket(
      claim: id, recall: recall, patient: patient, caller: caller, token: token, lastSeq: lastSeq,
      call: call)
  }
}

struct ClaimReading {
  let db: any Connection

  /// The claim this caller holds, at `dial` or in a call.
  func held(by caller: String) throws -> ClaimRow? {
    try db.row("SELECT * FROM claim WHERE caller = ? AND ended_at IS NULL", [caller])
      .map { try ClaimRow($0) }
  }

  func claim(_ id: String) throws -> ClaimRow? {
    try db.row("SELECT * FROM claim WHERE id = ?", [id]).map { try ClaimRow($0) }
  }

  func claim(of call: CallID) throws -> ClaimRow? {
    try db.row("SELECT * FROM claim WHERE call = ?", [call.rawValue]).map { try ClaimRow($0) }
  }

  func heldClaim(_ claim: ClaimRow) throws -> HeldClaim {
    guard let candidate = try CandidateReading(db: db).candidate(claim.recall) else {
      throw DamagedRow(place: "claim.recall")
    }
    return HeldClaim(
      ticket: claim.ticket, candidate: candidate, number: claim.number, opened: claim.opened,
      because: claim.because)
  }

  /// Calls that need an outcome and may be taken up by this caller: their own, parked ones, and
  /// those whose lease has run out. A call in progress elsewhere is not among them.
  func unfinished(for caller: String, at now: Date) throws -> [UnfinishedCall] {
    try db.rows(
      """
      SELECT a.call, a.recall, a.patient, a.started, c.caller, c.ended_at IS NOT NULL AS parked,
          p.first_name, p.last_name
        FROM attempt a JOIN claim c ON c.call = a.call JOIN patient p ON p.id = a.patient
        WHERE a.outcome IS NULL AND a.withdrawn_at IS NULL
          AND (c.caller = ?1 OR c.ended_at IS NOT NULL OR c.lease_ends <= ?2)
        ORDER BY c.caller <> ?1, a.started, a.call
      """, [caller, now.micros]
    ).map { row in
      let fields = Fields(row, of: "attempt")
      let names = [try fields.text("first_name"), try fields.text("last_name")]
      return UnfinishedCall(
        call: CallID(try fields.text("call")), recall: RecallID(try fields.text("recall")),
        patient: PatientID(try fields.text("patient")),
        patientName: names.filter { !$0.isEmpty }.joined(separator: " "),
        caller: try fields.text("caller"), started: try fields.instant("started"),
        parked: try fields.flag("parked"))
    }
  }
}
