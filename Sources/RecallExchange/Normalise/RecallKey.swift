internal import RecallDomain

/// An id for a recall that the source does not name: the same for the same patient, segment,
/// reason and due date, so that the same file twice brings the same recall.
enum RecallKey {
  static func make(patient: PatientID, segment: String, reason: String?, due: CivilDate) -> RecallID
  {
    var key = StableKey()
    key.add(patient.rawValue)
    key.add(segment)
    key.add(reason ?? "")
    key.add(due.description)
    return RecallID(key.text(after: "r"))
  }
}

/// FNV-1a over the parts of a key, with a byte that is in no text between them.
struct StableKey {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0xFF)
  }

  private mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// A letter and sixteen digits.
  func text(after letter: Character) -> String {
    let hex = String(hash, radix: 16)
    return "\(letter)" + String(repeating: "0", count: 16 - hex.count) + hex
  }
}
