/// Rows that one import brings, already normalised.
package struct ImportBatch: Sendable {
  package var source: String
  package var rows: [ImportRow]

  package init(source: String, rows: [ImportRow]) {
    self.source = source
    self.rows = rows
  }
}

package struct ImportRow: Sendable {
  package var patient: Patient
  /// `nil`: the row brings a patient without a reason to call, and none is invented.
  package var entry: RecallEntry?
  /// `true` when the source itself names the recall (`recall_id`).
  package var entryHasOwnID: Bool
  /// Marks of which the source says neither yes nor no: what is on record about them stands. Only a
  /// source that could have said so corrects one.
  package var silentOn: Set<PatientMark> = []

  package init(patient: Patient, entry: RecallEntry?, entryHasOwnID: Bool) {
    self.patient = patient
    self.entry = entry
    self.entryHasOwnID = entryHasOwnID
  }
}

/// What a record says of a patient with a yes or a no; a list need not tell all of them.
package enum PatientMark: String, CaseIterable, Hashable, Sendable {
  case deceased, inactive, sensitive, strict, confidential, interpreter
  case doNotContact = "do_not_contact"
}

/// What became of one row.
package enum ImportVerdict: String, Sendable {
  case added, updated, unchanged
  /// The patient on record under this id is somebody else; nothing was taken over.
  case otherPerson = "other-person"
  /// The recall on record under this id is another patient's; nothing was taken over.
  case otherRecall = "other-recall"
}

/// What became of a list from a source.
package struct ImportedList: Sendable {
  /// One for each row, in their order.
  package var verdicts: [ImportVerdict]
  /// New patients who look like an earlier record of the same person: same birth date and last name,
  /// and a number or postal code in common (DOMAIN 8). Never merged.
  package var alike: Set<PatientID>

  package init(verdicts: [ImportVerdict], alike: Set<PatientID> = []) {
    self.verdicts = verdicts
    self.alike = alike
  }
}
