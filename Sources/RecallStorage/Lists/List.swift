import Foundation
package import RecallDomain

extension SharedActs {
  package func candidate(_ recall: RecallID) throws(StoreFailure) -> Candidate? {
    try read("candidate") { try CandidateReading(db: $0).candidate(recall) }
  }

  package func lookup(number: String) throws(StoreFailure) -> [Candidate] {
    try read("lookup") { db in
      let rows = try db.rows(
        "SELECT DISTINCT patient FROM phone WHERE number = ? AND listed = 1", [number])
      return try Self.standing(of: rows.map { try Fields($0, of: "phone").text("patient") }, db)
    }
  }

  package func lookup(patientID: String) throws(StoreFailure) -> [Candidate] {
    try read("lookup") { db in
      let rows = try db.rows(
        """
        SELECT id FROM patient WHERE id = ?1
          UNION SELECT id FROM patient WHERE mrn = ?1 AND mrn <> id ORDER BY id
        """, [patientID])
      return try Self.standing(of: rows.map { try Fields($0, of: "patient").text("id") }, db)
    }
  }

  /// Each word must stand somewhere in the folded name.
  package func lookup(name: String, limit: Int) throws(StoreFailure) -> [Candidate] {
    let words = FoldedName.of(name).split(separator: " ").map(String.init)
    guard !words.isEmpty, limit > 0 else { return [] }
    var found: [String] = []
    var from = 0
    let last = try read("lookup") { try $0.int("SELECT max(made) FROM patient") ?? 0 }
    while from < last, found.count < limit {
      let end = from + namesAtOnce
      found += try read("lookup") { db in
        var arguments: SQLArguments = [from, end]
        let tests = words.map { word -> String in
          arguments += ["%\(word)%"]
          return "AND folded_name LIKE ?"
        }
        return try db.rows(
          """
          SELECT id FROM patient WHERE made > ? AND made <= ? \(tests.joined(separator: " "))
            ORDER BY made LIMIT \(limit)
          """, arguments
        ).map { try Fields($0, of: "patient").text("id") }
      }
      from = end
    }
    return try read("lookup") { try Self.standing(of: Array(found.prefix(limit)), $0) }
  }

  /// How these patients' recalls stand: all that are not closed; for a patient without one, the
  /// latest closed one.
  private static func standing(of patients: [String], _ db: any Connection) throws -> [Candidate] {
    let rows = try db.rows(
      """
      SELECT * FROM recall r WHERE patient \(db.among("?"))
        AND (state <> 'closed' OR id = (SELECT id FROM recall q WHERE q.patient = r.patient
          ORDER BY state = 'closed', due DESC, id LIMIT 1))
        ORDER BY patient, priority, due, id
      """, [try bound(patients)])
    return try CandidateReading(db: db).candidates(rows)
  }
}

/// Names compared in one short read.
private let namesAtOnce = 20_000
