/// What changed from one content of a script to another, grouped by where in the call.
package struct ScriptDiff: Hashable, Sendable {
  package let groups: [ChangeGroup]

  package var changes: [ScriptChange] { groups.flatMap(\.changes) }
  package var isEmpty: Bool { groups.isEmpty }
  /// Nothing that anybody hears, presses or reaches is different: only names are.
  package var isRenamingOnly: Bool { !isEmpty && changes.allSatisfy(\.kind.isRenaming) }

  /// - Parameter locales: the languages whose words are compared; `nil` = all.
  package init(from before: ScriptContent, to after: ScriptContent, locales: [String]? = nil) {
    groups = ScriptComparison(before: before, after: after, locales: locales).groups()
  }
}

/// Changes at one place of the call.
package struct ChangeGroup: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// A step, by its present name, else its former one; `path` is the shortest way there, by
    /// answers, exits and `/interrupts`.
    case step(NodeID, path: [String])
    /// Where interrupts lead.
    case interrupts
    /// What may be heard in any call: reasons, the engine's sentences, messages, greetings, dates.
    case anywhere
    /// What the approval rests on in clinic.yaml.
    case policy
  }

  package let place: Place
  package let changes: [ScriptChange]
}

/// One thing that changed, in words for people: `before` and `after` are what stands on either side,
/// `nil` where there is nothing.
package struct ScriptChange: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case wordsNew = "words-new"
    case wordsGone = "words-gone"
    case wordsChanged = "words-changed"
    /// The same lines, said in another order.
    case wordsOrder = "words-order"
    case lineRenamed = "line-renamed"
    case factNew = "fact-new"
    case factGone = "fact-gone"
    case stepNew = "step-new"
    case stepGone = "step-gone"
    case stepRenamed = "step-renamed"
    /// What happens at the step is of another kind.
    case act
    case answerNew = "answer-new"
    case answerGone = "answer-gone"
    case answerLeads = "answer-leads"
    /// The numbers on the caller's keys are others.
    case answerOrder = "answer-order"
    case outcome
    case queue
    case barrier
    case speakingTime = "speaking-time"
    case interrupt
    case start
    case languageNew = "language-new"
    case languageGone = "language-gone"
    case disclosure
    case identity
    case sensitivity

    package var isRenaming: Bool { self == .stepRenamed || self == .lineRenamed }
  }

  package let kind: Kind
  /// The line, answer, fact, interrupt … it is about.
  package let subject: String
  /// Staff's own words for an answer.
  package var label: String?
  package var locale: String?
  /// The plural form, where only some differ.
  package var form: String?
  package var before: String?
  package var after: String?
  /// Other steps that say the same line.
  package var alsoAt: [NodeID] = []

  init(
    _ kind: Kind, _ subject: String, label: String? = nil, locale: String? = nil,
    form: String? = nil, before: String? = nil, after: String? = nil, alsoAt: [NodeID] = []
  ) {
    self.kind = kind
    self.subject = subject
    self.label = label
    self.locale = locale
    self.form = form
    self.before = before
    self.after = after
    self.alsoAt = alsoAt
  }
}
