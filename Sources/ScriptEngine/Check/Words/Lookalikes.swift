/// Letters of other alphabets, and a few of Latin, that are taken for a plain Latin letter when they
/// are read aloud from a screen: a word that is written with them is the same word to whoever
/// speaks it.
///
/// Only the look counts (Unicode TR 39, "confusables"), so a letter that merely sounds alike is not
/// here. Words of another language become others all alike, in texts and in lists, and are still
/// found.
enum Lookalikes {
  /// The word with every such letter replaced, in small letters; `nil` when it has none.
  static func latin(_ word: String) -> String? { replaced(word, table) }

  /// The word with letters of other alphabets replaced alone: what tells two words of one language
  /// apart, as "ø" does, is kept.
  static func ofOtherAlphabets(_ word: String) -> String? { replaced(word, others) }

  /// A sign that holds a letter, such as a white letter in a black circle: the letter.
  static func letter(in sign: Unicode.Scalar) -> Unicode.Scalar? {
    guard sign.value >= 0x1F150, sign.value <= 0x1F1FF else { return nil }
    for first: UInt32 in [0x1F150, 0x1F170, 0x1F1E6] where sign.value >= first {
      let place = sign.value - first
      if place < 26 { return Unicode.Scalar(UInt8(ascii: "a") + UInt8(place)) }
    }
    return nil
  }

  private static func replaced(_ word: String, _ table: [Unicode.Scalar: String]) -> String? {
    guard word.unicodeScalars.contains(where: { table[$0] != nil }) else { return nil }
    return word.unicodeScalars.map { table[$0] ?? String($0) }.joined().lowercased()
  }

  private static let others: [Unicode.Scalar: String] = table(of: [
    // Cyrillic, small and capital.
    ("аеорсухіјѕһԁԛԝвнктмѵүӏԍ", "aeopcyxijshdqwbhktmvylg"),
    ("АЕОРСУХІЈЅҺВНКТМѴҮӀԌԚԜԀ", "aeopcyxijshbhktmvylgqwd"),
    // Greek; the last of the small ones also stands for the lunate sigma.
    ("αεικνορτυχγως", "aeikvoptuxywc"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),
    // Armenian.
    ("օսցհոյզՕՍ", "oughnjqou"),
  ])

  private static let table: [Unicode.Scalar: String] = others.merging(
    table(of: [
      // Latin letters that no accent is taken from.
      ("ıɩłøđħŧɑɡʀƅ", "iilodhtagrb"), ("ŁØĐĦŦ", "lodht"),
      // Small capitals.
      ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqstuvwyz"),
    ])
  ) { _, own in own }

  private static func table(
    of pairs: [(other: String, latin: String)]
  ) -> [Unicode.Scalar: String] {
    pairs.reduce(into: [:]) { table, pair in
      for (other, latin) in zip(pair.other.unicodeScalars, pair.latin.unicodeScalars) {
        table[other] = String(latin)
      }
    }
  }
}
