package import RecallDomain
package import ScriptEngine

/// The checked scripts this clinic may use, and what staff read, by language.
package struct ScriptShelf: Sendable {
  /// Segment → the edition a new call gets; a segment without one is left out of the list.
  package let editions: [String: Edition]
  /// Segments without an edition, and why.
  package let refusals: [ScriptRefusal]
  private let staff: [String: StaffPhrases]
  /// What staff may type for names, in the languages of the console.
  package let typedWords: TypedWords
  /// Offered languages, the source first.
  package let languages: [String]
  /// Only what is approved may be spoken.
  private let approvedOnly: Bool

  /// Never empty of staff texts: a console without words is refused at start.
  package init(
    editions: [String: Edition], refusals: [ScriptRefusal] = [], staff: [String: StaffPhrases],
    languages: [String], approvedOnly: Bool = false
  ) {
    precondition(!staff.isEmpty, "a console has staff texts in at least one language")
    self.editions = editions
    self.refusals = refusals
    self.staff = staff
    typedWords = TypedWords(staff)
    self.languages = languages
    self.approvedOnly = approvedOnly
  }

  /// What a clinic folder holds.
  ///
  /// - Parameter approvedOnly: take approved scripts alone, in the languages whose words are
  ///   approved; without it every script without errors.
  package init(_ library: ScriptLibrary, policy: ClinicPolicy, approvedOnly: Bool) {
    let enabled = policy.segments.filter(\.value.enabled)
    let editions = enabled.compactMapValues { segment -> Edition? in
      guard let edition = library.editions[segment.script] else { return nil }
      return edition.approved || !approvedOnly ? edition : nil
    }
    let without = enabled.filter { editions[$0.key] == nil }
    self.init(
      editions: editions,
      refusals: without.sorted { $0.key < $1.key }.map { segment, of in
        ScriptRefusal(
          segment: segment, script: of.script, exists: library.reports[of.script] != nil,
          verdict: library.verdicts[of.script])
      },
      staff: library.staffPhrases, languages: policy.languages, approvedOnly: approvedOnly)
  }

  /// As for this kind of store: a live one takes what is approved alone.
  package init(_ library: ScriptLibrary, policy: ClinicPolicy, kind: StoreKind) {
    self.init(library, policy: policy, approvedOnly: kind == .live)
  }

  /// Languages in which this edition may be spoken, the source first. A running call keeps those it
  /// started with, whatever is approved meanwhile.
  package func spokenLanguages(of edition: Edition) -> [String] {
    approvedOnly ? edition.approvedLanguages : edition.languages
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
    [tag, RecallDomain.LanguageTag.primary(tag)].first { staff[$0] != nil }
  }

  /// A language of the console by its tag, or by its name in any of them: `es`, `Spanish`, `español`.
  func staffLocale(named typed: String) -> String? {
    knownStaffLocale(typed)
      ?? LanguageNames.tag(for: typed, namedIn: staffLanguages).flatMap { knownStaffLocale($0) }
  }

  package func phrases(in locale: String) -> StaffPhrases {
    staff[locale] ?? staff[staffLanguages[0]]!
  }

  /// Some language has a staff text of this name.
  func knows(_ key: String) -> Bool { staff.values.contains { $0.keys.contains(key) } }

  /// The offered language that a tag means: itself, else its primary language, else one that shares
  /// it (`pt` or `pt-PT` → `pt-BR`, when that is all there is).
  package static func nearest(_ tag: String, among offered: [String]) -> String? {
    let typed = tag.replacing("_", with: "-").lowercased()
    guard !typed.isEmpty else { return nil }
    let primary = RecallDomain.LanguageTag.primary(tag)
    return offered.first { $0.lowercased() == typed }
      ?? offered.first { $0 == primary }
      ?? offered.first { RecallDomain.LanguageTag.primary($0) == primary }
  }
}

/// A segment whose script may not be used, and what is to be done about it.
package struct ScriptRefusal: Hashable, Sendable {
  package enum Reason: String, CaseIterable, Sendable {
    /// There is none.
    case missing
    /// It has errors.
    case broken
    case neverApproved = "never-approved"
    case changed
  }

  package let segment: String
  package let script: String
  package let reason: Reason

  /// - Parameter verdict: `nil` for a script that its check found errors in.
  package init(segment: String, script: String, exists: Bool, verdict: ApprovalVerdict?) {
    self.segment = segment
    self.script = script
    switch verdict {
    case nil: reason = exists ? .broken : .missing
    case .never: reason = .neverApproved
    case .approved, .structureChanged, .policyChanged, .wordsNotApproved, .unreadable:
      reason = .changed
    }
  }
}
