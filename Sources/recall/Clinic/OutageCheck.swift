import Foundation
import RecallDomain
import RecallStorage

/// What `doctor` says of calls that wait on this computer. It needs no store: it is asked when there
/// is none.
struct OutageCheck {
  private let room: OutageRoom
  private let zone: Zone?

  init(_ folder: ClinicFolder, _ policy: ClinicPolicy) {
    room = OutageRoom(folder, policy)
    zone = Zone(policy.timeZone)
  }

  var waiting: DoctorCheck {
    let name = "calls kept on this computer"
    let waiting = room.place.waiting().sorted { $0.since < $1.since }
    guard let first = waiting.first else { return DoctorCheck(name, .ok, "none wait") }
    let callers = Set(waiting.map(\.caller)).sorted().joined(separator: ", ")
    return DoctorCheck(
      name, .advice,
      "\(waiting.count) \(waiting.count == 1 ? "waits" : "wait") for the store, of \(callers), "
        + "the first since \(when(first.since))",
      advice:
        "when the store is back, each of them opens the console here once: it writes them, and"
        + " says so")
  }

  private func when(_ instant: Date) -> String {
    guard let zone else { return "an earlier day" }
    let local = LocalTime(instant, in: zone)
    return "\(local.date) \(local.time)"
  }
}
