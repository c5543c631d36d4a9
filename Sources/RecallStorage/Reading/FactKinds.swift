import RecallDomain

/// Kinds of facts that only some patients have on record.
enum FactKind: String, CaseIterable {
  case attempt, contact, item, appointment, representative
  /// An open one, on the patient or on a number of theirs.
  case claim
  case contactChange = "contact-change"
  case alike
}

/// Which kinds of facts there are of some patients at all, asked for with one question: most of a list
/// have none, and each kind would cost a question of its own.
struct FactKinds {
  let db: any Connection

  /// - Parameters people, recalls: bound lists of whose and which entries these are.
  func present(_ people: String, _ recalls: String) throws -> Set<FactKind> {
    let rows = try db.rows(
      FactKind.allCases.map { kind in
        "SELECT '\(kind.rawValue)' AS kind WHERE \(condition(kind))"
      }.joined(separator: " UNION ALL "), [people, recalls])
    return Set(try rows.map { try Fields($0, of: "kind").word("kind") })
  }

  private func condition(_ kind: FactKind) -> String {
    let (people, recalls) = (db.among("?1"), db.among("?2"))
    let numbers = "SELECT number FROM phone WHERE patient \(people)"
    return switch kind {
    case .attempt: "EXISTS (SELECT 1 FROM attempt WHERE patient \(people))"
    case .contact:
      """
      EXISTS (SELECT 1 FROM attempt WHERE contact = 1 AND number IN (\(numbers)))
        OR EXISTS (SELECT 1 FROM attempt WHERE outcome IS NULL AND withdrawn_at IS NULL
          AND number IN (\(numbers)))
      """
    case .item: "EXISTS (SELECT 1 FROM queue_item WHERE recall \(recalls))"
    case .appointment: "EXISTS (SELECT 1 FROM appointment WHERE patient \(people))"
    case .claim:
      """
      EXISTS (SELECT 1 FROM claim WHERE ended_at IS NULL AND patient \(people))
        OR EXISTS (SELECT 1 FROM claim WHERE ended_at IS NULL AND number IN (\(numbers)))
      """
    case .representative: "EXISTS (SELECT 1 FROM representative WHERE patient \(people))"
    case .contactChange:
      """
      EXISTS (SELECT 1 FROM contact_change WHERE ended_at IS NULL AND patient \(people))
        OR EXISTS (SELECT 1 FROM contact_change WHERE ended_at IS NULL AND what = 'consent'
          AND value = 'no' AND place <> '' AND (place IN (\(numbers))
            OR place IN (SELECT email FROM patient WHERE id \(people))))
        OR EXISTS (SELECT 1 FROM undeliverable WHERE ended_at IS NULL AND (place IN (\(numbers))
          OR place IN (SELECT email FROM patient WHERE id \(people))))
      """
    case .alike:
      """
      EXISTS (SELECT 1 FROM patient a
        JOIN patient b ON b.born = a.born AND b.folded_last = a.folded_last AND b.made < a.made
        WHERE a.id \(people))
      """
    }
  }
}
