import RecallDomain
import ScriptEngine

/// How far a call has come with what teams have answered.
struct TellingAnswers {
  /// The caller was reminded: the patient has been verified.
  var isReminded = false
  /// The caller said at `save` that the patient did not hear it.
  var isLeft = false
}

extension CallDesk {
  /// Answers that wait to be told to this patient; what this very call has asked is not among them.
  var answersToTell: [QueueItem] {
    candidate.items.filter { $0.isToBeTold && $0.call != ticket.call }
  }

  /// Once, as soon as the patient is verified: before that nothing of it may be said.
  func remindOfAnswers() {
    guard run.gate.level == .open, !telling.isReminded else { return }
    telling.isReminded = true
    let words = InboxWords(desk: desk)
    for item in answersToTell {
      guard let answer = item.answer else { continue }
      desk.screen.notice(
        desk.say(
          "call.tell-now",
          [
            "queue": words.queue(item.queue), "who": words.person(answer.by),
            "words": answer.words,
          ]))
    }
  }

  /// Answers that the patient has heard when the call ends so: verified, and spoken with.
  func told(at ending: Ending) -> [QueueItem] {
    telling.isLeft || run.gateAtEnd != .open || ending.isUnanswered ? [] : answersToTell
  }

  /// At `save`: the patient has not heard it after all, or has; said again it is taken back.
  func tellsNotTold(_ text: String) -> Bool {
    guard !answersToTell.isEmpty, desk.typed.means("not-told", text) else { return false }
    telling.isLeft.toggle()
    return true
  }
}
