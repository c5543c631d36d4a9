internal import RecallDomain

/// An id for a recall that the source does not name: the same for the same patient, segment,
/// reason and due date, so that the same file twice brings the same recall.
enum RecallKey {
  static func make(patient: PatientID, segment: String, reason: String?, due: CivilDate) -> RecallID
  {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in [patient.rawValue, segment, reason ?? "", due.description] {
      // FNV-1a, with a byte that is in no text between the parts.
      for byte in Array(text.utf8) + [0xFF] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    let hex = String(hash, radix: 16)
    return RecallID("r" + String(repeating: "0", count: 16 - hex.count) + hex)
  }
}
