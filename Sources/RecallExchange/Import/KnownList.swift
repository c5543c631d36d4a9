internal import RecallDomain

/// What a dry run knows: what stands in the store, which it only reads, and what a real import would have
/// written of the rows before.
struct KnownList {
  /// So many patients and recalls of the list are remembered, within the memory of an import; of rows
  /// further behind it is known what the store says of them.
  private static let most = 98_000

  let store: any RecallStore
  private var patients: [PatientID: (name: (first: String, last: String), born: CivilDate?)] = [:]
  /// Whose each recall is that its source names.
  private var recalls: [RecallID: PatientID] = [:]

  init(_ store: any RecallStore) { self.store = store }

  /// `nil` for a row that would land.
  mutating func strangers(among rows: [ImportRow]) throws(StoreFailure) -> [ImportVerdict?] {
    let onRecord = try store.strangers(among: rows)
    return zip(rows, onRecord).map { row, verdict in
      let verdict = self.verdict(row, onRecord: verdict)
      if verdict == nil { remember(row) }
      return verdict
    }
  }

  /// A patient of a row before stands as that row has them.
  private func verdict(_ row: ImportRow, onRecord: ImportVerdict?) -> ImportVerdict? {
    let patient = row.patient
    if let known = patients[patient.id] {
      let isOther =
        known.born != nil && patient.dateOfBirth != nil && known.born != patient.dateOfBirth
        && LikeNames.areStrangers(known.name, (patient.firstName, patient.lastName))
      if isOther { return .otherPerson }
      if onRecord == .otherPerson { return nil }
    }
    if row.entryHasOwnID, let entry = row.entry, let owner = recalls[entry.id],
      owner != entry.patient
    {
      return .otherRecall
    }
    return onRecord
  }

  private mutating func remember(_ row: ImportRow) {
    let patient = row.patient
    if patients.count < Self.most {
      patients[patient.id] = ((patient.firstName, patient.lastName), patient.dateOfBirth)
    }
    if row.entryHasOwnID, let entry = row.entry, recalls.count < Self.most {
      recalls[entry.id] = entry.patient
    }
  }
}
