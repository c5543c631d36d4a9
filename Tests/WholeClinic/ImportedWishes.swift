import Crowd
import RecallDomain

/// What imports have brought about whom nobody may call or write to any more, and whether it was
/// obeyed from that moment on.
final class ImportedWishes {
  private struct Silence {
    let patient: String
    let why: String
    /// The last event of any journal when the import was done.
    let since: Int
  }

  private let rows: ClinicAuditor
  private var silences: [Silence] = []
  /// Places to which nothing may be sent any more.
  private var stopped: Set<String> = []
  private(set) var violations: [String] = []

  init(_ rows: ClinicAuditor) { self.rows = rows }

  /// The list says that this patient is not to be called.
  func noCalls(_ patient: PatientID, _ why: String) {
    guard let last = try? rows.lastEvent() else { return }
    silences.append(Silence(patient: patient.rawValue, why: why, since: last))
  }

  /// An answer said *stop* by this channel.
  func noMessages(_ channel: ContactMethod, to place: String) {
    stopped.insert(Self.name(channel, place))
  }

  /// A message is in the hands of whoever sends it.
  func taken(_ message: OutboxItem) {
    if let why = try? silence(of: message) {
      violations.append("\(message.channel) to \(message.address) was taken though \(why)")
    }
    guard stopped.contains(Self.name(message.channel, message.address)) else { return }
    violations.append("\(message.channel) to \(message.address) was taken after “stop”")
  }

  /// Why nothing may go out to this patient, or to this place, by what callers were told at that moment.
  private func silence(of message: OutboxItem) throws -> String? {
    let reasons = try rows.rows(
      """
      SELECT 'the patient wants no contact' FROM patient
        WHERE id = '\(message.patient.rawValue)' AND opted_out_at IS NOT NULL
      UNION ALL SELECT 'the patient is said to have died' FROM patient
        WHERE id = '\(message.patient.rawValue)' AND (deceased = 1 OR held_for_death_at IS NOT NULL)
      UNION ALL SELECT 'the number is silenced' FROM silenced WHERE number = '\(message.address)'
      """)
    return reasons.first?.first
  }

  private static func name(_ channel: ContactMethod, _ place: String) -> String {
    "\(channel.rawValue) \(place)"
  }

  /// Calls that began although the list had said no. What somebody said at a console to have been
  /// dialled before it died is none.
  func broken(except told: [CallingTimes.Told]) throws -> [String] {
    try violations
      + silences.flatMap { silence -> [String] in
        let dialled = try rows.rows(
          """
          SELECT a.call, a.caller, a.started FROM attempt a
            JOIN call_event e ON e.call = a.call AND e.seq = 1
            WHERE a.patient = '\(silence.patient)' AND a.direction = 'outbound'
              AND e.id > \(silence.since)
          """)
        return dialled.filter { row in !told.contains { $0.isOf(row[1], row[2]) } }.map {
          "call \($0[0]) began after an import had said: \(silence.why)"
        }
      }
  }
}
