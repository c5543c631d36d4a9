package import RecallDomain

extension SharedActs {
  package func duplicates(
    among patients: [PatientID]
  ) throws(StoreFailure) -> Set<PatientID> {
    try read("duplicates") { db in
      let rows = try db.rows(
        """
        SELECT a.id FROM patient a WHERE a.id \(db.among("?"))
          AND EXISTS (SELECT 1 FROM patient b
            WHERE b.born = a.born AND b.folded_last = a.folded_last AND b.made < a.made
              AND (a.postal_code = b.postal_code OR EXISTS (
                SELECT 1 FROM phone p JOIN phone q ON q.number = p.number
                  WHERE p.patient = a.id AND q.patient = b.id)))
        """, [try bound(patients.map(\.rawValue))])
      return Set(try rows.map { PatientID(try Fields($0, of: "patient").text("id")) })
    }
  }
}
