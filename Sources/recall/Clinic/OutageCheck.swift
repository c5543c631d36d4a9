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
    let place = room.place
    let all = place.waiting().sorted { $0.since < $1.since }
    let (own, others) = (all.filter { !$0.isElsewhere }, all.filter(\.isElsewhere))
    let (unreadable, inHand) = (place.unreadable(), place.inHand())
    guard !(all.isEmpty && unreadable.isEmpty && inHand.isEmpty) else {
      return DoctorCheck(name, .ok, "none wait")
    }
    var told = [own.isEmpty ? "none wait" : waits(own, "for the store")]
    if !others.isEmpty {
      told.append(waits(others, "for another clinic's store, or this one's under another address"))
    }
    for held in inHand {
      told.append(
        "\(held.caller) has one in hand since \(when(held.since)), in a console that has not ended")
    }
    told += unreadable.map { "\($0) does not read" }
    let isWell = all.isEmpty && unreadable.isEmpty
    return DoctorCheck(
      name, isWell ? .ok : .advice, told.joined(separator: "; "), advice: advice(all, unreadable))
  }

  private func waits(_ calls: [WaitingJournal], _ what: String) -> String {
    let callers = Set(calls.map(\.caller)).sorted().joined(separator: ", ")
    return "\(calls.count) \(calls.count == 1 ? "waits" : "wait") \(what), of \(callers), "
      + "the first since \(when(calls[0].since))"
  }

  private func advice(_ waiting: [WaitingJournal], _ unreadable: [String]) -> String? {
    var told: [String] = []
    if !waiting.isEmpty {
      let folders = Set(waiting.map { ($0.path as NSString).deletingLastPathComponent })
      told.append(
        "when the store is back, each of them opens the console here once: it writes them, and"
          + " says so; a call that cannot be opened then was sealed with a key that stands in"
          + " another list, the one that was here before a copy was brought back: open the console"
          + " once with that list, or ask its caller what was said and lay the file aside ("
          + folders.sorted().joined(separator: ", ") + ")")
    }
    if !unreadable.isEmpty {
      told.append(
        "a file that does not read was damaged after it was written: bring it back from a copy of"
          + " this folder, or ask its caller what was said and lay the file aside")
    }
    return told.isEmpty ? nil : told.joined(separator: "; ")
  }

  private func when(_ instant: Date) -> String {
    guard let zone else { return "an earlier day" }
    let local = LocalTime(instant, in: zone)
    return "\(local.date) \(local.time)"
  }
}
