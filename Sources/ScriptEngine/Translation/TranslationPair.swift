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

  /// Nothing says it in the translation. The label of a response may be one for all nodes in one
  /// language and one for each in another; which responses have none, `LocaleLabel` knows.
  package func isMissing(in labels: Set<String>) -> Bool {
    guard translation == nil else { return false }
    guard address.section == .labels, address.file != "console" else { return true }
    let response = address.key.split(separator: ".").last.map(String.init) ?? address.key
    return !labels.contains { $0 == response || $0.hasSuffix("." + response) }
  }

  /// The labels of a language, for `isMissing`.
  package static func labels(of table: WordingTable) -> Set<String> {
    Set(table.entries.filter { $0.address.section == .labels }.map(\.address.key))
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
