import Foundation
import RecallDomain
import ScriptEngine

/// What stands above the first prompt: where, who, how much there is to do, and what was left
/// behind the last time.
struct Greeting {
  let desk: Desk

  func show() throws(StoreFailure) {
    if desk.caller.may(.placeCalls) { WaitingCalls(desk: desk).write() }
    let counts = try desk.dayCounts()
    desk.screen.heading(line(counts))
    if desk.store.kind != .live { tellThatNobodyIsReal() }
    if desk.caller.may(.placeCalls) { try tellOfUnseenSaves() }
    try QueueGreeting(desk: desk).tell()
    if desk.caller.may(.lookAtOpenings), desk.store.kind != .practice {
      let openings = try desk.store.openingsWaiting(for: desk.caller.id)
      if openings > 0 { desk.tell("start.openings", count: openings) }
    }
    try tellOfStumbles()
    ScriptRefusals(desk: desk).tell()
    if desk.rules.passes != nil { try PractiseFirst(desk: desk).tell() }
    if let counts, counts.needOutcome > 0, desk.caller.may(.placeCalls) {
      desk.tell("start.resume-hint", count: counts.needOutcome)
    }
    desk.screen.blank()
  }

  /// `recall · Lakeside Clinic · Ana · es en · 14 ready · 3 later today · 1 needs an outcome`
  private func line(_ counts: DayCounts?) -> String {
    var parts = ["recall", desk.policy.name, desk.caller.name]
    parts.append(desk.caller.languages.joined(separator: " "))
    if let counts {
      parts.append(desk.say("start.ready", count: counts.ready))
      if counts.laterToday > 0 { parts.append(desk.say("start.later", count: counts.laterToday)) }
      if counts.needOutcome > 0 {
        parts.append(desk.say("start.need-outcome", count: counts.needOutcome))
      }
    }
    return parts.filter { !$0.isEmpty }.map { TerminalText.clean($0) }.joined(separator: " · ")
  }

  /// And how this person's work begins.
  private func tellThatNobodyIsReal() {
    guard desk.store.kind == .demo, !desk.caller.may(.placeCalls) else {
      return desk.tell("start.\(desk.store.kind.rawValue)")
    }
    desk.tell("start.demo-team")
  }

  /// Lines that callers find hard to say, and that still read so: for whoever approves scripts.
  private func tellOfStumbles() throws(StoreFailure) {
    guard desk.caller.may(.approveScripts), desk.store.kind != .practice else { return }
    let stumbles = try desk.store.stumbles(in: nil)
    guard !stumbles.isEmpty else { return }
    let editions = Dictionary(
      desk.shelf.editions.values.map { ($0.script.id, $0) }, uniquingKeysWith: { first, _ in first }
    )
    let marked = MarkedLines(live: stumbles) { editions[$0] }
    if !marked.open.isEmpty { desk.tell("start.stumbles", count: marked.open.count) }
  }

  /// The program died between the commit and `saved`: the call is not lost, and nobody has to
  /// wonder.
  private func tellOfUnseenSaves() throws(StoreFailure) {
    let saves = try desk.store.unseenSaves(by: desk.caller.id)
    guard !saves.isEmpty else { return }
    desk.tell("start.unseen-saves", count: saves.count)
    // At worst it is told twice.
    try? desk.store.savesSeen(saves, by: desk.caller.id)
  }
}

extension Desk {
  /// The caller's day, from kept counts; `nil`: the list is not this person's business.
  func dayCounts() throws(StoreFailure) -> DayCounts? {
    guard caller.may(.seeTheList) else { return nil }
    let day = LocalTime(date: today, time: TimeOfDay(minutes: 1440)!)
    let now = now
    return try store.counts(
      for: caller.id, at: now, endOfDay: day.instant(in: clinicZone),
      opens: rules.opening(for: caller, at: now, scripts: standing.segments))
  }
}
