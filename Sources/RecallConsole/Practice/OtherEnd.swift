import Foundation
import RecallDomain
import ScriptEngine

/// The other end of the line in a rehearsed call: speaks, listens, and remembers what the caller did
/// with it. In a free rehearsal a trainer speaks, and it only listens.
final class OtherEnd {
  let rehearsal: Rehearsal
  /// A trainer plays the patient.
  let isFree: Bool
  /// Spoken at the start.
  private let locale: String
  private let edition: Edition
  private let policy: ClinicPolicy
  private let makePatient: () -> SimulatedPatient
  private var patient: SimulatedPatient
  /// The call as it stood before each answer that was judged.
  private(set) var befores: [CallRun] = []
  /// Each answer that stands; what is taken back goes from here.
  private var answers: [Answer] = []
  private var last: Saying?
  /// Since when the present prompt waits, and how long it may.
  private var waiting: (since: Date, seconds: Double)?
  private var lastVoice: Turn.Speaker?

  private struct Answer {
    /// Ways of the script that it walked, by `AuthorEdge.name`.
    let ways: [String]
    /// Given by a key: whether it came before the silence grew long.
    let inTime: Bool?
  }

  init(
    _ rehearsal: Rehearsal, isFree: Bool, locale: String, edition: Edition, room: PracticeRoom,
    seed: UInt64
  ) {
    (self.rehearsal, self.isFree, self.edition) = (rehearsal, isFree, edition)
    self.locale = locale
    policy = room.policy
    let words = room.library.rehearsalWords(for: rehearsal.script)!
    makePatient = {
      SimulatedPatient(
        rehearsal, edition: edition, policy: room.policy, words: words, seed: seed)
    }
    patient = makePatient()
  }

  /// What is asked at the gate is said by whoever is on the line; nobody else needs to.
  var saysIdentifiers: Bool { !isFree }

  /// In easy rehearsals each identity prompt says what it takes, which live only `?` tells.
  var explainsPrompts: Bool { !isFree && rehearsal.level == .easy }

  /// Somebody wrote what is said; the words of a drill leave names of others to the record.
  var isWritten: Bool { !isFree && rehearsal.turns.contains { $0.label == nil } }

  /// The call begins, or begins once more after `/back` at its first prompt.
  func begin() {
    patient = makePatient()
    (befores, answers) = ([], [])
    (last, waiting, lastVoice) = (nil, nil, nil)
  }

  /// As the rehearsal was proved to be followed; the caller is who practises.
  func start(
    _ call: CallID, _ direction: CallDirection, by desk: Desk, interpreter: String?
  ) -> CallStart {
    var start = rehearsal.start(policy: policy, locale: locale, at: desk.now)
    (start.call, start.direction, start.caller) = (call, direction, desk.caller.id)
    start.record.callerName = desk.caller.name
    start.interpreter = interpreter
    return start
  }

  // MARK: speaking

  /// What is heard at this prompt, below the caller's own words. Shown again with a prompt that is
  /// drawn again.
  func speak(at run: CallRun, to desk: Desk) {
    let saying = isFree ? nil : patient.say(at: run) ?? last
    last = saying
    wait(run, desk)
    guard let saying, !saying.text.isEmpty else { return }
    desk.screen.heard(desk.say(key(saying), ["words": saying.text]))
  }

  private func wait(_ run: CallRun, _ desk: Desk) {
    guard waiting == nil, let language = edition.phrasebooks[run.locale]?.language else { return }
    let allowed = Pace.allowed(
      words: run.words().map(\.text), heard: last?.text, in: language, locale: run.locale)
    waiting = (desk.now, allowed)
  }

  /// A voice that has changed can be heard; who it is has to be found out.
  private func key(_ saying: Saying) -> String {
    defer { lastVoice = saying.speaker }
    switch saying.speaker {
    case .patient, .other:
      let isNew = lastVoice != nil && lastVoice != saying.speaker && lastVoice != .line
      return isNew ? "heard.another" : "heard.voice"
    case .child, .machine, .screener, .interpreter, .line:
      return "heard.\(saying.speaker.rawValue)"
    }
  }

  // MARK: listening

  func answered(_ event: CallEvent, before: CallRun, after: CallRun, at now: Date) {
    remember(event, before, after, now)
    let judged = patient.moments.count
    patient.answered(event, before: before, after: after)
    if patient.moments.count > judged { befores.append(before) }
    // A remark, or an interpreter who joins, is no answer: what was heard still stands.
    guard event.word(before: before, after: after) != nil || before.prompt != after.prompt else {
      return
    }
    (last, waiting) = (nil, nil)
  }

  /// One entry for each answer that stands.
  private func remember(_ event: CallEvent, _ before: CallRun, _ after: CallRun, _ now: Date) {
    let new = after.answersGiven - before.answersGiven
    guard new > 0 else { return answers.removeLast(min(answers.count, -new)) }
    var traced = before
    let moments = (try? traced.trace(event, at: now).moments) ?? []
    let ways = WalkedEdges.edges(moments, in: edition.script).map(\.name)
    answers.append(Answer(ways: ways, inTime: inTime(event, before, now)))
  }

  /// Typing a date or a time takes what it takes; a key is timed.
  private func inTime(_ event: CallEvent, _ before: CallRun, _ now: Date) -> Bool? {
    guard case .hear = before.prompt, let waiting else { return nil }
    switch event {
    case .heard, .interrupted: return now.timeIntervalSince(waiting.since) <= waiting.seconds
    default: return nil
    }
  }

  private func unanswered(_ run: CallRun) -> PracticeLesson.Unanswered? {
    guard run.ending == nil, let best = patient.expected.first, let last, !last.text.isEmpty else {
      return nil
    }
    return PracticeLesson.Unanswered(heard: last.text, best: best, run: run)
  }

  /// What can be told after the call.
  func lesson(_ run: CallRun, at began: Date) -> PracticeLesson {
    let review = patient.review(of: run)
    let led = FollowedRehearsal(
      rehearsal, edition: edition, policy: policy, locale: locale, at: began)
    return PracticeLesson(
      review: review,
      score: RehearsalScore(review, run: run, led: led, inTime: answers.compactMap(\.inTime)),
      befores: befores, unanswered: unanswered(run), ways: Set(answers.flatMap(\.ways)).sorted(),
      isFree: isFree)
  }
}

/// What a rehearsed call has to teach.
struct PracticeLesson {
  /// Said last, when the call was left.
  struct Unanswered {
    let heard: String
    let best: String
    let run: CallRun
  }

  let review: RehearsalReview
  let score: RehearsalScore
  /// The call before each answer of the review.
  let befores: [CallRun]
  let unanswered: Unanswered?
  let ways: [String]
  /// Nobody knew what was to be expected.
  let isFree: Bool

  /// Of a call that was left neither the note nor the end is judged.
  var parts: [RehearsalScore.Part: RehearsalScore.Count] {
    score.parts.filter { part, _ in
      review.ending != nil || (part != .note && part != .outcome)
    }
  }

  /// Answers that did not fit, with the call as it stood: first where somebody else was taken for
  /// the patient, then in the order of the call.
  var toLookAt: [(moment: RehearsalMoment, before: CallRun)] {
    let all = zip(review.moments, befores).filter { moment, _ in
      moment.verdict == .other && !moment.isTakenBack
    }.map { (moment: $0, before: $1) }
    let slips = all.filter { score.privacySlips.contains($0.moment) }
    return slips + all.filter { !score.privacySlips.contains($0.moment) }
  }
}
