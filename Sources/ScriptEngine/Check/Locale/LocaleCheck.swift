package import RecallDomain

/// Completeness of each offered language: every text that a call or a screen may need is there, is
/// a translation of the present source, and can be filled. Missing text is an error before a call,
/// never a blank on the screen.
package enum LocaleCheck {
  private static var rules: [any LocaleRule.Type] {
    [
      LocaleMissing.self, LocalePlaceholders.self, LocalePlural.self, LocaleStale.self,
      LocaleOrphan.self, LocaleLabel.self, LocaleDuplicate.self,
    ]
  }

  /// Findings in the order of their places, each once.
  ///
  /// - Parameters:
  ///   - whole: every script file could be read, so that a line which no script uses is known to be an
  ///     orphan.
  ///   - emergency: what `clinic.yaml` itself says in several languages.
  package static func findings(
    scripts: [Script], folders: [String: LocaleFolder], languages: [String], whole: Bool = true,
    emergency: EmergencyPolicy = EmergencyPolicy()
  ) -> [Finding] {
    var subject = LocaleSubject(
      scripts: scripts, folders: folders, languages: languages, whole: whole)
    subject.emergency = emergency
    return rules.flatMap { $0.findings(in: subject) }.sortedByPlace()
  }
}

/// One rule about the languages of a clinic.
protocol LocaleRule: ExplainedRule {
  static func findings(in subject: LocaleSubject) -> [Finding]
}

/// What the locale rules look at.
struct LocaleSubject {
  let scripts: [Script]
  /// Every offered language, also one without a file; the source first.
  let folders: [LocaleFolder]
  let whole: Bool
  /// What the clinic's own file says to whoever is on the line.
  var emergency = EmergencyPolicy()
  /// Each spoken text of a translation beside its source, in the order of the file.
  let pairs: [TranslatedText]
  /// By locale, in the order of the file: collected once, since most rules look at all of them.
  private let texts: [String: [LocaleText]]

  init(
    scripts: [Script], folders: [String: LocaleFolder], languages: [String], whole: Bool
  ) {
    self.scripts = scripts
    self.folders = languages.map { folders[$0] ?? LocaleFolder(locale: $0) }
    self.whole = whole
    texts = self.folders.reduce(into: [:]) { $0[$1.locale] = $1.texts }
    pairs = Self.pairs(self.folders, texts)
  }

  /// Every spoken text of a language, by place.
  func texts(of folder: LocaleFolder) -> [LocaleText] { texts[folder.locale] ?? folder.texts }

  /// The first of `clinic.yaml` `languages:`.
  var source: LocaleFolder? { folders.first }

  private static func pairs(
    _ folders: [LocaleFolder], _ texts: [String: [LocaleText]]
  ) -> [TranslatedText] {
    guard let source = folders.first else { return [] }
    return folders.dropFirst().flatMap { folder in
      (texts[folder.locale] ?? []).compactMap { text in
        source.files[text.file]?.phrases(text.kind)[text.id].map {
          TranslatedText(text: text, locale: folder.locale, source: $0)
        }
      }
    }
  }
}

/// One spoken text of a locale: which file, which part of it, which id.
struct LocaleText {
  enum Kind: String, CaseIterable { case line, reason, rehearsal }

  let file: String
  let kind: Kind
  let id: String
  let phrase: Phrase

  /// As findings name it.
  var name: String { "\(kind.rawValue) \(quoted(id))" }
}

struct TranslatedText {
  let text: LocaleText
  let locale: String
  let source: Phrase
}

extension LocaleFile {
  func phrases(_ kind: LocaleText.Kind) -> [String: Phrase] {
    switch kind {
    case .line: lines
    case .reason: reasons
    case .rehearsal: rehearsals
    }
  }
}

extension LocaleFolder {
  /// Every spoken text, by place. Collects and sorts them each time.
  fileprivate var texts: [LocaleText] {
    files.values.flatMap { file in
      LocaleText.Kind.allCases.flatMap { kind in
        file.phrases(kind).map {
          LocaleText(file: file.name, kind: kind, id: $0.key, phrase: $0.value)
        }
      }
    }.sorted { $0.phrase.place < $1.phrase.place }
  }
}

extension [Finding] {
  /// By place, then rule, then wording; each once.
  package func sortedByPlace() -> [Finding] {
    var seen: Set<Finding> = []
    return filter { seen.insert($0).inserted }.sorted {
      ($0.place, $0.rule.rawValue, $0.message) < ($1.place, $1.rule.rawValue, $1.message)
    }
  }
}
