package import Foundation

/// Who approved exactly which wording of a script (SCRIPT-FORMAT, "Approval"): the content of
/// `approvals/<id>.yaml`.
package struct Approval: Hashable, Sendable {
  /// The words of one language.
  package struct Words: Hashable, Sendable {
    /// `sha256:…`
    package let hash: String
    package let by: String
    package let at: Date

    package init(hash: String, by: String, at: Date) {
      self.hash = hash
      self.by = by
      self.at = at
    }
  }

  package let script: String
  /// `sha256:…` of the merged structure, and of the policy it depends on.
  package let structure: String
  package let policy: String
  /// The rules it was checked by. A newer set checks again; the approval stands if nothing is found.
  package let rules: Int
  package let by: String
  package let at: Date
  /// By locale tag.
  package let words: [String: Words]

  package init(
    script: String, structure: String, policy: String, rules: Int, by: String, at: Date,
    words: [String: Words]
  ) {
    self.script = script
    self.structure = structure
    self.policy = policy
    self.rules = rules
    self.by = by
    self.at = at
    self.words = words
  }

  /// The version of the checker's rules that this program has.
  package static let currentRules = 1

  package static func path(of script: String) -> String { "approvals/\(script).yaml" }
}

/// Whether a script may be used live, and why not.
package enum ApprovalVerdict: Hashable, Sendable {
  /// For the words of all offered languages.
  case approved
  case never
  case structureChanged
  case policyChanged
  /// These languages' words were never approved, or have changed since.
  case wordsNotApproved([String])
  /// The approval file itself cannot be read.
  case unreadable
}

extension ApprovalVerdict: CustomStringConvertible {
  package var description: String {
    switch self {
    case .approved: "approved"
    case .never: "never approved"
    case .structureChanged: "its structure has changed since it was approved"
    case .policyChanged: "the policy it depends on has changed since it was approved"
    case .wordsNotApproved(let locales):
      "its words in \(locales.map { quoted($0) }.joined(separator: ", ")) are not approved as they are"
    case .unreadable: "its approval cannot be read"
    }
  }
}

extension ApprovalVerdict {
  /// What is to be done about it.
  func remedy(for script: String) -> String {
    let approve = "`recall script approve \(script)` approves it"
    return switch self {
    case .approved: "nothing is to be done"
    case .never, .unreadable: approve
    case .structureChanged, .policyChanged, .wordsNotApproved:
      "`recall script diff \(script)` shows what has changed, \(approve)"
    }
  }
}

extension Edition {
  /// What an approval says of this very content.
  package func verdict(of approval: Approval?, policyHash: String) -> ApprovalVerdict {
    guard let approval else { return .never }
    guard approval.structure == structureHash else { return .structureChanged }
    guard approval.policy == policyHash else { return .policyChanged }
    let approved = languages(approvedBy: approval)
    let open = languages.filter { !approved.contains($0) }
    return open.isEmpty ? .approved : .wordsNotApproved(open)
  }

  /// Offered languages whose words are approved as they are.
  package func languages(approvedBy approval: Approval?) -> [String] {
    languages.filter { wordsHashes[$0] != nil && approval?.words[$0]?.hash == wordsHashes[$0] }
  }
}
