import Foundation
import RecallDomain

/// The call of a note, as the store has it now.
struct CorrectedCall {
  let id: CallID
  let note: CallNote
  let recall: RecallID
  let patient: PatientID
  let number: String
  let direction: CallDirection
  let caller: String
  let edition: String
  let started: Date
  let ended: Date
  let isContact: Bool

  /// Neither can it be walked again, nor is there a text to which anything could be added.
  func isErased(_ db: any Connection) throws -> Bool {
    try note.erased != nil || Journal.isErased(id, db)
  }

  static func read(_ note: NoteID, _ db: any Connection) throws -> CorrectedCall? {
    let row = try db.row(
      """
      SELECT attempt.*, note.body FROM note JOIN attempt ON attempt.call = note.call
        WHERE note.id = ?
      """, [note.rawValue])
    guard let row else { return nil }
    let fields = Fields(row, of: "attempt")
    guard let note: CallNote = try fields.optionalJSON("body") else { throw fields.damaged("body") }
    return CorrectedCall(
      id: CallID(try fields.text("call")), note: note,
      recall: RecallID(try fields.text("recall")), patient: PatientID(try fields.text("patient")),
      number: try fields.text("number"), direction: try fields.word("direction"),
      caller: try fields.text("caller"), edition: try fields.text("edition"),
      started: try fields.instant("started"),
      ended: try fields.optionalInstant("ended_at") ?? note.ended,
      isContact: try fields.flag("contact"))
  }
}
