import RecallDomain

/// Makes the edition of one script that its check found nothing wrong with.
struct EditionMaker {
  let policy: ClinicPolicy

  /// As not approved yet.
  func edition(of script: Script, _ books: [String: Phrasebook]) -> Edition {
    Edition(
      script: script, phrasebooks: books, languages: policy.languages,
      disclosure: Disclosure(policy.disclosure), identity: policy.identity,
      structureHash: StructureHash.of(script),
      wordsHashes: books.mapValues { WordsHash.of($0, in: script) }, approved: false)
  }
}

extension Edition {
  /// - Parameter approvedIn: languages whose words are approved as they are; without the source
  ///   language nothing may be used live.
  func marked(approvedIn languages: [String]) -> Edition {
    Edition(
      script: script, phrasebooks: phrasebooks, languages: self.languages, disclosure: disclosure,
      identity: identity, structureHash: structureHash, wordsHashes: wordsHashes,
      approved: self.languages.first.map(languages.contains) ?? false,
      approvedLanguages: self.languages.filter(languages.contains))
  }
}
