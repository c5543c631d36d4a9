/// Letters of other alphabets, and a few of Latin, that are taken for a plain Latin letter when they
/// are read aloud from a screen: a word that is written with them is the same word to whoever
/// speaks it.
///
/// Only the look counts (Unicode TR 39, "confusables"), so a letter that merely sounds alike is not
/// here. Words of another language become others all alike, in texts and in lists, and are still
/// found.
enum Lookalikes {
  /// The word with every such letter replaced, in small letters; `nil` when it has none.
  static func latin(_ word: String) -> String? {
    guard word.unicodeScalars.contains(where: { table[$0] != nil }) else { return nil }
    return word.unicodeScalars.map { table[$0] ?? String($0) }.joined().lowercased()
  }

  private static let pairs: [(other: String, latin: String)] = [
    // Cyrillic, small and capital.
    ("аеорсухіјѕһԁԛԝвнктмѵ", "aeopcyxijshdqwbhktmv"),
    ("АЕОРСУХІЈЅҺВНКТМѴ", "aeopcyxijshbhktmv"),
    // Greek.
    ("αεικνορτυχγω", "aeiknoptuxyw"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),
    // Latin letters that no accent is taken from.
    ("ıɩłøđħŧɑɡʀƅ", "iilodhtagrb"), ("ŁØĐĦŦ", "lodht"),
  ]

  private static let table: [Unicode.Scalar: String] = pairs.reduce(into: [:]) { table, pair in
    for (other, latin) in zip(pair.other.unicodeScalars, pair.latin.unicodeScalars) {
      table[other] = String(latin)
    }
  }
}
