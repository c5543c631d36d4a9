/// Somebody has passed a written rehearsal of this script in this language.
package struct PracticePass: Hashable, Sendable {
  package let script: String
  /// Primary subtag: who has practised `es-MX` has practised Spanish.
  package let language: String

  package init(script: String, locale: String) {
    (self.script, language) = (script, LanguageTag.primary(locale))
  }
}

/// What one caller has passed, for a clinic that wants a pass per segment and language before live
/// calls (`practice: { required: true }`).
package enum PracticePasses: Hashable, Sendable {
  case known(Set<PracticePass>)
  /// The practice store could not be read: nothing counts as passed, and the caller is told so.
  case unreadable

  /// - Parameter language: of the call; BCP 47.
  package func cover(script: String, language: String) -> Bool {
    switch self {
    case .known(let passes): passes.contains(PracticePass(script: script, locale: language))
    case .unreadable: false
    }
  }
}
