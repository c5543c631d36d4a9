import RecallDomain
import ScriptEngine

/// After a rehearsed call: how it ended, each part of the score, and what to take along, with the
/// words to try. One screen; kind, because whoever practises is learning.
struct ScoreView {
  let desk: Desk
  let scene: PracticeScene
  let lesson: PracticeLesson
  let edition: Edition
  let passed: Bool

  private var screen: Screen { desk.screen }
  private var review: RehearsalReview { lesson.review }
  private var score: RehearsalScore { lesson.score }
  /// So many answers are gone over in full: a screen holds no more, nor does a head.
  private static let inFull = 2

  func show() {
    screen.blank()
    screen.heading(desk.say("score.head", ["title": scene.title]))
    guard !lesson.isFree else { return showFree() }
    screen.paragraph(desk.say(endKey, endValues), indent: 2)
    if review.hungUp { screen.paragraph(desk.say("score.hung-up"), indent: 2) }
    screen.blank()
    showParts()
    screen.blank()
    showMoments()
    showNote()
    showVerdict()
    screen.blank()
  }

  /// A trainer knows what was to be expected; the program does not.
  private func showFree() {
    screen.paragraph(desk.say("score.free", count: lesson.ways.count), indent: 2)
    screen.blank()
  }

  // MARK: the end

  private var endKey: String {
    guard review.ending != nil else { return "score.left" }
    guard score.privacySlips.isEmpty else { return "score.end-slip" }
    return review.endedAsExpected ? "score.end-right" : "score.end-other"
  }

  private var endValues: [String: String] {
    let (outcome, detail) = (review.expectedEnd.outcome, review.expectedEnd.detail)
    return [
      "outcome": review.ending.map { desk.label($0) } ?? "",
      "expected": detail.flatMap { Ending(outcome, $0) }.map(desk.label)
        ?? desk.label("outcome.\(outcome.rawValue)"),
    ]
  }

  // MARK: parts

  /// In the order of a call; a part that did not come up is not there, nor is the end of a call that
  /// was left before it.
  private func showParts() {
    let parts = lesson.parts
    let rows = RehearsalScore.Part.allCases.compactMap { part -> [String]? in
      parts[part].map { count in
        [
          "    " + (count.isWhole ? "✓" : "·"), desk.say("score.part.\(part.rawValue)"),
          desk.say(
            "score.count",
            ["reached": String(count.reached), "possible": String(count.possible)]),
        ]
      }
    }
    screen.write(Table.lines(rows, width: screen.width - 1))
  }

  // MARK: what to take along

  /// The first two in full, the others in a line each.
  private func showMoments() {
    let all = lesson.toLookAt
    guard !all.isEmpty || lesson.unanswered != nil else {
      if review.ending != nil { screen.paragraph(desk.say("score.all-right"), indent: 2) }
      return
    }
    screen.paragraph(desk.say("score.look"), indent: 2)
    for item in all.prefix(Self.inFull) { show(item.moment, item.before) }
    for item in all.dropFirst(Self.inFull) {
      let (moment, node) = (item.moment, item.moment.node)
      screen.paragraph(
        desk.say(
          "score.short",
          [
            "node": node ?? "", "did": name(of: moment.did, at: node),
            "best": name(of: moment.expected[0], at: node),
          ]), indent: 4)
    }
    if let open = lesson.unanswered { showUnanswered(open) }
    screen.blank()
  }

  /// What had been said when the call was left.
  private func showUnanswered(_ open: PracticeLesson.Unanswered) {
    screen.paragraph(desk.say("score.heard", ["words": open.heard]), indent: 4)
    let best = name(of: open.best, at: open.run.promptNode)
    screen.paragraph(desk.say("score.unanswered", ["best": best]), indent: 6)
    showWords(open.best, open.run)
  }

  private func showWords(_ best: String, _ before: CallRun) {
    let words = wordsToTry(best, before)
    guard !words.isEmpty else { return }
    screen.paragraph(
      desk.say("score.words", ["words": words.joined(separator: " ")]), indent: 6)
  }

  private func show(_ moment: RehearsalMoment, _ before: CallRun) {
    if let heard = moment.heard, !heard.text.isEmpty {
      screen.paragraph(desk.say("score.heard", ["words": heard.text]), indent: 4)
    }
    let key = key(of: moment)
    screen.paragraph(
      desk.say(
        key,
        [
          "did": name(of: moment.did, at: moment.node),
          "best": name(of: moment.expected[0], at: moment.node),
        ]), indent: 6)
    showWords(moment.expected[0], before)
  }

  private func key(of moment: RehearsalMoment) -> String {
    if score.privacySlips.contains(moment) { return "score.slip" }
    return moment.did == Turn.mismatch ? "score.mistyped" : "score.instead"
  }

  /// `patient (it is the patient)`; names are what is typed, labels what it means. Names are English:
  /// a screen in another language has the label alone.
  private func name(of word: String, at node: NodeID?) -> String {
    let labels =
      (edition.phrasebooks[desk.consoleLocale] ?? edition.phrasebooks[edition.languages[0]])?.labels
      ?? [:]
    let own = node.flatMap { labels["\($0).\(word)"] } ?? labels[word]
    let keys = word.hasPrefix("/") ? ["interrupt." + word.dropFirst()] : []
    let known = keys + ["exit." + word.filter { $0 != "/" }]
    let label = own ?? known.lazy.compactMap { desk.phrases.label($0) }.first
    guard let label = label.map({ TerminalText.clean($0) }) else { return word }
    return desk.showsNames ? "\(word) (\(label))" : "«\(label)»"
  }

  /// What the script would have said after the best answer.
  private func wordsToTry(_ best: String, _ before: CallRun) -> [String] {
    var better = before
    let event: CallEvent? =
      if best.hasPrefix("/") {
        Interrupt(rawValue: String(best.dropFirst())).map(CallEvent.interrupted)
      } else if case .hear = before.prompt {
        .heard(best)
      } else {
        nil
      }
    guard let event, (try? better.handle(event, at: desk.now)) != nil else { return [] }
    return better.words().map(\.text)
  }

  private func showNote() {
    guard review.ending != nil else { return }
    if !score.missingFields.isEmpty {
      let names = score.missingFields.map { desk.label("field.\($0.rawValue)") }
      screen.paragraph(
        desk.say("score.note-without", ["fields": names.joined(separator: ", ")]), indent: 2)
    }
    if !score.missingQueues.isEmpty {
      let names = score.missingQueues.map { desk.label("queue.\($0.rawValue)") }
      screen.paragraph(
        desk.say("score.not-told", ["queues": names.joined(separator: ", ")]), indent: 2)
    }
  }

  private func showVerdict() {
    guard scene.kind == .rehearsal else { return }
    guard passed else { return screen.paragraph(desk.say("score.once-more"), indent: 2) }
    guard score.parts[.identity] != nil else {
      return screen.paragraph(desk.say("score.passed-short"), indent: 2)
    }
    let segment = scene.segment.map(desk.segment) ?? ""
    screen.paragraph(desk.say("score.passed", ["segment": segment]), indent: 2)
  }
}
