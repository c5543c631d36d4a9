import RecallDomain

/// Records that look like one person: same birth date and last name, and a number or postal code in
/// common (DOMAIN 8). The one that came first stands; the later ones are its duplicates.
struct Duplicates {
  let db: any Connection

  /// Those of these patients (`bound`) who look like an earlier record, with that record. Twins share
  /// all but the first name; a record that is inactive is settled.
  func among(_ people: String) throws -> [String: String] {
    let rows = try db.rows(
      """
      SELECT a.id AS name, a.first_name AS own, b.id AS value, b.first_name AS other FROM \(pairs)
        ORDER BY b.made DESC
      """, [people])
    var found: [String: String] = [:]
    for row in rows {
      let fields = Fields(row, of: "patient")
      if LikeNames.mayBeOne(try fields.text("own"), try fields.text("other")) {
        found[try fields.text("name")] = try fields.text("value")
      }
    }
    return found
  }

  /// A server plans a statement once, perhaps while the list is empty: there the form has to say that
  /// each of these patients is looked up, or the whole list is gone through for every batch of it.
  private var pairs: String {
    let isOneOfThem = "id \(db.among("?"))"
    return switch db.dialect {
    case .sqlite: "patient a JOIN patient b ON \(Self.isAlike) WHERE a.\(isOneOfThem)"
    case .postgresql:
      """
      (SELECT * FROM patient WHERE \(isOneOfThem) OFFSET 0) a
        CROSS JOIN LATERAL (SELECT * FROM patient b WHERE \(Self.isAlike) OFFSET 0) b
      """
    }
  }

  private static let isAlike = """
    b.born = a.born AND b.folded_last = a.folded_last AND b.made < a.made AND b.inactive = 0
      AND (a.postal_code = b.postal_code OR EXISTS (
        SELECT 1 FROM phone p JOIN phone q ON q.number = p.number
          WHERE p.patient = a.id AND q.patient = b.id))
    """
}
