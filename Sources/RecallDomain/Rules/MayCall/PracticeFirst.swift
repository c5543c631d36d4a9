/// A clinic may want its callers to have passed a rehearsal before they call anybody: for the script
/// of the segment, in the language of the call (`practice: { required: true }`).
extension CallRules {
  /// What this caller would speak at the start: the patient's language, where the clinic offers it
  /// and the caller is qualified in it; else the source language, with the bridge phrase.
  package func languageOfCall(with language: String?, by caller: StaffMember) -> String {
    let offered = policy.languages.first {
      LanguageTag.primary($0) == LanguageTag.primary(language ?? "")
    }
    guard let offered, caller.isQualified(in: offered) else { return policy.sourceLanguage }
    return offered
  }

  /// Nothing is required, or nobody in particular asks: then nobody lacks it.
  func lacksPractice(segment: String, language: String?, caller: StaffMember?) -> Bool {
    guard let passes, let caller, let script = policy.segments[segment]?.script else {
      return false
    }
    return !passes.cover(script: script, language: languageOfCall(with: language, by: caller))
  }
}
