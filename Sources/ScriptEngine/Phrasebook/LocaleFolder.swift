/// All files of one language.
package struct LocaleFolder: Hashable, Sendable {
  /// BCP 47, the folder's name.
  package let locale: String
  /// By name without `.yaml`.
  package private(set) var files: [String: LocaleFile]

  package init(locale: String, files: [String: LocaleFile] = [:]) {
    self.locale = locale
    self.files = files
  }

  mutating func add(_ file: LocaleFile) { files[file.name] = file }

  /// The files that speak for a script: its own, then its fragments'.
  package func files(for script: Script) -> [LocaleFile] {
    ([script.id] + script.uses).compactMap { files[$0] }
  }

  /// Where the words of a file stand or would stand.
  package func path(_ name: String) -> String { "locales/\(locale)/\(name).yaml" }

  /// The place of what is missing in a file: where its lines begin, also when there is no file yet.
  package func place(_ name: String) -> SourcePlace {
    files[name]?.linesPlace ?? SourcePlace(file: path(name), line: 1, column: 1)
  }

  /// The facts of the language; without a file, none.
  package var language: Language { files["language"]?.language ?? .nothing }

  /// Everything this language says in one script. A script's own words come before its fragments',
  /// and those before the console's.
  package func phrasebook(for script: Script) -> Phrasebook {
    let own = files(for: script)
    return Phrasebook(
      locale: locale, lines: Self.merged(own.map(\.lines)), labels: labels(own),
      reasons: Self.merged(own.map(\.reasons)), engine: files["engine"]?.lines ?? [:],
      messages: files["messages"]?.lines ?? [:], language: language)
  }

  /// What the console says to staff in this language.
  package func staffPhrases(source: StaffPhrases? = nil) -> StaffPhrases {
    StaffPhrases(
      locale: locale, language: language,
      texts: (files["console"]?.staff ?? [:]).mapValues(\.phrase),
      labels: (files["console"]?.labels ?? [:]).mapValues(\.text), source: source)
  }

  private func labels(_ own: [LocaleFile]) -> [String: String] {
    let shared = ["engine", "messages", "console"].compactMap { files[$0] }
    return Self.merged((own + shared).map(\.labels)).mapValues(\.text)
  }

  private static func merged<Value>(_ parts: [[String: Value]]) -> [String: Value] {
    parts.reduce(into: [:]) { merged, part in merged.merge(part) { first, _ in first } }
  }
}

extension Language {
  /// A language of which nothing is known; a script is never offered in it.
  static let nothing = Language(
    greetings: [:], datePattern: "y-MM-dd", timePattern: "HH:mm", parts: [:],
    syllablesPerSecond: 5, without: [:], avoid: [], protectedWords: [], redFlags: [],
    register: nil, understands: [:])
}
