package import Foundation

/// What somebody of a team does to an item of its queue. Closed list.
package enum QueueAct: Hashable, Sendable {
  /// It is mine: nobody else works on it meanwhile.
  case take
  /// It is anybody's of the team again.
  case giveBack
  /// It belongs to another team; whose words, if any, say why.
  case handOn(to: QueueName, words: String?)
  /// What the patient is to hear, or what became of it.
  case answer(QueueVerdict, words: String)
  /// Nothing is left to do in it; the words say why.
  case close(words: String)
  /// For whoever reads it next; nothing changes.
  case note(words: String)
}

extension QueueAct {
  /// The name of an act in the history of an item.
  package enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
    case take
    case giveBack = "give-back"
    case handOn = "hand-on"
    case answer, close, note
    /// By a call: the patient has heard the answer.
    case told
    /// By a call: raised by mistake, after somebody had taken it.
    case withdrawn
  }

  package var kind: Kind {
    switch self {
    case .take: .take
    case .giveBack: .giveBack
    case .handOn: .handOn
    case .answer: .answer
    case .close: .close
    case .note: .note
    }
  }

  package var words: String? {
    switch self {
    case .take, .giveBack: nil
    case .handOn(_, let words): words
    case .answer(_, let words), .close(let words), .note(let words): words
    }
  }

  package var verdict: QueueVerdict? {
    if case .answer(let verdict, _) = self { verdict } else { nil }
  }

  /// Puts an item out of its team's hands without anybody having helped.
  package var putsAway: Bool {
    switch self {
    case .handOn, .close, .answer(.close, _): true
    case .take, .giveBack, .answer, .note: false
    }
  }

  /// What it makes of the recall, if it settles the item: an item closed without an answer stands in
  /// nobody's way any more.
  package var settles: QueueVerdict? {
    switch self {
    case .answer(let verdict, _): verdict
    case .close: .handled
    case .take, .giveBack, .handOn, .note: nil
    }
  }
}

/// One line of an item's history, which is never altered.
package struct QueueActRecord: Hashable, Sendable {
  package let kind: QueueAct.Kind
  package let at: Date
  /// Who, by staff id.
  package let who: String
  package let words: String?
  package let verdict: QueueVerdict?
  /// The queues of a handing on.
  package let from: QueueName?
  package let to: QueueName?

  package init(
    kind: QueueAct.Kind, at: Date, who: String, words: String?, verdict: QueueVerdict?,
    from: QueueName?, to: QueueName?
  ) {
    self.kind = kind
    self.at = at
    self.who = who
    self.words = words
    self.verdict = verdict
    self.from = from
    self.to = to
  }
}

/// What a team has answered.
package struct QueueAnswer: Hashable, Sendable, Codable {
  package var verdict: QueueVerdict
  package var words: String
  package var by: String
  package var at: Date

  package init(verdict: QueueVerdict, words: String, by: String, at: Date) {
    self.verdict = verdict
    self.words = words
    self.by = by
    self.at = at
  }
}
