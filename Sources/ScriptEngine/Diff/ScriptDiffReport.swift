package import RecallDomain

/// What `recall script diff` has to tell of one script: since when, what, and whether live calls may
/// use it as it is.
package struct ScriptDiffReport: Sendable {
  package enum Since: Sendable {
    case never
    /// Approved, but the content of that time is not in this store.
    case notKept(ApprovedVersion.Signature)
    case version(ApprovedVersion, ScriptDiff)
  }

  package let script: String
  package let since: Since
  /// `nil`: it has errors, so it can be neither approved nor used.
  package let verdict: ApprovalVerdict?
  /// The one language whose words were asked for; `nil` = all.
  package let locale: String?

  /// - Parameters:
  ///   - approvals: of this script, in the order in which they were given.
  ///   - edition: the content kept under a hash.
  /// - Returns: `nil` when the script cannot be read.
  package init?(
    of id: String, in library: ScriptLibrary, approvals: [RecordedApproval], locale: String?,
    edition: (String) throws -> Edition?
  ) rethrows {
    guard let now = ScriptContent(of: id, in: library) else { return nil }
    script = id
    self.locale = locale
    verdict = library.verdicts[id]
    if let version = try ApprovedVersion(approvals, edition: edition) {
      let diff = ScriptDiff(from: version.content, to: now, locales: locale.map { [$0] })
      since = .version(version, diff)
    } else if let approval = library.approval(of: id) {
      since = .notKept(.init(by: approval.by, at: approval.at))
    } else {
      since = .never
    }
  }
}
