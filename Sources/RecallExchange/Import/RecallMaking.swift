internal import RecallDomain

/// Segment and priority of a recall, as the clinic's policy has them.
struct RecallMaking {
  private let policy: ClinicPolicy
  private let reasonsByFoldedName: [String: String]
  private let segmentsByFoldedName: [String: String]

  init(_ policy: ClinicPolicy) {
    self.policy = policy
    reasonsByFoldedName = Self.folded(policy.reasons.keys)
    segmentsByFoldedName = Self.folded(policy.segments.keys)
  }

  /// Two names that fold to one: the first in order of the alphabet.
  private static func folded(_ names: some Sequence<String>) -> [String: String] {
    Dictionary(
      names.sorted().map { (FoldedHeader.text($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The clinic's own code for a reason written in any case and punctuation.
  func reasonCode(_ text: String) -> String? { reasonsByFoldedName[FoldedHeader.text(text)] }

  func segment(named text: String) -> String? { segmentsByFoldedName[FoldedHeader.text(text)] }

  func segment(ofReason code: String) -> String? {
    policy.reasons[code].map(\.segment).flatMap { policy.segments[$0] == nil ? nil : $0 }
  }

  /// The place in the list, from what the source says and the policy (`ClinicPolicy.listPriority`).
  func priority(said: Int?, reason: String?, segment: String, provider: String?) -> Int {
    policy.listPriority(given: said, segment: segment, reason: reason, provider: provider)
  }
}
