import Foundation
import RecallConsole
import RecallDomain

/// Where the one clock of a command starts (DESIGN, invariant 12). A live store has its
/// server's time, in a file the machine's own; a demo may start elsewhere, and never goes behind what its store has recorded.
enum ClinicClock {
  /// The hour at which a demo outside calling hours begins its day.
  private static let demoMorning = TimeOfDay(hour: 10, minute: 5)!

  static func start(
    _ asked: Date?, store: any RecallStore, policy: ClinicPolicy
  ) throws -> (clock: Clock, moved: Bool) {
    guard store.kind != .live else {
      guard asked == nil else {
        throw Failure(
          .usage, "a live store has its own clock",
          hint: "--now is for demo and practice clinics only")
      }
      return (store.serverClock.map { Clock(of: $0) } ?? Clock(), false)
    }
    let recorded: Date?
    do { recorded = try store.latestInstant() } catch { throw Failure(error) }
    let wanted = asked ?? Date()
    let earliest = max(wanted, recorded ?? wanted)
    if asked != nil { return (Clock(startingAt: earliest), false) }
    let open = callingTime(from: earliest, policy: policy)
    return open == wanted ? (Clock(), false) : (Clock(startingAt: open), true)
  }

  /// The instant itself in calling hours of the clinic's own zone, else the next working day's
  /// morning.
  static func callingTime(from instant: Date, policy: ClinicPolicy) -> Date {
    guard let zone = Zone(policy.timeZone) else { return instant }
    let hours = policy.calling
    if hours.isOpen(at: instant, zones: [zone], state: policy.state) { return instant }
    let local = LocalTime(instant, in: zone)
    let sameDay = local.time < demoMorning && hours.isBusinessDay(local.date)
    let date = sameDay ? local.date : hours.businessDay(1, after: local.date)
    return LocalTime(date: date, time: demoMorning).instant(in: zone)
  }
}
