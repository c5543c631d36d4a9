import Foundation
import RecallDomain

/// An approval about to be given: what it will say, and the very content it is given for.
package struct NewApproval: Sendable {
  package let approval: Approval
  /// As it may be used from then on.
  package let edition: Edition
  /// Locale tag → `sha256:…` of the words approved in this act; the others stood before.
  package let newWords: [String: String]

  /// Who approved the steps stands when only words are approved.
  init(
    of edition: Edition, in library: ScriptLibrary, by staff: String, at instant: Date,
    locales: [String]?
  ) {
    let id = edition.script.id
    let policy = library.policyHash(of: id)
    let before = library.approval(of: id).flatMap {
      $0.structure == edition.structureHash && $0.policy == policy ? $0 : nil
    }
    newWords = edition.wordsHashes.filter { locales?.contains($0.key) ?? true }
    var words = before?.words.filter { edition.languages.contains($0.key) } ?? [:]
    for (locale, hash) in newWords {
      words[locale] = Approval.Words(hash: hash, by: staff, at: instant)
    }
    let standing = locales == nil ? nil : before
    approval = Approval(
      script: id, structure: edition.structureHash, policy: policy,
      rules: Approval.currentRules, by: standing?.by ?? staff, at: standing?.at ?? instant,
      words: words)
    self.edition = edition.marked(approvedIn: edition.languages(approvedBy: approval))
  }

  /// `approvals/<id>.yaml`.
  package var file: SourceFile { ApprovalFile.text(of: approval) }

  /// Offered languages whose words are still not approved as they are.
  package var notApproved: [String] {
    edition.languages.filter { !edition.approvedLanguages.contains($0) }
  }
}
