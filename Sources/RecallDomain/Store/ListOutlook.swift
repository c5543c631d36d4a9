package import Foundation

/// What the entries of one lane share: enough to tell from when a caller may call them, without
/// looking at any of them.
package struct LaneFacts: Hashable, Sendable {
  package let segment: String
  /// `nil`: not known.
  package let language: String?
  /// The class of their calling hours (`HoursClass`); `nil` = each entry is judged alone.
  package let hours: String?

  package init(segment: String, language: String?, hours: String?) {
    (self.segment, self.language, self.hours) = (segment, language, hours)
  }
}

/// From when this caller may call anybody of a lane: the instant asked about, a later one, or not at
/// all (`nil`), because the language is left to others.
package typealias LaneOpening = (LaneFacts) -> Date?

extension CallRules {
  package func opening(for caller: StaffMember?, at now: Date) -> LaneOpening {
    { [policy, leftToQualified] lane in
      if let caller, leftToQualified.contains(LanguageTag.primary(lane.language ?? "")),
        !caller.isQualified(in: lane.language)
      {
        return nil
      }
      return lane.hours.map {
        HoursClass.opening(of: $0, from: now, hours: policy.calling) ?? .distantFuture
      } ?? now
    }
  }
}

/// Nobody can be called now: why, and when that changes.
package struct NobodyNow: Hashable, Sendable {
  /// How many are kept back by which reason.
  package var blocked: [ExclusionReason: Int]
  /// Given back by this caller a short while ago: they go to colleagues first.
  package var givenBack: Int
  /// When the next one is free, at the earliest.
  package var next: Date?
  /// Who that is, where one entry decides it.
  package var whose: RecallID?

  package init(
    blocked: [ExclusionReason: Int], givenBack: Int = 0, next: Date? = nil,
    whose: RecallID? = nil
  ) {
    (self.blocked, self.givenBack) = (blocked, givenBack)
    (self.next, self.whose) = (next, whose)
  }
}
