package import Foundation

/// One act of approval as the store keeps it: whose it was, of exactly which content, and where
/// that content itself is kept, so that it can be shown again (`recall script diff`).
package struct RecordedApproval: Hashable, Sendable {
  package let script: String
  /// `sha256:…` of the merged structure.
  package let structure: String
  /// `sha256:…` of the policy it depends on; `nil` in a record of an earlier program.
  package let policy: String?
  /// Locale tag → `sha256:…` of the words approved in this act.
  package let words: [String: String]
  /// The compiled script (`RecallStore.edition`); `nil` in a record of an earlier program.
  package let edition: String?
  package let by: String
  package let at: Date

  package init(
    script: String, structure: String, policy: String?, words: [String: String], edition: String?,
    by: String, at: Date
  ) {
    self.script = script
    self.structure = structure
    self.policy = policy
    self.words = words
    self.edition = edition
    self.by = by
    self.at = at
  }
}
