/// Whether two given names may be one person's: `Bill` and `William`, `María Luisa` and `Maria`. With
/// the same surname, birth date and number, names that cannot be are twins.
package enum LikeNames {
  /// Names that one person does not bear one after the other: other given names, or surnames without
  /// a word in common. A marriage changes the one, a nickname the other.
  package static func areStrangers(
    _ left: (first: String, last: String), _ right: (first: String, last: String)
  ) -> Bool {
    let surnames = { (name: String) in Set(NameWords.withoutParticles(NameWords.of(name))) }
    let (one, other) = (surnames(left.last), surnames(right.last))
    return !mayBeOne(left.first, right.first)
      || (!one.isEmpty && !other.isEmpty && one.isDisjoint(with: other))
  }

  package static func mayBeOne(_ left: String, _ right: String) -> Bool {
    let (left, right) = (NameWords.of(left), NameWords.of(right))
    guard !left.isEmpty, !right.isEmpty else { return true }
    return GivenNameMatch.compare(left, right) != .mismatch
      || GivenNameMatch.compare(right, left) != .mismatch
  }
}
