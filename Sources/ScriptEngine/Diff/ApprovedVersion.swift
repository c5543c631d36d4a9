package import Foundation
package import RecallDomain

/// What was approved last, put together from the acts of approval: the steps of the latest, and each
/// language's words as they were approved last.
package struct ApprovedVersion: Sendable {
  /// Whose approval stands, since when.
  package struct Signature: Hashable, Sendable {
    package let by: String
    package let at: Date
  }

  package let steps: Signature
  /// By locale tag.
  package let words: [String: Signature]
  package let content: ScriptContent

  /// - Parameters:
  ///   - approvals: in the order in which they were given.
  ///   - edition: the content kept under a hash.
  /// - Returns: `nil` when no approval was given of which the content is kept.
  package init?(
    _ approvals: [RecordedApproval], edition: (String) throws -> Edition?
  ) rethrows {
    let kept = try approvals.compactMap { approval in
      try approval.edition.flatMap(edition).map { (approval: approval, edition: $0) }
    }
    guard let last = kept.last else { return nil }
    let standing = kept.reversed().prefix {
      $0.approval.structure == last.approval.structure
        && $0.approval.policy == last.approval.policy
    }
    steps = Self.signature((standing.last ?? last).approval)
    var (words, books): ([String: Signature], [String: Phrasebook]) = ([:], [:])
    for (approval, edition) in kept {
      for locale in approval.words.keys {
        words[locale] = Self.signature(approval)
        books[locale] = edition.phrasebooks[locale]
      }
    }
    self.words = words
    content = ScriptContent(
      script: last.edition.script, books: books, disclosure: last.edition.disclosure,
      identity: last.edition.identity, policyHash: last.approval.policy)
  }

  private static func signature(_ approval: RecordedApproval) -> Signature {
    Signature(by: approval.by, at: approval.at)
  }
}
