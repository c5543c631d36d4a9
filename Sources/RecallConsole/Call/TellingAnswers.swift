import Foundation
import RecallDomain
import ScriptEngine

/// How far a call has come with what teams have answered.
struct TellingAnswers {
  /// Answers that the caller was reminded of, by when each was given: an answer given anew is another.
  var reminded: [QueueItemID: Date] = [:]
  /// What the teams have answered by now, as last seen.
  var answered: [QueueItem] = []
  /// When the patient was verified in a call that was taken up: what was there then was shown then.
  var gateOpened: Date?
  /// The caller said at `save` that the patient did not hear it.
  var isLeft = false
}

extension CallDesk {
  /// Answers that wait to be told to this patient, those to this very call among them.
  var answersToTell: [QueueItem] {
    let seen = Set(telling.answered.map(\.id))
    return candidate.items.filter { $0.isToBeTold && !seen.contains($0.id) } + telling.answered
  }

  /// Each once, at the first prompt after it was given at which the patient is verified: before that
  /// nothing of it may be said. At `save` the patient has gone: what comes then is still owed.
  func remindOfAnswers() {
    guard run.gate.level == .open, !isOver else { return }
    lookForAnswers()
    let words = InboxWords(desk: desk)
    for item in answersToTell {
      guard let answer = item.answer, telling.reminded[item.id] != answer.at else { continue }
      telling.reminded[item.id] = answer.at
      let key = item.call == ticket.call ? "call.now-answered" : "call.tell-now"
      desk.screen.notice(
        desk.say(
          key,
          [
            "queue": words.queue(item.queue), "who": words.person(answer.by),
            "words": answer.words,
          ]))
    }
  }

  private var isOver: Bool {
    switch run.prompt {
    case .save, .over: true
    default: false
    }
  }

  /// A store that cannot be asked just now is asked at the next prompt.
  private func lookForAnswers() {
    guard !desk.outage.isOn,
      let found = try? desk.promptly({ () throws(StoreFailure) in
        try desk.store.answersToTell(of: entry.id)
      })
    else { return }
    telling.answered = found
    for item in found {
      guard let index = candidate.items.firstIndex(where: { $0.id == item.id }) else { continue }
      candidate.items[index] = item
    }
  }

  /// Answers that the caller could tell: was reminded of here, or, in a call that was taken up, while
  /// the patient was on the line with the console that made it.
  var answersReminded: [QueueItem] {
    answersToTell.filter { item in
      guard let answer = item.answer else { return false }
      if telling.reminded[item.id] == answer.at { return true }
      return telling.gateOpened.map { answer.at <= $0 && item.call != ticket.call } ?? false
    }
  }

  /// Answers that the patient has heard when the call ends so: verified, and spoken with.
  func told(at ending: Ending) -> [QueueItem] {
    telling.isLeft || run.gateAtEnd != .open || ending.isUnanswered ? [] : answersReminded
  }

  /// At `save`: the patient has not heard it after all, or has; said again it is taken back.
  func tellsNotTold(_ text: String) -> Bool {
    guard !answersReminded.isEmpty, desk.typed.means("not-told", text) else { return false }
    telling.isLeft.toggle()
    return true
  }
}
