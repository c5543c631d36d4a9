import Foundation
import RecallDomain

/// Patients whom this caller may not call before a rehearsal is passed, and what to do about it.
struct PractiseFirst {
  let desk: Desk

  /// Of one entry: which segment is to be practised, in which language.
  func sentence(segment: String, language: String?) -> String {
    guard desk.rules.passes != .unreadable else { return desk.say("left.practice-unreadable") }
    let spoken = desk.rules.languageOfCall(with: language, by: desk.caller)
    return desk.say(
      "left.not-practised",
      [
        "segment": desk.segment(segment), "language": desk.dates.languageName(spoken),
        "id": segment, "tag": spoken,
      ])
  }

  /// What is kept back now, segment by segment, so that nobody is without a word; the store is asked
  /// for its lanes alone.
  func tell(_ segment: String? = nil) throws(StoreFailure) {
    guard desk.rules.passes != .unreadable else { return desk.tell("practise-first.unreadable") }
    let now = desk.now
    let opens = desk.rules.opening(for: desk.caller, at: now, scripts: desk.standing.segments)
    var kept: [(segment: String, language: String)] = []
    let tally = try desk.store.tally(segment: segment, at: now) { lane in
      let outlook = opens(lane)
      let language = desk.rules.languageOfCall(with: lane.language, by: desk.caller)
      if outlook == .keptBack(.notPractised),
        !kept.contains(where: { $0 == (lane.segment, language) })
      {
        kept.append((lane.segment, language))
      }
      return outlook
    }
    guard tally.leftOut[.notPractised] != nil else { return }
    let names = kept.sorted { $0 < $1 }.map { kept in
      desk.say(
        "practise-first.one",
        [
          "id": kept.segment, "tag": kept.language,
          "language": desk.dates.languageName(kept.language),
        ])
    }
    desk.tell("practise-first.what", ["what": names.joined(separator: " · ")])
  }
}
