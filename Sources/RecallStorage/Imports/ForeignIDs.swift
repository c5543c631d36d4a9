import RecallDomain

/// Ids of a row that are somebody else's on record: then nothing of the row is taken over.
struct ForeignIDs {
  let db: any Connection

  func verdict(_ row: ImportRow) throws -> ImportVerdict? {
    if try isOtherPerson(row.patient) { return .otherPerson }
    if row.entryHasOwnID, let entry = row.entry, try isOtherRecall(entry) { return .otherRecall }
    return nil
  }

  /// A source that gives one id to two people must not make the first of them the second: their
  /// calls, consents and opt-outs would be taken for each other's. Name and birth date have to differ
  /// both; either alone may be a correction.
  private func isOtherPerson(_ patient: Patient) throws -> Bool {
    guard let born = patient.dateOfBirth?.description,
      let row = try db.row(
        "SELECT first_name, last_name FROM patient WHERE id = ? AND born <> ?",
        [patient.id.rawValue, born])
    else { return false }
    let fields = Fields(row, of: "patient")
    return LikeNames.areStrangers(
      (try fields.text("first_name"), try fields.text("last_name")),
      (patient.firstName, patient.lastName))
  }

  /// A source that gives one id to the recalls of two people must not put the one in the other's place;
  /// nor is our own id of a recall, as an export has it, taken for another patient's.
  private func isOtherRecall(_ entry: RecallEntry) throws -> Bool {
    let (name, patient) = (entry.id.rawValue, entry.patient.rawValue)
    let ofThisName = "SELECT 1 FROM recall WHERE source = ? AND patient"
    guard try !db.exists("\(ofThisName) = ?", [name, patient]) else { return false }
    return try db.exists("\(ofThisName) <> ?", [name, patient])
      || db.exists("SELECT 1 FROM recall WHERE id = ? AND patient <> ?", [name, patient])
  }
}
