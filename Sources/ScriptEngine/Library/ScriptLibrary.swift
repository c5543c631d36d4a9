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
  package let policy: ClinicPolicy
  /// Simulated patients that could be read, by id, whether their scripts can follow them or not.
  package let rehearsals: [Rehearsal]

  /// The whole folder: `files` with paths relative to it, those of other kinds passed over.
  ///
  /// - Parameter shipped: `console.yaml` of a language as it came with the program, for what the
  ///   folder's own lacks.
  package static func read(
    files: [SourceFile], policy: ClinicPolicy,
    shipped: (_ locale: String) -> SourceFile? = { _ in nil }
  ) -> ScriptLibrary {
    LibraryReading(files: files, policy: policy, shipped: shipped).library()
  }

  /// What the console says, by locale, and nothing else of the folder.
  package static func staffPhrases(
    files: [SourceFile], policy: ClinicPolicy, shipped: (_ locale: String) -> SourceFile?
  ) -> [String: StaffPhrases] {
    let own = files.filter { file in
      ["console", "language"].contains { file.path.hasSuffix("/\($0).yaml") }
    }
    return LocaleReader.read(own, languages: policy.languages, shipped: shipped).locales
      .staffPhrases(source: policy.sourceLanguage)
  }

  /// What approving these scripts now would write; scripts with errors have nothing.
  ///
  /// - Parameters:
  ///   - ids: `nil` for every script that has no errors.
  ///   - locales: the languages whose words are approved; `nil` for every offered one. What was
  ///     approved before of the others stands, if structure and policy are the same.
  package func approvals(
    by staff: String, at instant: Date, scripts ids: [String]? = nil, locales: [String]? = nil
  ) -> [NewApproval] {
    editions.keys.sorted().filter { ids?.contains($0) ?? true }.compactMap { id in
      editions[id].map { NewApproval(of: $0, in: self, by: staff, at: instant, locales: locales) }
    }
  }

  /// The finding `approval` for a script that may not be used live, or nothing.
  package func approvalFinding(for id: String) -> Finding? {
    guard let verdict = verdicts[id], verdict != .approved else { return nil }
    return Finding(
      rule: .approval, place: SourcePlace(file: "scripts/\(id).yaml", line: 1, column: 1),
      message: "script \(quoted(id)) is not approved for live use: \(verdict); "
        + verdict.remedy(for: id))
  }

  /// Offered languages whose words are approved as they are, for a script whose structure and policy
  /// are.
  package func approvedLanguages(of id: String) -> [String] {
    editions[id]?.approvedLanguages ?? []
  }

  /// What `approvals/<id>.yaml` says; `nil` when there is none that can be read.
  package func approval(of id: String) -> Approval? { approvals[id] }

  /// `sha256:…` of the policy that this script's approval depends on.
  package func policyHash(of id: String) -> String { PolicyHash.of(policy, script: id) }
}
