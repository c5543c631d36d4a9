import RecallDomain

/// How long an answer may take in a rehearsal before the silence is felt: the time to say the
/// caller's words, to hear the other's, and to find the key.
///
/// Speaking times are estimates by syllables, as the check makes them (`speech-too-long`). The time
/// to think is our own choice: a beginner who reads each label once needs about that long.
package enum Pace {
  /// Seconds.
  static let thought = 8.0

  /// - Parameters:
  ///   - words: what the caller says before this prompt.
  ///   - heard: what they hear then.
  /// - Returns: seconds.
  package static func allowed(
    words: [String], heard: String?, in language: Language, locale: String
  ) -> Double {
    let syllables = Syllables(locale: locale)
    let spoken = (words + [heard].compactMap { $0 }).map(syllables.count).reduce(0, +)
    return thought + Double(spoken) / language.syllablesPerSecond
  }
}
