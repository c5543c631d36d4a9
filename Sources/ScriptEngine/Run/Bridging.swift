import RecallDomain

/// Only qualified speakers conduct a call in a language (MISSION 25). What the call itself knows of
/// it is here; whether its caller is qualified, the console knows.
extension CallRun {
  /// The language in which the patient is to be spoken with, BCP 47: chosen in this call, else named
  /// when it was asked for, else on record. `nil` when nobody knows, or when an interpreter is on the
  /// line, through whom everything may be said.
  package var neededLanguage: String? {
    guard interpreter == nil else { return nil }
    return standing.languageChosen ? locale : namedLanguage ?? start?.record.preferredLanguage
  }

  /// What was answered when the call asked for the language.
  private var namedLanguage: String? {
    guard case .language(let tag)?? = standing.fields[.language] else { return nil }
    return tag
  }

  /// The prompt is one at which the patient is spoken with: who they are is asked, or they are
  /// verified. Never in an emergency, never while the language itself is being settled, or somebody
  /// else is on the line.
  package var speaksWithPatient: Bool {
    guard !standing.emergency else { return false }
    switch standing.phase {
    case .notBegun, .save, .over: return false
    case .verifying(let run, _): return run.whom == .identity
    case .at(let node):
      guard liveGate.level == .open, let verifier = liveGate.raisedBy,
        case .verify(.identity, _, _, _) = script[verifier].act
      else { return false }
      return !settlesLanguage(node)
    }
  }

  /// On the road of an interrupt that belongs to whoever speaks which language, or to no listener.
  private func settlesLanguage(_ node: NodeID) -> Bool {
    switch script[node].act {
    case .ask(.language, _, _), .ask(.interpreter, _, _): return true
    default: break
    }
    switch standing.raised {
    case .language, .otherPerson, .stopCalling, .dropped, .emergency: return true
    default: return false
    }
  }

  /// The bridge phrase alone, in the needed language where it is offered.
  package func bridgeWords() -> [SpokenText] { said(in: nil, [bridgeUtterance]).texts }

  /// The patient speaks another language with us than the one that was needed, by their own choice.
  package var chosenLanguage: String? {
    guard standing.languageChosen, interpreter == nil,
      let wanted = namedLanguage ?? (start?.bridge == true ? start?.record.preferredLanguage : nil),
      RecallDomain.LanguageTag.primary(wanted) != RecallDomain.LanguageTag.primary(locale)
    else { return nil }
    return locale
  }
}
