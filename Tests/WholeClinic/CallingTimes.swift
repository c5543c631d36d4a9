import Crowd
import Foundation

/// Nobody is dialled outside calling hours, wherever they may be: the rule a second time, with clocks and
/// hours written down by hand for the few places where synthetic patients live. The clinic's own hours
/// are those of the shipped clinic.yaml; winter time, for a simulation never leaves it.
struct CallingTimes {
  private let rows: any AuditRows

  init(_ rows: any AuditRows) { self.rows = rows }

  /// Somebody said at a console that the number had been dialled before it died: the hour of that is not
  /// on record.
  struct Told: Hashable {
    let caller: String
    let at: Date

    /// - Parameter started: microseconds since 1970, as the store has it.
    func isOf(_ caller: String, _ started: String) -> Bool {
      let start = Date(timeIntervalSince1970: (Double(started) ?? 0) / 1_000_000)
      return self.caller == caller && abs(at.timeIntervalSince(start)) < 120
    }
  }

  func broken(except told: [Told]) throws -> [String] {
    let attempts = try rows.rows(
      """
      SELECT a.call, a.caller, a.started, a.number, coalesce(p.postal_code, ''),
          coalesce(p.state, '')
        FROM attempt a JOIN patient p ON p.id = a.patient
        WHERE a.direction = 'outbound' AND a.caller <> 'outbox'
      """)
    return attempts.compactMap { row in
      let start = Date(timeIntervalSince1970: (Double(row[2]) ?? 0) / 1_000_000)
      guard !told.contains(where: { $0.isOf(row[1], row[2]) }),
        let why = Self.whyClosed(start, number: row[3], postal: row[4], state: row[5])
      else { return nil }
      return "call \(row[0]) to \(row[3]) began at \(start): \(why)"
    }
  }

  /// `nil`: it may be called, or written to, there and then.
  static func whyClosed(
    _ start: Date, number: String, postal: String, state: String
  ) -> String? {
    let areas = [
      byAreaCode[String(number.dropFirst(2).prefix(3))], byZIP[String(postal.prefix(3))],
    ]
    let hours = state == "RI" ? rhodeIsland : clinic
    for behind in areas.compactMap({ $0 }).joined() {
      let local = Int(start.timeIntervalSince1970.rounded(.down)) - behind * 3_600
      let (day, minutes) = (local / 86_400, local % 86_400 / 60)
      if holidays.contains(day) { return "a holiday" }
      // 1 January 1970 was a Thursday.
      let open = hours[(day + 3) % 7]
      if !open.contains(minutes) { return "\(minutes / 60):\(minutes % 60) there" }
    }
    return nil
  }

  /// From Monday on, in minutes.
  private static let clinic =
    Array(repeating: 540..<1_140, count: 5) + [600..<960, 0..<0]
  private static let rhodeIsland =
    Array(repeating: 540..<1_080, count: 5) + [600..<960, 0..<0]
  /// Thanksgiving, Christmas, New Year and Martin Luther King's day after the start of a simulation, in
  /// days since 1970.
  private static let holidays: Set<Int> = [20_783, 20_812, 20_819, 20_836]

  /// Hours behind Greenwich in winter; where two are possible, both.
  private static let byAreaCode: [String: [Int]] = [
    "617": [5], "781": [5], "508": [5], "603": [5], "401": [5], "312": [6], "850": [6, 5],
    "602": [7], "213": [8], "808": [10], "787": [4],
  ]
  /// By its first three digits.
  private static let byZIP: [String: [Int]] = [
    "021": [5], "017": [5], "030": [5], "029": [5], "606": [6], "325": [6], "850": [7],
    "900": [8], "968": [10], "009": [4],
  ]
}
