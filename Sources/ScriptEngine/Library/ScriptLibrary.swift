package import Foundation
package import RecallDomain

/// Everything a clinic folder says: its scripts, their words in each language, what is wrong with
/// them, and what may be used live.
package struct ScriptLibrary: Sendable {
  /// Scripts that could be read, by id; safe or not.
  package let scripts: [Script]
  /// Every offered language.
  package let folders: [String: LocaleFolder]
  /// Everything found anywhere, by place, each once.
  package let findings: [Finding]
  /// By script id, also of scripts that could not be read: what concerns this script, its
  /// fragments' and its languages' findings included.
  package let reports: [String: CheckReport]
  /// Scripts without errors, approved or not; a call may only run on one of these.
  package let editions: [String: Edition]
  /// For each edition: whether it may be used live, and why not.
  package let verdicts: [String: ApprovalVerdict]
  /// What the console says, by locale.
  package let staffPhrases: [String: StaffPhrases]
  let approvals: [String: Approval]
  let policy: ClinicPolicy

  /// The whole folder: `files` with paths relative to it, those of other kinds passed over.
  package static func read(files: [SourceFile], policy: ClinicPolicy) -> ScriptLibrary {
    LibraryReading(files: files, policy: policy).library()
  }

  /// Approvals of these scripts' present content, to be written; scripts with errors have none.
  ///
  /// - Parameters:
  ///   - ids: `nil` for every script that has no errors.
  ///   - locales: the languages whose words are approved; `nil` for every offered one. What was
  ///     approved before of the others stands, if structure and policy are the same.
  package func approvals(
    by staff: String, at instant: Date, scripts ids: [String]? = nil, locales: [String]? = nil
  ) -> [SourceFile] {
    editions.keys.sorted().filter { ids?.contains($0) ?? true }.compactMap { id in
      editions[id].map {
        ApprovalFile.text(of: approval(of: $0, staff, instant, locales ?? policy.languages))
      }
    }
  }

  /// The finding `approval` for a script that may not be used live, or nothing.
  package func approvalFinding(for id: String) -> Finding? {
    guard let verdict = verdicts[id], verdict != .approved else { return nil }
    return Finding(
      rule: .approval, place: SourcePlace(file: "scripts/\(id).yaml", line: 1, column: 1),
      message: "script \(quoted(id)) is not approved for live use: \(verdict)")
  }

  /// Offered languages whose words are approved as they are, for a script whose structure and policy
  /// are.
  package func approvedLanguages(of id: String) -> [String] {
    guard let edition = editions[id], let approval = approvals[id] else { return [] }
    switch verdicts[id] {
    case .approved, .wordsNotApproved: return edition.languages(approvedBy: approval)
    default: return []
    }
  }

  private func approval(
    of edition: Edition, _ staff: String, _ instant: Date, _ locales: [String]
  ) -> Approval {
    let id = edition.script.id
    let policyHash = PolicyHash.of(policy, script: id)
    var words: [String: Approval.Words] = [:]
    if let before = approvals[id], before.structure == edition.structureHash,
      before.policy == policyHash
    {
      words = before.words.filter { policy.languages.contains($0.key) }
    }
    for (locale, hash) in edition.wordsHashes where locales.contains(locale) {
      words[locale] = Approval.Words(hash: hash, by: staff, at: instant)
    }
    return Approval(
      script: id, structure: edition.structureHash, policy: policyHash,
      rules: Approval.currentRules, by: staff, at: instant, words: words)
  }
}
