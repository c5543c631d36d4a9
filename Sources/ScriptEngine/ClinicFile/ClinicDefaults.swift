internal import RecallDomain

/// What a clinic has that does not say: the seven segments of the field, each with the script of
/// its name, and its queues (DOMAIN 4 and 5: a clinical question the same day, the rest within one
/// business day).
enum ClinicDefaults {
  static let segments: [String: SegmentPolicy] = [
    "overdue-follow-up": segment("overdue-follow-up", priority: 2, review: .advise),
    "delayed-scheduling": segment("delayed-scheduling", priority: 3),
    "result-review": segment(
      "result-review", priority: 1, review: .advise, sensitive: true),
    "recurring-therapy": segment("recurring-therapy", priority: 2),
    "missed-visit": segment("missed-visit", priority: 2),
    "incomplete-referral": segment("incomplete-referral", priority: 3),
    "language-support": segment("language-support", priority: 2),
  ]

  static let queues = Dictionary(uniqueKeysWithValues: QueueName.allCases.map { ($0, queue($0)) })

  static func queue(_ name: QueueName) -> QueuePolicy {
    QueuePolicy(due: name == .clinical ? .sameDay : .businessDays(1))
  }

  private static func segment(
    _ script: String, priority: Int, review: SegmentPolicy.Review = .none, sensitive: Bool = false
  ) -> SegmentPolicy {
    SegmentPolicy(
      script: script, priority: priority, clinicalReview: review, sensitive: sensitive)
  }
}
