/// Stale translations that somebody has read again: which of them, and the files with their new
/// hashes. Nothing else of a file changes, not a byte.
package struct StaleReview {
  package struct Unknown: Error {
    package let message: String
  }

  package struct Written: Sendable {
    package let files: [SourceFile]
    package let accepted: [TextAddress]
    /// Hashes that are written in a way that cannot be replaced in place.
    package let failed: [TextAddress]
  }

  /// Named, and translations of the present source already.
  package let notStale: [TextAddress]
  private let stale: [TextAddress]
  private let source: LocaleFolder
  private let locale: String

  /// - Parameter keys: keys, whole addresses, or what several keys begin with (`no_car` for
  ///   `no_car.answers_a`, …); every stale text when there are none.
  package init(
    source: LocaleFolder, translation: LocaleFolder, keys: [String]
  ) throws(Unknown) {
    let pairs = TranslationPair.pairs(WordingTable(source), WordingTable(translation))
      .filter { $0.translation != nil && $0.address.carriesHash }
    var named = pairs
    if !keys.isEmpty {
      named = []
      for key in keys {
        let found = Self.pairs(pairs, named: key)
        guard !found.isEmpty else {
          throw Unknown(
            message: "there is no translated text \(quoted(key)) in \(quoted(translation.locale))"
              + DidYouMean.hint(for: key, among: pairs.map(\.address.key)))
        }
        named += found
      }
    }
    self.source = source
    locale = translation.locale
    stale = named.filter(\.isStale).map(\.address)
    notStale = keys.isEmpty ? [] : named.filter { !$0.isStale }.map(\.address)
  }

  private static func pairs(_ pairs: [TranslationPair], named key: String) -> [TranslationPair] {
    let exact = pairs.filter { $0.address.key == key || $0.address.description == key }
    return exact.isEmpty ? pairs.filter { $0.address.key.hasPrefix(key + ".") } : exact
  }

  package func accepted(in files: [SourceFile]) -> Written {
    var (written, accepted, failed): ([SourceFile], [TextAddress], [TextAddress]) = ([], [], [])
    for name in Set(stale.map(\.file)).sorted() {
      let ours = stale.filter { $0.file == name }
      guard let file = files.first(where: { $0.path == "locales/\(locale)/\(name).yaml" }),
        let of = source.files[name]
      else { continue }
      let stamped = LocaleStamp.stamp(file, source: of, only: Set(ours.map(\.key)))
      let done = ours.filter { says(stamped.file, $0, of) }
      accepted += done
      failed += ours.filter { !done.contains($0) }
      if !done.isEmpty { written.append(stamped.file) }
    }
    return Written(files: written, accepted: accepted, failed: failed)
  }

  /// Read again, the file has the hash of the present source.
  private func says(_ file: SourceFile, _ address: TextAddress, _ source: LocaleFile) -> Bool {
    let (folders, _) = LocaleReader.read([file], languages: [locale])
    guard let folder = folders[locale] else { return false }
    var sources = LocaleFolder(locale: "source")
    sources.add(source)
    return WordingTable(folder)[address]?.of == WordingTable(sources)[address]?.wording.hash
  }
}
