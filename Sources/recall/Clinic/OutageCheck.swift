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
    let name = "kept-calls"
    let place = room.place
    let all = place.waiting().sorted { $0.since < $1.since }
    let (own, others) = (all.filter { !$0.isElsewhere }, all.filter(\.isElsewhere))
    let (unreadable, inHand) = (place.unreadable(), place.inHand())
    guard !(all.isEmpty && unreadable.isEmpty && inHand.isEmpty) else {
      return DoctorCheck(name, .ok, .words("doctor.kept.none"))
    }
    var told = [own.isEmpty ? .words("doctor.kept.none") : waits(own, "here")]
    if !others.isEmpty { told.append(waits(others, "elsewhere")) }
    for held in inHand {
      told.append(
        .words("doctor.kept.in-hand", ["caller": .data(held.caller), "when": when(held.since)]))
    }
    told += unreadable.map { Said.words("doctor.kept.unreadable", ["file": .data($0)]) }
    let isWell = all.isEmpty && unreadable.isEmpty
    return DoctorCheck(
      name, isWell ? .ok : .advice, .joined(told, "; "), advice: advice(all, unreadable))
  }

  private func waits(_ calls: [WaitingJournal], _ place: String) -> Said {
    let callers = Set(calls.map(\.caller)).sorted().joined(separator: ", ")
    return .words(
      "doctor.kept.\(place)", ["callers": .data(callers), "when": when(calls[0].since)],
      count: calls.count)
  }

  private func advice(_ waiting: [WaitingJournal], _ unreadable: [String]) -> Said? {
    var told: [Said] = []
    if !waiting.isEmpty {
      let folders = Set(waiting.map { ($0.path as NSString).deletingLastPathComponent })
      let named = folders.sorted().joined(separator: ", ")
      told.append(.words("doctor.kept.advice", ["folders": .data(named)]))
    }
    if !unreadable.isEmpty {
      told.append(.words("doctor.kept.unreadable.advice"))
    }
    return told.isEmpty ? nil : .joined(told, "; ")
  }

  private func when(_ instant: Date) -> Said {
    guard let zone else { return .words("doctor.kept.earlier") }
    let local = LocalTime(instant, in: zone)
    return "\(local.date) \(local.time)"
  }
}
