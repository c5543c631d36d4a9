import Foundation
import RecallDomain
import RecallReports
import RecallStorage

/// What is said when a store has come back: what is in it, what came after it and is in force all the
/// same, what is lost and whom it concerns, and where to look when nobody could be asked.
struct RestoredText {
  /// So many ids are named of a kind; all of them are in the trail.
  private static let named = 10

  let words: CommandWords
  let folder: ClinicFolder
  let policy: ClinicPolicy

  func lines(
    _ file: String, _ store: any SharedActs, _ asked: [LaterStores.Answer]
  ) throws -> [String] {
    let made = try store.epochs().last { $0.cause == .copied }?.began
    let whatFor = made.map { ["file": file, "when": moment($0)] } ?? ["file": file]
    var lines = [
      words.say(made == nil ? "restored.done-undated" : "restored.done", whatFor),
      try StoreCounts(store).line(words),
    ]
    if store.kind == .demo { lines.append(words.say("restored.demo")) }
    lines.append(words.say("restored.lacks"))
    lines += asked.isEmpty ? nobodyAsked(since: made) : asked.flatMap(told)
    lines += try heldBack(store)
    if store.isServed { lines.append(words.say("restored.let-in")) }
    return lines
  }

  private func moment(_ instant: Date) -> String {
    Zone(policy.timeZone).map { AuditDocument(zone: $0).moment(instant) } ?? ""
  }

  private func heldBack(_ store: any SharedActs) throws -> [String] {
    let held = try store.outbox([.failed]).count { $0.failure == .restored }
    return held == 0 ? [] : [words.say("restored.held-back", count: held)]
  }

  // MARK: What came after it

  private func told(_ answer: LaterStores.Answer) -> [String] {
    let facts = answer.facts
    let place = ["store": answer.place]
    guard !facts.isEmpty else { return [words.say("restored.nothing-later", place)] }
    return [words.say("restored.asked", place)] + inForce(facts) + lost(facts)
  }

  private func inForce(_ facts: LaterFacts) -> [String] {
    var lines = LaterFacts.Safety.allCases.compactMap { safety in
      people("restored.in-force.\(safety.rawValue)", facts.inForce[safety] ?? [])
    }
    if facts.silencedNumbers > 0 {
      lines.append("  " + words.say("restored.in-force.number", count: facts.silencedNumbers))
    }
    return lines
  }

  private func lost(_ facts: LaterFacts) -> [String] {
    var lines = LaterFacts.Lost.allCases.compactMap { kind in
      people("restored.lost.\(kind.rawValue)", facts.lost[kind] ?? [])
    }
    lines += ids("restored.lost.message", facts.sentMessages)
    lines += ids("restored.lost.staff", facts.staffRemoved)
    if facts.wordsErasedByRule > 0 { lines.append("  " + words.say("restored.lost.words")) }
    lines += ids("restored.unread", facts.unread)
    if !facts.inForce.isEmpty || !facts.lost.isEmpty {
      lines.append("  " + words.say("restored.all-ids"))
    }
    return lines
  }

  private func people(_ key: String, _ patients: [PatientID]) -> String? {
    ids(key, patients.map(\.rawValue)).first
  }

  private func ids(_ key: String, _ ids: [String]) -> [String] {
    guard !ids.isEmpty else { return [] }
    let more = ids.count > Self.named ? ", …" : ""
    let list = ids.prefix(Self.named).joined(separator: ", ") + more
    return ["  " + words.say(key, ["ids": list], count: ids.count)]
  }

  // MARK: Nobody could be asked

  private func nobodyAsked(since made: Date?) -> [String] {
    [words.say("restored.unknown")] + checkpoints(since: made) + keptCalls()
      + ["callers", "lists", "answers"].map { "  " + words.say("restored.unknown.\($0)") }
  }

  /// Seals that the clinic folder has noted of the life that is lost.
  private func checkpoints(since made: Date?) -> [String] {
    guard let made else { return [] }
    let later = CheckpointFile(folder: folder).read().filter { $0.instant > made }
    // The backup's own seal is as old as it is; the one of this life was made a moment ago.
    guard let last = later.dropLast().last else { return [] }
    let values = ["when": moment(last.instant)]
    return ["  " + words.say("restored.unknown.checkpoints", values, count: later.count - 1)]
  }

  private func keptCalls() -> [String] {
    let waiting = OutageRoom(folder, policy).place.waiting().count
    return waiting == 0
      ? [] : ["  " + words.say("restored.unknown.kept-calls", count: waiting)]
  }
}
