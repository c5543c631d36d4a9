/// One text of the source beside its translation, if there is one.
package struct TranslationPair: Sendable {
  package let source: WordingTable.Entry
  package let translation: WordingTable.Entry?

  package var address: TextAddress { source.address }

  /// The source has changed since, or the translation does not say what it translates.
  package var isStale: Bool {
    guard let translation, address.carriesHash else { return false }
    return translation.of != source.wording.hash
  }

  /// Every text of the source in its order, each with its translation.
  package static func pairs(
    _ source: WordingTable, _ translation: WordingTable
  ) -> [TranslationPair] {
    source.entries.map {
      TranslationPair(source: $0, translation: translation[$0.address])
    }
  }
}
