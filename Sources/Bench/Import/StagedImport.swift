/// By hand: from a staging table, which holds the file as it is, into the same tables under the same
/// constraints, indexes and triggers, unchecked. Both databases read these statements.
enum StagedImport {
  static let statements = [
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
    """
    INSERT INTO consent (patient, channel, allowed)
      SELECT patient_id, 'voicemail', CASE voicemail_ok WHEN 'yes' THEN 1 ELSE 0 END FROM staging
    """,
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
    """,
  ]
}
