import Foundation
import RecallDomain

/// One change as a lead reads it: a sentence, and where there are two sides what was and what is.
package struct ChangeSentence {
  package let title: String
  package let before: String?
  package let after: String?

  package init(_ change: ScriptChange) {
    title = Self.title(change)
    (before, after) = Self.sides(change)
  }

  private static func title(_ change: ScriptChange) -> String {
    switch change.kind {
    case .wordsNew: "new words\(language(change)): \(line(change))"
    case .wordsGone: "no longer said\(language(change)): \(line(change))"
    case .wordsChanged: "other words\(language(change)): \(line(change))"
    case .wordsOrder: "the lines are said in another order"
    case .lineRenamed:
      "the line “\(change.before ?? "")” is now called “\(change.subject)”; it says the same"
    case .factNew: "now says {\(change.subject)}: \(change.after ?? "")"
    case .factGone: "no longer says {\(change.subject)}"
    case .stepNew, .stepGone, .stepRenamed, .act, .outcome: step(change)
    case .answerNew, .answerGone, .answerLeads, .answerOrder: answer(change)
    case .queue: "tells these queues"
    case .barrier: "notes this barrier"
    case .speakingTime: "the words may take"
    case .interrupt: change.subject + labelled(change) + " leads elsewhere"
    case .start: change.subject
    case .languageNew: "\(name(change.subject)): these words were never approved"
    case .languageGone: "\(name(change.subject)) is no longer offered"
    case .disclosure: "{\(change.subject)}"
    case .identity: change.subject
    case .sensitivity: "which segments or reasons are sensitive or strict"
    }
  }

  private static func step(_ change: ScriptChange) -> String {
    switch change.kind {
    case .stepNew: "this step is new: it \(change.after ?? "")"
    case .stepGone: "this step is gone; it \(spoken(change.before))"
    case .stepRenamed: "renamed: it was called “\(change.before ?? "")”"
    case .outcome: "ends the call otherwise"
    default: "does something else"
    }
  }

  /// `ends the call as …` → `ended the call as …` would need a table of verbs; a colon does.
  private static func spoken(_ act: String?) -> String { "was: " + (act ?? "") }

  private static func answer(_ change: ScriptChange) -> String {
    let name =
      change.subject == Exit.straightOn
      ? "what comes next"
      : (change.label == nil ? "exit " : "answer ") + "“\(change.label ?? change.subject)”"
        + (change.label == nil ? "" : " (\(change.subject))")
    return switch change.kind {
    case .answerNew: "\(name) is new and leads to \(change.after ?? "")"
    case .answerGone: "\(name) is gone; it led to \(change.before ?? "")"
    case .answerOrder: "the answers have other numbers"
    default: "\(name) leads elsewhere"
    }
  }

  private static func labelled(_ change: ScriptChange) -> String {
    change.label.map { " “\($0)”" } ?? ""
  }

  private static func language(_ change: ScriptChange) -> String {
    change.locale.map { " in \(name($0))" } ?? ""
  }

  private static func line(_ change: ScriptChange) -> String {
    let form = change.form.map { " (\($0))" } ?? ""
    let elsewhere =
      change.alsoAt.isEmpty ? "" : ", also said at " + change.alsoAt.joined(separator: ", ")
    return change.subject + form + elsewhere
  }

  /// `Spanish` of `es`; the tag itself when it has no name.
  package static func name(_ tag: String) -> String {
    Locale(identifier: "en").localizedString(forIdentifier: tag) ?? tag
  }

  /// What the title has said already stands on neither side.
  private static func sides(_ change: ScriptChange) -> (String?, String?) {
    switch change.kind {
    case .lineRenamed, .factNew, .factGone, .stepNew, .stepGone, .stepRenamed, .answerNew,
      .answerGone, .languageNew, .languageGone, .sensitivity:
      (nil, nil)
    case .wordsNew: (nil, change.after)
    case .wordsGone: (change.before, nil)
    default: (change.before ?? "nothing", change.after ?? "nothing")
    }
  }
}
