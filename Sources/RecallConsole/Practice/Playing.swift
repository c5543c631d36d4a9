import Foundation
import RecallDomain
import ScriptEngine

/// Playing one rehearsal from its card to what was learnt.
extension PracticeConsole {
  func play(_ scene: PracticeScene) throws(StoreFailure) -> AfterCommand {
    memory.last = scene
    let began = room.clock.now()
    guard let call = try RehearsedCall(scene, room: room, console: desk, locale: locale) else {
      desk.tell("practice.nothing-there")
      return .goOn
    }
    let played = try call.play()
    desk.switchConsole(to: played.consoleLocale)
    if case .stopped(let signal) = played.end { return .leave(128 + signal) }
    guard let lesson = played.lesson else {
      desk.tell("practice.not-dialled")
      return played.quits ? .leave(0) : .goOn
    }
    let result = result(of: scene, lesson, played, began: began)
    ScoreView(
      desk: desk, scene: scene, lesson: lesson, edition: call.edition, passed: result.passed
    ).show()
    keep(result)
    propose()
    return played.quits ? .leave(0) : .goOn
  }

  private func result(
    of scene: PracticeScene, _ lesson: PracticeLesson, _ played: RehearsedCall.Played, began: Date
  ) -> PracticeResult {
    let isSaved = played.end == .saved
    let parts = lesson.isFree ? [:] : lesson.parts
    return PracticeResult(
      id: UUID().uuidString.lowercased(), staff: desk.caller.id, name: desk.caller.name,
      kind: scene.kind, rehearsal: scene.kind == .rehearsal ? scene.rehearsal.id : nil,
      script: scene.rehearsal.script, segment: scene.segment, locale: locale,
      level: scene.kind == .rehearsal ? scene.rehearsal.level.rawValue : nil, started: began,
      ended: room.clock.now(), finished: isSaved,
      asExpected: isSaved && !lesson.isFree && lesson.review.endedAsExpected,
      parts: Dictionary(
        uniqueKeysWithValues: parts.map {
          ($0.rawValue, PracticeResult.Count(reached: $1.reached, possible: $1.possible))
        }),
      ways: lesson.ways, passed: isSaved && scene.kind == .rehearsal && lesson.score.isPassed,
      stumbles: played.stumbles.isEmpty ? nil : played.stumbles)
  }
}

extension RehearsedCall.Played {
  /// The caller wants out of practice too.
  fileprivate var quits: Bool {
    switch end {
    case .parked(let quits), .givenBack(let quits): quits
    case .saved, .withdrawn, .stopped: false
    }
  }
}
