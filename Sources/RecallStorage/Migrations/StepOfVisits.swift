import RecallDomain

/// Version 4: appointments may come before their patients; open times have a language.
extension Schema {
  static let stepOfVisits: [String] = [
    // Appointments of patients whom the list does not know yet; moved when an import brings them.
    """
    CREATE TABLE waiting_appointment (
      id TEXT PRIMARY KEY,
      patient TEXT,
      mrn TEXT,
      start INTEGER NOT NULL,
      provider TEXT,
      specialty TEXT,
      location TEXT,
      status TEXT NOT NULL CHECK (\(oneOf("status", BookedAppointment.Status.self))),
      CHECK ((patient IS NULL) <> (mrn IS NULL))
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE INDEX waiting_appointment_patient ON waiting_appointment (patient)
      WHERE patient IS NOT NULL
    """,
    "CREATE INDEX waiting_appointment_mrn ON waiting_appointment (mrn) WHERE mrn IS NOT NULL",
    // Most sources know a patient by one number alone; those rows are not in this index.
    "CREATE INDEX patient_mrn ON patient (mrn) WHERE mrn <> id",
    "ALTER TABLE slot ADD COLUMN language TEXT",
  ]
}
