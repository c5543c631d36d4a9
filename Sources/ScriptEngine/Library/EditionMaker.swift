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
  func marked(approved: Bool) -> Edition {
    Edition(
      script: script, phrasebooks: phrasebooks, languages: languages, disclosure: disclosure,
      identity: identity, structureHash: structureHash, wordsHashes: wordsHashes,
      approved: approved)
  }
}
