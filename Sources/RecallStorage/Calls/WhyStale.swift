import Foundation
import RecallDomain

/// Why what a console wrote under its claim is not its call's own.
struct WhyStale {
  let db: any Connection
  let ticket: ClaimTicket

  func conflict(of call: CallID?) throws -> ReplayConflict {
    let claim = try ClaimReading(db: db).claim(ticket.claim)
    let patient = claim?.patient ?? ticket.patient
    if try Self.isErased(patient, call, db) { return .erased }
    guard try isBehind(claim) else { return .movedOn }
    return try knowsThePatient() ? .restored : .unknownPatient
  }

  /// The recall that the ticket is of stands here.
  func knowsThePatient() throws -> Bool {
    try db.exists(
      "SELECT 1 FROM recall WHERE id = ? AND patient = ?",
      [ticket.recall.rawValue, ticket.patient.rawValue])
  }

  /// The store has gone back behind what it had acknowledged under this ticket: it was brought back
  /// from a copy, whether or not whoever did it has begun a new life of it.
  private func isBehind(_ claim: ClaimRow?) throws -> Bool {
    guard let claim, claim.token >= ticket.token else { return true }
    if ticket.key != nil,
      try !ClaimKeys(db: db).isOfThisLife(ticket.claim, token: ticket.token)
    {
      return true
    }
    guard let call = ticket.call else { return false }
    let knowsCall = try db.exists("SELECT 1 FROM attempt WHERE call = ?", [call.rawValue])
    guard knowsCall else { return true }
    return claim.token == ticket.token && claim.call == call && claim.lastSeq < ticket.lastSeq
  }

  /// Nothing of what was said may come back: the person was erased, or the words of this call were.
  static func isErased(_ patient: PatientID, _ call: CallID?, _ db: any Connection) throws -> Bool {
    if try PersonErasing.isErased(patient, db) { return true }
    return try call.map { try Journal.isErased($0, db) } ?? false
  }
}
