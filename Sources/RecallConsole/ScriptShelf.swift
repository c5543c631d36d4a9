package import RecallDomain
package import ScriptEngine

/// The checked scripts this clinic may use, and what staff read, by language.
package struct ScriptShelf: Sendable {
  /// Segment → the edition a new call gets; a segment without one is left out of the list.
  package let editions: [String: Edition]
  private let staff: [String: StaffPhrases]
  /// Offered languages, the source first.
  package let languages: [String]
  /// Script id → languages that may be spoken; `nil` = every language of the edition.
  private let approvedLanguages: [String: Set<String>]?

  /// Never empty of staff texts: a console without words is refused at start.
  package init(
    editions: [String: Edition], staff: [String: StaffPhrases], languages: [String],
    approvedLanguages: [String: Set<String>]? = nil
  ) {
    precondition(!staff.isEmpty, "a console has staff texts in at least one language")
    self.editions = editions
    self.staff = staff
    self.languages = languages
    self.approvedLanguages = approvedLanguages
  }

  /// What a clinic folder holds. A live store takes approved scripts alone, in the languages whose
  /// words are approved; demo and practice take every script without errors.
  package init(_ library: ScriptLibrary, policy: ClinicPolicy, kind: StoreKind) {
    let approved = library.editions.keys.reduce(into: [String: Set<String>]()) {
      $0[$1] = Set(library.approvedLanguages(of: $1))
    }
    let editions = policy.segments.filter(\.value.enabled).compactMapValues { segment -> Edition? in
      guard let edition = library.editions[segment.script] else { return nil }
      let mayBeSpoken = approved[segment.script]?.contains(policy.sourceLanguage) ?? false
      return kind != .live || mayBeSpoken ? edition : nil
    }
    self.init(
      editions: editions, staff: library.staffPhrases, languages: policy.languages,
      approvedLanguages: kind == .live ? approved : nil)
  }

  /// Languages in which this edition may be spoken, the source first.
  package func spokenLanguages(of edition: Edition) -> [String] {
    guard let approvedLanguages else { return edition.languages }
    return edition.languages.filter { approvedLanguages[edition.script.id]?.contains($0) ?? false }
  }

  package var segments: Set<String> { Set(editions.keys) }
  /// Languages the console itself speaks, the source first.
  package var staffLanguages: [String] {
    let offered = languages.filter { staff[$0] != nil }
    return offered + staff.keys.filter { !offered.contains($0) }.sorted()
  }

  /// The nearest language there are staff texts for: the tag, its primary subtag, the source.
  package func staffLocale(for tag: String) -> String {
    knownStaffLocale(tag) ?? staffLanguages[0]
  }

  func knownStaffLocale(_ tag: String) -> String? {
    [tag, Self.primary(tag)].first { staff[$0] != nil }
  }

  package func phrases(in locale: String) -> StaffPhrases {
    staff[locale] ?? staff[staffLanguages[0]]!
  }

  /// Some language has a staff text of this name.
  func knows(_ key: String) -> Bool { staff.values.contains { $0.keys.contains(key) } }

  /// `es` of `es-MX` or `es_US.UTF-8`.
  package static func primary(_ tag: String) -> String {
    String(tag.prefix { $0 != "-" && $0 != "_" && $0 != "." }).lowercased()
  }
}
