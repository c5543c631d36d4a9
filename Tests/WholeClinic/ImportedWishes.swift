import Crowd
import Foundation
import RecallDomain

/// What imports have brought about whom nobody may call or write to any more, and whether it was
/// obeyed from that moment on.
final class ImportedWishes {
  private struct Silence {
    let patient: String
    let why: String
    /// The last event of any journal when the import was done, and when it was found to be a mistake.
    let since: Int
    var until = Int.max
  }

  /// An appointment that says for which recall it is.
  private struct Booking {
    let recall: String
    let start: Date
    let since: Int
    var until = Int.max
  }

  private let rows: ClinicAuditor
  private var silences: [Silence] = []
  private var bookings: [String: Booking] = [:]
  /// Numbers that are to be left alone, each since an event.
  private var quiet: [String: Int] = [:]
  /// Places to which nothing may be sent any more.
  private var stopped: Set<String> = []
  private(set) var violations: [String] = []

  init(_ rows: ClinicAuditor) { self.rows = rows }

  /// The list says that this patient is not to be called.
  func noCalls(_ patient: PatientID, _ why: String) {
    guard let last = try? rows.lastEvent() else { return }
    silences.append(Silence(patient: patient.rawValue, why: why, since: last))
  }

  /// The list that comes now says that it was a mistake.
  func calledAgain(_ patient: PatientID) {
    guard let last = try? rows.lastEvent() else { return }
    for index in silences.indices
    where silences[index].patient == patient.rawValue && silences[index].until == .max {
      silences[index].until = last
    }
  }

  /// Nobody calls about a recall for which a visit is booked.
  func booked(_ id: String, for recall: RecallID, at start: Date) {
    guard let last = try? rows.lastEvent() else { return }
    bookings[id] = Booking(recall: recall.rawValue, start: start, since: last)
  }

  /// The import that comes now takes it back.
  func cancelled(_ id: String) {
    if let last = try? rows.lastEvent(), bookings[id]?.until == .max { bookings[id]?.until = last }
  }

  /// An answer said that this number is not to be called any more.
  func noCalls(at number: String) {
    if quiet[number] == nil, let last = try? rows.lastEvent() { quiet[number] = last }
    stopped.insert(Self.name(.sms, number))
  }

  /// An answer said *stop* by this channel.
  func noMessages(_ channel: ContactMethod, to place: String) {
    stopped.insert(Self.name(channel, place))
  }

  /// A message is in the hands of whoever sends it.
  ///
  /// - Parameter now: by which it was judged.
  func taken(_ message: OutboxItem, at now: Date) {
    let laws = MessageLaws(rows: rows)
    guard (try? laws.isTaken(message, at: now)) ?? true else { return }
    violations += (try? laws.broken(message, at: now)) ?? ["\(message.key) cannot be looked at"]
    guard stopped.contains(Self.name(message.channel, message.address)) else { return }
    violations.append("\(message.channel) to \(message.address) was taken after “stop”")
  }

  /// Calls that began although the list had said no. What somebody said at a console to have been
  /// dialled before it died is none.
  func broken(except told: [CallingTimes.Told]) throws -> [String] {
    var broken = violations
    for silence in silences {
      let calls = try dialled(
        "a.patient = '\(silence.patient)'", silence.since, silence.until, except: told)
      broken += calls.map { "call \($0) began after an import had said: \(silence.why)" }
    }
    for (number, since) in quiet.sorted(by: { $0.key < $1.key }) {
      let calls = try dialled("a.number = '\(number)'", since, .max, except: told)
      broken += calls.map { "call \($0) began after “stop calling” had come from there" }
    }
    for (id, booking) in bookings.sorted(by: { $0.key < $1.key }) {
      let before = Int(booking.start.timeIntervalSince1970 * 1_000_000)
      let calls = try dialled(
        "a.recall = '\(booking.recall)' AND a.started < \(before)", booking.since, booking.until,
        except: told)
      broken += calls.map { "call \($0) began though \(id) was booked" }
    }
    return broken
  }

  private func dialled(
    _ whom: String, _ since: Int, _ until: Int, except told: [CallingTimes.Told]
  ) throws -> [String] {
    try rows.rows(
      """
      SELECT a.call, a.caller, a.started FROM attempt a
        JOIN call_event e ON e.call = a.call AND e.seq = 1
        WHERE \(whom) AND a.direction = 'outbound' AND e.id > \(since) AND e.id <= \(until)
      """
    ).filter { row in !told.contains { $0.isOf(row[1], row[2]) } }.map { $0[0] }
  }

  private static func name(_ channel: ContactMethod, _ place: String) -> String {
    "\(channel.rawValue) \(place)"
  }
}
