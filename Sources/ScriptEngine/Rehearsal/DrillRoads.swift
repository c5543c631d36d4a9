import RecallDomain

/// The shortest calls over the ways of a script, found by the engine itself: every answer at every
/// prompt, nearest first. One without an interrupt comes before one with.
struct DrillRoads {
  /// A call that has been led so far, and how.
  struct Road {
    var led: FollowedRehearsal
    var turns: [Turn] = []
  }

  /// What can still make a difference to where a call may go.
  private struct Stand: Hashable {
    let prompt: CallPrompt
    let level: GateLevel
    let remembered: NodeID?
    let patientVerified: Bool
    let emergency: Bool
    let interrupted: Bool
  }

  /// Where an interrupt is raised makes no other difference to what follows.
  private struct Raising: Hashable {
    let word: String
    let level: GateLevel
    let patientVerified: Bool

    init(_ word: String, _ road: Road) {
      self.word = word
      level = road.led.run.gate.level
      patientVerified = road.led.run.standing.patientVerified
    }
  }

  /// A call comes no further than this many answers.
  private static let longest = 24

  /// The first call, from this one on, of which `found` says so; `nil` when there is none.
  static func first(
    from road: Road, interrupts: [Interrupt], where found: (Road) -> Bool
  ) -> Road? {
    var seen: Set<Stand> = [stand(road)]
    var raised: Set<Raising> = []
    var waiting = [road]
    var next = 0
    while next < waiting.count {
      let origin = waiting[next]
      next += 1
      guard origin.turns.count < longest else { continue }
      for word in words(at: origin, interrupts) {
        guard !word.hasPrefix("/") || raised.insert(Raising(word, origin)).inserted,
          let road = following(origin, word)
        else { continue }
        if found(road) { return road }
        if seen.insert(stand(road)).inserted { waiting.append(road) }
      }
    }
    return nil
  }

  /// One answer further; `nil` where it cannot be given.
  static func following(_ road: Road, _ word: String) -> Road? {
    let turn = Drill.bareTurn(word, at: road.led.run, place: road.led.rehearsal.place)
    var next = road
    do { try next.led.follow(turn) } catch { return nil }
    next.turns.append(turn)
    return next
  }

  /// Answers first, then interrupts; `mismatch` leads nowhere that `failed` does not.
  private static func words(at road: Road, _ interrupts: [Interrupt]) -> [String] {
    let run = road.led.run
    let answers = run.possibleAnswers.filter { $0 != Turn.mismatch }
    let raised = road.turns.contains { $0.best.word.hasPrefix("/") }
    return answers
      + (raised ? [] : interrupts.map { "/" + $0.rawValue }.filter(run.allows))
  }

  private static func stand(_ road: Road) -> Stand {
    let run = road.led.run
    return Stand(
      prompt: run.prompt, level: run.gate.level, remembered: run.standing.remembered?.node,
      patientVerified: run.standing.patientVerified, emergency: run.emergency,
      interrupted: run.standing.raised != nil)
  }
}
