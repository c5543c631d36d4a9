package import RecallDomain
package import ScriptEngine

/// The checked scripts this clinic may use, and the words of its console.
package struct ScriptShelf: Sendable {
  /// Segment → the edition a new call gets; a segment without one is left out of the list.
  package let editions: [String: Edition]
  /// Segments without an edition, and why.
  package let refusals: [ScriptRefusal]
  package let words: StaffWords
  /// Only what is approved may be spoken.
  private let approvedOnly: Bool

  /// Never empty of staff texts: a console without words is refused at start.
  package init(
    editions: [String: Edition], refusals: [ScriptRefusal] = [], staff: [String: StaffPhrases],
    languages: [String], approvedOnly: Bool = false
  ) {
    self.editions = editions
    self.refusals = refusals
    words = StaffWords(staff, languages: languages)
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

  package init(segment: String, script: String, reason: Reason) {
    (self.segment, self.script, self.reason) = (segment, script, reason)
  }

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
