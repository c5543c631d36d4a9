import Foundation
import RecallDomain

/// What has come of one caller's calls: patients, each once. *Never* how many calls there were.
struct CallTally: Equatable {
  /// Spoken with, identified.
  private(set) var reached: Set<PatientID> = []
  private(set) var booked: Set<PatientID> = []
  /// Will be called back, as they asked.
  private(set) var promised: Set<PatientID> = []
  /// Left with a team that carries on.
  private(set) var leftFor: [QueueName: Set<PatientID>] = [:]

  var isEmpty: Bool { reached.isEmpty && booked.isEmpty && promised.isEmpty && leftFor.isEmpty }
  var left: Int { leftFor.values.reduce(into: Set<PatientID>()) { $0.formUnion($1) }.count }

  /// - Parameter ending: as it counts now, corrections included.
  mutating func add(_ note: CallNote, _ ending: Ending) {
    switch note.identity.result {
    case .verified, .representative, .helper: reached.insert(note.patient)
    case .failed, .refused, .notAsked: break
    }
    switch ending.outcome {
    case .scheduled: booked.insert(note.patient)
    case .callbackRequested: promised.insert(note.patient)
    default: break
    }
    for routed in note.routed { leftFor[routed.queue, default: []].insert(note.patient) }
  }
}

/// The caller's own day, kept here: read from the store once, then each saved note is added, so that
/// no call waits for it.
final class DayProgress {
  private unowned let desk: Desk
  private var day: CivilDate?
  private var saved: [(ended: Date, note: CallNote, ending: Ending)] = []

  init(desk: Desk) { self.desk = desk }

  /// After its commit.
  func add(_ note: CallNote) {
    guard day == desk.today else { return }
    saved.append((note.ended, note, note.ending))
  }

  /// An outcome was corrected: the store knows what counts now.
  func forget() { day = nil }

  /// What came of the calls that ended at this instant or later; of today at most. `nil`: the store
  /// cannot say just now.
  func tally(since start: Date = .distantPast) -> CallTally? {
    guard day == desk.today || read() else { return nil }
    var tally = CallTally()
    for call in saved where call.ended >= start { tally.add(call.note, call.ending) }
    return tally
  }

  private func read() -> Bool {
    guard !desk.outage.isOn else { return false }
    let midnight = LocalTime(date: desk.today, time: TimeOfDay(minutes: 0)!)
    let query = NoteQuery(since: midnight.instant(in: desk.clinicZone), caller: desk.caller.id)
    saved = []
    do {
      try desk.store.eachNote(query) { saved.append(($0.note.ended, $0.note, $0.ending)) }
    } catch { return false }
    day = desk.today
    return true
  }
}

/// The day in one quiet line, and a block of work in a few.
struct ProgressWords {
  let desk: Desk

  /// `Today: 3 reached · 1 booked · 1 promised · 14 ready`; what there is none of is not there.
  func line() -> String? {
    var parts = desk.progress.tally().map(facts) ?? []
    if !parts.isEmpty { parts[0] = desk.say("progress.today", ["first": parts[0]]) }
    if let counts = try? counts() {
      parts.append(desk.say("start.ready", count: counts.ready))
      if counts.laterToday > 0 { parts.append(desk.say("start.later", count: counts.laterToday)) }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  private func counts() throws(StoreFailure) -> DayCounts? {
    guard desk.caller.may(.seeTheList), !desk.outage.isOn else { return nil }
    return try desk.promptly { () throws(StoreFailure) in try desk.dayCounts() }
  }

  private func facts(_ tally: CallTally) -> [String] {
    let left =
      tally.left == 0 ? nil : desk.say("progress.left", ["teams": teams(tally)], count: tally.left)
    return [
      fact("reached", tally.reached), fact("booked", tally.booked),
      fact("promised", tally.promised), left,
    ].compactMap { $0 }
  }

  private func fact(_ name: String, _ patients: Set<PatientID>) -> String? {
    patients.isEmpty ? nil : desk.say("progress.\(name)", count: patients.count)
  }

  private func teams(_ tally: CallTally) -> String {
    QueueName.allCases.filter { tally.leftFor[$0] != nil }
      .map { desk.label("queue.\($0.rawValue)") }.joined(separator: ", ")
  }

  /// What came of a block, and a pause.
  func tell(_ block: WorkBlock, isOver: Bool) {
    let tally = desk.progress.tally(since: block.begun)
    let facts = tally.map(facts) ?? []
    desk.tell(isOver ? "block.over" : "block.ended", ["length": length(block.minutes)])
    if !facts.isEmpty {
      desk.screen.paragraph(facts.joined(separator: " · "), indent: 2)
    } else if tally != nil {
      desk.tell("block.nobody")
    }
    if isOver { desk.tell("block.pause") }
  }

  func length(_ minutes: Int) -> String { desk.say("block.minutes", count: minutes) }
}
