import RecallDomain
import ScriptEngine

/// What is played: a written rehearsal, or one that was made for the occasion.
struct PracticeScene {
  let kind: PracticeResult.Kind
  let rehearsal: Rehearsal
  /// The segment that it rehearses.
  let segment: String?
  /// What the caller reads before: nothing of what will happen.
  let title: String
  let brief: String?
  /// Why it was chosen, where there is something to say.
  var why: String?

  var isFree: Bool { kind == .free }
}

/// Makes what can be played, in the caller's words.
struct PracticeScenes {
  let room: PracticeRoom
  let desk: Desk
  /// The spoken language.
  let locale: String

  func written(_ choice: PracticePlan.Choice) -> PracticeScene? {
    guard let words = room.library.rehearsalWords(for: choice.rehearsal.script) else { return nil }
    return PracticeScene(
      kind: .rehearsal, rehearsal: choice.rehearsal, segment: choice.segment,
      title: words.title(of: choice.rehearsal, in: desk.consoleLocale),
      brief: words.brief(of: choice.rehearsal, in: desk.consoleLocale))
  }

  /// The first way that this caller has not walked and that a call can come to.
  func drill(_ plan: PracticePlan, segment: String?) -> PracticeScene? {
    plan.unwalked(segment: segment).lazy.compactMap { script, segment, way -> PracticeScene? in
      guard let rehearsal = drill(script)?.walking(way) else { return nil }
      return scene(.drill, rehearsal, segment, "practice.drill", why: "practice.drill-why")
    }.first
  }

  /// An interrupt that nobody expects, at a step that chance chooses.
  func surprise(segment: String?, seed: UInt64) -> PracticeScene? {
    first(of: segment, from: seed) { name, drill in
      drill.surprise(seed: seed).map { scene(.surprise, $0, name, "practice.surprise") }
    }
  }

  /// One minute to open the day: an emergency, or somebody else on the line.
  func warmUp(_ what: WarmUp, seed: UInt64) -> PracticeScene? {
    first(of: nil, from: seed) { name, drill in
      drill.raising(what.interrupt, seed: seed).map {
        scene(.warmUp, $0, name, "practice.warmup", why: "practice.warmup-why")
      }
    }
  }

  /// The first segment, beginning with the one that chance chooses, of which something can be made.
  private func first(
    of segment: String?, from seed: UInt64, _ make: (String, Drill) -> PracticeScene?
  ) -> PracticeScene? {
    let segments = Repertoire.segments(of: room.policy).filter {
      segment == nil || $0.name == segment
    }
    guard !segments.isEmpty else { return nil }
    let chosen = Int(seed % UInt64(segments.count))
    for (name, script) in segments[chosen...] + segments[..<chosen] {
      if let scene = drill(script).flatMap({ make(name, $0) }) { return scene }
    }
    return nil
  }

  /// The path of an earlier call, answers only.
  func again(script: String, path: [String]) -> PracticeScene? {
    let segment = Repertoire.segments(of: room.policy).first { $0.script == script }
    return drill(script)?.along(path).map {
      scene(.again, $0, segment?.name, "practice.along")
    }
  }

  /// The trainer plays the patient.
  func free(segment: String?) -> PracticeScene? {
    first(of: segment, from: 0) { name, drill in
      scene(.free, drill.withoutWords, name, "practice.free", why: "practice.free-why")
    }
  }

  private func scene(
    _ kind: PracticeResult.Kind, _ rehearsal: Rehearsal, _ segment: String?, _ title: String,
    why: String? = nil
  ) -> PracticeScene {
    PracticeScene(
      kind: kind, rehearsal: rehearsal, segment: segment, title: desk.say(title), brief: nil,
      why: why.map { desk.say($0) })
  }

  private func drill(_ script: String) -> Drill? {
    guard let edition = room.library.editions[script],
      let words = room.library.rehearsalWords(for: script)
    else { return nil }
    return Drill(edition: edition, policy: room.policy, words: words)
  }
}

/// What can open a day.
enum WarmUp: String, CaseIterable {
  case emergency, handover

  var interrupt: Interrupt { self == .emergency ? .emergency : .otherPerson }

  static func read(_ typed: String, _ words: TypedWords) -> WarmUp? {
    NameReader(allCases, "warmup", words).one(typed)
  }
}
