import RecallStorage

/// The rows of a band: patient `P10000001` and so on, each with a number of their own, a voicemail
/// consent, and one recall that is ready.
struct BandRows {
  let band: Band
  let lane: Int

  func insert(_ numbers: ClosedRange<Int>, _ db: any Connection) throws {
    let range: SQLArguments = [numbers.lowerBound, numbers.upperBound]
    var patients = range
    patients += [band.place.postalCode, band.place.state, band.language]
    _ = try db.change(Self.patients, patients)
    var phones = range
    phones += ["+1" + band.place.areaCode]
    _ = try db.change(Self.phones, phones)
    _ = try db.change(Self.consents, range)
    var recalls = range
    recalls += [band.segment, band.priority, lane]
    _ = try db.change(Self.recalls, recalls)
  }

  /// `n` from `?1` to `?2`.
  static let series = """
    WITH RECURSIVE series (n) AS (SELECT CAST(?1 AS BIGINT)
      UNION ALL SELECT n + 1 FROM series WHERE n < ?2)
    """

  private static let patients = """
    \(series)
    INSERT INTO patient (id, first_name, last_name, folded_name, folded_last, born, postal_code,
        state, language, interpreter, deceased, inactive, sensitive, strict, confidential,
        do_not_contact)
      SELECT 'P' || (10000000 + n), 'Ana', 'Example-' || n, 'ana example-' || n, 'example-' || n,
        (1940 + n % 60) || '-' || substr(CAST(101 + n % 12 AS TEXT), 2) || '-'
          || substr(CAST(101 + n % 28 AS TEXT), 2),
        ?3, ?4, ?5, 0, 0, 0, 0, 0, 0, 0 FROM series
    """

  private static let phones = """
    \(series)
    INSERT INTO phone (patient, number, kind, rank, status)
      SELECT 'P' || (10000000 + n), ?3 || (2010000 + n), 'other', 1, 'good' FROM series
    """

  private static let consents = """
    \(series)
    INSERT INTO consent (patient, channel, allowed)
      SELECT 'P' || (10000000 + n), 'voicemail', 1 FROM series
    """

  private static let recalls = """
    \(series)
    INSERT INTO recall (id, patient, segment, reason, due, provider, priority, state, next_action,
        lane, phase)
      SELECT 'r-P' || (10000000 + n), 'P' || (10000000 + n), ?3, 'annual-visit',
        '2026-' || substr(CAST(101 + n % 10 AS TEXT), 2) || '-'
          || substr(CAST(101 + n % 28 AS TEXT), 2),
        'Dr. Okafor', ?4, 'open', 'call', ?5, 'ready' FROM series
    """
}
