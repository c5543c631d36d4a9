/// Words for a relationship, English and Spanish: a mother on record may be stated as `mamá`, and
/// a parent on record as either parent.
enum Kinship {
  static func agree(_ stated: String, _ recorded: String) -> Bool {
    let (one, other) = (Folded.text(stated), Folded.text(recorded))
    guard !one.isEmpty, !other.isEmpty else { return false }
    if one == other { return true }
    guard let left = kinds[one], let right = kinds[other] else { return false }
    return left == right || wider[right] == left || wider[left] == right
  }

  private static let rows: [(kind: String, words: [String])] = [
    ("mother", ["mother", "mom", "mum", "mama", "madre", "mami"]),
    ("father", ["father", "dad", "papa", "padre", "papi"]),
    ("parent", ["parent", "parents", "padres", "progenitor"]),
    ("daughter", ["daughter", "hija"]), ("son", ["son", "hijo"]),
    ("child", ["child", "adult child"]),
    ("wife", ["wife", "esposa", "mujer"]), ("husband", ["husband", "esposo", "marido"]),
    ("spouse", ["spouse", "conyuge"]),
    ("partner", ["partner", "domestic partner", "pareja", "companero", "companera"]),
    ("sister", ["sister", "hermana"]), ("brother", ["brother", "hermano"]),
    ("sibling", ["sibling"]),
    ("grandmother", ["grandmother", "grandma", "abuela", "abuelita"]),
    ("grandfather", ["grandfather", "grandpa", "abuelo", "abuelito"]),
    ("grandparent", ["grandparent"]),
    ("aunt", ["aunt", "tia"]), ("uncle", ["uncle", "tio"]),
    ("guardian", ["guardian", "legal guardian", "tutor", "tutora", "tutor legal"]),
    (
      "attorney",
      [
        "power of attorney", "poa", "health care proxy", "healthcare proxy", "health care agent",
        "healthcare power of attorney", "apoderado", "apoderada", "poder notarial",
      ]
    ),
    ("caregiver", ["caregiver", "carer", "cuidador", "cuidadora"]),
  ]

  private static let kinds: [String: String] = Dictionary(
    uniqueKeysWithValues: rows.flatMap { row in row.words.map { ($0, row.kind) } })

  /// The word that covers both of a pair.
  private static let wider: [String: String] = [
    "mother": "parent", "father": "parent", "daughter": "child", "son": "child",
    "wife": "spouse", "husband": "spouse", "sister": "sibling", "brother": "sibling",
    "grandmother": "grandparent", "grandfather": "grandparent",
  ]
}
