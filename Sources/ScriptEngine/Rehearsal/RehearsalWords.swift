/// What simulated patients of one script say, and what trainees read about them, by language: from
/// the file of the script's rehearsals, the script's own, and those of its fragments.
package struct RehearsalWords: Sendable {
  private let texts: [String: [LineID: String]]
  private let labels: [String: [String: String]]

  package init(_ folders: [String: LocaleFolder], script: Script) {
    let names = ([script.id] + script.uses).flatMap { [$0 + LocaleFile.rehearsalsEnding, $0] }
    texts = folders.mapValues { folder in
      names.compactMap { folder.files[$0]?.rehearsals }.reduce(into: [:]) { all, phrases in
        all.merge(phrases.mapValues { Self.spoken($0) }) { first, _ in first }
      }
    }
    labels = folders.mapValues { folder in
      names.compactMap { folder.files[$0]?.labels }.reduce(into: [:]) { all, labels in
        all.merge(labels.mapValues(\.text)) { first, _ in first }
      }
    }
  }

  /// Nothing is filled in here; a brace that is written twice is a brace.
  private static func spoken(_ phrase: Phrase) -> String {
    phrase.templates.first.map { template in
      template.parts.map { if case .text(let text) = $0 { text } else { "" } }.joined()
    } ?? ""
  }

  func ids(in locale: String) -> Set<LineID> { Set((texts[locale] ?? [:]).keys) }

  /// `nil` when this language has none.
  package func text(_ id: LineID, in locale: String) -> String? { texts[locale]?[id] }

  package func label(_ key: String, in locale: String) -> String? { labels[locale]?[key] }

  /// What a trainee reads as the name of a rehearsal; its id where it has none.
  package func title(of rehearsal: Rehearsal, in locale: String) -> String {
    label(rehearsal.titleKey, in: locale) ?? rehearsal.id
  }

  /// A few words before the call begins: whom they call, and nothing of what will happen.
  package func brief(of rehearsal: Rehearsal, in locale: String) -> String? {
    label(rehearsal.briefKey, in: locale)
  }
}

extension ScriptLibrary {
  /// What the simulated patients of a script say.
  package func rehearsalWords(for script: String) -> RehearsalWords? {
    scripts.first { $0.id == script }.map { RehearsalWords(folders, script: $0) }
  }
}
