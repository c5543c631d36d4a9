import Foundation

/// Importing a file of patients; beside it the `sqlite3` shell bringing the same file into a staging
/// table and from there into the same tables, under the same constraints, indexes and triggers.
struct ImportBench {
  let program: String
  let rows: Int
  let rounds: Int

  func run() throws -> Comparison {
    let clinic = BenchClinic(program: program, entries: 0)
    defer { clinic.remove() }
    guard clinic.make() else { throw BenchFailure.clinic }
    let file = clinic.folder.appendingPathComponent("patients.csv")
    try Data(csv.utf8).write(to: file)
    let empty = try clinic.copyOfStore("empty.sqlite")
    var (ours, reference) = (Measurement(), Measurement())
    for round in 0..<rounds {
      try restore(empty, to: clinic.store)
      ours.add(
        try time([program, "import", file.path] + clinic.console().dropFirst(), clinic.store))
      let copy = clinic.folder.appendingPathComponent("staged-\(round).sqlite").path
      try restore(empty, to: copy)
      reference.add(
        try time(["/usr/bin/sqlite3", "-bail", copy] + Self.statements(file.path), copy))
    }
    return Comparison(
      work: "import", size: rows, against: "sqlite3 .import, INSERT … SELECT",
      how: """
        a CSV file into an empty store, checked, normalised, judged and indexed, from exec to end; \
        the sqlite3 shell takes it into a staging table, then into the same tables, unchecked, in \
        one transaction; rows in the file; in turn,
        """,
      budget: .ratio(2), ours: ours, reference: reference)
  }

  /// Seconds from exec to end; the entries are counted afterwards.
  private func time(_ arguments: [String], _ store: String) throws -> Double {
    let (output, seconds) = Measurement.time {
      Child(arguments, terminal: false, patience: 900).waitForEnd()
    }
    let count = Child(
      ["/usr/bin/sqlite3", store, "SELECT count(*) FROM recall"], terminal: false
    ).waitForEnd()
    guard count.trimmingCharacters(in: .whitespacesAndNewlines) == "\(rows)" else {
      throw BenchFailure.command(output)
    }
    return seconds
  }

  private func restore(_ empty: String, to path: String) throws {
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: empty, toPath: path)
  }

  private var csv: String {
    var text = "patient_id,first_name,last_name,date_of_birth,phone,postal_code,state,language,"
    text += "segment,reason,due_date,provider,voicemail_ok\n"
    for row in 1...rows {
      let year = 1940 + row % 60
      let date = String(format: "%04d-%02d-%02d", year, 1 + row % 12, 1 + row % 28)
      let due = String(format: "2026-%02d-%02d", 1 + row % 10, 1 + row % 28)
      let phone = String(format: "+1617%03d%04d", 201 + row / 10_000 % 700, row % 10_000)
      text += "P\(row),Ana,Example-\(row % 5_000),\(date),\(phone),02118,MA,en,"
      text += "overdue-follow-up,annual-visit,\(due),Dr. Okafor,yes\n"
    }
    return text
  }

  private static func statements(_ file: String) -> [String] {
    [
      "PRAGMA journal_mode = TRUNCATE", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
      "PRAGMA secure_delete = ON", "PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -16384",
      ".import --csv --schema temp \(file) staging", "BEGIN IMMEDIATE",
      """
      INSERT INTO patient (id, first_name, last_name, folded_name, folded_last, born, postal_code,
          state, language, interpreter, deceased, inactive, sensitive, strict, confidential,
          do_not_contact)
        SELECT patient_id, first_name, last_name, lower(first_name || ' ' || last_name),
          lower(last_name), date_of_birth, postal_code, state, language, 0, 0, 0, 0, 0, 0, 0
          FROM staging
      """,
      """
      INSERT INTO phone (patient, number, kind, rank, status)
        SELECT patient_id, phone, 'other', 1, 'good' FROM staging
      """,
      "INSERT INTO consent SELECT patient_id, 'voicemail', voicemail_ok = 'yes' FROM staging",
      """
      INSERT INTO lane (segment, language, interpreter, hours)
        SELECT DISTINCT segment, language, 0, 'America/New_York MA' FROM staging
      """,
      """
      INSERT INTO recall (id, patient, segment, reason, due, provider, priority, state, next_action,
          lane, phase)
        SELECT 'r-' || patient_id, patient_id, staging.segment, reason, due_date, provider, 3,
          'open', 'call', lane.id, 'ready'
          FROM staging JOIN lane ON lane.segment = staging.segment
            AND lane.language = staging.language
      """,
      """
      INSERT INTO import (source, at, added, updated, unchanged)
        SELECT 'bench', 0, count(*), 0, 0 FROM staging
      """, "COMMIT",
    ]
  }
}
