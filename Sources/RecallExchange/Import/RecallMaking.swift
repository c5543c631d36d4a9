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

  /// By its name in clinic.yaml, or by the words that people use for those that recall comes with.
  func segment(named text: String) -> String? {
    let folded = FoldedHeader.text(text)
    return segmentsByFoldedName[folded]
      ?? Self.everyday[folded].flatMap { segmentsByFoldedName[$0] }
  }

  /// Everyday words, to the name in clinic.yaml, both folded.
  private static let everyday: [String: String] = {
    let words = [
      "overduefollowup": "overdue|follow-up|overdue for provider-directed follow-up|recall",
      "delayedscheduling": "delayed scheduling after checkout|delayed|checkout",
      "resultreview":
        "diagnostic-result review|diagnostic results|diagnostic result|results|result|test results",
      "recurringtherapy":
        "recurring therapy or treatment plan|recurring treatment|therapy|treatment plan",
      "missedvisit": "missed visit to rebook|missed|no-show|missed appointment|rebook",
      "incompletereferral": "referral|incomplete referrals|open referral",
      "languagesupport": "language support first|language|interpreter",
    ]
    var names: [String: String] = [:]
    for (name, others) in words {
      for other in others.split(separator: "|") { names[FoldedHeader.text(String(other))] = name }
    }
    return names
  }()

  func segment(ofReason code: String) -> String? {
    policy.reasons[code].map(\.segment).flatMap { policy.segments[$0] == nil ? nil : $0 }
  }

  /// The place in the list, from what the source says and the policy (`ClinicPolicy.listPriority`).
  func priority(said: Int?, reason: String?, segment: String, provider: String?) -> Int {
    policy.listPriority(given: said, segment: segment, reason: reason, provider: provider)
  }
}
