/// Whether two given names may be one person's: `Bill` and `William`, `María Luisa` and `Maria`. With
/// the same surname, birth date and number, names that cannot be are twins.
package enum LikeNames {
  package static func mayBeOne(_ left: String, _ right: String) -> Bool {
    let (left, right) = (NameWords.of(left), NameWords.of(right))
    guard !left.isEmpty, !right.isEmpty else { return true }
    return GivenNameMatch.compare(left, right) != .mismatch
      || GivenNameMatch.compare(right, left) != .mismatch
  }
}
